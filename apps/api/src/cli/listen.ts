import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { CommandError } from "./command-error.js";

/** Where to listen, and the flags that say so. */
export interface ListenAddress {
	host: string;
	port: number;
	hostFlag: string;
	portFlag: string;
}

/**
 * Makes a server listen.
 *
 * @param start how it is told to; `server.listen` unless a framework has its own way
 * @returns the origin of its URLs
 * @throws {CommandError} when the address cannot be had
 */
export async function listen(
	server: Server,
	address: ListenAddress,
	start: () => Promise<unknown> = () => once(server.listen(address.port, address.host), "listening"),
): Promise<string> {
	try {
		await start();
	} catch (error) {
		throw listenError(error, address);
	}
	const { address: host, family, port } = server.address() as AddressInfo;
	return `http://${family === "IPv6" ? `[${host}]` : host}:${port}`;
}

function listenError(error: unknown, { host, port, hostFlag, portFlag }: ListenAddress): Error {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	if (code === "EADDRINUSE")
		return new CommandError(`Port ${port} of ${host} is taken: choose another with ${portFlag}.`);
	if (code === "EACCES") {
		return new CommandError(`Port ${port} needs more rights: choose one above 1023 with ${portFlag}.`);
	}
	if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
		return new CommandError(`${host} is no address of this machine: choose another with ${hostFlag}.`);
	}
	return error instanceof Error ? error : new Error(String(error));
}
