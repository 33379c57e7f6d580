import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { basePathOf } from "@onespec/openapi-document";
import { PortTakenError, PrismSilentError } from "./errors.js";
import { Front } from "./front.js";
import { loadDocument } from "./load-document.js";
import { startPrism } from "./prism.js";
import { PrismClient } from "./prism-client.js";

/** With more of them, whoever waits is told why. */
const MANY_OPERATIONS = 200;

export interface MockOptions {
	/** Path or URL of an OpenAPI document, YAML or JSON, in one file or several. */
	spec: string;
	/** The interface to listen on; 127.0.0.1 if absent. */
	host?: string;
	/** The port to listen on; any free one if absent or 0. */
	port?: number;
	/** Whether browsers of other origins may call; true if absent. */
	cors?: boolean;
	/** Whether Prism's log goes to standard error. */
	verbose?: boolean;
	/** Is told what takes a while. */
	onProgress?: (line: string) => void;
}

export interface Mock {
	/** The base URL with the base path of the document's first server, without a slash at the end. */
	url: string;
	/** Stops both servers; open connections are closed. */
	close(): Promise<void>;
}

/**
 * Starts a mock of an OpenAPI document: Prism on a port of its own, and before it a front that reads requests and writes
 * answers in the document's media types.
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
	const { model } = await loadDocument(spec);
	const { length } = model.operations;
	if (length > MANY_OPERATIONS)
		options.onProgress?.(`starting Prism with ${length} operations; this takes some seconds`);
	const front = new Front(model);
	const prism = await startPrism(front.prismDocument, { cors, verbose });
	const client = new PrismClient(prism.origin);
	const server = createServer((request, response) => {
		front.handle(client, request, response).catch((error: unknown) => {
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
		const basePath = basePathOf(model.servers);
		return { url: `${origin}${basePath}`, close };
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
