import { describe, expect, it } from "vitest";
import { BODY_LIMIT } from "../src/http/serve-operation.js";
import { expectDocumentedRefusal } from "./support/documented.js";
import { createGroup, errorBody, newStore, sharedService } from "./support/service.js";

type Body = string | Uint8Array;

const shared = sharedService();

async function start() {
	const service = shared();
	const credentials = await newStore(service.data);
	const send = async (method: string, path: string, body: Body, type = "application/json") => {
		const headers = { ...credentials, "Content-Type": type };
		const response = await fetch(service.url + path, { method, headers, body });
		const answer = { status: response.status, contentType: response.headers.get("content-type") };
		return { ...answer, body: await response.text() };
	};
	const post = async (body: Body, type?: string) => {
		const answer = await send("POST", "/CustomerGroups", body, type);
		return { status: answer.status, json: JSON.parse(answer.body) as { Value: string; Message: string }[] };
	};
	return { ...service, credentials, send, post };
}

type Started = Awaited<ReturnType<typeof start>>;

/** Expects a body to be refused by every operation that takes one, and to have done nothing. */
async function expectRefused({ send, call, credentials }: Started, body: Body, type: string): Promise<void> {
	const id = await createGroup(call, credentials, { Name: "before" });
	for (const [method, path] of [
		["POST", "/CustomerGroups"],
		["PUT", "/CustomerGroups"],
		["PUT", `/CustomerGroups/${id}`],
	] as const) {
		const answer = await send(method, path, body, type);
		expect(answer.status, `${method} ${path}`).toBe(400);
		expectDocumentedRefusal(answer);
	}
	expect((await call("GET", "/CustomerGroups", { credentials })).json).toMatchObject([{ Name: "before" }]);
	expect((await call("GET", "/CustomerGroups?countonly=1", { credentials })).json).toEqual({ TotalCount: 1 });
}

const utf16 = (text: string) => Buffer.from(text, "utf16le");
const bytesIn = (before: string, bytes: number[], after: string) =>
	Buffer.concat([Buffer.from(before), Buffer.from(bytes), Buffer.from(after)]);

const NO_UTF8: Record<string, number[]> = {
	"a lone continuation": [0x80],
	"half a character": [0xe2, 0x82],
	"an overlong NUL": [0xc0, 0x80],
	"an overlong slash": [0xe0, 0x80, 0xaf],
	"half of a surrogate pair": [0xed, 0xa0, 0x80],
	"beyond U+10FFFF": [0xf4, 0x90, 0x80, 0x80],
	"0xff": [0xff],
	"Latin-1": [0xe9],
};

describe("bytes", () => {
	it.each(Object.entries(NO_UTF8))("no UTF-8: %s", async (_, bytes) => {
		const started = await start();
		const reason = errorBody(400, "", "The body is not well-formed: its bytes are not utf-8.");
		expect(await started.post(bytesIn('{"Name":"', bytes, '"}'))).toEqual({ status: 400, json: reason });
		const xml = bytesIn("<CustomerGroup><Name>", bytes, "</Name></CustomerGroup>");
		expect(await started.post(xml, "text/xml")).toEqual({ status: 400, json: reason });
	});

	it.each([
		["UTF-16 with its mark", utf16('\ufeff{"Name":"a"}'), "application/json"],
		["UTF-16 without", utf16('{"Name":"a"}'), "text/json"],
		["UTF-16, big end first", utf16('\ufeff{"Name":"a"}').swap16(), "application/json"],
		["UTF-16 in XML", utf16('\ufeff<?xml version="1.0" encoding="utf-16"?><CustomerGroup/>'), "text/xml"],
		["UTF-7", '<?xml version="1.0" encoding="utf-7"?><CustomerGroup/>', "application/xml"],
		["two marks in JSON", '\ufeff\ufeff{"Name":"a"}', "application/json"],
		["two marks in XML", "\ufeff\ufeff<CustomerGroup/>", "text/xml"],
		["a mark after the body", '{"Name":"a"}\ufeff', "application/json"],
		["JSON as XML", '{"Name":"a"}', "text/xml"],
		["XML as JSON", "<CustomerGroup/>", "text/json"],
		["nothing", "", "application/json"],
		["nothing as XML", "", "text/xml"],
		["white space", " \r\n\t ", "application/json"],
		["NUL", "\0", "application/json"],
		["a form", "Name=a", "application/json"],
	])("%s is refused", async (_, body, type) => {
		await expectRefused(await start(), body, type);
	});

	it("UTF-8 that calls itself UTF-16 in its declaration, as writers of .NET do, is taken", async () => {
		const { post } = await start();
		for (const encoding of ["utf-16", "UTF-16"]) {
			const body = `<?xml version="1.0" encoding="${encoding}"?><CustomerGroup><Name>Caf\u00e9</Name></CustomerGroup>`;
			expect((await post(body, "text/xml")).status).toBe(201);
		}
	});

	it.each(["utf-16", "utf-7", "utf-32", "ebcdic", "\0"])("the charset %s is 415", async (charset) => {
		const { credentials, url } = await start();
		const headers = { ...credentials, "Content-Type": "text/json" };
		if (charset !== "\0") headers["Content-Type"] += `; charset=${charset}`;
		else headers["Content-Type"] += '; charset="';
		const response = await fetch(`${url}/CustomerGroups`, { method: "POST", headers, body: '{"Name":"a"}' });
		expect(response.status).toBe(415);
	});
});

const NO_JSON: Record<string, string> = {
	"two values": '{"Name":"a"}{"Name":"b"}',
	"a value and more": '{"Name":"a"}x',
	"a value and NUL": '{"Name":"a"}\0',
	"a comma at the end": '{"Name":"a",}',
	"a comment": '{"Name":"a"/* b */}',
	"single quotes": "{'Name':'a'}",
	"a name without quotes": '{Name:"a"}',
	"no end": '{"Name":"a"',
	"a control character": '{"Name":"a\nb"}',
	"NUL in a string": '{"Name":"a\0b"}',
	"an escape that is none": '{"Name":"\\x41"}',
	"half an escape": '{"Name":"\\u00"}',
	"half of a surrogate pair": '{"Name":"\\ud800"}',
	"the wrong half": '{"Name":"\\udc00\\ud800"}',
	"non-breaking space": '\u00a0{"Name":"a"}',
	undefined: "undefined",
	"deep arrays": `{"Name":${"[".repeat(100_000)}${"]".repeat(100_000)}}`,
	"deep objects": `${'{"Name":'.repeat(100_000)}1${"}".repeat(100_000)}`,
	"65 levels": `${"[".repeat(65)}${"]".repeat(65)}`,
	"more values than any body has": `[${"0,".repeat(2 ** 18)}0]`,
};

describe("JSON", () => {
	it.each(Object.entries(NO_JSON))("%s is refused", async (_, body) => {
		await expectRefused(await start(), body, "application/json");
	});

	it.each([
		["a member twice", '{"Name":"a","Name":"b"}', "Name", "Name must not occur more than once."],
		["a member twice, escaped", '{"Name":"a","\\u004eame":"b"}', "Name", "Name must not occur more than once."],
		[
			"__proto__",
			'{"Name":"a","__proto__":{"PriceLevel":2}}',
			"__proto__",
			"__proto__ is not a member of CustomerGroup.",
		],
		["__proto__ alone", '{"__proto__":{"Name":"a"}}', "__proto__", "__proto__ is not a member of CustomerGroup."],
		["__proto__ null", '{"__proto__":null,"Name":"a"}', "__proto__", "__proto__ is not a member of CustomerGroup."],
		["constructor", '{"Name":"a","constructor":{}}', "constructor", "constructor is not a member of CustomerGroup."],
		["toString", '{"Name":"a","toString":1}', "toString", "toString is not a member of CustomerGroup."],
		["hasOwnProperty", '{"hasOwnProperty":1}', "hasOwnProperty", "hasOwnProperty is not a member of CustomerGroup."],
		["another case", '{"name":"a"}', "name", "name is not a member of CustomerGroup."],
		["a pointer as a name", '{"~1/~0":1}', "~1/~0", "~1/~0 is not a member of CustomerGroup."],
		["null", '{"Name":null}', "Name", "Name must be a string of at most 150 characters."],
		["a null member", '{"Name":"a","NonTaxable":null}', "NonTaxable", "NonTaxable must be true or false."],
		["true as a text", '{"Name":"a","NonTaxable":"true"}', "NonTaxable", "NonTaxable must be true or false."],
		["1 for true", '{"Name":"a","NonTaxable":1}', "NonTaxable", "NonTaxable must be true or false."],
		["an object", '{"Name":{"$gt":""}}', "Name", "Name must be a string of at most 150 characters."],
		[
			"151 characters",
			JSON.stringify({ Name: "x".repeat(151) }),
			"Name",
			"Name must be a string of at most 150 characters.",
		],
		["a list", '[{"Name":"a"}]', "", "The body must be an object."],
		["a text", '"Name"', "", "The body must be an object."],
		["null alone", "null", "", "The body must be an object."],
		["no name", "{}", "Name", "Name is required."],
	])("%s is refused by name", async (_, body, value, message) => {
		const { post } = await start();
		expect(await post(body)).toEqual({ status: 400, json: errorBody(400, value, message) });
	});

	it("names of members are cut to what the document allows", async () => {
		const { post } = await start();
		const { status, json } = await post(JSON.stringify({ Name: "a", ["😀".repeat(5000)]: 1 }));
		expect(status).toBe(400);
		expect(json[0]?.Value).toBe("😀".repeat(200));
	});

	it("200,000 unknown members or items cost one error", async () => {
		const { post, call, credentials } = await start();
		const members = Array.from({ length: 200_000 }, (_, index) => `"m${index}":1`).join(",");
		expect(await post(`{${members}}`)).toMatchObject({ status: 400, json: [{ Value: "m0" }] });
		const items = await call("PUT", "/CustomerGroups", { credentials, body: `[${"0,".repeat(200_000)}0]` });
		expect([items.status, items.json]).toEqual([
			400,
			errorBody(400, "", "The body must be an array of 1 to 100 items."),
		]);
	});
});

const ENTITY = (declarations: string, text: string) =>
	`<?xml version="1.0"?><!DOCTYPE CustomerGroup [${declarations}]><CustomerGroup><Name>${text}</Name></CustomerGroup>`;
const NAMED = (text: string, attributes = "") => `<CustomerGroup><Name${attributes}>${text}</Name></CustomerGroup>`;

const NO_XML: Record<string, string> = {
	"a document type": `<!DOCTYPE CustomerGroup>${NAMED("a")}`,
	"an entity": ENTITY('<!ENTITY x "y">', "&x;"),
	"an external entity": ENTITY('<!ENTITY x SYSTEM "file:///etc/passwd">', "&x;"),
	"an external document type": `<!DOCTYPE CustomerGroup SYSTEM "http://127.0.0.1:9/evil.dtd">${NAMED("a")}`,
	"a parameter entity": ENTITY('<!ENTITY % x SYSTEM "http://127.0.0.1:9/">%x;', "a"),
	"an entity bomb": ENTITY(
		Array.from({ length: 20 }, (_, index) => `<!ENTITY x${index + 1} "${`&x${index};`.repeat(10)}">`).join(""),
		"&x20;",
	),
	"an undeclared entity": NAMED("&x;"),
	"an entity of HTML": NAMED("&nbsp;"),
	"two roots": `${NAMED("a")}<CustomerGroup/>`,
	"text after the root": `${NAMED("a")}x`,
	"text before the root": `x${NAMED("a")}`,
	"another root": "<Customer><Name>a</Name></Customer>",
	"a root in another case": "<customergroup><Name>a</Name></customergroup>",
	"a root in a namespace": '<CustomerGroup xmlns="urn:a"><Name>a</Name></CustomerGroup>',
	"a member in a namespace": NAMED("a", ' xmlns="urn:a"'),
	"a prefix that is not declared": "<CustomerGroup><a:Name>a</a:Name></CustomerGroup>",
	"a member twice": "<CustomerGroup><Name>a</Name><Name>b</Name></CustomerGroup>",
	"an unknown member": "<CustomerGroup><Name>a</Name><Colour>red</Colour></CustomerGroup>",
	__proto__: "<CustomerGroup><__proto__><Name>a</Name></__proto__></CustomerGroup>",
	constructor: "<CustomerGroup><constructor>a</constructor></CustomerGroup>",
	"an element inside a text": NAMED("<b>a</b>"),
	"text beside members": "<CustomerGroup>x<Name>a</Name></CustomerGroup>",
	"an attribute": NAMED("a", ' lang="en"'),
	"an attribute twice": NAMED("a", ' xmlns:a="u" xmlns:a="u"'),
	"an attribute without quotes": NAMED("a", " xmlns:a=u"),
	"xsi:nil": NAMED("", ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"'),
	"a control character": NAMED("\x01"),
	"NUL as a reference": NAMED("&#0;"),
	"a control character as a reference": NAMED("&#x1;"),
	"U+FFFF as a reference": NAMED("&#xFFFF;"),
	"half of a surrogate pair as a reference": NAMED("&#xD800;"),
	"a reference to no character": NAMED("&#99999999999999999999;"),
	"a reference without an end": NAMED(`&#${"9".repeat(100_000)}`),
	"]]> in a text": NAMED("]]>"),
	"CDATA without an end": "<CustomerGroup><Name><![CDATA[a</Name></CustomerGroup>",
	"a comment without an end": "<CustomerGroup><!-- </CustomerGroup>",
	"an end tag of another": "<CustomerGroup><Name>a</CustomerGroup></Name>",
	"no end": "<CustomerGroup><Name>a",
	"a declaration that comes late": ` <?xml version="1.0"?>${NAMED("a")}`,
	"XML 2.0": `<?xml version="2.0"?>${NAMED("a")}`,
	"deep nesting": `${"<a>".repeat(50_000)}${"</a>".repeat(50_000)}`,
	"65 levels": `${"<a>".repeat(65)}${"</a>".repeat(65)}`,
	"a thousand attributes": `<CustomerGroup${Array.from({ length: 1000 }, (_, index) => ` a${index}=""`).join("")}/>`,
	"more elements than any body has": `<CustomerGroup>${"<a/>".repeat(2 ** 18)}</CustomerGroup>`,
	"a name of a megabyte": `<${"a".repeat(2 ** 20)}/>`,
};

describe("XML", () => {
	it.each(Object.entries(NO_XML))("%s is refused", async (_, body) => {
		await expectRefused(await start(), body, "application/xml");
	});

	it.each([
		["CDATA", "<![CDATA[<&>]]>", "<&>"],
		["comments and instructions between", "a<!-- b --><?c d?>e", "ae"],
		["references", "&lt;&#x1F600;&#38;amp;", "<😀&amp;"],
		["line ends", "a\r\nb\rc", "a\nb\nc"],
		["what JSON would take for an escape", "\\u0000", "\\u0000"],
	])("%s: the text is what XML says", async (_, text, name) => {
		const { post, call, credentials } = await start();
		expect((await post(NAMED(text), "text/xml")).status).toBe(201);
		expect((await call("GET", "/CustomerGroups/1", { credentials })).json).toMatchObject([{ Name: name }]);
	});
});

/** Each number with what JSON and XML make of it: the raw text that comes back, undefined where it is refused. */
const NUMBERS: [member: string, text: string, json: string | undefined, xml: string | undefined][] = [
	["PriceLevel", "0", "0", "0"],
	["PriceLevel", "-0", "0", "0"],
	["PriceLevel", "00", undefined, "0"],
	["PriceLevel", "+1", undefined, "1"],
	["PriceLevel", "1E+2", "100", undefined],
	["PriceLevel", "1.0", "1", undefined],
	["PriceLevel", "1.5", undefined, undefined],
	["PriceLevel", "1.00000000000000000001", undefined, undefined],
	["PriceLevel", "0x10", undefined, undefined],
	["PriceLevel", "2147483647", "2147483647", "2147483647"],
	["PriceLevel", "2147483648", undefined, undefined],
	["PriceLevel", "-2147483649", undefined, undefined],
	["PriceLevel", "9007199254740993", undefined, undefined],
	["PriceLevel", "1e400", undefined, undefined],
	["PriceLevel", "1e-400", undefined, undefined],
	["PriceLevel", "NaN", undefined, undefined],
	["PriceLevel", "INF", undefined, undefined],
	["PriceLevel", "９", undefined, undefined],
	["PriceLevel", "9".repeat(100_000), undefined, undefined],
	["MinimumOrder", "-0", "0.0", "0.0"],
	["MinimumOrder", "-0.00", "0.00", "0.00"],
	["MinimumOrder", "1E+2", "100.0", undefined],
	["MinimumOrder", "1e-2", "0.01", undefined],
	["MinimumOrder", ".5", undefined, "0.5"],
	["MinimumOrder", "1.", undefined, "1.0"],
	["MinimumOrder", "34158822.957761675", "34158822.957761675", "34158822.957761675"],
	["MinimumOrder", "34158822.9577616751", undefined, undefined],
	["MinimumOrder", "12345678901234567", "12345678901234567.0", "12345678901234567.0"],
	["MinimumOrder", "123456789012345678", undefined, undefined],
	["MinimumOrder", "1e16", "10000000000000000.0", undefined],
	["MinimumOrder", "1e17", undefined, undefined],
	["MinimumOrder", "1e400", undefined, undefined],
	["MinimumOrder", "1e-400", undefined, undefined],
	["MinimumOrder", "0e999999999999", "0.0", undefined],
	["MinimumOrder", "1e999999999999999999999", undefined, undefined],
	["MinimumOrder", "NaN", undefined, undefined],
	["MinimumOrder", "Infinity", undefined, undefined],
	["MinimumOrder", "1,5", undefined, undefined],
	["MinimumOrder", `0.${"0".repeat(100_000)}1`, undefined, undefined],
];

describe("numbers", () => {
	it.each(NUMBERS.map((row) => [row[0], row[1].slice(0, 40), row] as const))("%s %s", async (member, _, row) => {
		const [, text, json, xml] = row;
		const { post, call, credentials } = await start();
		const bodies = [
			["application/json", `{"Name":"a","${member}":${text}}`, json],
			["text/xml", `<CustomerGroup><Name>a</Name><${member}>${text}</${member}></CustomerGroup>`, xml],
		] as const;
		for (const [type, body, expected] of bodies) {
			const answer = await post(body, type);
			expect(answer.status, type).toBe(expected === undefined ? 400 : 201);
			if (expected === undefined) continue;
			const stored = await call("GET", `/CustomerGroups/${answer.json[0]?.Value}`, { credentials });
			expect(stored.text, type).toMatch(new RegExp(`"${member}":${expected.replace(".", "\\.")}[,}]`));
		}
	});

	it.each(["9".repeat(20), "1e400", "-2147483649", '"1"', "1.5", "null", "true"])(
		"a bulk item with the id %s fails",
		async (id) => {
			const { send } = await start();
			const answer = await send("PUT", "/CustomerGroups", `[{"CustomerGroupID":${id},"Name":"a"}]`);
			expect(answer.status).toBe(400);
			expectDocumentedRefusal(answer);
		},
	);
});

describe("texts that are allowed come back as they were", () => {
	it("150 characters beyond the basic plane are a name of 150 characters", async () => {
		const { post, call, credentials } = await start();
		const Name = "😀".repeat(150);
		expect((await post(JSON.stringify({ Name }))).status).toBe(201);
		expect((await call("GET", "/CustomerGroups/1", { credentials })).json).toMatchObject([{ Name }]);
		expect((await post(JSON.stringify({ Name: `${Name}x` }))).status).toBe(400);
	});

	it("control characters, NUL among them, come back in JSON and do not break XML", async () => {
		const { call, credentials } = await start();
		const Name = "a\0b\u0001\u001f\u007f\u2028<&>\"'";
		await createGroup(call, credentials, { Name, Description: "\0" });
		expect((await call("GET", "/CustomerGroups/1", { credentials })).json).toMatchObject([{ Name, Description: "\0" }]);
		expect((await call("GET", "/CustomerGroups", { credentials })).json).toMatchObject([{ Name }]);
		const { status, text } = await call("GET", "/CustomerGroups/1", { credentials, headers: { Accept: "text/xml" } });
		expect(status).toBe(200);
		expect([...text].filter((character) => character < " ")).toEqual([]);
		expect(text).toContain("&lt;&amp;");
	});
});

describe("size", () => {
	it("a body beyond 16 MiB is refused, with and without its length, and the connection goes on", async () => {
		const { post, url, credentials } = await start();
		const tooLarge = errorBody(413, "", `The request body is larger than ${BODY_LIMIT} bytes.`);
		const body = Buffer.alloc(17 * 1024 * 1024, " ");
		expect(await post(body)).toEqual({ status: 413, json: tooLarge });
		const stream = new ReadableStream({
			pull(controller) {
				for (let part = 0; part < 17; part++) controller.enqueue(body.subarray(0, 1024 * 1024));
				controller.close();
			},
		});
		const init = {
			method: "POST",
			headers: { ...credentials, "Content-Type": "text/xml" },
			body: stream,
			duplex: "half",
		};
		const response = await fetch(`${url}/CustomerGroups`, init as RequestInit);
		expect(response.status).toBe(413);
		const fitting = `{"Name":"a"}${" ".repeat(BODY_LIMIT - 12)}`;
		expect((await post(fitting)).status).toBe(201);
	});

	it("the largest update that the document allows is taken", async () => {
		const { call, credentials } = await start();
		const text = "€".repeat(65_535);
		await createGroup(call, credentials, { Name: "a" });
		const items = Array.from({ length: 40 }, () => ({
			CustomerGroupID: 1,
			Description: text,
			RegistrationMessage: text,
		}));
		const answer = await call("PUT", "/CustomerGroups", { credentials, body: items });
		expect(answer.status).toBe(200);
		expect((await call("GET", "/CustomerGroups/1", { credentials })).json).toMatchObject([{ Description: text }]);
	});
});
