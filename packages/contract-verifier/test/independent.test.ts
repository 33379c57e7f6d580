import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const own = fileURLToPath(new URL("..", import.meta.url));

/** What the judge shares with what it judges: the model of the document. */
const SHARED = "@onespec/openapi-document";

async function importsOf(folder: string): Promise<Set<string>> {
	const files = (await readdir(folder, { recursive: true })).filter((name) => /\.ts$/.test(name));
	const texts = await Promise.all(files.map((name) => readFile(join(folder, name), "utf8")));
	const imported = texts.flatMap((text) => [...text.matchAll(/(?:from|import\()\s*"(@onespec\/[^"]+)"/g)]);
	return new Set(imported.map(([, name = ""]) => name.split("/").slice(0, 2).join("/")));
}

it("imports nothing of this workspace but the model of a document", async () => {
	expect([...(await importsOf(join(own, "src")))]).toEqual([SHARED]);
});

it("depends on nothing of this workspace but the model of a document", async () => {
	const { dependencies } = JSON.parse(await readFile(join(own, "package.json"), "utf8"));
	expect(Object.keys(dependencies).filter((name) => name.startsWith("@onespec/"))).toEqual([SHARED]);
});

it("has no circles of imports", async () => {
	const folder = join(own, "src");
	const files = (await readdir(folder, { recursive: true })).filter((name) => /\.ts$/.test(name));
	const arrows = new Map<string, string[]>();
	for (const name of files) {
		const text = await readFile(join(folder, name), "utf8");
		// What is imported as a type alone is gone when the program runs, but a reader follows it all the same.
		const paths = [...text.matchAll(/from "(\.[^"]+)\.js"/g)].map(([, path = ""]) => path);
		arrows.set(
			name.replace(/\.ts$/, ""),
			paths.map((path) => join(name, "..", path)),
		);
	}
	const done = new Set<string>();
	const circle = (name: string, way: string[]): string[] | undefined => {
		if (way.includes(name)) return [...way.slice(way.indexOf(name)), name];
		if (done.has(name)) return undefined;
		for (const next of arrows.get(name) ?? []) {
			const found = circle(next, [...way, name]);
			if (found !== undefined) return found;
		}
		done.add(name);
		return undefined;
	};
	expect([...arrows.keys()].map((name) => circle(name, [])).find((found) => found !== undefined)).toBeUndefined();
});
