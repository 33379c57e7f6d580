import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type Change, copyWorkspace } from "./support/workspace-copy.js";
import { root } from "./workspace.js";

// What a change of the contract asks of people: the files that they touch by hand are in a list beside the document
// (`spec/<api>/test/changes/`) or here; all else is generated, and the whole is verified.

const stack = "tools/stack/bin/run.mjs";
const copy = copyWorkspace();
afterAll(() => copy.remove());

const apis = readdirSync(join(root, "spec")).filter((api) => existsSync(join(root, "spec", api, "openapi.yaml")));
const changes = [
	...apis.flatMap((api) => listed(`spec/${api}/test/changes`).map((change) => ({ ...change, api }))),
	...listed("tools/e2e/test/changes").map((change) => ({
		...change,
		api: basename(join(change.copy?.[0]?.to ?? "", "..")),
	})),
];

/** The changes that a folder lists. */
function listed(folder: string): Change[] {
	if (!existsSync(join(root, folder))) return [];
	return readdirSync(join(root, folder)).map((file) => parse(readFileSync(join(root, folder, file), "utf8")) as Change);
}

describe("a change of the contract", () => {
	it.each(changes)(
		"$title: at most $atMost files by hand, then generated",
		async (change) => {
			const files = copy.apply(change);
			console.log(`${change.title}: ${files.length} files by hand\n  ${files.join("\n  ")}`);
			expect(files.length).toBeLessThanOrEqual(change.atMost);
			expect((await copy.run(stack, ["generate", "--api", change.api])).output).toContain("openapi.json");
		},
		120_000,
	);

	it("leaves every type right", async () => {
		// All that may know an API by name; the rest has the types that it has without the change.
		const clients = [...new Set(changes.map(({ api }) => `packages/${api}`))];
		const include = ["apps/*", "spec/*", ...clients].flatMap((folder) => [
			`${folder}/src/**/*.ts`,
			`${folder}/test/**/*.ts`,
		]);
		writeFileSync(
			join(copy.folder, "tsconfig.changed.json"),
			JSON.stringify({ extends: "./tsconfig.check.json", include: ["apps/*/bench/src/**/*.ts", ...include] }),
		);
		const { code, output } = await copy.run("node_modules/typescript/bin/tsc", ["-p", "tsconfig.changed.json"]);
		expect(output).toBe("");
		expect(code).toBe(0);
	}, 240_000);

	it("is in the files of the root that list the packages", async () => {
		for (const file of ["tsconfig.json", "package-lock.json"]) {
			const text = readFileSync(join(copy.folder, file), "utf8");
			for (const api of new Set(changes.map((change) => change.api))) expect(text).toContain(`packages/${api}"`);
		}
	});

	it("is verified, on every target of its API; a document that is broken is named, and no other suffers", async () => {
		mkdirSync(join(copy.folder, "spec/broken"));
		writeFileSync(join(copy.folder, "spec/broken/openapi.yaml"), "openapi: 3.0.3\ninfo: {");
		const { code, output } = await copy.run(stack, ["verify"]);
		expect(code).toBe(1);
		expect(output).toMatch(/^broken: \S/m);
		for (const api of new Set(changes.map((change) => change.api))) expect(output).toContain(`verifying ${api}`);
		const results = output.match(/^✓ verifying .*$/gm) ?? [];
		expect(results).toHaveLength(apis.length + 1);
		for (const [, right, all] of results.join().matchAll(/(?:mock|live|msw) (\d+)\/(\d+)/g)) expect(right).toBe(all);
	}, 240_000);

	it("starts every API that can be started, and names the one whose document can't be generated", async () => {
		const ports = ["--mock-port", "0", "--api-port", "0", "--console-port", "0", "--reference-port", "0"];
		const started = copy.program(stack, ["start", ...ports, "--no-verify", "--data", join(copy.folder, "data")]);
		await started.until(/Ctrl-C stops everything/);
		await started.until(/^✗ broken was not started: \S/m);
		const output = started.output();
		for (const api of new Set([...apis, "lockers"])) expect(output).toMatch(new RegExp(`✓ starting ${api}\\b`));
		expect(output.match(/^ {2}mock +http/gm)).toHaveLength(apis.length + 1);
		started.child.kill("SIGTERM");
		expect(await started.ended).toBe(1);
	}, 120_000);

	it("shows the error that a live service logged where its answer is not as documented", async () => {
		const [spec, app] = [join(copy.folder, "spec/faulty"), join(copy.folder, "apps/faulty")];
		for (const folder of [spec, app]) mkdirSync(folder);
		writeFileSync(
			join(spec, "openapi.yaml"),
			`openapi: 3.0.3
info: { title: Faulty, version: 1.0.0 }
paths:
  /things:
    get:
      operationId: listThings
      responses:
        "200": { description: All., content: { application/json: { schema: { type: array, items: {} }, example: [] } } }
`,
		);
		const implemented = { implements: "faulty", role: "live", bin: "main.mjs" };
		writeFileSync(join(app, "package.json"), JSON.stringify({ name: "faulty", onespec: implemented }));
		writeFileSync(
			join(app, "main.mjs"),
			`import { writeFileSync } from "node:fs";
			import { createServer } from "node:http";
			const args = process.argv;
			if (args[2] === "profiles") writeFileSync(args[args.indexOf("--out") + 1], "{}");
			else {
				const server = createServer((request, response) => {
					const stack = "TypeError: a thing is no thing\\n    at listThings (things.js:3:7)";
					console.error(JSON.stringify({ level: 50, err: { stack }, msg: "request failed" }));
					response.writeHead(500).end();
				});
				server.listen(0, "127.0.0.1", () => console.log("listening on http://127.0.0.1:" + server.address().port));
				process.on("SIGTERM", () => process.exit());
			}`,
		);
		const { code, output } = await copy.run(stack, ["verify", "--built", "--api", "faulty", "--target", "live"]);
		// Long lines are folded.
		expect(output.replaceAll("\n    ", " ")).toContain(
			"note (live): the last error that the service logged: request failed: TypeError: a thing is no thing at listThings (things.js:3:7)",
		);
		expect(output).toContain("live 0/1");
		expect(code).toBe(1);
	}, 120_000);
});
