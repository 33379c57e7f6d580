import type { TransportRequest } from "../transport.js";
import type { Call } from "./call.js";

/**
 * One try, as its transport sees it.
 *
 * `fetch` takes half as long again with a signal, even if nothing ever aborts. So there is one only where the caller has
 * a signal or names timeouts. Without one, a try that takes longer than the standard timeout is left to the platform: it
 * is not waited for, and its answer is thrown away.
 */
export class Sending implements TransportRequest {
	readonly method: string;
	readonly headers: Record<string, string>;
	readonly redirect = "manual";
	declare readonly body?: string | ArrayBuffer;
	declare readonly signal?: AbortSignal;
	#controller: AbortController | undefined;
	#stop: (() => void) | undefined;
	#over = false;

	constructor({ request, body, abortable }: Call, headers: Record<string, string>) {
		this.method = request.method;
		this.headers = headers;
		if (body !== undefined) this.body = body;
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
