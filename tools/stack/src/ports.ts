import { createServer } from "node:net";
import { CommandError } from "./command-error.js";

/**
 * Makes sure that a port can be listened on, before anything is started.
 *
 * @param host the address to listen on
 * @param port 0 to 65535; 0 is always free
 * @param setting how the person sets it, for the message
 * @throws CommandError that names the port and the setting where it is taken or not permitted
 */
export async function requireFreePort(host: string, port: number, setting: string): Promise<void> {
	if (port === 0) return;
	await new Promise<void>((resolve, reject) => {
		const server = createServer();
		server.once("error", (error: NodeJS.ErrnoException) => {
			const why = error.code === "EADDRINUSE" ? "is taken" : `can't be listened on (${error.code})`;
			reject(new CommandError(`Port ${port} ${why}: choose another with ${setting}, or 0 for any free one.`));
		});
		server.listen(port, host, () => server.close(() => resolve()));
	});
}

/**
 * Reads a port from a flag or an environment variable.
 *
 * @throws CommandError where it is no whole number from 0 to 65535
 */
export function parsePort(text: string, setting: string): number {
	const port = Number(text);
	if (!/^\d{1,5}$/.test(text) || port > 65535) {
		throw new CommandError(`${setting} must be a port from 0 to 65535, not "${text}".`, 2);
	}
	return port;
}
