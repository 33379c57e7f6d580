import { join } from "node:path";
import type { Credentials } from "./requests.js";
import { runProgram, type Server, startPeer, startServer } from "./server.js";

const SECURE_URL = "bench.example";

/**
 * Creates a store with a token in a new database.
 *
 * @param limits flags of `stores create`: no throttle unless they say otherwise
 */
export async function createStore(
	root: string,
	database: string,
	limits: readonly string[] = ["--throttle", "off"],
): Promise<Credentials> {
	const manage = (...args: string[]) => runProgram(serviceProgram(root), [...args, "--database", database]);
	await manage("stores", "create", "--store", SECURE_URL, ...limits);
	const issued = await manage("tokens", "create", "--store", SECURE_URL, "--application", "Benchmark", "--json");
	const { PrivateKey, Token } = JSON.parse(issued) as Credentials;
	return { SecureURL: `https://${SECURE_URL}`, PrivateKey, Token };
}

/** Starts the live service over a database, with its settings as they come. */
export function startService(root: string, database: string): Promise<Server> {
	return startServer("this API", serviceProgram(root), ["serve", "--database", database, "--port", "0"]);
}

/** Starts the live service over a SQLite file with something that is no setting of it; see `peers/variant.mjs`. */
export function startVariant(root: string, database: string, variant: "uncached" | "synchronous=NORMAL") {
	return startPeer(root, `this API, ${variant}`, "variant", root, database, variant);
}

/** The program of the service. */
export function serviceProgram(root: string): string {
	return join(root, "apps/api/dist/main.js");
}
