import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { root, run } from "./workspace.js";

const specs = filesOf("spec").flatMap((file) => /^spec\/([^/]+)\/openapi\.yaml$/.exec(file)?.[1] ?? []);

/** The files below some folders, without what is built, installed or hidden. */
function filesOf(...places: string[]): string[] {
	return places.flatMap((place) =>
		readdirSync(join(root, place), { withFileTypes: true }).flatMap((entry) => {
			const path = `${place}/${entry.name}`;
			if (entry.name.startsWith(".") || entry.name === "node_modules" || entry.name === "dist") return [];
			return entry.isDirectory() ? filesOf(path) : [path];
		}),
	);
}

/** The folders directly inside one, by their path from the root. */
function foldersOf(place: string): string[] {
	const entries = readdirSync(join(root, place), { withFileTypes: true });
	return entries.filter((entry) => entry.isDirectory()).map((entry) => `${place}/${entry.name}`);
}

/** The API's name in any spelling: `some-things` is also `some things`, `SomeThings`, `someThing`. */
function spellings(api: string): RegExp {
	return new RegExp(api.replace(/s$/, "").replaceAll("-", "[-_ ]?"), "i");
}

describe("only the spec, its package and the apps know an API by name", () => {
	const general = ["tools", ...foldersOf("packages").filter((folder) => !specs.includes(basename(folder)))];

	it("finds the APIs", () => {
		expect(specs.length).toBeGreaterThan(0);
	});

	it.each(specs)("%s is named nowhere else", (api) => {
		const pattern = spellings(api);
		const files = filesOf(...general);
		expect(files.length).toBeGreaterThan(20);
		const naming = files.filter((file) => pattern.test(file) || pattern.test(readFileSync(join(root, file), "utf8")));
		expect(naming).toEqual([]);
	});

	it("would find it in any spelling", () => {
		const pattern = spellings("parking-lots");
		for (const text of ["parking-lots", "ParkingLot", "parking lot", "PARKING_LOTS"]) expect(text).toMatch(pattern);
	});
});

describe("module boundaries", () => {
	const reading = "export const read = (document: { paths: object }) => document.paths;\n";
	const rules: [rule: string, place: string, source: string, complaint: string | undefined][] = [
		["nothing imports an app", "packages/mock-server", 'import "@onespec/api/dist/main.js";\n', "layer:package"],
		[
			"no test tool is in what applications import",
			"packages/client-core",
			'import "@onespec/mock-server";\n',
			"ships:yes",
		],
		["no tool is in the packages", "packages/wire-codec", 'import "@onespec/nx-openapi";\n', "layer:package"],
		[
			"the console uses nothing but the client",
			"apps/console",
			'import "@onespec/wire-codec/json";\n',
			"uses:client-only",
		],
		[
			"only the model's package loads a document",
			"packages/mock-server",
			'import "@redocly/openapi-core";\n',
			"openapi-document/load",
		],
		["only the model's package reads a document", "tools/codegen", reading, "read its model"],
		["the model's package does read it", "packages/openapi-document", reading, undefined],
		["a package may use the core", "packages/mock-server", 'import "@onespec/wire-codec/json";\n', undefined],
	];
	const folders: string[] = [];
	let complaints: string[] = [];
	beforeAll(async () => {
		const files = rules.map(([, place, source]) => {
			// A folder that git ignores, and so Nx: a file among the sources would be another build for the tests beside.
			const folder = mkdtempSync(join(root, place, ".boundary-"));
			folders.push(folder);
			writeFileSync(join(folder, "planted.ts"), source);
			return join(folder, "planted.ts");
		});
		const args = [...files, "--format", "json"];
		const { output } = await run("node_modules/eslint/bin/eslint.js", args, { NX_DAEMON: "false" });
		const results = JSON.parse(output.slice(output.indexOf("[{"))) as {
			filePath: string;
			messages: { message: string }[];
		}[];
		complaints = files.map((file) => {
			const found = results.find(({ filePath }) => filePath === file);
			return found?.messages.map(({ message }) => message).join("\n") ?? `${file} was not looked at`;
		});
	}, 60_000);
	afterAll(() => {
		for (const folder of folders) rmSync(folder, { recursive: true, force: true });
	});

	it.each(rules.map(([rule, , , complaint], place) => ({ rule, complaint, place })))(
		"$rule",
		({ complaint, place }) => {
			if (complaint === undefined) expect(complaints[place]).toBe("");
			else expect(complaints[place]).toContain(complaint);
		},
	);
});

it("builds every project", () => {
	const { references } = JSON.parse(readFileSync(join(root, "tsconfig.json"), "utf8")) as {
		references: { path: string }[];
	};
	const built = ["packages", "apps", "tools"]
		.flatMap(foldersOf)
		.filter((folder) => existsSync(join(root, folder, "tsconfig.json")));
	expect(references.map(({ path }) => path)).toEqual(built.sort());
});

describe("the install", () => {
	it("records no registry in the lockfile", () => {
		expect(readFileSync(join(root, "package-lock.json"), "utf8")).not.toMatch(/"resolved": "http/);
	});

	it("brings no test tool with what applications import", () => {
		const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as {
			packages: Record<string, { link?: boolean; dependencies?: Record<string, string> }>;
		};
		const reach = (name: string, seen = new Set<string>()): Set<string> => {
			if (seen.has(name)) return seen;
			seen.add(name);
			const place = Object.keys(lock.packages).find(
				(path) =>
					!lock.packages[path]?.link &&
					(path === `packages/${name.replace("@onespec/", "")}` || path === `node_modules/${name}`),
			);
			for (const dependency of Object.keys(lock.packages[place ?? ""]?.dependencies ?? {})) reach(dependency, seen);
			return seen;
		};
		for (const name of ["client-core", "wire-codec", ...specs]) {
			const all = [...reach(`@onespec/${name}`)];
			expect(all.filter((one) => /dredd|prism|^nx$/.test(one))).toEqual([]);
		}
		expect([...reach("@onespec/mock-server")].some((one) => one.includes("prism"))).toBe(true);
	});
});
