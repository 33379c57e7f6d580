import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { pinVersions } from "./generate.js";

it("a new version of a package is the one that others of the workspace ask for, and nothing else changes", () => {
	const root = mkdtempSync(join(tmpdir(), "onespec-versions-"));
	onTestFinished(() => rmSync(root, { recursive: true }));
	const write = (folder: string, manifest: object) => {
		mkdirSync(join(root, folder), { recursive: true });
		writeFileSync(join(root, folder, "package.json"), JSON.stringify(manifest, undefined, "\t"));
	};
	write("packages/shop", { name: "@x/shop", version: "1.1.0", dependencies: { "@x/core": "0.1.0" } });
	write("packages/core", { name: "@x/core", version: "0.1.0" });
	const app = { name: "@x/app", version: "1.0.0" };
	const others = { "@x/core": "0.1.0", left: "1.0.0" };
	write("apps/app", {
		...app,
		dependencies: { "@x/shop": "1.0.0", ...others },
		devDependencies: { "@x/app": "^1.0.0" },
	});
	expect(pinVersions(root, ["packages/shop", "packages/core", "apps/app", "apps/none"])).toEqual([
		"apps/app/package.json",
	]);
	expect(JSON.parse(readFileSync(join(root, "apps/app/package.json"), "utf8"))).toEqual({
		...app,
		dependencies: { "@x/shop": "1.1.0", ...others },
		devDependencies: { "@x/app": "^1.0.0" },
	});
});
