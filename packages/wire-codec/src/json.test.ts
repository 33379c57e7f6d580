import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { book, mutated } from "../test/arbitraries.js";
import { ref, scope } from "../test/schemas.js";
import { createJsonCodec, MalformedBodyError } from "./json.js";

const books = createJsonCodec(scope, ref("Book"));
const anything = createJsonCodec({ schemas: {} }, {});

describe("reading JSON", () => {
	it("keeps decimals as their exact text and other numbers as numbers", () => {
		const { value, faults } = books.read('{"Title":"T","Price":1.50,"Weight":1.50,"Id":1e1,"Prices":[0.1,1e2]}');
		expect(value).toEqual({ Title: "T", Price: "1.50", Weight: 1.5, Id: 10, Prices: ["0.1", "100"] });
		expect(faults).toEqual([]);
	});

	it("drops the zeros that the writer pads with, where it is told to", () => {
		const dropping = createJsonCodec(scope, ref("Book"), { padding: "dropped" });
		const text = '{"Price":1.0,"Weight":1.0,"Prices":[0.0,-10.0,1.50,10]}';
		expect(dropping.read(text).value).toEqual({ Price: "1", Weight: 1, Prices: ["0", "-10", "1.50", "10"] });
		expect(books.read(text).value).toMatchObject({ Price: "1.0", Prices: ["0.0", "-10.0", "1.50", "10"] });
	});

	it.each([
		["a string", '{"Price":"1.50"}', "1.50"],
		["a boolean", '{"Price":true}', true],
		["null", '{"Price":null}', null],
		["an object", '{"Price":{}}', {}],
		["an array", '{"Price":[1]}', [1]],
	])("reports %s at a decimal place and leaves it", (_, text, value) => {
		const message = "must be a number with at most 17 significant digits";
		expect(books.read(text)).toEqual({
			value: { Price: value },
			faults: [{ pointer: "/Price", keyword: "type", message }],
		});
	});

	it("takes null where a decimal is nullable", () => {
		expect(books.read('{"Discount":null}')).toEqual({ value: { Discount: null }, faults: [] });
	});

	it("reports decimals with too many digits, without expanding them", () => {
		const { faults } = books.read('{"Prices":[1, 1e999999999, 123456789012345678, 1e-999999999]}');
		expect(faults.map(({ pointer, keyword }) => [pointer, keyword])).toEqual([
			["/Prices/1", "x-decimal"],
			["/Prices/2", "x-decimal"],
			["/Prices/3", "x-decimal"],
		]);
	});

	it("reports an integer that is one only after rounding", () => {
		expect(books.read('{"Id":1.00000000000000000001}').faults).toMatchObject([{ pointer: "/Id", keyword: "type" }]);
		expect(books.read('{"Id":1.0}').faults).toEqual([]);
	});

	it("reports a member that occurs twice, and keeps the last", () => {
		const { value, faults } = books.read('{"Title":"a","Related":[{"Title":"b","a/b~c":1,"a/b~c":2}]}');
		expect(value).toEqual({ Title: "a", Related: [{ Title: "b", "a/b~c": 2 }] });
		expect(faults).toEqual([
			{ pointer: "/Related/0/a~1b~0c", keyword: "duplicate", message: "must not occur more than once" },
		]);
	});

	it("treats __proto__ and constructor as plain data", () => {
		const { value } = anything.read('{"__proto__":{"admin":true},"constructor":1,"toString":2,"hasOwnProperty":3}');
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
		expect(Object.keys(value as object)).toEqual(["__proto__", "constructor", "toString", "hasOwnProperty"]);
		expect((value as { admin?: boolean }).admin).toBeUndefined();
		expect(anything.read('{"__proto__":1,"__proto__":2}').faults).toHaveLength(1);
	});

	it("reports half of a surrogate pair", () => {
		expect(anything.read('["\\ud83d\\ude00"]').faults).toEqual([]);
		expect(anything.read('["\\ud83d"]').faults).toMatchObject([{ pointer: "/0", keyword: "character" }]);
	});

	it("picks the branch of a oneOf by its members", () => {
		const entry = createJsonCodec(scope, ref("Entry"));
		expect(entry.read('{"Amount":1.0}')).toEqual({ value: { Amount: "1.0" }, faults: [] });
		expect(entry.read('{"Amount":"a","Note":"n"}')).toEqual({ value: { Amount: "a", Note: "n" }, faults: [] });
	});

	it("knows the members of a map", () => {
		const ledger = createJsonCodec(scope, ref("Ledger"));
		expect(ledger.read('{"a":1.0,"b":"2"}')).toMatchObject({
			value: { a: "1.0", b: "2" },
			faults: [{ pointer: "/b", keyword: "type" }],
		});
	});

	it.each([
		["", "unexpected end at position 0"],
		['{"Title": "Whol', "unexpected end at position 15"],
		["[1,]", "unexpected character at position 3"],
		["[1 2]", "unexpected character at position 3"],
		["01", "unexpected character at position 1"],
		['"\u0001"', "unexpected character at position 1"],
		["nul", "unexpected end at position 3"],
	])("refuses %s with '%s'", (text, message) => {
		expect(() => anything.read(text)).toThrow(message);
		expect(() => anything.read(text)).toThrow(MalformedBodyError);
	});

	it("skips a byte order mark", () => {
		expect(anything.read("\ufeff[1]").value).toEqual([1]);
	});

	it.each(["Book", "Entry", "Ledger"])("reads each item of a list of %s as if it were alone", (name) => {
		const codec = createJsonCodec(scope, { type: "array", items: ref(name) });
		const names = ["Title", "Id", "Price", "Amount", "Note", "Publisher", "Related", "Other", "__proto__"];
		const values = ["1", "1.50", "1.0", '"a"', "null", '{"Code":1,"Code":2}', '[{"Title":"x"},{"Id":1.5,"Title":"y"}]'];
		const member = fc
			.tuple(
				fc.constantFrom(...names.map((one) => JSON.stringify(one)), '"T\\u0069tle"', '"\\ud800"'),
				fc.constantFrom(":", " :", ": "),
				fc.constantFrom(...values),
			)
			.map((parts) => parts.join(""));
		// Some objects have members of others in common, so that they begin alike.
		const item = fc
			.tuple(fc.constantFrom("", '"Id":1,', '"Id":1,"Title":"a",', '"Amount":1,'), fc.array(member, { maxLength: 4 }))
			.map(([first, more]) => `{${first}${more.join(",")}}`.replace(",}", "}"));
		fc.assert(
			fc.property(fc.array(item, { maxLength: 5 }), (items) => {
				const together = codec.read(`[${items.join(",")}]`);
				const alone = items.map((text) => codec.read(`[${text}]`));
				expect(together).toEqual({
					value: alone.flatMap(({ value }) => value),
					faults: alone.flatMap(({ faults }, index) =>
						faults.map((fault) => ({ ...fault, pointer: fault.pointer.replace(/^\/0(?=\/|$)/, `/${index}`) })),
					),
				});
			}),
			{ numRuns: 1000 },
		);
	});

	it("takes 64 levels and no more, however many there are", () => {
		const nested = (levels: number) => `${"[".repeat(levels)}${"]".repeat(levels)}`;
		expect(anything.read(nested(64)).faults).toEqual([]);
		expect(() => anything.read(nested(65))).toThrow("nested deeper than 64 levels at position 64");
		expect(() => anything.read("[".repeat(100_000))).toThrow("nested deeper than 64 levels");
		expect(() => anything.read('{"a":'.repeat(100_000))).toThrow("nested deeper than 64 levels");
	});

	it("takes 2^18 values and no more", () => {
		const array = (values: number) => `[${"0,".repeat(values - 2)}0]`;
		expect(anything.read(array(2 ** 18)).faults).toEqual([]);
		expect(() => anything.read(array(2 ** 18 + 1))).toThrow("more than 262144 values");
	});

	it("reports no more than 100 faults", () => {
		expect(books.read(`{"Prices":[${'"x",'.repeat(5000)}1]}`).faults).toHaveLength(100);
	});

	it("reads a string of 10 MB", () => {
		expect(anything.read(JSON.stringify("x\n".repeat(5_000_000))).value).toHaveLength(10_000_000);
	});

	it("accepts what JSON.parse accepts, and reads the same", () => {
		fc.assert(
			fc.property(fc.json({ noUnicodeString: false } as object), (text) => {
				expect(anything.read(text).value).toStrictEqual(JSON.parse(text));
			}),
			{ numRuns: 500 },
		);
	});

	it("refuses what JSON.parse refuses", () => {
		const pieces = [
			'"',
			"\\",
			"{",
			"}",
			"[",
			"]",
			",",
			":",
			"0",
			"-",
			"1.",
			"e+",
			"\\u12",
			"\\x",
			"true",
			"nul",
			" ",
			"\u00a0",
		];
		fc.assert(
			fc.property(mutated(mutated(fc.json(), pieces), pieces), (text) => {
				const [own, oracle] = [attempt(() => anything.read(text).value), attempt(() => JSON.parse(text))];
				expect(own.value).toStrictEqual(oracle.value);
				expect(own.ok).toBe(oracle.ok);
			}),
			{ numRuns: 3000 },
		);
	});
});

describe("writing JSON", () => {
	it("writes decimals as numbers with at least the declared decimals", () => {
		expect(books.write({ Price: "1", Prices: ["1.50", "100", "-0.5"], Discount: null })).toBe(
			'{"Price":1.0,"Prices":[1.50,100.0,-0.5],"Discount":null}',
		);
	});

	it("takes JavaScript numbers at decimal places, without an exponent", () => {
		expect(books.write({ Prices: [1, 1e21, 1e-7, 0.1] })).toBe(
			'{"Prices":[1.0,1000000000000000000000.0,0.0000001,0.1]}',
		);
	});

	it("writes what is no decimal as it is", () => {
		expect(books.write({ Price: "abc" })).toBe('{"Price":"abc"}');
		expect(books.write({ Price: true })).toBe('{"Price":true}');
		expect(books.write({ Price: "1e2" })).toBe('{"Price":"1e2"}');
	});

	it("keeps the order of the value, omits undefined and escapes names", () => {
		expect(books.write({ Unknown: [1], 'a"b': { x: 1 }, Title: undefined, Price: "1", Id: 1 })).toBe(
			'{"Unknown":[1],"a\\"b":{"x":1},"Price":1.0,"Id":1}',
		);
	});

	it("writes the branch of a oneOf that fits the value", () => {
		const either = createJsonCodec(scope, ref("BookListOrCount"));
		expect(either.write([{ Title: "a", Price: "1" }])).toBe('[{"Title":"a","Price":1.0}]');
		expect(either.write({ TotalCount: 2 })).toBe('{"TotalCount":2}');
		expect(createJsonCodec(scope, ref("Entry")).write({ Note: "n", Amount: "1" })).toBe('{"Note":"n","Amount":"1"}');
	});

	it("refuses undefined", () => {
		expect(() => books.write(undefined)).toThrow(TypeError);
	});

	it("gives values back", () => {
		fc.assert(
			fc.property(book, (value) => {
				const { value: read, faults } = books.read(books.write(value));
				expect(faults).toEqual([]);
				expect(shortDecimals(read)).toStrictEqual(shortDecimals(value));
			}),
			{ numRuns: 300 },
		);
	});

	it("writes as JSON.stringify does where there are no decimals", () => {
		fc.assert(
			fc.property(fc.jsonValue(), (value) => {
				expect(anything.write(value)).toBe(JSON.stringify(value));
				expect(books.write(value)).toBe(JSON.stringify(value));
			}),
		);
	});
});

describe("making a codec", () => {
	it("says which reference leads to nothing", () => {
		expect(() => createJsonCodec(scope, ref("Nowhere"))).toThrow("There is no schema Nowhere.");
	});

	it("reads a schema that contains itself with words beside each reference", () => {
		const next = { description: "The next one", ...ref("Node") };
		const list = { schemas: { Node: { type: "object", properties: { Value: ref("Money"), Next: next } } } } as const;
		const codec = createJsonCodec({ schemas: { ...scope.schemas, ...list.schemas } }, next);
		expect(codec.read('{"Next":{"Next":{"Value":1.50}}}').value).toEqual({ Next: { Next: { Value: "1.50" } } });
	});
});

function attempt(read: () => unknown): { ok: boolean; value?: unknown } {
	try {
		return { ok: true, value: read() };
	} catch {
		return { ok: false };
	}
}

/** JSON pads whole decimals with `.0`, which is no difference in value. */
function shortDecimals(value: unknown): unknown {
	const DECIMALS = ["Price", "Discount", "Prices"];
	return JSON.parse(JSON.stringify(value), function (this: unknown, name, held) {
		const isDecimal = DECIMALS.includes(name) || Array.isArray(this);
		return isDecimal && typeof held === "string" && /^-?[0-9.]+$/.test(held) ? held.replace(/\.0$/, "") : held;
	});
}

it("keeps integers of 64 bits, as bigints where a double can't hold them", () => {
	const codec = createJsonCodec({ schemas: {} }, { type: "array", items: { type: "integer", format: "int64" } });
	const text = "[1,-9007199254740993,9223372036854775807]";
	const { value } = codec.read(text);
	expect(value).toEqual([1, -9007199254740993n, 9223372036854775807n]);
	expect(codec.write(value)).toBe(text);
});
