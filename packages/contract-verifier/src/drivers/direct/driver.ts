import { TOO_LARGE } from "../../limits.js";
import type { Request } from "../../requests/build.js";
import { NoAnswerError, send } from "../../requests/send.js";
import type { Driver, DriverHooks, DriverReport, DriverVerdict, Job } from "../driver.js";

export interface DirectOptions {
	/** Scheme, host and port that the requests go to. */
	origin: string;
	/** For each answer. */
	timeoutMs: number;
}

/**
 * Sends the requests by itself, each on a connection of its own as Dredd does. It enumerates nothing: that the cells are
 * those of the document, nobody checks but the plan. It is here to show what Dredd costs, and that it changes no verdict.
 */
export class DirectDriver implements Driver {
	readonly #options: DirectOptions;
	#underWay = new AbortController();
	#tooLarge = false;

	constructor(options: DirectOptions) {
		this.#options = options;
	}

	takeTooLarge(): boolean {
		const was = this.#tooLarge;
		this.#tooLarge = false;
		return was;
	}

	cut(): void {
		this.#underWay.abort(new NoAnswerError("the connection was cut"));
	}

	async run(jobs: readonly Job[], hooks: DriverHooks, signal: AbortSignal): Promise<DriverReport> {
		const report = new Map<string, { started: number; verdicts: DriverVerdict[] }>();
		for (const job of jobs) {
			signal.throwIfAborted();
			report.set(job.name, { started: 1, verdicts: [await this.#settle(job, hooks)] });
			hooks.settle(job);
		}
		return report;
	}

	async #settle(job: Job, hooks: DriverHooks): Promise<DriverVerdict> {
		const request = await hooks.prepare(job);
		if (request === undefined) return "skip";
		const answer = await this.#send(request).catch((error: Error) => error);
		if (!(answer instanceof Error)) return (await hooks.judge(job, answer)) === "passed" ? "pass" : "fail";
		hooks.unanswered(job, answer);
		return "error";
	}

	async #send(request: Request) {
		const { origin, timeoutMs } = this.#options;
		this.#underWay = new AbortController();
		const { signal } = this.#underWay;
		const cut = new Promise<never>((_, reject) => {
			signal.addEventListener("abort", () => reject(signal.reason));
		});
		try {
			return await Promise.race([send(request, { origin, timeoutMs, signal }), cut]);
		} catch (error) {
			const { code = "", message } = error as NodeJS.ErrnoException;
			this.#tooLarge ||= message === TOO_LARGE;
			// By its code the run tells what is of no use from what is no answer.
			throw Object.assign(new Error(message), { code: code || message });
		}
	}
}
