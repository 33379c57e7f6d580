import { join } from "node:path";
import type { Credentials } from "./requests.js";
import { runProgram, type Server, startServer } from "./server.js";

/** The live service and who asks it. */
export interface Service {
	server: Server;
	credentials: Credentials;
}

const SECURE_URL = "bench.example";

/** The program of the live service. */
export function program(root: string): string {
	return join(root, "apps/api/dist/main.js");
}

/** Makes an unthrottled store with a token in a database; both are new. */
export async function createStore(root: string, database: string, throttle = "off"): Promise<Credentials> {
	const app = program(root);
	const limits = throttle === "off" ? ["--throttle", "off"] : ["--capacity", "1000000000", "--leak-per-second", "1000"];
	await runProgram([app, "stores", "create", "--store", SECURE_URL, ...limits, "--database", database]);
	const issued = await runProgram([
		app,
		"tokens",
		"create",
		...["--store", SECURE_URL, "--application", "Benchmark", "--database", database, "--json"],
	]);
	const { PrivateKey, Token } = JSON.parse(issued) as Credentials;
	return { SecureURL: `https://${SECURE_URL}`, PrivateKey, Token };
}

/** Starts the live service over a database, logging as in production, its log thrown away. */
export function startService(root: string, database: string, args: readonly string[] = []): Promise<Server> {
	return startServer("this API", [program(root), "serve", "--database", database, "--port", "0", ...args]);
}
