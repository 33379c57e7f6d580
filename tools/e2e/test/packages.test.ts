import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative } from "node:path";
import { checkPackage, createPackageFromTarballData } from "@arethetypeswrong/core";
import { findPackages } from "@onespec/stack/packages";
import { publint } from "publint";
import { formatMessage } from "publint/utils";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { npm } from "./support/npm.js";
import { root } from "./workspace.js";

const packages = findPackages(root);

/** What `npm pack --json` says of a package. */
interface Packed {
	filename: string;
	files: { path: string }[];
}

const folder = mkdtempSync(join(tmpdir(), "onespec-packages-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let packed: Packed[] = [];
beforeAll(async () => {
	const folders = packages.map((one) => one.folder);
	const args = ["pack", ...folders, "--ignore-scripts", "--json", "--pack-destination", folder];
	packed = JSON.parse(await npm(args, { cwd: folder })) as Packed[];
});

it("finds the packages", () => {
	expect(packages.length).toBeGreaterThan(3);
});

describe.each(packages.map((one, place) => ({ ...one, place })))("the tarball of $name", (one) => {
	const tarball = () => join(folder, packed[one.place]?.filename ?? "");
	const paths = () => packed[one.place]?.files.map(({ path }) => path) ?? [];

	it("says whose it is, and where it comes from", () => {
		const place = relative(root, one.folder).replaceAll("\\", "/");
		const manifest = JSON.parse(readFileSync(join(one.folder, "package.json"), "utf8")) as object;
		const { license, repository } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
			license: string;
			repository: { url: string };
		};
		expect(manifest).toMatchObject({
			description: expect.stringMatching(/\.$/),
			keywords: expect.any(Array),
			license,
			homepage: expect.stringContaining(place),
			bugs: { url: expect.any(String) },
			repository: { ...repository, directory: place },
			publishConfig: { access: "public", provenance: true },
			sideEffects: expect.anything(),
			engines: { node: ">=20.19.0" },
		});
		expect(readFileSync(join(one.folder, "LICENSE"), "utf8")).toBe(readFileSync(join(root, "LICENSE"), "utf8"));
	});

	it("has its papers, what its source maps point to, and nothing of the tests", () => {
		expect(paths()).toEqual(expect.arrayContaining(["README.md", "LICENSE", "CHANGELOG.md", "package.json"]));
		expect(paths().filter((path) => /\.test\.|tsbuildinfo|^test\/|^\.|tsconfig/.test(path))).toEqual([]);
		const maps = paths().filter((path) => path.endsWith(".js.map"));
		expect(maps.length).toBeGreaterThan(0);
		for (const map of maps) {
			const { sources } = JSON.parse(readFileSync(join(one.folder, map), "utf8")) as { sources: string[] };
			const found = sources.map((source) => join(dirname(map), source).replaceAll("\\", "/"));
			// What is not built any more may lie in dist on a machine that builds often.
			if (found.some((path) => existsSync(join(one.folder, path))))
				expect(paths()).toEqual(expect.arrayContaining(found));
		}
	});

	it("passes publint", async () => {
		const bytes = readFileSync(tarball());
		const { messages, pkg } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
		expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([]);
	});

	it("has types that are right for whoever imports it (attw)", async () => {
		const analysis = await checkPackage(createPackageFromTarballData(new Uint8Array(readFileSync(tarball()))));
		if (analysis.types === false) throw new Error("It has no types.");
		expect(analysis.types).toMatchObject({ kind: "included" });
		// By design: ESM alone, which `require()` loads too, and nothing for the resolution of Node 10.
		const resolutions = analysis.problems.map((problem) => ("resolutionKind" in problem ? problem.resolutionKind : ""));
		expect(analysis.problems.filter((_, place) => !/^node10$|^node16-cjs$/.test(resolutions[place] ?? ""))).toEqual([]);
	}, 60_000);
});
