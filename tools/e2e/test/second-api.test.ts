import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { program, root, run } from "./workspace.js";

/** A bearer credential, JSON only, no paging: what the tools do for it they do without knowing it. */
const fixture = "packages/contract-verifier/test/fixtures/lockers";
const spec = `${fixture}/openapi.yaml`;
const scenarios = `${fixture}/scenarios.yaml`;
const codegen = "tools/codegen/bin/codegen.mjs";
const verifier = "packages/contract-verifier/bin/contract-verifier.mjs";

const folder = mkdtempSync(join(tmpdir(), "onespec-second-api-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("a second API, without a line of tool code for it", () => {
	it("passes the lint", async () => {
		const { code, output } = await run(codegen, ["lint", "--spec", join(root, fixture)]);
		expect(output).not.toMatch(/warning|error/i);
		expect(code).toBe(0);
	}, 60_000);

	it("becomes a package that compiles, and whose types hold", async () => {
		const out = join(folder, "packages/lockers");
		const generated = await run(codegen, ["generate", "--spec", join(root, fixture), "--out", out]);
		expect(generated.output).toContain("openapi.json");
		expect(generated.code).toBe(0);

		symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
		writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
		writeFileSync(
			join(folder, "use.ts"),
			`import { createLockersClient, type Locker } from "./packages/lockers/src/index.js";
const client = createLockersClient({ baseUrl: "http://127.0.0.1:1", credentials: { bearer: "key" } });
export async function owner(number: number): Promise<string | null | undefined> {
	const { data } = await client.GET("/lockers/{number}", { params: { path: { number } } });
	const locker: Locker | undefined = data;
	// @ts-expect-error the document knows no such member
	locker?.colour;
	// @ts-expect-error nor such a path
	await client.GET("/doors");
	return locker?.owner;
}
`,
		);
		writeFileSync(
			join(folder, "tsconfig.json"),
			JSON.stringify({
				extends: join(root, "tsconfig.base.json"),
				compilerOptions: { noEmit: true, composite: false, declaration: false, declarationMap: false },
				files: ["use.ts"],
			}),
		);
		const compiled = await run("node_modules/typescript/bin/tsc", ["-p", folder]);
		expect(compiled.output).toBe("");
		expect(compiled.code).toBe(0);

		expect((await run(codegen, ["check", "--spec", join(root, fixture), "--out", out])).code).toBe(0);
		expect(existsSync(join(out, "README.md"))).toBe(true);
	}, 60_000);

	it("is mocked, and the mock passes every cell", async () => {
		const mock = program("packages/mock-server/bin/mock-server.mjs", ["--spec", join(root, spec), "--port", "0"]);
		try {
			const [, url = ""] = await mock.until(/listening on (\S+)\n/);
			const args = [
				"--spec",
				join(root, spec),
				"--endpoint",
				url,
				"--target",
				"mock",
				"--scenarios",
				join(root, scenarios),
			];
			const { code, output } = await run(verifier, args);
			expect(output.trim().split("\n").at(-1)).toBe("mock 7/7");
			expect(code).toBe(0);
		} finally {
			mock.child.kill("SIGTERM");
		}
		expect(await mock.ended).toBe(0);
	}, 60_000);

	it("is implemented, and the implementation passes every cell", async () => {
		const live = program(`${fixture}/server.mjs`, ["--port", "0"]);
		try {
			const [, url = ""] = await live.until(/listening on (\S+)\n/);
			const credentials = join(folder, "credentials.json");
			writeFileSync(
				credentials,
				JSON.stringify({ default: { bearer: "locker-room-key" }, wrong: { bearer: "no-such-key" } }),
			);
			const args = ["--spec", join(root, spec), "--endpoint", url, "--target", "live"];
			const report = join(folder, "report.json");
			args.push("--scenarios", join(root, scenarios), "--credentials", credentials, "--json", report);
			const { code, output } = await run(verifier, args);
			expect(output.trim().split("\n").at(-1)).toBe("live 7/7");
			expect(code).toBe(0);
			expect(output + readFileSync(report, "utf8")).not.toContain("locker-room-key");
		} finally {
			live.child.kill("SIGTERM");
		}
		await live.ended;
	}, 60_000);
});
