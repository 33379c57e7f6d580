import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { makeFolder } from "./make-folder.js";

let folder: string;
beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "onespec-folder-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it("makes all that is missing, once and again", () => {
	const deep = join(folder, "a/b/c");
	makeFolder(deep);
	makeFolder(deep);
	expect(existsSync(deep)).toBe(true);
});

it("says what is in the way", () => {
	writeFileSync(join(folder, "file"), "");
	symlinkSync(join(folder, "nowhere"), join(folder, "link"));
	expect(() => makeFolder(join(folder, "file"))).toThrow(/EEXIST/);
	expect(() => makeFolder(join(folder, "file/below"))).toThrow(/ENOTDIR/);
	expect(() => makeFolder(join(folder, "link"))).toThrow(/EEXIST/);
	expect(() => makeFolder(join(folder, "link/below"))).toThrow(/EEXIST/);
});

it.runIf(existsSync("/proc/self"))("ends where nothing can be made", () => {
	expect(() => makeFolder("/proc/nothing")).toThrow(/ENOENT/);
	expect(() => makeFolder("/proc/nothing/below")).toThrow(/ENOENT/);
});
