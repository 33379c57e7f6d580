import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { repositoryRoot } from "../../spec.js";

/** A store and an application, as a client wants them. */
export interface Credentials {
	readonly secureURL: string;
	readonly privateKey: string;
	readonly token: string;
}

/** The live service on a database of its own, or the mock. */
export interface Service {
	readonly url: string;
	/** The credentials of a profile of `scenarios.yaml`; on the mock, which takes any, always the same. */
	credentials(profile?: string): Credentials;
	stop(): Promise<void>;
}

/** Starts the live service that implements this API. */
export async function startLive(): Promise<Service> {
	const folder = mkdtempSync(join(tmpdir(), "client-test-"));
	const database = join(folder, "groups.db");
	const file = join(folder, "profiles.json");
	const main = liveMain();
	await run(main, ["profiles", "--database", database, "--out", file]);
	const profiles = JSON.parse(readFileSync(file, "utf8")) as Record<string, Record<string, string>>;
	const server = await serve(main, ["serve", "--database", database, "--port", "0"]);
	return {
		url: server.url,
		credentials(profile = "default") {
			const { SecureURL, PrivateKey, Token } = profiles[profile] ?? {};
			if (!SecureURL || !PrivateKey || !Token) throw new Error(`There is no profile ${profile}.`);
			return { secureURL: SecureURL, privateKey: PrivateKey, token: Token };
		},
		async stop() {
			await server.stop();
			rmSync(folder, { recursive: true, force: true });
		},
	};
}

/** Starts the mock of this API. */
export async function startMock(): Promise<Service> {
	const main = join(repositoryRoot, "packages/mock-server/bin/mock-server.mjs");
	const document = join(repositoryRoot, "spec/customer-groups/openapi.yaml");
	const server = await serve(main, ["--spec", document, "--port", "0"]);
	return {
		...server,
		credentials: () => ({ secureURL: "https://store.example", privateKey: "any key", token: "any token" }),
	};
}

/** The program of the app that says that it is the live service of this API. */
function liveMain(): string {
	for (const app of readdirSync(join(repositoryRoot, "apps"))) {
		const folder = join(repositoryRoot, "apps", app);
		const { onespec } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
			onespec?: { implements?: string; role?: string; bin: string };
		};
		if (onespec?.implements === "customer-groups" && onespec.role === "live") return join(folder, onespec.bin);
	}
	throw new Error("No app implements this API.");
}

async function serve(file: string, args: string[]): Promise<{ url: string; stop(): Promise<void> }> {
	const child = start(file, args);
	const ended = new Promise<void>((resolve) => child.once("close", () => resolve()));
	const url = await new Promise<string>((resolve, reject) => {
		let text = "";
		const take = (piece: Buffer) => {
			text += piece;
			const [, found] = /listening on (\S+)\n/.exec(text) ?? [];
			if (found !== undefined) resolve(found);
		};
		child.stdout?.on("data", take);
		child.stderr?.on("data", take);
		void ended.then(() => reject(new Error(`${file} ended before it listened:\n${text}`)));
	});
	return {
		url,
		async stop() {
			child.kill("SIGTERM");
			await ended;
		},
	};
}

async function run(file: string, args: string[]): Promise<void> {
	const child = start(file, args);
	let text = "";
	for (const stream of [child.stdout, child.stderr]) stream?.on("data", (piece: Buffer) => (text += piece));
	const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
	if (code !== 0) throw new Error(`${file} ${args[0]} failed:\n${text}`);
}

function start(file: string, args: string[]): ChildProcess {
	return spawn(process.execPath, [file, ...args], { stdio: ["ignore", "pipe", "pipe"] });
}
