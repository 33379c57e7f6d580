import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { copyWorkspace } from "./support/workspace-copy.js";
import { root } from "./workspace.js";

const stack = "tools/stack/bin/run.mjs";
const document = "packages/contract-verifier/test/fixtures/lockers/openapi.yaml";
const page = readFileSync(join(root, "docs/add-an-api.md"), "utf8");
const commands = [...page.matchAll(/```sh\n([^`]+)```/g)].flatMap(([, text = ""]) => text.trim().split("\n"));

const copy = copyWorkspace();
afterAll(() => copy.remove());

/** Runs `npm run <command> -- <arguments>` of the page in the copy. */
async function npmRun(command: string) {
	const [, script = "", ...words] = command
		.replace("path/to/openapi.yaml", document)
		.replace(" -- ", " ")
		.split(" ")
		.slice(1);
	return copy.run(stack, [script, ...words]);
}

function hidden(folder: string): string[] {
	return readdirSync(join(copy.folder, folder)).filter((name) => name.startsWith("."));
}

describe("docs/add-an-api.md", () => {
	it("is one screen", () => {
		expect(page.split("\n").length).toBeLessThanOrEqual(50);
		expect(commands).toHaveLength(2);
	});

	it("says what would be made, and writes nothing", async () => {
		const { code, output } = await npmRun(`${commands[0]} --dry-run`);
		expect(code).toBe(0);
		expect(output).toMatch(/getLocker +read +GET \/lockers/);
		expect(existsSync(join(copy.folder, "spec/lockers"))).toBe(false);
	}, 60_000);

	it.each(commands)(
		"%s does what the page says",
		async (command) => {
			const { code, output } = await npmRun(command);
			expect(output).not.toContain("✗");
			expect(code).toBe(0);
		},
		120_000,
	);

	it("made all that the page names, and nothing else beside it", () => {
		for (const file of ["spec/lockers/openapi.yaml", "spec/lockers/scenarios.yaml", "packages/lockers/src/index.ts"]) {
			expect(existsSync(join(copy.folder, file)), file).toBe(true);
		}
		expect(hidden("spec")).toEqual([]);
		expect(readFileSync(join(copy.folder, "spec/lockers/openapi.yaml"), "utf8")).toBe(
			readFileSync(join(root, document), "utf8"),
		);
	});

	it.each([
		["a name that is taken", ["lockers", "--from", document], /is there already/],
		["a name that is none", ["Lockers!", "--from", document], /lower case/],
		["a document that is not there", ["boxes", "--from", "nowhere.yaml"], /nowhere\.yaml: there is no such file/],
		["what is no document", ["boxes", "--from", "package.json"], /package\.json/],
		["no document", ["boxes"], /--from/],
	])(
		"%s is one line and leaves nothing behind",
		async (_, args, message) => {
			const { code, output } = await copy.run(stack, ["new-api", ...args]);
			expect(code).not.toBe(0);
			expect(output).toMatch(message);
			expect(output).not.toMatch(/^ +at /m);
			expect(existsSync(join(copy.folder, "spec/boxes"))).toBe(false);
			expect(hidden("spec")).toEqual([]);
		},
		60_000,
	);
});
