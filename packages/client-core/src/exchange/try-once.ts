import type { Engine } from "../engine.js";
import { AbortedError } from "../errors/aborted-error.js";
import { ClientError } from "../errors/client-error.js";
import { NetworkError } from "../errors/network-error.js";
import { TimeoutError } from "../errors/timeout-error.js";
import type { Call, Reply } from "./call.js";
import type { Lifetime } from "./lifetime.js";
import { Sending } from "./sending.js";

/**
 * Sends a call once and reads the body.
 *
 * @throws NetworkError, TimeoutError, AbortedError
 */
export function tryOnce(
	engine: Engine,
	call: Call,
	headers: Record<string, string>,
	lifetime: Lifetime,
	attempts: number,
): Promise<Reply> {
	return lifetime.during((resolve, reject) => {
		const limit = call.timeout.try;
		const sending = new Sending(call, headers);
		const stop = (): void => {
			clearTimeout(timer);
			sending.giveUp();
		};
		const late = (): void => {
			// First, since giving up makes the transport reject as well.
			reject(new TimeoutError(call.request, "try", limit));
			stop();
		};
		const timer = limit > 0 ? setTimeout(late, limit) : undefined;
		reply(engine, call, sending, attempts).then(
			(answered) => {
				clearTimeout(timer);
				resolve(answered);
			},
			(error) => {
				clearTimeout(timer);
				reject(failure(call, error));
			},
		);
		return stop;
	});
}

async function reply(engine: Engine, call: Call, sending: Sending, attempts: number): Promise<Reply> {
	const transport = call.transport ?? engine.transport;
	const response = await transport(call.url, call.init === undefined ? sending : Object.assign(sending, call.init));
	const { status, headers } = response;
	const unread: Reply = { status, headers, text: "", attempts, response };
	if (call.unread) return unread;
	try {
		return { ...unread, text: await response.text() };
	} catch (broken) {
		// The status of a failure says more than that its reason is cut off.
		if (status >= 400) return { ...unread, broken };
		throw broken;
	}
}

/** A transport of the user's may have timeouts and signals of its own. */
function failure({ request }: Call, error: unknown): unknown {
	if (error instanceof ClientError) return error;
	const name = error instanceof Error ? error.name : "";
	if (name === "TimeoutError") return new TimeoutError(request, "try", undefined, error);
	return name === "AbortError" ? new AbortedError(request, error) : new NetworkError(request, error);
}
