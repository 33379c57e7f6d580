import type { Schema } from "@onespec/openapi-document/schema";
import fc from "fast-check";
import { XmlDocument } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import { book, xmlText } from "../test/arbitraries.js";
import { ref, scope } from "../test/schemas.js";
import { createXmlCodec, MalformedBodyError, UnwritableNameError } from "./xml.js";

const books = createXmlCodec(scope, ref("Book"));
const XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"';
const DECLARATIONS = `${XSI} xmlns:xsd="http://www.w3.org/2001/XMLSchema"`;

describe("reading XML", () => {
	it("reads members by their types", () => {
		const { value, faults } = books.read(
			`<?xml version="1.0" encoding="utf-8"?>
			<Book ${DECLARATIONS}>
				<InPrint> 1 </InPrint><Price> 007.50 </Price><Weight>1.5e3</Weight><Id>+7</Id>
				<Title> a &lt;b&gt; <![CDATA[<c>]]>&#33;</Title><Subtitle xsi:nil="true"/>
				<House code="5"><Name/></House>
				<Authors><Author>Ada</Author><Author></Author></Authors>
				<Prices>1.0</Prices><!-- between --><Prices>.5</Prices>
				<Related><Book><Title>t</Title></Book></Related>
			</Book>`,
		);
		expect(faults).toEqual([]);
		expect(value).toEqual({
			InPrint: true,
			Price: "7.50",
			Weight: 1500,
			Id: 7,
			Title: " a <b> <c>!",
			Subtitle: null,
			Publisher: { Code: 5, Name: "" },
			Authors: ["Ada", ""],
			Prices: ["1.0", "0.5"],
			Related: [{ Title: "t" }],
		});
	});

	it("leaves as text what is not of its type, for the validator", () => {
		const { value, faults } = books.read(
			"<Book><Id>1.0</Id><InPrint>yes</InPrint><Weight/><Extra><A>1</A></Extra></Book>",
		);
		expect(value).toEqual({ Id: "1.0", InPrint: "yes", Weight: "", Extra: { A: "1" } });
		expect(faults).toEqual([]);
	});

	it.each([
		["another root", "<Other/>", "", "root"],
		["a default namespace", '<Book xmlns="urn:x"/>', "", "root"],
		["a namespace inside", '<Book><Title xmlns="urn:x">a</Title></Book>', "/Title", "namespace"],
		["an element twice", "<Book><Title>a</Title><Title>b</Title></Book>", "/Title", "duplicate"],
		["an array twice", "<Book><Authors/><Authors/></Book>", "/Authors", "duplicate"],
		["an attribute", '<Book><Title lang="en">a</Title></Book>', "/Title", "attribute"],
		["xml:lang", '<Book xml:lang="en"/>', "", "attribute"],
		["text between elements", "<Book>a<Title/></Book>", "", "text"],
		["a wrong nil", `<Book ${XSI}><Subtitle xsi:nil="maybe"/></Book>`, "/Subtitle", "nil"],
		["a nil with content", `<Book ${XSI}><Subtitle xsi:nil="1">a</Subtitle></Book>`, "/Subtitle", "nil"],
		["a nil decimal", `<Book ${XSI}><Price xsi:nil="true"/></Book>`, "/Price", "type"],
		["no decimal", "<Book><Price>1e2</Price></Book>", "/Price", "type"],
		["an empty decimal", "<Book><Price/></Book>", "/Price", "type"],
		["elements in a decimal", "<Book><Price>1<a/></Price></Book>", "/Price", "type"],
		["a long decimal", "<Book><Prices>1</Prices><Prices>123456789012345678</Prices></Book>", "/Prices/1", "x-decimal"],
		["an item of another name", "<Book><Authors><Writer>a</Writer></Authors></Book>", "/Authors/0", "name"],
		["a member under its JSON name", "<Book><Publisher/></Book>", "/Publisher", "name"],
	])("reports %s", (_, text, pointer, keyword) => {
		expect(books.read(text).faults).toMatchObject([{ pointer, keyword }]);
	});

	it("takes declared prefixes and xsi attributes", () => {
		const text = `<Book ${DECLARATIONS} xsi:schemaLocation="a b" xmlns:x="urn:x"><Discount xsi:nil="true"/></Book>`;
		expect(books.read(text)).toEqual({ value: { Discount: null }, faults: [] });
	});

	it("tells the branches of a oneOf by the root's name", () => {
		const either = createXmlCodec(scope, ref("BookListOrCount"));
		expect(either.read("<ArrayOfBook/>").value).toEqual([]);
		expect(either.read("<ArrayOfBook><Book><Title>a</Title></Book></ArrayOfBook>").value).toEqual([{ Title: "a" }]);
		expect(either.read("<BookCount><TotalCount>2</TotalCount></BookCount>").value).toEqual({ TotalCount: 2 });
		expect(either.read("<Books/>").faults).toMatchObject([
			{ message: "must have the root element ArrayOfBook or BookCount, in no namespace" },
		]);
	});

	it("treats __proto__ as plain data", () => {
		const { value } = books.read("<Book><__proto__><a>1</a></__proto__><constructor>x</constructor></Book>");
		expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
		expect(Object.keys(value as object)).toEqual(["__proto__", "constructor"]);
	});

	it("throws for what is not well-formed", () => {
		expect(() => books.read("<Book><Title>Whol")).toThrow("unexpected end at position 17");
		expect(() => books.read("<Book>")).toThrow(MalformedBodyError);
	});
});

describe("writing XML", () => {
	it("writes members in the order of the schema, with both declarations at the root", () => {
		const value = {
			Prices: ["1", "2.50"],
			InPrint: false,
			Title: "",
			Id: 1,
			Authors: ["a"],
			Subtitle: null,
			Price: 1e21,
		};
		expect(books.write({ ...value, Weight: undefined })).toBe(
			`<Book ${DECLARATIONS}><Id>1</Id><Title /><Price>1000000000000000000000</Price><InPrint>false</InPrint>` +
				'<Subtitle xsi:nil="true" /><Authors><Author>a</Author></Authors><Prices>1</Prices><Prices>2.50</Prices></Book>',
		);
	});

	it("writes the branch of a oneOf that fits the value", () => {
		const either = createXmlCodec(scope, ref("BookListOrCount"));
		expect(either.write([])).toBe(`<ArrayOfBook ${DECLARATIONS} />`);
		expect(either.write({ TotalCount: 2 })).toBe(`<BookCount ${DECLARATIONS}><TotalCount>2</TotalCount></BookCount>`);
	});

	it("escapes, and replaces what XML cannot carry", () => {
		expect(books.write({ Title: "a<b>&\"'\r\n\u0001\ufffe\ud83d\ud83d\ude00" })).toBe(
			`<Book ${DECLARATIONS}><Title>a&lt;b&gt;&amp;"'&#13;\n\ufffd\ufffd\ufffd\ud83d\ude00</Title></Book>`,
		);
	});

	it("shows what does not fit the schema", () => {
		expect(books.write({ Title: { a: 1 }, Authors: "x", Extra: [1, 2] })).toBe(
			`<Book ${DECLARATIONS}><Title><a>1</a></Title><Authors>x</Authors><Extra>1</Extra><Extra>2</Extra></Book>`,
		);
	});

	it("refuses a name that no element can have, and undefined", () => {
		expect(() => books.write({ "unit price": 1 })).toThrow(UnwritableNameError);
		expect(() => books.write({ "a><b": 1 })).toThrow(UnwritableNameError);
		expect(() => books.write(undefined)).toThrow(TypeError);
	});

	it("gives values back", () => {
		fc.assert(
			fc.property(book, (value) => {
				expect(books.read(books.write(value))).toStrictEqual({ value, faults: [] });
			}),
			{ numRuns: 300 },
		);
	});

	it("gives texts back in elements and attributes", () => {
		const schema = {
			type: "object",
			properties: { a: { type: "string", xml: { attribute: true } }, t: { type: "string" } },
		} as const;
		const codec = createXmlCodec({ schemas: {} }, schema);
		fc.assert(
			fc.property(xmlText, xmlText, (a, t) => {
				expect(codec.read(codec.write({ a, t })).value).toStrictEqual({ a, t });
			}),
		);
	});
});

describe("XML of any document", () => {
	const person: Schema = {
		type: "object",
		xml: { name: "Person", namespace: "https://example.com/person", prefix: "p" },
		required: ["id", "name"],
		properties: {
			id: {
				type: "integer",
				format: "int64",
				xml: { attribute: true, prefix: "p", namespace: "https://example.com/person" },
			},
			lang: { type: "string", xml: { attribute: true } },
			name: { type: "string", xml: { prefix: "p", namespace: "https://example.com/person" } },
			tags: {
				type: "array",
				xml: { wrapped: true, name: "Tags" },
				items: { type: "string", xml: { name: "Tag", prefix: "p", namespace: "https://example.com/person" } },
			},
			price: {
				type: "object",
				properties: {
					amount: { type: "number", xml: { text: true } },
					currency: { type: "string", xml: { attribute: true } },
				},
			},
			owner: {
				oneOf: [
					{ type: "object", additionalProperties: false, required: ["firm"], properties: { firm: { type: "string" } } },
					{ type: "integer" },
				],
			},
			gone: { type: ["string", "null"] },
		},
	};
	const codec = createXmlCodec({ schemas: {} }, person);
	const p = 'xmlns:p="https://example.com/person"';

	it("writes namespaces, prefixes, wrapped arrays, attributes and texts", () => {
		const value = { id: 1, lang: "en", name: "Ann", tags: ["a"], price: { amount: 1.5, currency: "CHF" } };
		const text = codec.write(value).replace(/ xmlns:xs[id]="[^"]*"/g, "");
		expect(text).toBe(
			`<p:Person ${p} p:id="1" lang="en"><p:name ${p}>Ann</p:name><Tags><p:Tag ${p}>a</p:Tag></Tags><price currency="CHF">1.5</price></p:Person>`,
		);
		const document = XmlDocument.fromString(codec.write(value));
		expect(document.root.namespaceUri).toBe("https://example.com/person");
		document.dispose();
	});

	it("gives values back, long integers too", () => {
		const one = { id: 1, lang: "en", name: "Ann", tags: ["a", "b"], price: { amount: 1.5, currency: "CHF" } };
		const values = [
			{ ...one, owner: { firm: "x" } },
			{ id: 9007199254740993n, name: "", tags: [], price: { currency: "EUR" }, owner: 7, gone: null },
		];
		for (const value of values) expect(codec.read(codec.write(value))).toEqual({ value, faults: [] });
	});

	it("reads other prefixes for the same namespace, and refuses other namespaces", () => {
		const own = '<x:Person xmlns:x="https://example.com/person" x:id="1"><x:name>Ann</x:name></x:Person>';
		expect(codec.read(own)).toEqual({ value: { id: 1, name: "Ann" }, faults: [] });
		const other = codec.read('<Person xmlns="https://example.com/other"><name>Ann</name></Person>');
		expect(other.faults).toMatchObject([
			{ keyword: "root", message: expect.stringContaining("https://example.com/person") },
		]);
		const inside = codec.read(`<p:Person ${p} p:id="1"><name xmlns="urn:else">Ann</name></p:Person>`);
		expect(inside.faults).toMatchObject([{ pointer: "/name", keyword: "namespace" }]);
	});

	it("lets a default namespace hold for what is inside", () => {
		const plain = createXmlCodec(
			{ schemas: {} },
			{ type: "object", xml: { name: "A", namespace: "urn:a" }, properties: { b: { type: "integer" } } },
		);
		expect(plain.write({ b: 1 })).toMatch(/^<A [^>]*xmlns="urn:a"><b>1<\/b><\/A>$/);
		expect(plain.read(plain.write({ b: 1 }))).toEqual({ value: { b: 1 }, faults: [] });
	});
});
