import { fork } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Verification } from "@onespec/contract-verifier";
import { type RunningServer, runNode, startServer } from "./child.js";
import { endWithUs, temporaryFolder } from "./clean-up.js";
import { CommandError } from "./command-error.js";
import { watchLog } from "./logged-error.js";
import { style } from "./terminal.js";
import type { WorkerMessage, WorkerRequest } from "./verify-worker.js";
import type { Api, App } from "./workspace.js";

/** What can be verified: the mock, the live service, and the handlers for MSW that the generated package has. */
export const TARGETS = ["mock", "live", "msw"] as const;
export type Target = (typeof TARGETS)[number];

/** Called with the transactions that are done and those there are. */
export type Progress = (done: number, total: number) => void;

/**
 * Verifies a server that is already running, in a process of its own.
 *
 * @throws CommandError where the verification itself could not be done
 */
export function verifyRunning(request: WorkerRequest, onProgress?: Progress): Promise<Verification> {
	const worker = fork(join(dirname(fileURLToPath(import.meta.url)), "verify-worker.js"), {
		stdio: ["ignore", "ignore", "inherit", "ipc"],
	});
	endWithUs(worker);
	return new Promise((resolve, reject) => {
		worker.on("message", (message: WorkerMessage) => {
			if (message.kind === "progress") onProgress?.(message.done, message.total);
			else if (message.kind === "result") resolve(message.verification);
			else reject(new CommandError(message.message));
		});
		worker.once("error", reject);
		worker.once("exit", (code, signal) => {
			reject(
				new CommandError(
					`The verification of ${request.name ?? request.target} ended early (${signal ?? `code ${code}`}).`,
				),
			);
		});
		worker.send(request);
	});
}

/** Starts the mock of an API on a free port, verifies it, and stops it. */
export async function verifyMock(root: string, api: Api, onProgress?: Progress): Promise<Verification> {
	const server = await startMockServer(root, api, 0);
	try {
		return await verifyRunning({ ...about(api), endpoint: server.url, target: "mock" }, onProgress);
	} finally {
		await server.stop();
	}
}

/** Serves the test handlers of an API's package on a free port, verifies them like a live service, and stops. */
export async function verifyTesting(api: Api, testing: string, onProgress?: Progress): Promise<Verification> {
	const folder = temporaryFolder("msw");
	const credentials = join(folder.path, "credentials.json");
	try {
		const program = join(dirname(fileURLToPath(import.meta.url)), "testing-server.js");
		const server = await startServer("msw", program, [
			"--testing",
			testing,
			"--base-path",
			"/api",
			"--out",
			credentials,
			"--spec",
			api.spec,
			...(api.scenarios ? ["--scenarios", api.scenarios] : []),
		]);
		try {
			const request = { ...about(api), endpoint: server.url, target: "live", name: "msw", credentials } as const;
			return await verifyRunning(request, onProgress);
		} finally {
			await server.stop();
		}
	} finally {
		folder.remove();
	}
}

/** Starts the live service of an API on a free port and a database of its own, verifies it, and removes both. */
export async function verifyLive(api: Api, onProgress?: Progress): Promise<Verification> {
	const app = requireLive(api);
	const folder = temporaryFolder("verify");
	const database = join(folder.path, "live.db");
	try {
		const server = await startLiveServer(app, database, 0, "127.0.0.1", join(folder.path, "live.log"));
		try {
			return await verifyLiveServer(api, app, database, server, onProgress);
		} finally {
			await server.stop();
		}
	} finally {
		folder.remove();
	}
}

/**
 * Verifies a live service that is running on a database: with throw-away data for every profile, which is removed
 * again, so that what else the database holds stays untouched. Where a cell fails, the last error that the server
 * logged meanwhile is one of the notes.
 */
export async function verifyLiveServer(
	api: Api,
	app: App,
	database: string,
	server: RunningServer,
	onProgress?: Progress,
): Promise<Verification> {
	const lastError = server.log === undefined ? undefined : watchLog(server.log);
	const folder = temporaryFolder("profiles");
	const credentials = join(folder.path, "credentials.json");
	try {
		await makeProfiles(api, app, database, credentials);
		const request = { ...about(api), endpoint: server.url, target: "live", credentials } as const;
		const verification = await verifyRunning(request, onProgress);
		const error = verification.ok ? undefined : lastError?.();
		return error === undefined
			? verification
			: { ...verification, notes: [...verification.notes, `the last error that the service logged: ${error}`] };
	} finally {
		await runApp(app, ["profiles", "--database", database, "--out", credentials, "--remove"]).catch(() => {});
		folder.remove();
	}
}

/** Starts the mock server of an API. */
export function startMockServer(root: string, api: Api, port: number, host = "127.0.0.1", log?: string) {
	return startServer(
		"mock",
		join(root, "packages/mock-server/bin/mock-server.mjs"),
		["--spec", api.spec, "--host", host, "--port", String(port)],
		log ? { log } : {},
	);
}

/**
 * Starts the live service of an API.
 *
 * @param env such as the origins whose pages may use it
 */
export function startLiveServer(
	app: App,
	database: string,
	port: number,
	host = "127.0.0.1",
	log?: string,
	env: NodeJS.ProcessEnv = {},
) {
	const args = ["serve", "--database", database, "--host", host, "--port", String(port)];
	return startServer("live", app.bin, args, { env, ...(log ? { log } : {}) });
}

/**
 * Makes throw-away data for every profile of an API's scenarios, and writes their credentials to a file.
 *
 * @throws CommandError with what the app printed where it fails
 */
export async function makeProfiles(api: Api, app: App, database: string, credentials: string): Promise<void> {
	const scenarios = api.scenarios ? ["--scenarios", api.scenarios] : [];
	await runApp(app, ["profiles", "--database", database, "--out", credentials, ...scenarios]);
}

/**
 * Runs a command of an app to its end.
 *
 * @throws CommandError with what it printed where it fails
 */
export async function runApp(app: App, args: string[]): Promise<string> {
	const { code, output } = await runNode(app.bin, args);
	if (code !== 0) throw new CommandError(`${app.name} ${args[0]} failed: ${output.trim()}`);
	return output;
}

/** The live service of an API, or a clear refusal where there is none. */
export function requireLive(api: Api): App {
	if (!api.live) {
		throw new CommandError(`No app implements ${api.name}: add "onespec": { "implements": "${api.name}" } to one.`);
	}
	return api.live;
}

/** Keeps a verification as JSON, for the next one who asks: `spec/<api>/.reports/verify-<target>.json`. */
export function keepReport(api: Api, verification: Verification): void {
	const file = join(dirname(api.spec), ".reports", `verify-${verification.name ?? verification.target}.json`);
	mkdirSync(dirname(file), { recursive: true });
	writeFileSync(file, `${JSON.stringify(verification, undefined, 1)}\n`);
}

function about(api: Api): Pick<WorkerRequest, "spec" | "scenarios"> {
	return { spec: api.spec, ...(api.scenarios ? { scenarios: api.scenarios } : {}) };
}

/** Like `Promise.all`, but waits for all before it throws, so that nothing is left running behind an error. */
export async function settleAll<T>(promises: Promise<T>[]): Promise<T[]> {
	const settled = await Promise.allSettled(promises);
	return settled.map((one) => {
		if (one.status === "rejected") throw one.reason;
		return one.value;
	});
}

/**
 * Does the work for one API so that its failure does not keep the others from theirs: the reason is printed.
 *
 * @returns the exit code of the work, 1 where it failed
 * @throws what is no CommandError
 */
export async function guarded(api: Api, work: () => Promise<number>): Promise<number> {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof CommandError)) throw error;
		console.error(`${style.red(api.name)}: ${error.message}`);
		return 1;
	}
}
