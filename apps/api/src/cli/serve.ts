import type { AddressInfo } from "node:net";
import { LOG_LEVELS, type ServeSettings, serveSettings } from "../config.js";
import { basePath } from "../document.js";
import { createServer } from "../server.js";
import { openSqliteStore } from "../store/sqlite/sqlite-store.js";
import type { Command } from "./command.js";
import { CommandError } from "./command-error.js";
import { DATABASE_FLAG } from "./flags.js";
import { stopOnSignals } from "./stop-on-signals.js";

/** `serve` */
export const serve: Command = {
	name: "serve",
	summary: "Serves the API until SIGINT or SIGTERM. Logs go to the standard error.",
	flags: [
		{ name: "host", value: "HOST", help: "Address to listen on (API_HOST; default 127.0.0.1)" },
		{ name: "port", value: "PORT", help: "Port to listen on, 0 for any free one (API_PORT; default 3000)" },
		DATABASE_FLAG,
		{ name: "log-level", value: "LEVEL", help: `${LOG_LEVELS.join(", ")} (API_LOG_LEVEL; default info)` },
		{ name: "throttle", value: "on|off", help: "off throttles no store (default on)" },
	],
	async run(flags, { env, print }) {
		const settings = serveSettings(flags, env);
		const data = openSqliteStore(settings.database);
		const server = createServer({
			data,
			throttled: settings.throttled,
			logger: { level: settings.logLevel, stream: process.stderr },
		});
		try {
			await server.listen({ host: settings.host, port: settings.port, listenTextResolver: () => "listening" });
		} catch (error) {
			await data.close();
			throw listenError(error, settings);
		}
		stopOnSignals(server, data);
		print(`listening on ${origin(server.server.address() as AddressInfo)}${basePath}`);
	},
};

function origin({ address, family, port }: AddressInfo): string {
	return `http://${family === "IPv6" ? `[${address}]` : address}:${port}`;
}

function listenError(error: unknown, { host, port }: ServeSettings): Error {
	const code = error instanceof Error && "code" in error ? error.code : undefined;
	if (code === "EADDRINUSE") return new CommandError(`Port ${port} of ${host} is taken: choose another with --port.`);
	if (code === "EACCES") return new CommandError(`Port ${port} needs more rights: choose one above 1023 with --port.`);
	if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN") {
		return new CommandError(`${host} is no address of this machine: choose another with --host.`);
	}
	return error instanceof Error ? error : new Error(String(error));
}
