import fc from "fast-check";
import { expect, it } from "vitest";
import { basePath } from "../src/document.js";
import { rawRequest, sendRaw } from "./support/raw.js";
import { type Credentials, newStore, sharedService } from "./support/service.js";

const shared = sharedService({
	timeouts: { headers: 300, request: 600, checkEvery: 50, silence: 1500, keepAlive: 300 },
});

const JSON_GROUP = '{"CustomerGroupID":1,"Name":"caf\\u00e9","MinimumOrder":12.50,"NonTaxable":true,"PriceLevel":-3}';
const XML_GROUP =
	'<?xml version="1.0" encoding="utf-8"?><CustomerGroup><CustomerGroupID>1</CustomerGroupID><Name>a&amp;<![CDATA[b]]></Name><MinimumOrder>1.5</MinimumOrder></CustomerGroup>';
const BODIES: [method: string, path: string, type: string, body: string][] = [
	["POST", "/CustomerGroups", "application/json", JSON_GROUP],
	["POST", "/CustomerGroups", "text/xml; charset=utf-8", XML_GROUP],
	["PUT", "/CustomerGroups/1", "text/json", JSON_GROUP],
	["PUT", "/CustomerGroups", "application/json", `[${JSON_GROUP},{"CustomerGroupID":2}]`],
	["PUT", "/CustomerGroups", "application/xml", `<ArrayOfCustomerGroup>${XML_GROUP.slice(38)}</ArrayOfCustomerGroup>`],
];

/** One change of some bytes, at a place that is a part of their length. */
type Change = { at: number; remove: number; insert: Uint8Array };

const MARKS = [
	...'{}[]":,\\<>&;/=?% \t\0\r\n-+eE.0',
	"\r\n\r\n",
	"&#x0;",
	"\\ud800",
	"]]>",
	"<!DOCTYPE a>",
	"1e999",
	"__proto__",
	"\ufeff",
];
const insertion = fc.oneof(
	fc.constant(new Uint8Array()),
	fc.uint8Array({ maxLength: 4 }),
	fc.constantFrom(...MARKS).map((text) => new Uint8Array(Buffer.from(text))),
);
const changes: fc.Arbitrary<Change[]> = fc.array(
	fc.record({ at: fc.double({ min: 0, max: 1, noNaN: true }), remove: fc.nat(6), insert: insertion }),
	{ minLength: 1, maxLength: 6 },
);

function changed(bytes: Uint8Array, all: readonly Change[]): Buffer {
	let result = Buffer.from(bytes);
	for (const { at, remove, insert } of all) {
		const start = Math.floor(at * result.length);
		result = Buffer.concat([result.subarray(0, start), insert, result.subarray(start + remove)]);
	}
	return result;
}

function requestOf(
	credentials: Credentials,
	[method, path, type, body]: (typeof BODIES)[number],
	bytes: Uint8Array = Buffer.from(body),
): Buffer {
	const headers = [`Content-Type: ${type}`, `Content-Length: ${bytes.length}`];
	const head = rawRequest({ line: `${method} ${basePath}${path} HTTP/1.1`, credentials, headers });
	return Buffer.concat([Buffer.from(head), bytes]);
}

/** Sends bytes of which nobody knows what they are: no answer is a 5xx, and the next request has its answer. */
async function expectUnharmed(bytes: Buffer, credentials: Credentials): Promise<string> {
	const { port, call } = shared();
	const received = await sendRaw(port, bytes, { end: true });
	expect(received).not.toMatch(/HTTP\/1\.1 5[0-9]{2} /);
	expect((await call("GET", "/CustomerGroups?countonly=1", { credentials })).status).toBe(200);
	return received;
}

it("any bytes", async () => {
	const credentials = await newStore(shared().data);
	const bytes = fc.oneof(
		fc.uint8Array({ maxLength: 300 }),
		fc
			.string({ unit: "binary", maxLength: 200 })
			.map((text) => Buffer.from(`GET /${text} HTTP/1.1\r\n${text}\r\n\r\n`)),
	);
	await fc.assert(
		fc.asyncProperty(bytes, async (sent) => void (await expectUnharmed(Buffer.from(sent), credentials))),
		{ numRuns: 200 },
	);
});

it("requests with some bytes changed anywhere", async () => {
	const credentials = await newStore(shared().data);
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...BODIES), changes, async (request, all) => {
			await expectUnharmed(changed(requestOf(credentials, request), all), credentials);
		}),
		{ numRuns: 300 },
	);
});

it("requests with some bytes of the body changed: each is answered as the document says", async () => {
	const credentials = await newStore(shared().data);
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(...BODIES), changes, async (request, all) => {
			const body = changed(Buffer.from(request[3]), all);
			const received = await expectUnharmed(requestOf(credentials, request, body), credentials);
			expect(received).toMatch(/^HTTP\/1\.1 (?:200|201|206|400|404) /);
		}),
		{ numRuns: 300 },
	);
});
