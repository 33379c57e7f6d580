import type { CustomerGroupsClientOptions } from "@onespec/customer-groups";
import { PEER_CREDENTIALS } from "../requests.js";
import type { Server } from "../server.js";

/** The options of a client of the server, without the throttle, which would be all that is measured. */
export function clientOptions({ host, port, base }: Server): CustomerGroupsClientOptions {
	const { SecureURL: secureURL, PrivateKey: privateKey, Token: token } = PEER_CREDENTIALS;
	return { baseUrl: `http://${host}:${port}${base}`, credentials: { secureURL, privateKey, token }, throttle: false };
}

/** The CPU time of this process for each of so many calls, several at once, in microseconds. */
export async function cpuOfCalls(
	call: (index: number) => Promise<unknown>,
	count: number,
	atOnce: number,
): Promise<number> {
	let next = 0;
	const work = async () => {
		while (next < count) await call(next++);
	};
	return (await cpuOf(() => Promise.all(Array.from({ length: atOnce }, work)))) / count;
}

/** The CPU time of this process for a work, in microseconds. */
export async function cpuOf(work: () => Promise<unknown>): Promise<number> {
	const before = process.cpuUsage();
	await work();
	const { user, system } = process.cpuUsage(before);
	return user + system;
}
