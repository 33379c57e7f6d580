import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { type AppOptions, createApp } from "../../src/app.js";

/** A server inside the test. */
export interface TestServer {
	readonly url: string;
	close(): Promise<void>;
}

/** Serves on a free port of this machine. */
export async function serve(listener: RequestListener): Promise<TestServer> {
	const server = createServer(listener);
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	const { port } = server.address() as AddressInfo;
	return {
		url: `http://127.0.0.1:${port}`,
		async close() {
			const closed = new Promise((resolve) => server.close(resolve));
			server.closeAllConnections();
			await closed;
		},
	};
}

/** Serves the console. */
export function serveConsole(options: Omit<AppOptions, "secret"> & { secret?: string }): Promise<TestServer> {
	return serve(createApp({ secret: "a secret that only the tests know", ...options }));
}
