import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadDocument } from "./load-document.js";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "mock-server-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([
	["no operations", "openapi: 3.0.3\ninfo: { title: Bare, version: '1' }\npaths: {}\n", "has no operations"],
	["Swagger 2", "swagger: '2.0'\npaths: {}\n", "old.yaml"],
	["broken YAML", "openapi: 3.0.3\n  info: [", "old.yaml"],
])("refuses %s, in one line", async (_, text, message) => {
	const path = join(folder, "old.yaml");
	writeFileSync(path, text);
	const error = await loadDocument(path).catch((reason: unknown) => reason);
	expect((error as Error).message).toContain(message);
	expect((error as Error).message).not.toContain("\n");
});

it("reads a document of several files", async () => {
	const { model } = await loadDocument(fileURLToPath(new URL("../test/fixtures/shop.yaml", import.meta.url)));
	expect(new Set(model.operations.map(({ path }) => path)).size).toBe(4);
	expect(model.problems).toEqual([]);
});
