import { type ChildProcess, spawn } from "node:child_process";
import {
	cpSync,
	existsSync,
	mkdirSync,
	mkdtempSync,
	readdirSync,
	readFileSync,
	rmSync,
	symlinkSync,
	writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { linkOwnModules } from "./support/link-modules.js";

// What happens, in a copy of the workspace, when a status changes in the spec and nowhere else.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const copy = mkdtempSync(join(tmpdir(), "contract-drift-"));
const spec = join(copy, "spec/customer-groups");
const codegen = ["tools/codegen/bin/codegen.mjs"];
const files = { spec: join(spec, "openapi.yaml"), scenarios: join(spec, "scenarios.yaml") };

beforeAll(() => {
	const left = new Set(["node_modules", ".reports", "test"]);
	for (const folder of ["apps/api", "packages", "spec", "tools/codegen"]) {
		cpSync(join(root, folder), join(copy, folder), { recursive: true, filter: (path) => !left.has(basename(path)) });
	}
	for (const file of ["tsconfig.base.json", "package.json"]) {
		cpSync(join(root, file), join(copy, file));
	}
	// The same dependencies; only the workspace's own packages are the copy's.
	const modules = join(copy, "node_modules");
	mkdirSync(join(modules, "@onespec"), { recursive: true });
	for (const name of readdirSync(join(root, "node_modules"))) {
		if (name === "@onespec" || name.startsWith(".")) continue;
		symlinkSync(join(root, "node_modules", name), join(modules, name), "junction");
	}
	linkOwnModules(join(root, "apps/api"), join(copy, "apps/api"));
	for (const folder of [
		"apps/api",
		"tools/codegen",
		...readdirSync(join(copy, "packages")).map((name) => `packages/${name}`),
	]) {
		symlinkSync(join(copy, folder), join(modules, "@onespec", basename(folder)), "junction");
	}
});

afterAll(() => rmSync(copy, { recursive: true, force: true }));

function start(args: string[]): {
	child: ChildProcess;
	ended: Promise<{ code: number | null; output: string }>;
	output: () => string;
} {
	const child = spawn(process.execPath, args, { cwd: copy, stdio: ["ignore", "pipe", "pipe"] });
	let text = "";
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding("utf8").on("data", (piece: string) => {
			text += piece;
		});
	}
	const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
		child.once("close", (code) => resolve({ code, output: text }));
	});
	return { child, ended, output: () => text };
}

const run = (...args: string[]) => start(args).ended;
const tsc = (...args: string[]) => run(join(root, "node_modules/typescript/bin/tsc"), ...args, "--pretty", "false");

function change(file: string, pattern: RegExp, replacement: string): void {
	const before = readFileSync(file, "utf8");
	const after = before.replace(pattern, replacement);
	expect(after).not.toBe(before);
	writeFileSync(file, after);
}

it("fails the drift check, then the compiler, then the verification at the cells of the status, by name", async () => {
	change(files.spec, /(operationId: updateCustomerGroup\n[\s\S]*?\n {8})"200":/, '$1"202":');
	change(files.scenarios, /(\n {2}updateCustomerGroup:\n {4})"200":/, '$1"202":');

	const stale = await run(...codegen, "check", "--spec", "spec/customer-groups");
	expect(stale.code).toBe(1);
	expect(stale.output).toContain("src/generated/exact-types.ts");
	expect(stale.output).toContain("npm run generate");

	expect(await run(...codegen, "generate", "--spec", "spec/customer-groups")).toMatchObject({ code: 0 });
	// Whoever does not heed the compiler hears of it from the verification.
	expect(await tsc("-b", "apps/api", "--noCheck")).toEqual({ code: 0, output: "" });
	const broken = await tsc("-p", "apps/api", "--noEmit");
	expect(broken.code).not.toBe(0);
	const errors = [...broken.output.matchAll(/^(apps\/api\/src\/\S+?)\((\d+),\d+\): error/gm)];
	const wrong = new Set(errors.map(([, file = ""]) => file));
	expect([...wrong].some((file) => file.startsWith("apps/api/src/operations/"))).toBe(true);
	for (const [, file = "", line] of errors) {
		expect(readFileSync(join(copy, file), "utf8").split("\n")[Number(line) - 1]).toMatch(/200|updateCustomerGroup/);
	}

	const database = join(copy, "live.db");
	const credentials = join(copy, "credentials.json");
	const report = join(copy, "report.json");
	const app = "apps/api/dist/main.js";
	expect(await run(app, "profiles", "--database", database, "--out", credentials)).toMatchObject({ code: 0 });
	const server = start([app, "serve", "--database", database, "--port", "0", "--log-level", "error"]);
	try {
		await expect.poll(server.output, { timeout: 20_000 }).toMatch(/listening on \S+\n/);
		const [, endpoint = ""] = /listening on (\S+)/.exec(server.output()) ?? [];
		const verifier = "packages/contract-verifier/bin/contract-verifier.mjs";
		const args = ["--spec", files.spec, "--scenarios", files.scenarios, "--credentials", credentials];
		const verified = await run(verifier, ...args, "--endpoint", endpoint, "--target", "live", "--json", report);
		expect(verified.code).toBe(1);
		expect(verified.output.trim().split("\n").at(-1)).toMatch(/^live 284\/300 \(16 failed\)/);
	} finally {
		server.child.kill("SIGTERM");
		await server.ended;
	}

	expect(existsSync(report)).toBe(true);
	const { cells } = JSON.parse(readFileSync(report, "utf8")) as {
		cells: { cell: { id: string }; outcome: string; transactions: { outcome: string; reasons: string[] }[] }[];
	};
	const failed = cells.filter(({ outcome }) => outcome === "failed");
	const mediaTypes = ["application/json", "text/json", "application/xml", "text/xml"];
	expect(failed.map(({ cell }) => cell.id)).toEqual(
		mediaTypes.flatMap((sent) => mediaTypes.map((answered) => `PUT /CustomerGroups/{id} 202 ${sent} → ${answered}`)),
	);
	// An answer that the document does not have is a mistake of the service, and told as one.
	for (const { transactions } of failed) {
		const reasons = transactions.filter(({ outcome }) => outcome === "failed").flatMap((one) => one.reasons);
		expect(reasons.length).toBeGreaterThan(0);
		for (const reason of reasons) expect(reason).toMatch(/^status: must be 202, but is 500/);
	}
}, 180_000);
