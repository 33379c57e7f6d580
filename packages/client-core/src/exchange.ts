import { tools, unusual } from "./answer.js";
import type { Call, Reply } from "./call.js";
import { Deadline } from "./deadline.js";
import type { Engine } from "./engine.js";
import { AbortedError, ClientError, isWrite, NetworkError, type RequestDetails, TimeoutError } from "./errors.js";
import type { HookRequest } from "./options.js";
import type { TransportBody, TransportRequest, TransportResponse } from "./transport.js";

/** What a good call does not need, loaded after the first of them for calls to come. */
let loaded: Promise<unknown> | undefined;

/**
 * Sends a call through the throttle, again where that is safe, within its timeouts, and tells the hooks.
 *
 * @returns the answer, of whatever status
 * @throws NetworkError, TimeoutError, AbortedError; TooManyRequestsError where the server has asked for a longer wait
 * than the call takes upon itself
 */
export async function exchange(engine: Engine, call: Call): Promise<Reply> {
	const { request, timeout } = call;
	const { onRequest, onResponse } = engine.hooks;
	const deadline = new Deadline(call);
	let attempts = 0;
	try {
		for (;;) {
			deadline.check();
			if (engine.throttle?.tryTake() === false) {
				await (await unusual(request)).place(tools, engine, call, deadline, attempts);
			}
			attempts += 1;
			const lost = deadline.maybeApplied;
			const about: HookRequest = { ...request, attempt: attempts };
			const added = onRequest?.(about);
			const started = performance.now();
			const headers = added
				? { ...(await unusual(request)).checkedHeaders(tools, {}, added), ...call.headers }
				: call.headers;
			deadline.sent = true;
			if (isWrite(request.method)) deadline.maybeApplied = true;
			let outcome: Reply | ClientError;
			try {
				outcome = await deadline.during<Reply>((resolve, reject) => {
					const sending = new Sending(call, headers);
					const giveUp = (): void => sending.giveUp();
					answered(engine, call, sending, attempts, giveUp).then(resolve, reject);
					return giveUp;
				}, timeout.try);
				if (onResponse) {
					const { status, headers } = outcome;
					const requestId = engine.requestId(headers);
					onResponse({ ...about, status, requestId, duration: performance.now() - started });
				}
			} catch (error) {
				// What a hook throws is not tried again.
				if (!(error instanceof ClientError)) throw error;
				outcome = error;
			}
			if (outcome instanceof ClientError || outcome.status >= 400) {
				const more = await unusual(request).catch(() => undefined);
				if (await more?.again(engine, call, deadline, attempts, outcome, lost)) continue;
			} else if (!loaded) loaded = unusual(request).catch(() => undefined);
			if (outcome instanceof ClientError) throw outcome;
			return lost ? { ...outcome, lost } : outcome;
		}
	} catch (error) {
		if (error instanceof ClientError) error.attempts = attempts;
		throw error;
	} finally {
		deadline.dispose();
	}
}

/** Sends a call once and reads the body. */
async function answered(
	{ transport }: Engine,
	call: Call,
	sending: Sending,
	attempts: number,
	giveUp: () => void,
): Promise<Reply> {
	const { request, init } = call;
	let response: TransportResponse | undefined;
	try {
		response = await (call.transport ?? transport)(call.url, init ? Object.assign(sending, init) : sending);
		const { status, headers } = response;
		let text = "";
		let broken: unknown;
		if (call.streams?.(status)) return { status, headers, text, attempts, response, giveUp };
		try {
			text = await textOf(response, headers.get("content-type") ?? "");
		} catch (error) {
			// The status of a failure says more than that its reason is cut off.
			if (status < 400) throw error;
			broken = error;
		}
		return { status, headers, text, attempts, response, broken };
	} catch (error) {
		throw failure(request, error, response);
	}
}

/** The text of a body, which is UTF-8 unless the answer, or the XML in it, says another encoding. */
function textOf(response: TransportResponse, type: string): Promise<string> {
	if (!/charset="?(?!"?utf-?8)|xml(?!.*charset)/i.test(type)) return response.text();
	return import("./unusual.js").then(({ decoded }) => decoded(response.body, type));
}

/** A transport of the user's may have timeouts and signals of its own. */
function failure(request: RequestDetails, error: unknown, response: TransportResponse | undefined): unknown {
	if (error instanceof ClientError) return error;
	const name = error instanceof Error ? error.name : "";
	const progress = new NetworkError(request, error, response);
	if (name === "TimeoutError") return new TimeoutError(request, "try", progress, undefined, error);
	return name === "AbortError" ? new AbortedError(request, error, progress) : progress;
}

/**
 * One try, as its transport sees it.
 *
 * `fetch` takes half as long again with a signal, even if nothing ever aborts. So there is one only where the caller has
 * a signal or names timeouts. Without one, a try that takes longer than the standard timeout is left to the platform: it
 * is not waited for, and its answer is thrown away.
 */
class Sending implements TransportRequest {
	readonly call: RequestDetails;
	readonly method: string;
	readonly headers: Record<string, string>;
	readonly redirect = "manual";
	declare readonly body?: TransportBody;
	declare readonly duplex?: "half";
	declare readonly signal?: AbortSignal;
	#controller: AbortController | undefined;
	#stop: (() => void) | undefined;
	#over = false;

	constructor({ request, body, abortable }: Call, headers: Record<string, string>) {
		this.call = request;
		this.method = request.method;
		this.headers = headers;
		const made = typeof body === "function" ? body() : body;
		if (made !== undefined) this.body = made;
		if (made instanceof ReadableStream) this.duplex = "half";
		if (abortable) {
			this.#controller = new AbortController();
			this.signal = this.#controller.signal;
		}
	}

	onGiveUp(stop: () => void): void {
		if (this.#over) stop();
		else this.#stop = stop;
	}

	giveUp(): void {
		this.#over = true;
		this.#stop?.();
		this.#controller?.abort();
	}
}
