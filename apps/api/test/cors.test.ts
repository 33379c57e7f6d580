import { rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { newStore, startService, temporaryFolder } from "./support/service.js";

const ORIGIN = "https://console.example";
const PREFLIGHT = { "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "token,content-type" };

/** The headers of an answer that a browser's cross-origin check reads. */
function corsHeaders(headers: Headers): Record<string, string> {
	return Object.fromEntries([...headers].filter(([name]) => name.startsWith("access-control-") || name === "vary"));
}

it("is closed unless origins are given: no header, and OPTIONS as ever", async () => {
	const { call } = await startService();
	const headers = { Origin: ORIGIN, ...PREFLIGHT };
	const preflight = await call("OPTIONS", "/CustomerGroups", { headers });
	expect([preflight.status, corsHeaders(preflight.headers)]).toEqual([204, {}]);
	expect(preflight.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST, PUT");
	expect(corsHeaders((await call("GET", "/CustomerGroups", { headers })).headers)).toEqual({});
});

it("preflight: the methods of the path, and the headers that its requests need", async () => {
	const { call } = await startService({ corsOrigins: ["https://other.example", ORIGIN] });
	const preflight = await call("OPTIONS", "/CustomerGroups/1", { headers: { Origin: ORIGIN, ...PREFLIGHT } });
	expect([preflight.status, preflight.text]).toEqual([204, ""]);
	expect(corsHeaders(preflight.headers)).toEqual({
		"access-control-allow-origin": ORIGIN,
		"access-control-allow-methods": "DELETE, GET, HEAD, OPTIONS, PUT",
		"access-control-allow-headers": "SecureURL, PrivateKey, Token, Content-Type",
		"access-control-expose-headers": "Retry-After, Allow, X-Request-Id",
		"access-control-max-age": "600",
		vary: "Origin",
	});
});

it("every answer to an allowed origin can be read, refusals too, and says what it varies by", async () => {
	const file = join(temporaryFolder(), "groups.db");
	const { call, data } = await startService({ file, corsOrigins: [ORIGIN] });
	const credentials = await newStore(data, { throttle: { capacity: 2, leakPerSecond: 0.001 } });
	const get = (path: string, headers: Record<string, string> = {}) =>
		call("GET", path, { headers: { Origin: ORIGIN, ...headers } });
	const answers = [
		await get("/CustomerGroups"), // 401
		await get("/CustomerGroups", credentials), // 404, there are none
		await get("/CustomerGroups", { ...credentials, Accept: "application/pdf" }), // 406
		await get("/CustomerGroups", credentials), // 429
		await get("/nowhere"), // 404
		await get("/%zz"), // 404 before any route
		await call("PATCH", "/CustomerGroups", { headers: { Origin: ORIGIN } }), // 405
	];
	expect(answers.map(({ status }) => status)).toEqual([401, 404, 406, 429, 404, 404, 405]);
	for (const { status, headers } of answers) {
		expect(headers.get("access-control-allow-origin"), String(status)).toBe(ORIGIN);
		expect(headers.get("access-control-expose-headers")).toBe("Retry-After, Allow, X-Request-Id");
		expect(headers.get("vary")).toBe("Origin");
	}
	rmSync(file);
	const unavailable = await get("/CustomerGroups", credentials);
	expect([unavailable.status, unavailable.headers.get("access-control-allow-origin")]).toEqual([503, ORIGIN]);
});

it.each([
	"https://evil.example",
	"https://console.example.evil.example",
	"http://console.example",
	"https://console.example:8443",
	"HTTPS://CONSOLE.EXAMPLE",
	"null",
])("another origin gets no permission: %s", async (origin) => {
	const { call } = await startService({ corsOrigins: [ORIGIN] });
	const preflight = await call("OPTIONS", "/CustomerGroups", { headers: { Origin: origin, ...PREFLIGHT } });
	expect([preflight.status, corsHeaders(preflight.headers)]).toEqual([204, { vary: "Origin" }]);
	const get = await call("GET", "/CustomerGroups", { headers: { Origin: origin } });
	expect([get.status, corsHeaders(get.headers)]).toEqual([401, { vary: "Origin" }]);
});

it("OPTIONS that is no preflight, and requests without an origin, get no permission", async () => {
	const { call } = await startService({ corsOrigins: [ORIGIN] });
	const options = await call("OPTIONS", "/CustomerGroups", { headers: { Origin: ORIGIN } });
	expect(options.headers.get("access-control-allow-methods")).toBeNull();
	expect(corsHeaders((await call("GET", "/CustomerGroups")).headers)).toEqual({ vary: "Origin" });
	const unknown = await call("OPTIONS", "/nowhere", { headers: { Origin: ORIGIN, ...PREFLIGHT } });
	expect([unknown.status, unknown.headers.get("access-control-allow-methods")]).toEqual([404, null]);
});

it("* allows every origin, never cookies", async () => {
	const { call } = await startService({ corsOrigins: ["*"] });
	const { headers } = await call("OPTIONS", "/CustomerGroups", { headers: { Origin: ORIGIN, ...PREFLIGHT } });
	expect([headers.get("access-control-allow-origin"), headers.get("vary")]).toEqual(["*", null]);
	expect(headers.get("access-control-allow-credentials")).toBeNull();
});
