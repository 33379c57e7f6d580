import type { Server } from "../server.js";

/** What all parts of the benchmark of the API share. */
export interface Context {
	/** The root of the workspace. */
	root: string;
	/** A folder for databases, which goes at the end. */
	folder: string;
	/** How many rounds count. */
	rounds: number;
	/** Says what is being measured. */
	step(what: string): void;
}

/** Runs work over servers and stops them, whatever happens. */
export async function withServers<T>(starts: readonly Promise<Server>[], work: (servers: Server[]) => Promise<T>) {
	const settled = await Promise.allSettled(starts);
	const servers = settled.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []));
	try {
		const failed = settled.find((result) => result.status === "rejected");
		if (failed) throw failed.reason;
		return await work(servers);
	} finally {
		await Promise.all(servers.map((server) => server.stop()));
	}
}

/** A path of a peer's program. */
export function peer(root: string, name: string): string {
	return `${root}/apps/api/bench/peers/${name}.mjs`;
}
