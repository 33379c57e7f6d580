import { afterAll, beforeAll, expect, it } from "vitest";
import { paths } from "./support/paths.js";
import { type ServerProcess, startServer } from "./support/process.js";
import { serveConsole, type TestServer } from "./support/serve.js";
import { Visitor } from "./support/visitor.js";

let mock: ServerProcess;
let site: TestServer;
let visitor: Visitor;

beforeAll(async () => {
	mock = await startServer(paths.mock, ["--spec", paths.document, "--port", "0"]);
	const credentials = { secureURL: "https://store.example", privateKey: "any", token: "any" };
	site = await serveConsole({ apiBaseUrl: mock.url, credentials, targetLabel: "mock" });
	visitor = new Visitor(site.url);
});
afterAll(async () => {
	await site?.close();
	await mock?.stop();
});

it("lists the document's examples, on one page", async () => {
	const page = await visitor.get("/groups?page=2");
	expect(page.status).toBe(200);
	expect(page.path).toBe("/groups?page=1&size=10");
	expect(page.html).toContain("sample string 1");
	expect(page.html).toMatch(/data-label="mock">mock</);
});

it("creates, edits and deletes as far as a mock does", async () => {
	const created = await visitor.submit(await visitor.get("/groups/new"), { Name: "Wholesale" });
	expect(created.html).toContain("“Wholesale” was created.");
	const saved = await visitor.submit(await visitor.get("/groups/1"), { Name: "Retail" });
	expect(saved.html).toContain("“Retail” was saved.");
	const deleted = await visitor.submit(await visitor.get("/groups/1/delete"));
	expect(deleted.html).toContain("was deleted.");
});

it("shows the mock's own refusal", async () => {
	const page = await visitor.submit(await visitor.get("/groups/new"), { Name: "n".repeat(151) });
	expect(page.status).toBe(422);
	expect(page.html).toContain('role="alert"');
});
