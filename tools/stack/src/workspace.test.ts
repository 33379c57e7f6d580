import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { findApis } from "./workspace.js";

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), "onespec-workspace-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function put(path: string, content: string | object = ""): void {
	mkdirSync(dirname(join(root, path)), { recursive: true });
	writeFileSync(join(root, path), typeof content === "string" ? content : JSON.stringify(content));
}

it("finds each API with the apps around it", () => {
	put("spec/parks/openapi.yaml");
	put("spec/parks/scenarios.yaml");
	put("spec/lots/openapi.yaml");
	put("spec/notes/README.md");
	put("apps/service/package.json", { onespec: { implements: "parks", role: "live", bin: "dist/main.js" } });
	put("apps/desk/package.json", { onespec: { consumes: "parks", role: "console", bin: "dist/desk.js" } });
	put("apps/other/package.json", { name: "other" });

	const [lots, parks, ...rest] = findApis(root);
	expect(rest).toEqual([]);
	expect(lots).toMatchObject({ name: "lots", scenarios: undefined, live: undefined, consoles: [] });
	expect(parks).toMatchObject({
		name: "parks",
		spec: join(root, "spec/parks/openapi.yaml"),
		scenarios: join(root, "spec/parks/scenarios.yaml"),
		packageFolder: join(root, "packages/parks"),
		live: { name: "service", bin: join(root, "apps/service/dist/main.js") },
		consoles: [{ name: "desk", bin: join(root, "apps/desk/dist/desk.js") }],
	});
});

it("finds nothing in an empty workspace", () => {
	expect(findApis(root)).toEqual([]);
});
