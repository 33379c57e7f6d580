import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { findPackages } from "./packages.js";
import { releaseFaults } from "./release-faults.js";

let root: string;
beforeEach(() => {
	root = mkdtempSync(join(tmpdir(), "packages-test-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

function write(place: string, manifest: object, files: Record<string, string> = {}): void {
	const folder = join(root, "packages", place);
	mkdirSync(folder, { recursive: true });
	const own = { "package.json": JSON.stringify({ name: `@x/${place}`, version: "1.0.0", ...manifest }), ...files };
	for (const [name, text] of Object.entries(own)) writeFileSync(join(folder, name), text);
}

const documents = { "CHANGELOG.md": "# Changelog\n\n## 1.0.0\n\n- All.\n", LICENSE: "MIT" };

describe("the packages to release", () => {
	it("come behind what they depend on, the private ones not at all", () => {
		write("a", { dependencies: { "@x/b": "1.0.0", elsewhere: "1.0.0" } });
		write("b", { dependencies: { "@x/c": "1.0.0" } });
		write("c", {});
		write("d", { private: true });
		expect(findPackages(root).map(({ name }) => name)).toEqual(["@x/c", "@x/b", "@x/a"]);
	});

	it("may not depend on each other in a circle", () => {
		write("a", { dependencies: { "@x/b": "1.0.0" } });
		write("b", { dependencies: { "@x/a": "1.0.0" } });
		expect(() => findPackages(root)).toThrow("Packages depend in a circle: @x/a → @x/b → @x/a.");
	});
});

describe("a package that may not go", () => {
	const faults = () => {
		const all = findPackages(root);
		return all.flatMap((one) => releaseFaults(one, all));
	};

	it("has nothing to be said against where all is there", () => {
		const exports = { ".": { types: "./index.d.ts", default: "./index.js" }, "./xsd/*": "./xsd/*" };
		write("a", { exports, bin: { a: "./a.mjs" } }, { ...documents, "index.js": "", "index.d.ts": "", "a.mjs": "" });
		expect(faults()).toEqual([]);
	});

	it("lacks its changelog, its licence or what it exports", () => {
		write("a", { exports: { ".": "./index.js" } }, { "CHANGELOG.md": "# Changelog\n\n## 0.9.0\n" });
		expect(faults()).toEqual([
			'@x/a: CHANGELOG.md has no section "## 1.0.0".',
			"@x/a: LICENSE is missing.",
			"@x/a: ./index.js is missing; build the package.",
		]);
	});

	it("asks for another version than is released with it", () => {
		write("a", { dependencies: { "@x/b": "0.9.0" } }, documents);
		write("b", {}, documents);
		expect(faults()).toEqual(["@x/a: depends on @x/b 0.9.0, which is 1.0.0 here."]);
	});
});
