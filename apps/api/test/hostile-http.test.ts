import { expect, it } from "vitest";
import { basePath } from "../src/document.js";
import { expectDocumentedRefusal } from "./support/documented.js";
import { parseAnswers, type RawRequest, rawRequest, sendRaw } from "./support/raw.js";
import { newStore, sharedService } from "./support/service.js";

/** A request with what comes of it: the statuses of its answers, none where the connection is closed without one. */
type Row = [name: string, request: RawRequest | string, statuses: readonly number[]];

const POST = `POST ${basePath}/CustomerGroups HTTP/1.1`;
const JSON_TYPE = "Content-Type: application/json";
const GROUP = '{"Name":"a"}';
const chunked = (...lines: string[]): RawRequest => ({
	line: POST,
	headers: [JSON_TYPE, "Transfer-Encoding: chunked"],
	body: lines.join("\r\n"),
});
const sized = (...lengths: string[]): RawRequest => ({
	line: POST,
	headers: [JSON_TYPE, ...lengths.map((length) => `Content-Length: ${length}`)],
	body: GROUP,
});
const query = (text: string): RawRequest => ({ path: `/CustomerGroups?countonly=1&${text}` });
const id = (text: string): RawRequest => ({ path: `/CustomerGroups/${text}` });
const header = (...headers: string[]): RawRequest => ({ path: "/CustomerGroups?countonly=1", headers });

const LINES: Row[] = [
	["no HTTP at all", "hello\r\n\r\n", [400]],
	["TLS", "\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03\r\n\r\n", [400]],
	["the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", [400]],
	["HTTP/0.9", "GET /\r\n\r\n", [404]],
	["HTTP/9.9", { line: `GET ${basePath}/CustomerGroups HTTP/9.9` }, [400]],
	["HTTP/1.0, without Host", `GET ${basePath}/nowhere HTTP/1.0\r\n\r\n`, [404]],
	["a method in lower case", { line: `get ${basePath}/CustomerGroups HTTP/1.1` }, [400]],
	["a method that does not exist", { line: `STEAL ${basePath}/CustomerGroups HTTP/1.1` }, [400]],
	["a method of 10,000 letters", { line: `${"A".repeat(10_000)} / HTTP/1.1` }, [400]],
	["CONNECT", { line: "CONNECT example.org:443 HTTP/1.1" }, []],
	["TRACE", { line: `TRACE ${basePath}/CustomerGroups HTTP/1.1` }, [405]],
	["a whole URL", { line: `GET http://elsewhere.example${basePath}/CustomerGroups?countonly=1 HTTP/1.1` }, [200]],
	[
		"a whole URL and a method that its path does not have",
		{ line: `PATCH http://a${basePath}/CustomerGroups HTTP/1.1` },
		[404],
	],
	["*", { line: "GET * HTTP/1.1" }, [404]],
	["OPTIONS of *", { line: "OPTIONS * HTTP/1.1" }, [404]],
	["no target", { line: "GET  HTTP/1.1" }, [400]],
	["two targets", { line: `GET ${basePath}/CustomerGroups /x HTTP/1.1` }, [400]],
	["NUL in the path", id("\0"), [400]],
	["a control character in the path", id("\x01"), [400]],
	["a fragment", { path: "/CustomerGroups?countonly=1#x" }, [400]],
	["a path of 15,000 characters", id("1".repeat(15_000)), [400]],
	["a path of 20,000 characters", id("1".repeat(20_000)), [431]],
	["a query of 15,000 characters", query("x".repeat(15_000)), [200]],
	["a query of 3,000 parameters", query("a=b&".repeat(3_000)), [200]],
];

const PATHS: Row[] = [
	["%00", id("%00"), [400]],
	["%0d%0a", id("1%0d%0aX: y"), [400]],
	["a lone %", id("%"), [404]],
	["% and no hexadecimal digits", id("%zz"), [404]],
	["an overlong slash", id("%c0%af"), [404]],
	["half of a surrogate pair", id("%ed%a0%80"), [404]],
	["an encoded digit is that digit", id("%31"), [404]],
	["a digit encoded twice", id("%2531"), [400]],
	["an encoded slash within the id", id("1%2f2"), [400]],
	["an encoded slash before the id", { path: "/CustomerGroups%2f1" }, [404]],
	["dots", { path: "/../v1/CustomerGroups" }, [404]],
	["encoded dots", { path: "/%2e%2e/v1/CustomerGroups" }, [404]],
	["backslashes", { path: "\\CustomerGroups" }, [404]],
	["two slashes", { path: "//CustomerGroups" }, [404]],
	["__proto__", { path: "/__proto__" }, [404]],
	["constructor as the id", id("constructor"), [400]],
	["a matrix parameter", id("1;a=b"), [400]],
];

const NUMBERS: Row[] = [
	...[
		"1e400",
		"1E+1",
		"1.0",
		"0x10",
		"1_0",
		"+1",
		"%201",
		"１",
		"%EF%BC%91",
		"1%00",
		"NaN",
		"true",
		"9".repeat(400),
	].map((limit): Row => [`limit=${limit.slice(0, 20)}`, query(`limit=${limit}`), [400]]),
	["limit=-0", query("limit=-0"), [400]],
	["limit=0010 is 10", query("limit=0010"), [200]],
	["offset=-0 is 0", query("offset=-0"), [200]],
	["offset=4294967297", query("offset=4294967297"), [400]],
	["limit twice", query("limit=1&limit=2"), [400]],
	["limit in brackets is another parameter", query("limit[]=1&limit[a]=2"), [200]],
	["__proto__, constructor", query("__proto__=1&constructor=2&__proto__[limit]=x"), [200]],
	["id 2147483648", id("2147483648"), [400]],
	["id 1e2", id("1e2"), [400]],
	["id +1", id("+1"), [400]],
	["id 1.0", id("1.0"), [400]],
	["id 0x1", id("0x1"), [400]],
	["id -0", id("-0"), [404]],
];

/** From 22 on, Node adds something for each header to the size that it limits. */
const COUNTS_HEADERS = Number.parseInt(process.versions.node, 10) >= 22;

const HEADERS: Row[] = [
	["no Host", `GET ${basePath}/CustomerGroups HTTP/1.1\r\nConnection: close\r\n\r\n`, [400]],
	["two hosts", header("Host: a", "HOST: b"), [400]],
	["NUL in a value", header("X: a\0b"), [400]],
	["a control character in a value", header("X: a\x01b"), [400]],
	["a bare CR", header("X: a\rInjected: b"), [400]],
	["a bare LF", header("X: a\nInjected: b"), [400]],
	["a folded line", header("X: a", " b"), [400]],
	["no colon", header("nonsense"), [400]],
	["no name", header(": a"), [400]],
	["a name with a space", header("X Y: a"), [400]],
	["a space before the colon", header("X : a"), [400]],
	["a name that is no token", header("X(): a"), [400]],
	["64 KiB", header(`X: ${"x".repeat(65_536)}`), [431]],
	["5,000 headers", header(...Array.from({ length: 5_000 }, (_, index) => `X${index}: a`)), [431]],
	["2,500 short headers", header(...Array.from({ length: 2_500 }, () => "X:")), [COUNTS_HEADERS ? 431 : 200]],
	["two tokens", header("Token: other"), [401]],
	["two tokens, one of them empty", header("Token:"), [401]],
	["a store named in another header only", header("X-SecureURL: other.example"), [200]],
	["__proto__", header("__proto__: a", "constructor: b"), [200]],
	["Accept of 3,000 elements", header(`Accept: ${"a/b,".repeat(3_000)}`), [406]],
	["Accept of white space", header(`Accept: text/xml;${" ".repeat(15_000)}x`), [406]],
	["Accept of quotes", header(`Accept: ${'"\\'.repeat(7_000)}`), [406]],
	["Accept in Latin-1", header("Accept: application/json\xe9"), [406]],
	[
		"Upgrade to WebSocket",
		header("Connection: upgrade, close", "Upgrade: websocket", "Sec-WebSocket-Key: eA=="),
		[200],
	],
	[
		"Upgrade to HTTP/2",
		header("Connection: Upgrade, HTTP2-Settings, close", "Upgrade: h2c", "HTTP2-Settings: AA"),
		[200],
	],
	["Connection: nonsense", header("Connection: nonsense, close"), [200]],
	["Expect: 100-continue without a body", header("Expect: 100-continue"), [200]],
	["an expectation that nobody knows is passed over", header("Expect: a-miracle"), [200]],
	["a forwarded host", header("X-Forwarded-Host: evil.example", "Forwarded: host=evil.example"), [200]],
	["another method by override", header("X-HTTP-Method-Override: DELETE"), [200]],
];

const LENGTHS: Row[] = [
	...["x", "-1", "+12", "0x0c", "1e1", "12.0", "12, 12", "12 12", "", "18446744073709551628"].map(
		(length): Row => [`Content-Length: ${length}`, sized(length), [400]],
	),
	["Content-Length twice, different", sized("12", "13"), [400]],
	["Content-Length twice, the same", sized("12", "12"), [400]],
	["Content-Length too large", sized("9007199254740993"), [413]],
	["Content-Length of a list", header("Content-Length: x"), [400]],
	[
		"a length and chunks",
		{ ...chunked("0", "", ""), headers: ["Content-Length: 1", "Transfer-Encoding: chunked"] },
		[400],
	],
	[
		"chunks and another coding after them",
		{ ...chunked("0", "", ""), headers: ["Transfer-Encoding: chunked, gzip"] },
		[400],
	],
	["a coding that is nearly chunked", { ...chunked("0", "", ""), headers: ["Transfer-Encoding: xchunked"] }, [400]],
	[
		"Transfer-Encoding in two lines",
		{ ...chunked("0", "", ""), headers: ["Transfer-Encoding: chunked", "Transfer-Encoding: identity"] },
		[400],
	],
	[
		"chunks that are compressed",
		{ ...chunked("5", "\x1f\x8b\x08\0\0", "0", "", ""), headers: [JSON_TYPE, "Transfer-Encoding: gzip, chunked"] },
		[400],
	],
	[
		"a compressed body",
		{ ...sized("12"), headers: [JSON_TYPE, "Content-Length: 12", "Content-Encoding: gzip"] },
		[415],
	],
];

const CHUNKS: Row[] = [
	["a size that is no number", chunked("zz", GROUP, "0", "", ""), [400]],
	["a negative size", chunked("-1", GROUP, "0", "", ""), [400]],
	["a size of 2^68", chunked("FFFFFFFFFFFFFFFFF", GROUP, "0", "", ""), [400]],
	["a size with a prefix", chunked("0xc", GROUP, "0", "", ""), [400]],
	["a size too small", chunked("5", GROUP, "0", "", ""), [400]],
	["lines that end in LF", { ...chunked(), body: `c\n${GROUP}\n0\n\n` }, [400]],
	["an extension of 64 KiB", chunked(`c;${"x".repeat(65_536)}`, GROUP, "0", "", ""), [413]],
	["trailers of 64 KiB", chunked("c", GROUP, "0", `X: ${"x".repeat(65_536)}`, "", ""), [431]],
];

const shared = sharedService();

async function start() {
	const service = shared();
	const credentials = await newStore(service.data);
	const count = async () => (await service.call("GET", "/CustomerGroups?countonly=1", { credentials })).json;
	return { ...service, credentials, count };
}

it.each([
	...LINES.map((row) => ["request line", ...row] as const),
	...PATHS.map((row) => ["path", ...row] as const),
	...NUMBERS.map((row) => ["number", ...row] as const),
	...HEADERS.map((row) => ["header", ...row] as const),
	...LENGTHS.map((row) => ["length", ...row] as const),
	...CHUNKS.map((row) => ["chunk", ...row] as const),
])("%s: %s", async (_, __, request, statuses) => {
	const { port, credentials, count } = await start();
	const bytes = typeof request === "string" ? request : rawRequest({ credentials, ...request });
	const answers = parseAnswers(await sendRaw(port, Buffer.from(bytes, "latin1")));
	expect(answers.map(({ status }) => status)).toEqual(statuses);
	for (const { status, headers, body } of answers) {
		if (status >= 400) expectDocumentedRefusal({ status, contentType: headers["content-type"], body });
		expect(headers).not.toHaveProperty("injected");
	}
	expect(await count()).toEqual({ TotalCount: 0 });
});
