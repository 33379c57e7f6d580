import { Agent, type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from "node:http";
import { buffer } from "node:stream/consumers";
import { PrismSilentError } from "./errors.js";

export interface PrismRequest {
	readonly method: string;
	/** Path and query. */
	readonly url: string;
	readonly headers: OutgoingHttpHeaders;
	readonly body: Buffer;
}

export interface PrismAnswer {
	readonly status: number;
	readonly headers: IncomingHttpHeaders;
	readonly body: Buffer;
}

/** A request that Prism neither answers nor refuses (it has such bugs) is given up after this time. */
const TIMEOUT_MS = 30_000;

/** Sends requests to Prism over connections that it keeps. */
export class PrismClient {
	readonly #origin: string;
	readonly #agent = new Agent({ keepAlive: true });

	constructor(origin: string) {
		this.#origin = origin;
	}

	/**
	 * Sends a request and returns the whole answer.
	 *
	 * @throws {PrismSilentError} when Prism does not answer
	 */
	async send({ method, url, headers, body }: PrismRequest): Promise<PrismAnswer> {
		try {
			return await new Promise<PrismAnswer>((resolve, reject) => {
				const { hostname, port } = new URL(this.#origin);
				const outgoing = request({ hostname, port, method, path: url, headers, agent: this.#agent });
				outgoing.setTimeout(TIMEOUT_MS, () => outgoing.destroy(new Error("no answer in time")));
				outgoing.once("error", reject);
				outgoing.once("response", (incoming) => {
					buffer(incoming).then(
						(bytes) => resolve({ status: incoming.statusCode ?? 502, headers: incoming.headers, body: bytes }),
						reject,
					);
				});
				outgoing.end(body);
			});
		} catch (error) {
			throw new PrismSilentError(`Prism did not answer ${method} ${url}.`, { cause: error });
		}
	}

	close(): void {
		this.#agent.destroy();
	}
}
