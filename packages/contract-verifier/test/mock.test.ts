import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { loadDocument } from "@onespec/openapi-document/load";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { renderMatrix } from "../src/matrix.js";
import { verify } from "../src/verify.js";
import { lockersScenarios, lockersSpec } from "./support/paths.js";

// A server that answers as `Prefer` asks it to, with the document's examples, and by the request alone without it.
const EXAMPLES: Record<string, unknown> = {
	locker: { number: 7, locked: true, owner: "Ada" },
	"body-malformed": { reason: "The body is not JSON." },
	"bearer-missing": { reason: "The token is missing." },
	"bearer-wrong": { reason: "The token is wrong." },
	"no-such-locker": { reason: "There is no such locker." },
};
let requests: { method: string | undefined; url: string | undefined; headers: IncomingHttpHeaders; body: string }[] =
	[];
const server = createServer(async (request, response) => {
	const { method, url, headers } = request;
	let body = "";
	for await (const piece of request) body += piece;
	// The look beforehand whether a server is there is no request of the run.
	if (url !== "/") requests.push({ method, url, headers, body });
	const [, code, example] = /^code=(\d+), example=(.+)$/.exec(String(headers.prefer ?? "")) ?? [];
	const natural =
		headers.authorization === undefined
			? [401, "bearer-missing"]
			: body === "{"
				? [400, "body-malformed"]
				: [200, "locker"];
	const [status, name] = code === undefined ? natural : [Number(code), example];
	response.writeHead(Number(status), { "Content-Type": "application/json" });
	response.end(JSON.stringify(EXAMPLES[String(name)]));
});

beforeAll(() => new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve)));
afterAll(() => new Promise((resolve) => server.close(resolve)));
beforeEach(() => {
	requests = [];
});

const run = async (more: Partial<Parameters<typeof verify>[0]> = {}) =>
	verify({
		spec: (await loadDocument(lockersSpec)).model,
		endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
		target: "mock",
		scenarios: lockersScenarios,
		...more,
	});

describe("verify, on a mock", () => {
	it("asks for each cause by Prefer, and for the natural ones by the request alone", async () => {
		const verification = await run();
		expect(verification).toMatchObject({ total: 7, passed: 7, ok: true });
		const asked = requests.map(({ method, url, headers }) => `${method} ${url} ${headers.prefer ?? "natural"}`);
		expect(asked).toEqual([
			"GET /lockers/7 natural",
			"GET /lockers/7 natural",
			"GET /lockers/7 code=401, example=bearer-wrong",
			"GET /lockers/7 code=404, example=no-such-locker",
			"PUT /lockers/7 natural",
			"PUT /lockers/7 natural",
			"PUT /lockers/7 natural",
			"PUT /lockers/7 code=401, example=bearer-wrong",
			"PUT /lockers/7 code=404, example=no-such-locker",
		]);
		expect(requests.filter(({ headers }) => headers.authorization === undefined)).toHaveLength(2);
		expect(requests.at(-1)).toMatchObject({
			body: '{"locked":true,"owner":"Ada"}',
			headers: { authorization: "Bearer mock" },
		});
	});

	it("needs no scenarios: every cause can be asked for", async () => {
		const { scenarios: _, ...options } = { scenarios: undefined, spec: lockersSpec };
		const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
		expect(await verify({ ...options, endpoint, target: "mock" })).toMatchObject({ passed: 7, ok: true });
		expect(requests.every(({ headers }) => headers.prefer !== undefined)).toBe(true);
	});

	it("shows which causes are natural, and that general responses are not checked", async () => {
		const mock = await run();
		const text = renderMatrix([mock, { ...mock, target: "live", passed: 6, failed: 1, ok: false }]);
		expect(text).toMatch(/status {2}causes {2}mock cells {4}live cells {4}natural on the mock\n/);
		expect(text).toMatch(/ {2}401 {5}2 {7}✓ 1\/1 {9}✓ 1\/1 {9}1 of 2\n/);
		expect(text).toContain("General responses on the mock: not checked");
		expect(text.trimEnd().split("\n").at(-1)).toBe("mock 7/7 · live 6/7 (1 failed)");
		expect(text).not.toContain("\u001b");
		expect(renderMatrix([mock], { color: true })).toContain("\u001b[32m");
	});
});
