import type { IncomingHttpHeaders } from "node:http";
import type { Dispatcher } from "undici";
import type { TransportResponse } from "../transport.js";
import { LightHeaders } from "./light-headers.js";

/** As much of a `Response` as a client needs; gathers the body as it arrives. */
export class LightResponse implements TransportResponse, Dispatcher.DispatchHandler {
	status = 0;
	headers = new LightHeaders({});
	readonly #answered: (response: TransportResponse) => void;
	readonly #unanswered: (error: Error) => void;
	readonly #chunks: Buffer[] = [];
	readonly #body: Promise<string>;
	#whole: (text: string) => void = () => {};
	#broken: (error: Error) => void = () => {};
	#controller: Dispatcher.DispatchController | undefined;
	#aborted = false;

	/**
	 * @param answered called when the status and headers are there
	 * @param unanswered called where they do not come
	 */
	constructor(answered: (response: TransportResponse) => void, unanswered: (error: Error) => void) {
		this.#answered = answered;
		this.#unanswered = unanswered;
		this.#body = new Promise((resolve, reject) => {
			this.#whole = resolve;
			this.#broken = reject;
		});
		// Whoever does not come to the body does not miss it.
		this.#body.catch(() => {});
	}

	text(): Promise<string> {
		return this.#body;
	}

	/** Ends the request, also one that still waits for a connection. */
	readonly abort = (): void => {
		this.#aborted = true;
		this.#controller?.abort(new DOMException("The call gave up.", "AbortError"));
	};

	onRequestStart(controller: Dispatcher.DispatchController): void {
		this.#controller = controller;
		if (this.#aborted) this.abort();
	}

	onResponseStart(_: Dispatcher.DispatchController, status: number, headers: IncomingHttpHeaders): void {
		if (status < 200) return;
		this.status = status;
		this.headers = new LightHeaders(headers);
		this.#answered(this);
	}

	onResponseData(_: Dispatcher.DispatchController, chunk: Buffer): void {
		this.#chunks.push(chunk);
	}

	onResponseEnd(): void {
		const [first] = this.#chunks;
		const whole = this.#chunks.length === 1 && first !== undefined ? first : Buffer.concat(this.#chunks);
		const text = whole.toString("utf8");
		// As `fetch` does.
		this.#whole(text.charCodeAt(0) === 0xfeff ? text.slice(1) : text);
	}

	onResponseError(_: Dispatcher.DispatchController, error: Error): void {
		this.#unanswered(error);
		this.#broken(error);
	}
}
