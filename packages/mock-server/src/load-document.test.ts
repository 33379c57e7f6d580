import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { basePathOf } from "./document.js";
import { SpecError } from "./errors/spec-error.js";
import { loadDocument } from "./load-document.js";

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "mock-server-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

it.each([
	["a missing file", () => join(folder, "missing.yaml"), "missing.yaml cannot be read"],
	["broken YAML", () => file("broken.yaml", "openapi: 3.0.3\n  info: ["), "broken.yaml cannot be read"],
	["an empty file", () => file("empty.yaml", ""), "empty.yaml is not an OpenAPI 3.0 document"],
	[
		"OpenAPI 3.1",
		() => file("new.yaml", "openapi: 3.1.0\npaths: {}\n"),
		'is not an OpenAPI 3.0 document: it says "3.1.0"',
	],
	["Swagger 2", () => file("old.yaml", "swagger: '2.0'\npaths: {}\n"), 'is not an OpenAPI 3.0 document: it says "2.0"'],
	["another YAML file", () => file("other.yaml", "a: 1\n"), "is not an OpenAPI 3.0 document"],
	["no operations", () => file("bare.yaml", "openapi: 3.0.3\npaths: {}\n"), "has no operations"],
	[
		"a reference to nothing",
		() =>
			file(
				"ref.yaml",
				"openapi: 3.0.3\npaths:\n  /a:\n    get:\n      responses:\n        '200': { $ref: nope.yaml }\n",
			),
		"cannot be bundled: Can't resolve $ref",
	],
])("refuses %s", async (_, path, message) => {
	const error = await loadDocument(path()).catch((reason: unknown) => reason);
	expect(error).toBeInstanceOf(SpecError);
	expect((error as SpecError).message).toContain(message);
	expect((error as SpecError).message).not.toContain("\n");
});

it("bundles a document of several files", async () => {
	const document = await loadDocument(fileURLToPath(new URL("../test/fixtures/shop.yaml", import.meta.url)));
	expect(JSON.stringify(document)).not.toContain("shop-parts.yaml");
	expect(Object.keys(document.paths)).toHaveLength(4);
});

it.each([
	[undefined, ""],
	[{ url: "https://api.example" }, ""],
	[{ url: "https://api.example/shop/v1/" }, "/shop/v1"],
	[{ url: "/shop" }, "/shop"],
	[{ url: "https://{host}/{root}", variables: { host: { default: "a.example" }, root: { default: "b/c" } } }, "/b/c"],
])("of the server %j takes the base path '%s'", (server, path) => {
	expect(basePathOf({ openapi: "3.0.3", paths: {}, ...(server && { servers: [server] }) })).toBe(path);
});
