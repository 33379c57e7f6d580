import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { cpSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { startService, temporaryFolder } from "./support/service.js";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const deploy = join(root, "apps/api/deploy");
const main = join(root, "apps/api/dist/main.js");

/** A line of the Containerfile: an instruction and its arguments. */
interface Step {
	instruction: string;
	args: string[];
}

const steps: Step[] = readFileSync(join(deploy, "Containerfile"), "utf8")
	.replace(/\\\n/g, " ")
	.split("\n")
	.filter((line) => line !== "" && !line.startsWith("#"))
	.map((line) => {
		const [instruction = "", ...args] = line.trim().split(/\s+/);
		return { instruction, args };
	});

/** The steps of the last stage, which is the image. */
const image = steps.slice(steps.findLastIndex(({ instruction }) => instruction === "FROM"));

const argumentsOf = (instruction: string) =>
	image.filter((step) => step.instruction === instruction).map(({ args }) => args);

it("the Containerfile copies what exists, from stages that exist", () => {
	const stages = new Set<string>();
	let copied = 0;
	for (const { instruction, args } of steps) {
		expect(instruction).toMatch(
			/^(FROM|WORKDIR|COPY|RUN|ENV|USER|VOLUME|EXPOSE|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT|CMD)$/,
		);
		if (instruction === "FROM") {
			const [base = "", , name] = args;
			if (!base.includes("/")) expect(stages).toContain(base);
			if (name !== undefined) stages.add(name);
		}
		if (instruction !== "COPY") continue;
		const stage = args[0]?.startsWith("--from=") ? args[0].slice("--from=".length) : undefined;
		if (stage !== undefined) expect(stages).toContain(stage);
		for (const source of args.slice(stage === undefined ? 0 : 1, -1)) {
			// Other stages have the checkout's layout under /app.
			const path = stage === undefined ? source : source.replace(/^\/app\/?/, "");
			expect(existsSync(join(root, path)), source).toBe(true);
			copied++;
		}
	}
	expect(copied).toBeGreaterThan(10);
});

it("the image's build has all that it builds from", () => {
	const folder = temporaryFolder();
	const stages = steps.slice(0, -image.length);
	for (const { args } of stages.filter((step) => step.instruction === "COPY")) {
		const target = args.at(-1) ?? "";
		for (const source of args.slice(0, -1)) {
			const isFolder = statSync(join(root, source)).isDirectory();
			cpSync(join(root, source), join(folder, target, isFolder ? "" : basename(source)), { recursive: true });
		}
	}
	symlinkSync(join(root, "node_modules"), join(folder, "node_modules"), "junction");
	const [, ...command] = stages.findLast((step) => step.instruction === "RUN" && step.args.includes("tsc"))?.args ?? [];
	expect(command).toContain("apps/api");
	const compiler = join(root, "node_modules/typescript/bin/tsc");
	const { status, stdout } = spawnSync(process.execPath, [compiler, ...command.slice(1)], {
		cwd: folder,
		encoding: "utf8",
	});
	expect(stdout).toBe("");
	expect(status).toBe(0);
}, 60_000);

it("the image has what the service depends on, and runs it without root, watched", () => {
	// What is copied into it: each package of the workspace that the service needs, built.
	const { dependencies } = JSON.parse(readFileSync(join(root, "apps/api/package.json"), "utf8"));
	const copies = argumentsOf("COPY").flat().join(" ");
	const own = Object.keys(dependencies).filter((name) => name.startsWith("@onespec/"));
	expect(own.length).toBeGreaterThan(0);
	for (const name of own) expect(copies).toContain(`/app/packages/${name.slice("@onespec/".length)}/dist`);
	expect(argumentsOf("USER")).toEqual([["node"]]);
	expect(argumentsOf("ENTRYPOINT").flat().join(" ")).toBe('["node", "apps/api/dist/main.js"]');
	const [health] = argumentsOf("HEALTHCHECK");
	expect(health?.join(" ")).toContain("/healthz");
});

it("the image's health check tells a service that answers from one that does not", async () => {
	const [health = []] = argumentsOf("HEALTHCHECK");
	const [command, ...args] = JSON.parse(health.slice(health.indexOf("CMD") + 1).join(" ")) as string[];
	expect(command).toBe("node");
	const { port, close } = await startService();
	const check = async () => {
		const child = spawn(process.execPath, args, { env: { ...process.env, API_PORT: String(port) } });
		return (await once(child, "exit"))[0];
	};
	expect(await check()).toBe(0);
	await close();
	expect(await check()).toBe(1);
});

const systemd = spawnSync("systemd-analyze", ["--version"]).status === 0;

it.skipIf(!systemd)("systemd verifies the unit, and finds little exposed", () => {
	const unit = readFileSync(join(deploy, "customer-groups-api.service"), "utf8");
	// Verified with a program that is there.
	const here = unit.replace("/usr/bin/node /opt/onespec/apps/api/dist/main.js", `${process.execPath} ${main}`);
	expect(here).not.toBe(unit);
	const file = join(temporaryFolder(), "customer-groups-api.service");
	writeFileSync(file, here);
	const verified = spawnSync("systemd-analyze", ["verify", file], { encoding: "utf8" });
	expect([verified.status, verified.stderr]).toEqual([0, ""]);
	const exposure = spawnSync("systemd-analyze", ["security", "--offline=yes", "--threshold=15", file], {
		encoding: "utf8",
	});
	expect(exposure.stdout).toContain("Overall exposure level");
	expect(exposure.status, exposure.stdout.split("\n").at(-2)).toBe(0);
});
