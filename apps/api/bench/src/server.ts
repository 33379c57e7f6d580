import { join } from "node:path";
import { runNode, startServer as start } from "@onespec/stack/child";
import { CommandError } from "@onespec/stack/command-error";

/** A server that runs as a process of its own. */
export interface Server {
	name: string;
	pid: number;
	host: string;
	port: number;
	/** What comes before the paths of the API. */
	base: string;
	stop(): Promise<void>;
}

/**
 * Starts a program in production mode and waits until it listens. What it logs is read and thrown away.
 *
 * @throws {CommandError} with its last lines where it does not come to listen
 */
export async function startServer(name: string, program: string, args: readonly string[]): Promise<Server> {
	const { url, pid, stop } = await start(name, program, [...args], { env: { NODE_ENV: "production" } });
	const { hostname, port, pathname } = new URL(url);
	return { name, pid, host: hostname, port: Number(port), base: pathname.replace(/\/$/, ""), stop };
}

/** Starts a program of the folder `peers`. */
export function startPeer(root: string, name: string, program: string, ...args: readonly (string | number)[]) {
	return startServer(name, peerProgram(root, program), args.map(String));
}

/** The path of a program of the folder `peers`. */
export function peerProgram(root: string, name: string): string {
	return join(root, "apps/api/bench/peers", `${name}.mjs`);
}

/** Runs a program to its end and returns what it printed. @throws {CommandError} with that where it fails */
export async function runProgram(program: string, args: readonly string[]): Promise<string> {
	const { code, output } = await runNode(program, [...args]);
	if (code !== 0) throw new CommandError(`${program} ${args.join(" ")} failed: ${output.trim()}`);
	return output;
}

/** Waits for servers, does some work with them and stops them, whatever happens. */
export async function withServers<Name extends string, Result>(
	starts: Readonly<Record<Name, Promise<Server>>>,
	work: (servers: Record<Name, Server>) => Promise<Result>,
): Promise<Result> {
	const settled = await Promise.allSettled(Object.values<Promise<Server>>(starts));
	const running = settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
	try {
		const failed = settled.find((result) => result.status === "rejected");
		if (failed) throw failed.reason;
		const servers = Object.fromEntries(Object.keys(starts).map((name, index) => [name, running[index]]));
		return await work(servers as Record<Name, Server>);
	} finally {
		await Promise.all(running.map((server) => server.stop()));
	}
}
