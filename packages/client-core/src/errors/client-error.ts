import type { RequestDetails } from "./request-details.js";

/**
 * Base of everything that a call rejects with. It says which request failed, and holds neither headers nor the
 * request's body, so that it can be logged.
 */
export class ClientError extends Error implements RequestDetails {
	override readonly name: string = "ClientError";
	declare readonly operation: string | undefined;
	declare readonly method: string;
	declare readonly path: string;
	declare readonly pathTemplate: string;
	/** How many requests were sent; more than 1 after retries. */
	attempts = 0;
	/** In an iteration: the offset of the first item that it did not give, to begin the next one with. */
	declare resumeAt?: number;

	/**
	 * @param reason the second half of the message, after the method and the path
	 * @param more what a subclass carries beyond
	 */
	constructor(request: RequestDetails, reason: string, cause?: unknown, more?: object) {
		super(`${request.method} ${request.path} ${reason}`, cause === undefined ? undefined : { cause });
		const { operation, method, path, pathTemplate } = request;
		Object.assign(this, { operation, method, path, pathTemplate, ...more });
	}

	/** For logs: the message, and what `JSON.stringify` finds of an error anyway. */
	toJSON(): object {
		return { ...this, message: this.message };
	}
}
