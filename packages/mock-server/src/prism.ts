import { getHttpOperationsFromSpec } from "@stoplight/prism-cli/dist/operations.js";
import { createServer } from "@stoplight/prism-http-server";
import { createLogger } from "./logger.js";

export interface Prism {
	/** Without the base path and without a slash at the end. */
	readonly origin: string;
	close(): Promise<void>;
}

/** Starts Prism's own HTTP server on a free port of the loopback interface, for an OpenAPI document in one file. */
export async function startPrism(document: object, options: { cors: boolean; verbose: boolean }): Promise<Prism> {
	const operations = await getHttpOperationsFromSpec(structuredClone(document));
	const server = createServer(operations, {
		cors: options.cors,
		config: {
			isProxy: false,
			checkSecurity: true,
			validateRequest: true,
			validateResponse: true,
			errors: false,
			upstreamProxy: undefined,
			mock: { dynamic: false },
		},
		components: { logger: createLogger(options.verbose) },
	});
	const origin = await server.listen(0, "127.0.0.1");
	return { origin, close: () => server.close() };
}
