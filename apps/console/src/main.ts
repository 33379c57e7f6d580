#!/usr/bin/env node
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import closeWithGrace from "close-with-grace";
import { createApp } from "./app.js";
import { readConfig } from "./config.js";
import { ConfigError } from "./config-error.js";
import { helpText } from "./settings.js";

/** How long open requests may take to end after a signal. */
const graceMs = 3_000;

try {
	const config = readConfig(process.argv.slice(2), process.env);
	if (config === "help") process.stdout.write(helpText());
	else await serve(createServer(createApp(config)), config.port, config.host);
} catch (error) {
	process.exitCode = error instanceof ConfigError ? 2 : 1;
	console.error(`console: ${error instanceof Error ? error.message : String(error)}`);
}

async function serve(server: Server, port: number, host: string): Promise<void> {
	await listen(server, port, host);
	closeWithGrace({ delay: graceMs + 1_000 }, async () => {
		const closed = new Promise((resolve) => server.close(resolve));
		server.closeIdleConnections();
		const timer = setTimeout(() => server.closeAllConnections(), graceMs);
		await closed;
		clearTimeout(timer);
	});
	const { address, port: bound } = server.address() as AddressInfo;
	console.log(`listening on http://${address.includes(":") ? `[${address}]` : address}:${bound}`);
}

function listen(server: Server, port: number, host: string): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once("error", (error: NodeJS.ErrnoException) => reject(new Error(listenFailure(error, port, host))));
		server.listen(port, host, resolve);
	});
}

function listenFailure({ code }: NodeJS.ErrnoException, port: number, host: string): string {
	const remedy = "Choose another with --port or --host (CONSOLE_PORT, CONSOLE_HOST).";
	if (code === "EADDRINUSE") return `port ${port} on ${host} is taken. ${remedy}`;
	if (code === "EACCES") return `port ${port} on ${host} is not permitted. ${remedy}`;
	return `cannot listen on ${host}, port ${port} (${code ?? "unknown reason"}). ${remedy}`;
}
