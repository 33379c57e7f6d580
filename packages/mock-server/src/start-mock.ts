import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basePathOf } from "@onespec/openapi-document";
import { PortTakenError } from "./errors/port-taken-error.js";
import { PrismSilentError } from "./errors/prism-silent-error.js";
import { Front } from "./front.js";
import { loadDocument } from "./load-document.js";
import { startPrism } from "./prism.js";
import { PrismClient } from "./prism-client.js";

export interface MockOptions {
	/** Path or URL of an OpenAPI 3.0 document, YAML or JSON, in one file or several. */
	spec: string;
	/** The interface to listen on; 127.0.0.1 if absent. */
	host?: string;
	/** The port to listen on; any free one if absent or 0. */
	port?: number;
	/** Whether browsers of other origins may call; true if absent. */
	cors?: boolean;
	/** Whether Prism's log goes to standard error. */
	verbose?: boolean;
}

export interface Mock {
	/** The base URL with the base path of the document's first server, without a slash at the end. */
	url: string;
	/** The same base URL at Prism itself, which speaks JSON alone. */
	prismUrl: string;
	/** Stops both servers; open connections are closed. */
	close(): Promise<void>;
}

/**
 * Starts a mock of an OpenAPI 3.0 document: Prism on a port of its own, and before it a front that converts between
 * JSON and the document's other media types.
 *
 * @throws {SpecError} when the document cannot be mocked
 * @throws {PortTakenError} when another program has the port
 * @example
 * const mock = await startMock({ spec: "openapi.yaml" });
 * await fetch(`${mock.url}/orders`, { headers: { Accept: "application/xml", Prefer: "code=200" } });
 * await mock.close();
 */
export async function startMock(options: MockOptions): Promise<Mock> {
	const { spec, host = "127.0.0.1", port = 0, cors = true, verbose = false } = options;
	const document = await loadDocument(spec);
	const prism = await startPrism(document, { cors, verbose });
	const client = new PrismClient(prism.origin);
	const front = new Front(document.model, client);
	const server = createServer((request, response) => {
		front.handle(request, response).catch((error: unknown) => {
			if (verbose) process.stderr.write(`mock-server: ${error instanceof Error ? error.message : error}\n`);
			if (response.headersSent) response.destroy();
			else response.writeHead(error instanceof PrismSilentError ? 502 : 500).end();
		});
	});
	const close = async () => {
		server.closeAllConnections();
		if (server.listening) await new Promise((resolve) => server.close(resolve));
		client.close();
		await prism.close();
	};
	try {
		const origin = await listen(server, host, port);
		const basePath = basePathOf(document.model.servers);
		return { url: `${origin}${basePath}`, prismUrl: `${prism.origin}${basePath}`, close };
	} catch (error) {
		await close();
		throw error;
	}
}

function listen(server: Server, host: string, port: number): Promise<string> {
	return new Promise((resolve, reject) => {
		server.once("error", (error: NodeJS.ErrnoException) => {
			reject(error.code === "EADDRINUSE" ? new PortTakenError(host, port) : error);
		});
		server.listen(port, host, () => {
			const { port: actual } = server.address() as AddressInfo;
			resolve(`http://${host.includes(":") ? `[${host}]` : host}:${actual}`);
		});
	});
}
