import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serve, serveConsole, type TestServer } from "./support/serve.js";
import { type Visit, Visitor } from "./support/visitor.js";

const options = {
	// Nothing answers here: no page of these tests needs the API.
	apiBaseUrl: "http://127.0.0.1:9",
	credentials: { secureURL: "https://s.example", privateKey: "key-4711", token: "token-0815" },
	hostNames: ["127.0.0.1", "localhost"],
};
let site: TestServer;
beforeAll(async () => {
	site = await serveConsole(options);
});
afterAll(() => site?.close());

const filled = { Name: "Wholesale" };
const isRefused = (page: Visit) => page.status === 403 && page.html.includes("This form is out of date");
// The API is not there, so a form that passes the check ends in that message.
const isLetThrough = (page: Visit) => page.status === 502 && page.html.includes("The API cannot be reached");

describe("the headers", () => {
	it("allow no script and nothing from elsewhere, and no framing", async () => {
		const { headers, html } = await new Visitor(site.url).get("/groups/new");
		const policy = headers.get("Content-Security-Policy") ?? "";
		expect(policy.split(";")).toEqual([
			"default-src 'none'",
			"style-src 'self'",
			"img-src 'self' data:",
			"form-action 'self'",
			"base-uri 'none'",
			"frame-ancestors 'none'",
		]);
		expect(headers.get("X-Frame-Options")).toBe("DENY");
		expect(headers.get("X-Content-Type-Options")).toBe("nosniff");
		expect(headers.get("X-Powered-By")).toBeNull();
		expect(headers.get("Cache-Control")).toBe("no-store");
		expect(html).not.toMatch(/<script| style=| on\w+=/);
		expect(html.match(/(?:href|src)="(?!\/|#)[^"]*"/g)).toBeNull();
	});

	it("keep cookies from scripts and other sites", async () => {
		const response = await fetch(`${site.url}/groups/new`);
		const cookies = response.headers.getSetCookie();
		expect(cookies).toHaveLength(2);
		for (const cookie of cookies) expect(cookie).toMatch(/; HttpOnly; SameSite=Lax$/);
	});
});

describe("a form", () => {
	it("is taken with its token", async () => {
		const visitor = new Visitor(site.url);
		expect(isLetThrough(await visitor.submit(await visitor.get("/groups/new"), filled))).toBe(true);
	});

	it("is refused without a token", async () => {
		const visitor = new Visitor(site.url);
		const form = await visitor.get("/groups/new");
		expect(isRefused(await visitor.submit(form, { ...filled, _csrf: undefined }))).toBe(true);
		expect(isRefused(await visitor.submit(form, { ...filled, _csrf: "0.0" }))).toBe(true);
		expect(isRefused(await visitor.post("/groups/1/delete", {}))).toBe(true);
	});

	it("is refused with the token of another browser", async () => {
		const visitor = new Visitor(site.url);
		await visitor.get("/groups/new");
		const foreign = await new Visitor(site.url).get("/groups/new");
		expect(isRefused(await visitor.submit(foreign, filled))).toBe(true);
	});

	it("still works after another tab was opened", async () => {
		const visitor = new Visitor(site.url);
		const form = await visitor.get("/groups/new");
		await visitor.get("/groups/new");
		expect(isLetThrough(await visitor.submit(form, filled))).toBe(true);
	});

	it("of one console is no business of another on the same machine", async () => {
		const other = await serveConsole({ ...options, secret: "another console, another secret" });
		const visitor = new Visitor(site.url);
		const form = await visitor.get("/groups/new");
		// Cookies do not know ports: the browser brings those of the other console along.
		const stranger = new Visitor(other.url);
		const foreign = await stranger.get("/groups/new");
		for (const [name, value] of stranger.cookies) visitor.setCookie(name, value);
		for (const [name, value] of visitor.cookies) stranger.setCookie(name, value);
		expect(isLetThrough(await visitor.submit(form, filled))).toBe(true);
		expect(isLetThrough(await stranger.submit(foreign, filled))).toBe(true);
		await other.close();
	});

	it("of any size that a group can have is read, and a larger one refused", async () => {
		const visitor = new Visitor(site.url);
		const form = await visitor.get("/groups/new");
		const text = "\u{1f600}".repeat(65_535);
		expect(isLetThrough(await visitor.submit(form, { ...filled, Description: text, RegistrationMessage: text }))).toBe(
			true,
		);
		const large = await visitor.submit(form, { ...filled, Description: "x".repeat(7_000_000) });
		expect(large.status).toBe(413);
		expect(large.html).toContain("That is too much text");
	});
});

it("a message that the console did not sign is not shown", async () => {
	const visitor = new Visitor(site.url);
	const form = await visitor.get("/groups/new");
	const name = [...visitor.cookies.keys()].find((key) => key.endsWith("-csrf"))?.replace(/csrf$/, "flash") ?? "";
	visitor.setCookie(name, encodeURIComponent('s:{"text":"Call this number"}.signature'));
	expect(form.status).toBe(200);
	expect((await visitor.get("/groups/new")).html).not.toContain("Call this number");
});

describe("the host name", () => {
	const status = (host: string) =>
		new Promise<number | undefined>((resolve, reject) => {
			request(`${site.url}/groups/new`, { headers: { host } }, (response) => {
				response.resume();
				resolve(response.statusCode);
			})
				.on("error", reject)
				.end();
		});

	it.each(["127.0.0.1", "localhost:3002", "LOCALHOST"])("%s is answered", async (host) => {
		expect(await status(host)).toBe(200);
	});

	it.each(["attacker.example", "127.0.0.1.attacker.example", "localhost.attacker.example:3002"])(
		"%s is not",
		async (host) => {
			expect(await status(host)).toBe(421);
		},
	);
});

describe("the assets", () => {
	it.each([
		["/assets/pico.min.css", "text/css"],
		["/assets/console.css", "text/css"],
		["/assets/icon.svg", "image/svg+xml"],
	])("%s is served", async (path, type) => {
		const { status, headers } = await new Visitor(site.url).get(path);
		expect(status).toBe(200);
		expect(headers.get("Content-Type")).toContain(type);
	});

	it.each(["/assets/", "/assets/../package.json", "/assets/%2e%2e/package.json", "/assets/pico.css"])(
		"%s is not",
		async (path) => {
			expect((await new Visitor(site.url).get(path)).status).toBe(404);
		},
	);
});

it("the API's credentials go to the API alone", async () => {
	let seen: string | string[] | undefined;
	const recorder = await serve((incoming, response) => {
		seen = incoming.headers.token;
		response.writeHead(302, { Location: `${site.url}/stolen` }).end();
	});
	const console = await serveConsole({ ...options, apiBaseUrl: recorder.url });
	const page = await new Visitor(console.url).get("/groups/1");
	expect(seen).toBe("token-0815");
	// A redirect is not followed, since the credentials would go with it.
	expect(page.status).toBe(502);
	for (const secret of ["key-4711", "token-0815"]) expect(page.html).not.toContain(secret);
	await console.close();
	await recorder.close();
});
