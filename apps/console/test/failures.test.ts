import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Credentials } from "../src/config.js";
import { type LiveApi, startLiveApi } from "./support/live-api.js";
import { serve, serveConsole } from "./support/serve.js";
import { fieldsOf, type Visit, Visitor } from "./support/visitor.js";

let api: LiveApi;
beforeAll(async () => {
	api = await startLiveApi();
});
afterAll(() => api?.stop());

/** Visits a console that works with the given API and credentials, and looks for what no page may show. */
async function visit(
	apiBaseUrl: string,
	credentials: Credentials,
	steps: (visitor: Visitor) => Promise<Visit>,
	apiTimeoutMs = 10_000,
): Promise<Visit> {
	const site = await serveConsole({ apiBaseUrl, credentials, apiTimeoutMs });
	try {
		const page = await steps(new Visitor(site.url));
		for (const secret of [credentials.privateKey, credentials.token]) expect(page.html).not.toContain(secret);
		expect(page.html).not.toMatch(/\n\s+at |node_modules|\.[jt]s:\d/);
		return page;
	} finally {
		await site.close();
	}
}

const list = (visitor: Visitor) => visitor.get("/groups");
const fill = async (visitor: Visitor) =>
	visitor.submit(await visitor.get("/groups/new"), { Name: "Typed in", MinimumOrder: "12.5", NonTaxable: "true" });

function expectInputKept(page: Visit): void {
	expect(fieldsOf(page.html)).toMatchObject({ Name: "Typed in", MinimumOrder: "12.5", NonTaxable: "true" });
	expect(page.html).toContain("Nothing was saved.");
}

describe("credentials", () => {
	it("that do not belong together: where to correct them", async () => {
		const page = await visit(api.url, api.credentials.wrong, list);
		expect(page.status).toBe(502);
		expect(page.html).toContain("The API does not accept the credentials");
		expect(page.html).toContain("API_CREDENTIALS");
		expect(page.html).toContain("combination is invalid");
	});

	it("without the permission to read", async () => {
		const page = await visit(api.url, api.credentials["write-only"], list);
		expect(page.status).toBe(403);
		expect(page.html).toContain("The token does not permit this");
	});

	it("without the permission to write: the form keeps its input", async () => {
		const page = await visit(api.url, api.credentials["read-only"], fill);
		expect(page.status).toBe(403);
		expect(page.html).toContain("The token does not permit this");
		expectInputKept(page);
	});
});

describe("a full bucket", () => {
	it("says when to try again", async () => {
		const page = await visit(api.url, api.credentials["small-bucket"], list);
		expect(page.status).toBe(429);
		expect(page.html).toContain("Too many requests");
		const seconds = Number(page.headers.get("Retry-After"));
		expect(seconds).toBeGreaterThan(1);
		expect(page.html).toContain(`Try again in ${seconds} seconds.`);
		expect(page.html).toMatch(/href="\/groups">Try again</);
	});

	it("keeps the input of a form", async () => {
		const page = await visit(api.url, api.credentials["small-bucket"], fill);
		expect(page.status).toBe(429);
		expect(page.headers.get("Retry-After")).toMatch(/^\d+$/);
		expectInputKept(page);
	});
});

describe("an API that is not there", () => {
	it("is named, with what to do", async () => {
		const closed = await serve(() => {});
		await closed.close();
		const page = await visit(closed.url, api.credentials.default, list);
		expect(page.status).toBe(502);
		expect(page.html).toContain("The API cannot be reached");
		expect(page.html).toContain(closed.url);
		expect(page.html).toContain("Try again");
	});

	it("does not cost the user a form", async () => {
		const closed = await serve(() => {});
		await closed.close();
		const page = await visit(closed.url, api.credentials.default, fill);
		expect(page.status).toBe(502);
		expectInputKept(page);
	});

	it("or never answers", async () => {
		const silent = await serve(() => {});
		const page = await visit(silent.url, api.credentials.default, list, 200);
		await silent.close();
		expect(page.status).toBe(504);
		expect(page.html).toContain("The API takes too long");
	});
});

describe("something else at the API's address", () => {
	/** Visits a console whose API is a server that always answers the same, as a proxy in trouble does. */
	async function visitAnswer(status: number, headers: Record<string, string>, body: string): Promise<Visit> {
		const other = await serve((_request, response) => {
			response.writeHead(status, headers).end(body);
		});
		try {
			return await visit(other.url, api.credentials.default, list);
		} finally {
			await other.close();
		}
	}

	it("out of order, with Retry-After", async () => {
		const page = await visitAnswer(
			503,
			{ "Retry-After": "17", "Content-Type": "text/html" },
			"<h1>Gateway secrets</h1>",
		);
		expect(page.status).toBe(503);
		expect(page.headers.get("Retry-After")).toBe("17");
		expect(page.html).toContain("Try again in 17 seconds.");
		expect(page.html).not.toContain("Gateway secrets");
	});

	it("out of order, without", async () => {
		const page = await visitAnswer(500, {}, "");
		expect(page.status).toBe(503);
		expect(page.html).toContain("Try again in a moment.");
	});

	it.each([
		["a page instead of JSON", 200, "<!doctype html><p>Welcome"],
		["a 404 of another server", 404, "not here"],
		["JSON of another API", 200, '{"hello": "world"}'],
	])("%s", async (_name, status, body) => {
		const page = await visitAnswer(status, { "Content-Type": "application/json" }, body);
		expect(page.status).toBe(502);
		expect(page.html).toContain("This is not the Customer Groups API");
		expect(page.html).toContain("--api (API_BASE_URL)");
	});
});

it("the wrong base path of the real API is recognised", async () => {
	const page = await visit(new URL("/v2", api.url).href, api.credentials.default, list);
	expect(page.html).toContain("This is not the Customer Groups API");
});
