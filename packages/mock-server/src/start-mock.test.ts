import { once } from "node:events";
import { connect } from "node:net";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Mock, startMock } from "./start-mock.js";

const spec = fileURLToPath(new URL("../test/fixtures/shop.yaml", import.meta.url));
const KEY = { "X-Key": "k" };
const JSON_REFUSAL = '{"Reason":"<no>"}';
const DECLARATIONS =
	'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:xsd="http://www.w3.org/2001/XMLSchema"';
const XML_REFUSAL = `<Refusal ${DECLARATIONS}><Reason>&lt;no&gt;</Reason></Refusal>`;
const MEDIA_TYPES = ["application/json", "text/json", "application/xml", "text/xml"];

let mock: Mock;
beforeAll(async () => {
	mock = await startMock({ spec });
});
afterAll(() => mock?.close());

async function ask(path: string, init: RequestInit = {}) {
	const headers = { ...KEY, Accept: "application/json", ...init.headers };
	const response = await fetch(`${mock.url}${path}`, { ...init, headers });
	return { status: response.status, type: response.headers.get("content-type"), text: await response.text() };
}

const post = (type: string, body: string | Uint8Array<ArrayBuffer>, headers = {}) =>
	ask("/orders", { method: "POST", body, headers: { "Content-Type": type, ...headers } });

describe("answers", () => {
	it("serve under the base path, and leave everything else to Prism's 404", async () => {
		expect(new URL(mock.url).pathname).toBe("/api/v1");
		const outside = await fetch(`${new URL(mock.url).origin}/orders`, { headers: KEY });
		expect(outside.status).toBe(404);
		expect(outside.headers.get("content-type")).toBe("application/problem+json");
		expect((await ask("/nothing")).status).toBe(404);
		expect((await ask("/orders", { method: "PATCH" })).status).toBe(405);
	});

	it("write decimals as the document says, which Prism cannot", async () => {
		expect((await ask("/orders")).text).toBe('[{"Id":1,"Total":1.0,"Note":"a < b & c"},{"Id":2,"Total":0.25}]');
	});

	it("are in JSON without Accept and in the first documented media type for */*, as Prism chooses", async () => {
		expect((await ask("/orders", { headers: { Accept: "" } })).type).toBe("application/json; charset=utf-8");
		expect((await ask("/orders", { headers: { Accept: "*/*" } })).type).toMatch(
			/^(application\/json|text\/xml); charset/,
		);
		expect((await ask("/orders", { headers: { Accept: "text/xml;q=0.5, text/json" } })).type).toBe(
			"text/json; charset=utf-8",
		);
	});

	it("tell the branches of a oneOf apart", async () => {
		const { text } = await ask("/orders", { headers: { Accept: "text/xml", Prefer: "example=count" } });
		expect(text).toBe(`<Count ${DECLARATIONS}><Count>2</Count></Count>`);
	});

	it("of other media types come from Prism untouched", async () => {
		const plain = await ask("/orders/1", { headers: { Accept: "text/plain" } });
		expect(plain).toMatchObject({ status: 200, type: "text/plain", text: "order 1" });
		const unacceptable = await ask("/orders", { headers: { Accept: "image/png" } });
		expect(unacceptable).toMatchObject({ status: 406, type: "application/problem+json" });
	});

	it("show no example that is not as its schema says", async () => {
		expect((await ask("/orders/latest")).text).toBe('{"Id":1,"Total":1.0,"Note":"Note 1"}');
	});

	it("without a body stay without", async () => {
		expect(await ask("/orders/1", { method: "DELETE" })).toEqual({ status: 204, type: null, text: "" });
		expect(await ask("/orders/1", { method: "HEAD" })).toMatchObject({ status: 200, text: "" });
	});

	it("follow Prefer", async () => {
		const dynamic = await ask("/orders/1", { headers: { Accept: "application/xml", Prefer: "dynamic=true" } });
		expect(dynamic.status).toBe(200);
		expect(dynamic.text).toMatch(/^<Order .*<Total>-?[0-9.]+<\/Total>/);
		expect((await ask("/orders", { headers: { Prefer: "code=401" } })).text).toBe(JSON_REFUSAL);
		expect((await ask("/orders", { headers: { Prefer: "code=500" } })).status).toBe(404);
	});
});

describe("requests", () => {
	it.each([
		["application/json", '{"Total": 1.50}'],
		["text/json", '\ufeff{"Total": 1.50}'],
		["application/xml", "<Order><Total>1.50</Total></Order>"],
		["text/xml", '<?xml version="1.0"?><Order><Note>x</Note><Total>1.50</Total></Order>'],
		["TEXT/XML; charset=UTF-8", "<Order><Total>1</Total></Order>"],
	])("are accepted in %s", async (type, body) => {
		expect(await post(type, body)).toMatchObject({ status: 201, text: '{"Id":1,"Total":1.5}' });
	});

	it("are decoded by their charset", async () => {
		const note = "<Order><Total>1</Total><Note>twenty letters é é é</Note></Order>";
		expect((await post("text/xml; charset=iso-8859-1", new Uint8Array(Buffer.from(note, "latin1")))).status).toBe(201);
		expect((await post("text/xml", new Uint8Array(Buffer.from(`\ufeff${note}`, "utf16le")))).status).toBe(201);
		const declared = `<?xml version="1.0" encoding="iso-8859-1"?>${note}`;
		expect((await post("text/xml", new Uint8Array(Buffer.from(declared, "latin1")))).status).toBe(201);
		expect((await post("text/xml", `<?xml version="1.0" encoding="utf-16"?>${note}`)).status).toBe(201);
		expect((await post("text/xml", new Uint8Array(Buffer.from(note, "latin1")))).status).toBe(400);
		expect((await post("text/xml; charset=klingon", note)).status).toBe(400);
	});

	it.each([
		["malformed JSON", "application/json", '{"Total": 1'],
		["malformed text/json", "text/json", '{"Total": 1'],
		["malformed XML", "application/xml", "<Order><Total>1"],
		["a document type", "text/xml", "<!DOCTYPE Order><Order><Total>1</Total></Order>"],
		["another root", "text/xml", "<Orders><Total>1</Total></Orders>"],
		["an element twice", "text/xml", "<Order><Total>1</Total><Total>1</Total></Order>"],
		["a missing member", "text/xml", "<Order/>"],
		["an unknown member", "text/xml", "<Order><Total>1</Total><Tax>1</Tax></Order>"],
		["a wrong type", "text/xml", "<Order><Total>1</Total><Id>one</Id></Order>"],
		["no number", "text/json", '{"Total": "1"}'],
		["no body", "text/xml", ""],
		["another media type", "text/csv", "Total\n1"],
		["a malformed media type", "nonsense", "Total\n1"],
		["a Latin charset that is none", "application/json; charset=none", '{"Total": 1}'],
	])("with %s get Prism's documented 400 in each media type", async (_, type, body) => {
		for (const accept of MEDIA_TYPES) {
			const answer = await post(type, body, { Accept: accept });
			const text = accept.endsWith("json") ? JSON_REFUSAL : XML_REFUSAL;
			expect(answer).toEqual({ status: 400, type: `${accept}; charset=utf-8`, text });
		}
	});

	it("without credentials or with a bad query get the documented body", async () => {
		for (const accept of MEDIA_TYPES) {
			const text = accept.endsWith("json") ? JSON_REFUSAL : XML_REFUSAL;
			const type = `${accept}; charset=utf-8`;
			expect(await ask("/orders", { headers: { "X-Key": "", Accept: accept } })).toEqual({ status: 401, type, text });
			expect(await ask("/orders?limit=11", { headers: { Accept: accept } })).toEqual({ status: 400, type, text });
		}
		expect((await ask("/orders?limit=")).status).toBe(200);
	});

	it("of a schema that takes any string are refused where they cannot be read", async () => {
		const put = (type: string, body: string) =>
			ask("/notes", { method: "PUT", body, headers: { "Content-Type": type } });
		expect((await put("application/xml", "<Note>a</Note>")).status).toBe(200);
		expect((await put("application/xml", "<Note>a")).status).toBe(422);
		expect((await put("application/json", '"a')).status).toBe(422);
	});

	it.each(["/orders/%zz", "/orders/%ff", "/orders/a%00b"])(
		"for %s are answered, which Prism fails to",
		async (path) => {
			expect(await ask(path)).toMatchObject({ status: 400, text: JSON_REFUSAL });
		},
	);

	it("with a malformed Accept are answered, which ends Prism's process", async () => {
		expect((await ask("/orders", { headers: { Accept: "nonsense" } })).status).toBe(406);
		expect((await ask("/orders", { headers: { Accept: "nonsense, ;, text/xml" } })).type).toBe(
			"text/xml; charset=utf-8",
		);
	});

	it("of more than 16 MiB get 413", async () => {
		const { hostname, port, pathname } = new URL(mock.url);
		const declared = connect(Number(port), hostname);
		declared.write(`POST ${pathname}/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 16777217\r\n\r\n`);
		const [first] = await once(declared, "data");
		expect(String(first)).toMatch(/^HTTP\/1\.1 413 .*\r\n/);
		declared.destroy();
	});
});

describe("browsers", () => {
	const preflight = (url: string) =>
		fetch(`${url}/orders`, {
			method: "OPTIONS",
			headers: {
				Origin: "http://page.example",
				"Access-Control-Request-Method": "POST",
				"Access-Control-Request-Headers": "x-key, content-type",
			},
		});

	it("of other origins may send the credential headers and read the answer", async () => {
		const response = await preflight(mock.url);
		expect(response.status).toBe(204);
		expect(response.headers.get("access-control-allow-origin")).toBe("http://page.example");
		expect(response.headers.get("access-control-allow-headers")).toBe("x-key, content-type");
		expect(response.headers.get("access-control-allow-methods")).toContain("POST");
		const answer = await fetch(`${mock.url}/orders`, {
			headers: { ...KEY, Accept: "text/xml", Origin: "http://page.example" },
		});
		expect(answer.headers.get("access-control-allow-origin")).toBe("http://page.example");
		expect(answer.headers.get("access-control-expose-headers")).toBe("*");
	});

	it("may not where cors is off", async () => {
		const closed = await startMock({ spec, cors: false });
		try {
			expect((await preflight(closed.url)).headers.get("access-control-allow-origin")).toBeNull();
		} finally {
			await closed.close();
		}
	});
});

it("closes both servers, open connections included", async () => {
	const short = await startMock({ spec });
	await fetch(`${short.url}/orders`, { headers: KEY });
	await short.close();
	await expect(fetch(short.url)).rejects.toThrow();
});
