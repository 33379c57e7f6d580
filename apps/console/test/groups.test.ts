import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type LiveApi, startLiveApi } from "./support/live-api.js";
import { serveConsole, type TestServer } from "./support/serve.js";
import { fieldsOf, Visitor } from "./support/visitor.js";

let api: LiveApi;
let site: TestServer;
let visitor: Visitor;

beforeAll(async () => {
	api = await startLiveApi();
	site = await serveConsole({ apiBaseUrl: api.url, credentials: api.credentials.default, targetLabel: "live" });
});
afterAll(async () => {
	await site?.close();
	await api?.stop();
});
beforeEach(() => {
	visitor = new Visitor(site.url);
});

const lastId = (html: string) => Number([...html.matchAll(/class="id">#(-?\d+)</g)].at(-1)?.[1]);

describe("the list", () => {
	it("is kind about an empty store, and leads to the first group", async () => {
		const empty = await serveConsole({ apiBaseUrl: api.url, credentials: api.credentials["empty-store"] });
		const page = await new Visitor(empty.url).get("/groups?page=3");
		await empty.close();
		expect(page.status).toBe(200);
		expect(page.path).toBe("/groups?page=1&size=10");
		expect(page.html).toContain("No groups yet");
		expect(page.html).toContain('href="/groups/new?page=1&amp;size=10"');
	});

	it("shows pages in order, with their numbers, and comes back from beyond the end", async () => {
		for (let number = 1; number <= 7; number++) {
			await api.create({ Name: `Page group ${number}`, MinimumOrder: 1234.5, PriceLevel: number, NonTaxable: true });
		}
		const first = await visitor.get("/groups?page=1&size=3");
		expect(names(first.html)).toEqual(["Page group 1", "Page group 2", "Page group 3"]);
		expect(first.html).toContain("1–3 of 7 groups");
		expect(first.html).toMatch(/aria-label="Page 1" aria-current="page"/);
		expect(first.html).toContain('rel="next" href="/groups?page=2&amp;size=3"');
		expect(first.html).not.toContain('rel="prev"');
		expect(first.html).toContain("1,234.50");
		expect(first.html).toContain("Tax-free");

		const beyond = await visitor.get("/groups?page=99&size=3");
		expect(beyond.path).toBe("/groups?page=3&size=3");
		expect(names(beyond.html)).toEqual(["Page group 7"]);
		expect(beyond.html).toContain('rel="prev" href="/groups?page=2&amp;size=3"');
		expect(beyond.html).not.toContain('rel="next"');
	});

	it("is what the root leads to, with what the console works with", async () => {
		const page = await visitor.get("/");
		expect(page.path).toBe("/groups");
		expect(page.html).toMatch(/data-label="live">live</);
		expect(page.html).toContain(api.url);
	});

	it("escapes what a group holds", async () => {
		const text = `<script>alert("1")</script>'&amp;`;
		const id = await api.create({ Name: text, Description: text, RegistrationMessage: text });
		for (const path of ["/groups?page=last", `/groups/${id}`, `/groups/${id}/delete`]) {
			const { html } = await visitor.get(path);
			expect(html).not.toContain("<script");
			expect(html).toContain("&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;amp;");
		}
	});
});

describe("a new group", () => {
	it("is created, and the list shows it with a message, once", async () => {
		const form = await visitor.get("/groups/new?page=1&size=5");
		const page = await visitor.submit(form, {
			Name: "Wholesale",
			Description: "Two\r\nlines",
			MinimumOrder: "101.25",
			PriceLevel: "2",
			NonTaxable: "true",
			RegistrationMessage: "Welcome",
		});
		expect(page.status).toBe(200);
		expect(page.path).toMatch(/^\/groups\?page=\d+&size=5$/);
		expect(page.html).toContain("“Wholesale” was created.");
		expect(page.html).toMatch(/class="touched">[\s\S]*?Wholesale/);
		expect((await visitor.get(page.path)).html).not.toContain("was created");
		expect(JSON.parse(await api.text(lastId(page.html)))).toMatchObject([
			{
				Name: "Wholesale",
				Description: "Two\nlines",
				MinimumOrder: 101.25,
				PriceLevel: 2,
				NonTaxable: true,
				AutoApprove: false,
				RegistrationMessage: "Welcome",
			},
		]);
	});

	it("that the API refuses comes back with the API's reason at the field and all input kept", async () => {
		const before = await visitor.get("/groups?page=last");
		const page = await visitor.submit(await visitor.get("/groups/new"), {
			Name: "n".repeat(151),
			Description: "kept <b>",
			MinimumOrder: "7.5",
			AutoApprove: "true",
		});
		expect(page.status).toBe(422);
		expect(page.html).toContain('id="Name-error">Name must be a string of at most 150 characters.<');
		expect(page.html).toMatch(/id="Name"[^>]* aria-describedby="Name-error Name-hint" aria-invalid="true" autofocus/);
		expect(page.html).toMatch(/<title>Error: New group/);
		expect(fieldsOf(page.html)).toMatchObject({
			Name: "n".repeat(151),
			Description: "kept <b>",
			MinimumOrder: "7.5",
			AutoApprove: "true",
		});
		expect((await visitor.get("/groups?page=last")).html).toContain(`#${lastId(before.html)}<`);

		const second = await visitor.submit(page, { Name: "Short enough" });
		expect(second.html).toContain("“Short enough” was created.");
	});

	it.each([
		["PriceLevel", "99999999999", "PriceLevel must be"],
		["PriceLevel", "two", "Enter a whole number"],
		["MinimumOrder", "1,5", "Enter a number"],
		["MinimumOrder", "0.10000000000000001", "cannot send this many digits"],
		["Name", " ", "Enter a name."],
	])("with %s %j is stopped at that field", async (member, value, reason) => {
		const page = await visitor.submit(await visitor.get("/groups/new"), { Name: "x", [member]: value });
		expect(page.status).toBe(422);
		expect(page.html).toMatch(new RegExp(`id="${member}-error">[^<]*${reason}`));
		expect(fieldsOf(page.html)[member]).toBe(value);
	});
});

describe("an edit", () => {
	it("changes what the user changed, and comes back to the same place", async () => {
		const id = await api.create({ Name: "Before", Description: "stays", AutoApprove: true });
		const page = await visitor.submit(await visitor.get(`/groups/${id}?page=2&size=3`), {
			Name: "After",
			AutoApprove: undefined,
			NonTaxable: "true",
		});
		expect(page.path).toBe("/groups?page=2&size=3");
		expect(page.html).toContain("“After” was saved.");
		expect(JSON.parse(await api.text(id))).toMatchObject([
			{ Name: "After", Description: "stays", AutoApprove: false, NonTaxable: true },
		]);
	});

	it("keeps every digit of a minimum order that nobody touched", async () => {
		const id = await api.create({ Name: "Exact" });
		await api.put(id, '{"MinimumOrder": 0.10000000000000001}');
		await visitor.submit(await visitor.get(`/groups/${id}`), { Description: "changed" });
		expect(await api.text(id)).toMatch(/"MinimumOrder":\s*0\.10000000000000001\b/);
		expect(await api.text(id)).toContain("changed");
	});

	it("keeps what somebody else changed meanwhile in another member", async () => {
		const id = await api.create({ Name: "Shared", PriceLevel: 1 });
		const form = await visitor.get(`/groups/${id}`);
		await api.put(id, '{"PriceLevel": 5}');
		await visitor.submit(form, { Description: "mine" });
		expect(JSON.parse(await api.text(id))).toMatchObject([{ PriceLevel: 5, Description: "mine" }]);
	});

	it("keeps line breaks and blanks of texts that nobody touched", async () => {
		const id = await api.create({ Name: "Lines" });
		const text = "\n\nfirst\r\nsecond\rthird \n";
		await api.put(id, JSON.stringify({ Name: " a\nb ", Description: text }));
		await visitor.submit(await visitor.get(`/groups/${id}`), { PriceLevel: "3" });
		expect(JSON.parse(await api.text(id))).toMatchObject([{ Name: " a\nb ", Description: text, PriceLevel: 3 }]);
	});

	it("without a change says so", async () => {
		const id = await api.create({ Name: "Same" });
		const page = await visitor.submit(await visitor.get(`/groups/${id}`));
		expect(page.html).toContain("Nothing was changed in “Same”.");
	});

	it("that the API refuses keeps the input and what the form began with", async () => {
		const id = await api.create({ Name: "Refused", PriceLevel: 1 });
		const form = await visitor.get(`/groups/${id}`);
		await api.put(id, '{"PriceLevel": 5}');
		const refused = await visitor.submit(form, { Name: "r".repeat(151) });
		expect(refused.status).toBe(422);
		expect(refused.html).toContain("Name must be a string of at most 150 characters.");
		await visitor.submit(refused, { Name: "Accepted" });
		expect(JSON.parse(await api.text(id))).toMatchObject([{ Name: "Accepted", PriceLevel: 5 }]);
	});

	it("whose form lost its original is compared with the group as it is", async () => {
		const id = await api.create({ Name: "Lost", MinimumOrder: 3 });
		await visitor.submit(await visitor.get(`/groups/${id}`), { original: "{", Description: "new" });
		expect(JSON.parse(await api.text(id))).toMatchObject([{ Name: "Lost", MinimumOrder: 3, Description: "new" }]);
	});
});

describe("a delete", () => {
	it("asks first, then removes the group and says so", async () => {
		const id = await api.create({ Name: "Unwanted" });
		const question = await visitor.get(`/groups/${id}/delete?page=2&size=3`);
		expect(question.html).toContain("Delete “Unwanted”?");
		expect(JSON.parse(await api.text(id))).toMatchObject([{ Name: "Unwanted" }]);
		const page = await visitor.submit(question);
		expect(page.path).toBe("/groups?page=2&size=3");
		expect(page.html).toContain("“Unwanted” was deleted.");
		expect(JSON.parse(await api.text(id))).toMatchObject([{ Status: "404" }]);
	});

	it("of the only group on the last page comes back to the page before", async () => {
		const id = await api.create({ Name: "Last" });
		const last = await visitor.get("/groups?page=last&size=1");
		const page = await visitor.submit(await visitor.get(`/groups/${id}/delete${last.path.slice("/groups".length)}`));
		const before = Number(/page=(\d+)/.exec(last.path)?.[1]) - 1;
		expect(page.path).toBe(`/groups?page=${before}&size=1`);
		expect(page.html).toContain("“Last” was deleted.");
	});
});

describe("a group that is not there", () => {
	it.each(["/groups/2147483647", "/groups/2147483647/delete"])("is a page of its own at %s", async (path) => {
		const page = await visitor.get(path);
		expect(page.status).toBe(404);
		expect(page.html).toContain("There is no such group");
		expect(page.html).toContain('href="/groups"');
	});

	it.each(["edit", "delete"])("is said when it went away before the %s", async (action) => {
		const id = await api.create({ Name: "Gone" });
		const form = await visitor.get(action === "edit" ? `/groups/${id}` : `/groups/${id}/delete`);
		await api.client.DELETE("/CustomerGroups/{id}", { params: { path: { id } } });
		const page = await visitor.submit(form, { Name: "Changed" });
		expect(page.status).toBe(404);
		expect(page.html).toContain("There is no such group");
	});

	it.each(["/groups/one", "/groups/99999999999", "/groups/1.5", "/elsewhere", "/groups/1/2"])(
		"%s is no page",
		async (path) => {
			const page = await visitor.get(path);
			expect(page.status).toBe(404);
			expect(page.html).toContain("There is no such page");
		},
	);
});

function names(html: string): string[] {
	return [...html.matchAll(/class="name"><a [^>]*>([^<]*)</g)].map(([, name]) => name ?? "");
}
