import { type CustomerGroupsClientOptions, createCustomerGroupsApi } from "@onespec/customer-groups";
import { PEER_CREDENTIALS } from "../requests.js";
import type { Server } from "../server.js";

/** The options of a client of the server, without the throttle, which would be all that is measured. */
export function clientOptions({ host, port, base }: Server): CustomerGroupsClientOptions {
	const { SecureURL: secureURL, PrivateKey: privateKey, Token: token } = PEER_CREDENTIALS;
	return { baseUrl: `http://${host}:${port}${base}`, credentials: { secureURL, privateKey, token }, throttle: false };
}

/** The package's client. */
export function ownClient(server: Server) {
	return createCustomerGroupsApi(clientOptions(server));
}

/** CPU time of this process for each of so many calls, several at once, in microseconds. */
export async function cpuOfCalls(call: (index: number) => Promise<unknown>, count: number, atOnce: number) {
	let next = 0;
	const before = process.cpuUsage();
	await Promise.all(
		Array.from({ length: atOnce }, async () => {
			while (next < count) await call(next++);
		}),
	);
	const { user, system } = process.cpuUsage(before);
	return (user + system) / count;
}
