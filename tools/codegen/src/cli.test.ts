import { access, readFile, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type TemporaryWorkspace, temporaryWorkspace } from "../test/fixtures.js";
import { main } from "./cli.js";

let workspace: TemporaryWorkspace;
let spec: string;
let out: string;

beforeEach(async () => {
	workspace = await temporaryWorkspace();
	spec = path.join(workspace.folder, "spec/lockers");
	out = path.join(workspace.folder, "packages/lockers");
});

afterEach(() => workspace[Symbol.asyncDispose]());

/** Runs the command and returns its exit code and all that it printed. */
async function run(...args: string[]) {
	const printed: string[] = [];
	const code = await main(
		args,
		(text) => printed.push(text),
		(text) => printed.push(text),
	);
	return { code, text: printed.join("\n") };
}

async function change(file: string, from: string | RegExp, to: string) {
	const before = await readFile(file, "utf8");
	const after = before.replace(from, to);
	expect(after).not.toBe(before);
	await writeFile(file, after);
}

describe("generate", () => {
	it("says what it added, then that all is current, and touches nothing more", async () => {
		const first = await run("generate", "--spec", spec, "--out", out);
		expect(first.code).toBe(0);
		expect(first.text).toContain("  added    src/generated/client.ts");
		const before = await stat(path.join(out, "src/index.ts"));
		expect(await run("generate", "--spec", spec, "--out", out)).toEqual({ code: 0, text: `${out} is current.` });
		expect((await stat(path.join(out, "src/index.ts"))).ino).toBe(before.ino);
	});

	it("writes what changed alone, and removes what is no longer generated, but nothing handwritten", async () => {
		await run("generate", "--spec", spec, "--out", out);
		await workspace.write(
			"packages/lockers/src/generated/old/file.ts",
			"// generated from spec/lockers/openapi.yaml; do not edit\n",
		);
		await workspace.write("packages/lockers/src/notes.ts", "// by hand\n");
		await change(path.join(spec, "openapi.yaml"), "version: 0.2.0", "version: 0.3.0");
		const { text } = await run("generate", "--spec", spec, "--out", out);
		expect(text.split("\n").slice(1)).toEqual([
			"  changed  README.md",
			"  changed  openapi.json",
			"  changed  package.json",
			"  changed  src/generated/client.ts",
			"  removed  src/generated/old/file.ts",
		]);
		await expect(access(path.join(out, "src/generated/old"))).rejects.toThrow("ENOENT");
		await access(path.join(out, "src/notes.ts"));
	});

	it.each<[string, string, string, string]>([
		[
			"an extension of ours that contradicts what is around it",
			"operationId: getLocker",
			"operationId: getLocker\n      x-client-method: get",
			"operation getLocker (GET /lockers/{number}): x-client-method needs x-client at the root",
		],
		["what is no OpenAPI 3", "openapi: 3.0.3", "openapi: 2.0.0", 'it says "2.0.0"'],
		["what is no YAML", "openapi: 3.0.3", "openapi: [", "openapi.yaml"],
	])("refuses %s, by its place, and writes nothing", async (_, from, to, message) => {
		await change(path.join(spec, "openapi.yaml"), from, to);
		const { code, text } = await run("generate", "--spec", spec, "--out", out);
		expect(text).toContain(message);
		expect(code).toBe(1);
		await expect(access(out)).rejects.toThrow("ENOENT");
	});

	it.each<[string, string, string, string]>([
		[
			"a misspelt extension",
			"operationId: getLocker",
			"operationId: getLocker\n      x-permision: read",
			"operation getLocker (GET /lockers/{number}): x-permision is not one of our extensions; is x-permission meant?",
		],
		["a reference to nothing", 'schemas/LockerState"', 'schemas/Nothing"', "openapi.yaml:51:21"],
		[
			"a reference to a host",
			'"#/components/schemas/LockerState"',
			'"https://schemas.example/state.json"',
			"nothing is fetched",
		],
	])("takes %s, and tells its place", async (_, from, to, message) => {
		await change(path.join(spec, "openapi.yaml"), from, to);
		const { code, text } = await run("generate", "--spec", spec, "--out", out);
		expect(text).toContain(message);
		expect(code).toBe(0);
	});

	it("takes a document by its file, in a folder of any name and outside a workspace", async () => {
		const file = path.join(workspace.folder, "Two Words/4xx.json");
		await run("bundle", "--spec", spec, "--out", file);
		const folder = path.join(workspace.folder, "elsewhere");
		expect((await run("generate", "--spec", file, "--out", folder)).code).toBe(0);
		expect(JSON.parse(await readFile(path.join(folder, "package.json"), "utf8")).name).toBe("@onespec/4xx");
		expect(await readFile(path.join(folder, "src/generated/client.ts"), "utf8")).toContain("createApi4xxClient");
	});
});

describe("check", () => {
	it("is content with what generate wrote", async () => {
		await run("generate", "--spec", spec, "--out", out);
		expect(await run("check", "--spec", spec, "--out", out)).toEqual({ code: 0, text: `${out} is current.` });
	});

	it("names each file that is stale, missing or extra, and the remedy", async () => {
		await run("generate", "--spec", spec, "--out", out);
		await change(path.join(out, "src/generated/types.ts"), "number: number", "number: string");
		await rm(path.join(out, "openapi.json"));
		await workspace.write(
			"packages/lockers/xsd/Old.xsd",
			"<!-- generated from spec/lockers/openapi.yaml; do not edit -->\n",
		);
		const { code, text } = await run("check", "--spec", spec, "--out", out);
		expect(code).toBe(1);
		expect(text).toBe(
			`${out} is not what ${spec} gives:
  missing  ${out}/openapi.json
  stale    ${out}/src/generated/types.ts
  extra    ${out}/xsd/Old.xsd
Run npm run generate, and commit what it writes.`,
		);
	});

	it("sees a single byte", async () => {
		await run("generate", "--spec", spec, "--out", out);
		const file = path.join(out, "README.md");
		await writeFile(file, `${await readFile(file, "utf8")}\n`);
		const { code, text } = await run("check", "--spec", spec, "--out", out);
		expect([code, text]).toEqual([1, expect.stringContaining(`stale    ${out}/README.md`)]);
	});
});

describe("lint", () => {
	it("is content with the small API, and says nothing of redocly's own", async () => {
		const { code, text } = await run("lint", "--spec", spec);
		expect(text).toBe(`${path.join(spec, "openapi.yaml")}: rules, extensions and examples are in order.`);
		expect(code).toBe(0);
	});

	it("finds what breaks a rule, an extension or an example, each in the same run", async () => {
		const file = path.join(spec, "openapi.yaml");
		await workspace.write("spec/lockers/redocly.yaml", "rules:\n  operation-summary: error\n");
		await change(file, "      summary: Look at a locker\n", "      x-permision: read\n");
		await change(
			file,
			"locker: { value: { number: 7, locked: true, owner: Ada } }",
			"locker: { value: { number: 7, locked: 1 } }",
		);
		const { code, text } = await run("lint", "--spec", spec);
		expect(code).toBe(1);
		expect(text).toContain("operation-summary");
		expect(text).toContain("operation getLocker (GET /lockers/{number}): x-permision is not one of our extensions");
		expect(text).toMatch(/#\/paths\/~1lockers~1\{number\}\/get\/responses\/200\/\S+\/locker\b.*: .*locked/);
		// Without the team's rule nothing is an error, unless all is to be one.
		await rm(path.join(spec, "redocly.yaml"));
		expect((await run("lint", "--spec", spec)).code).toBe(0);
		expect((await run("lint", "--spec", spec, "--strict")).code).toBe(1);
	});
});

describe("bundle", () => {
	it("writes one JSON file, with anchors spelled out and references kept", async () => {
		const file = path.join(workspace.folder, "new/folder/lockers.json");
		expect(await run("bundle", "--spec", spec, "--out", file)).toEqual({ code: 0, text: "" });
		const { paths } = JSON.parse(await readFile(file, "utf8"));
		expect(paths["/lockers/{number}"].get.responses["404"]).toEqual({ $ref: "#/components/responses/NotFound" });
	});

	it("takes a document in several files", async () => {
		await workspace.write(
			"spec/lockers/parts/notice.yaml",
			"type: string\nminLength: 1\ndescription: The reason in words.\n",
		);
		await change(
			path.join(spec, "openapi.yaml"),
			"{ type: string, minLength: 1, description: The reason in words. }",
			"{ $ref: parts/notice.yaml }",
		);
		const file = path.join(workspace.folder, "lockers.json");
		expect(await run("bundle", "--spec", spec, "--out", file)).toEqual({ code: 0, text: "" });
		const { components } = JSON.parse(await readFile(file, "utf8"));
		expect(components.schemas.Problem.properties.reason).toEqual({ $ref: "#/components/schemas/notice" });
	});
});

describe("samples", () => {
	it("writes a program for each operation and language, and the document that carries them", async () => {
		const folder = path.join(workspace.folder, "samples");
		const { code, text } = await run("samples", "--spec", spec, "--out", folder);
		expect({ code, text }).toEqual({
			code: 0,
			text: `${path.join(folder, "lockers")} has 18 samples of 2 operations.`,
		});
		const { paths } = JSON.parse(await readFile(path.join(folder, "lockers.json"), "utf8"));
		const samples = paths["/lockers/{number}"].get["x-codeSamples"];
		expect(samples.map(({ lang }: { lang: string }) => lang).join(" ")).toBe(
			"Shell TypeScript JavaScript PHP C# Ruby Python Go Java",
		);
		for (const { fileName, source } of samples) {
			expect(await readFile(path.join(folder, "lockers", fileName), "utf8")).toBe(source);
			expect(source).toContain("API_URL");
		}
	});
});

describe("usage", () => {
	it("is told with --help", async () => {
		const { code, text } = await run("--help");
		expect(code).toBe(0);
		for (const command of ["generate", "check", "lint", "bundle", "samples"])
			expect(text).toContain(`codegen ${command} `);
	});

	it.each<[string[], string]>([
		[[], "name a command."],
		[["generate"], "name the document or its folder, with --spec spec/<api>."],
		[["toString", "--spec", "spec/a"], 'there is no command "toString".'],
		[["check", "spec/a", "--spec", "spec/a"], '"spec/a" is one argument too many.'],
		[["bundle", "--spec", "spec/a"], "name the file to write, with --out FILE."],
		[["samples", "--spec", "spec/a"], "name the folder to write to, with --out FOLDER."],
		[["generate", "--spec", "spec/a", "--force"], "Unknown option '--force'"],
	])("%j is wrong", async (args, message) => {
		const { code, text } = await run(...args);
		expect([code, text]).toEqual([2, expect.stringContaining(message)]);
		expect(text).toContain("codegen generate --spec");
	});

	it("names the folder that has no document", async () => {
		const missing = path.join(workspace.folder, "spec/cupboards");
		for (const command of ["generate", "check", "lint"]) {
			const { code, text } = await run(command, "--spec", missing, "--out", out);
			expect([code, text]).toEqual([1, expect.stringContaining(`There is no ${path.join(missing, "openapi.yaml")}.`)]);
		}
	});

	it("refuses a folder without a document", async () => {
		const { code, text } = await run("generate", "--spec", path.join(workspace.folder, "spec"), "--out", out);
		expect(code).toBe(1);
		expect(text).toContain("There is no");
	});
});
