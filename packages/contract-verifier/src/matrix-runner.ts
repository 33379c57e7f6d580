import type { Driver, DriverReport, Job } from "./drivers/driver.js";
import type { Answer } from "./judge.js";
import { TOO_LARGE } from "./limits.js";
import { UnsafeError } from "./live/guard.js";
import { mapReason, type Reason, type Told } from "./reason.js";
import type { Request } from "./requests/build.js";
import { SetUpError } from "./requests/set-up-error.js";
import type { Outcome, TransactionResult } from "./results.js";
import { RunError } from "./run-error.js";
import { type TransactionContext, TransactionRun } from "./transaction-run.js";
import { XsdError } from "./xml/xsd-error.js";

/** With `repeat` the moment can pass before the request comes: then it is tried again, this often in all. */
const ATTEMPTS = 4;

/** After so many answers in a row that hang, are too large or no HTTP, nothing more is to be expected. */
const USELESS_IN_A_ROW = 3;

export interface MatrixInput extends TransactionContext {
	driver: Driver;
	onProgress: ((done: number, total: number) => void) | undefined;
}

/** One of the times that a transaction is tried. */
interface Attempt extends Job {
	readonly run: TransactionRun;
	readonly last: boolean;
}

/**
 * Runs the planned transactions by a driver, has each judged, gives up on a server that answers nothing, and holds the
 * books against the driver's.
 */
export class MatrixRunner {
	readonly #input: MatrixInput;
	/** By planned name. */
	readonly #runs = new Map<string, TransactionRun>();
	readonly #attempts = new Map<string, Attempt>();
	/** The name of the attempt that counts, once there is one. */
	readonly #decidedBy = new Map<TransactionRun, string>();
	readonly #stall = new AbortController();
	#watchdog: NodeJS.Timeout | undefined;
	/** Useless answers in a row. */
	#useless = 0;
	#stopped: string | undefined;

	/** @throws RunError where two planned transactions have one name */
	constructor(input: MatrixInput) {
		this.#input = input;
		for (const planned of input.planned) {
			const { name, scenario, open, cell } = planned;
			if (this.#runs.has(name)) throw new RunError(`Two planned transactions have one name: ${name}.`);
			const run = new TransactionRun(planned, input);
			this.#runs.set(name, run);
			const repeats = input.target === "live" && scenario.repeat !== undefined && open === undefined;
			const attempts = repeats ? ATTEMPTS : 1;
			for (let attempt = 1; attempt <= attempts; attempt++) {
				const own = attempt === 1 ? name : `${name}, attempt ${attempt}`;
				this.#attempts.set(own, { name: own, cell: cell.id, run, last: attempt === attempts });
			}
		}
	}

	/** Why the run was given up before its end; `undefined` where it was not. */
	get stopped(): string | undefined {
		return this.#stopped;
	}

	/**
	 * Runs everything that is planned.
	 * @returns a result for each planned transaction, by its name; credentials are masked.
	 * @throws RunError where the run as a whole cannot be trusted; the signal's reason where it was aborted.
	 */
	async run(): Promise<Map<string, TransactionResult<Reason>>> {
		let report: DriverReport | undefined;
		const hooks = {
			prepare: (job: Job) => this.#prepare(job),
			judge: (job: Job, answer: Answer) => this.#judge(job, answer),
			unanswered: (job: Job, error: Error) => this.#unanswered(job, error),
			settle: (job: Job) => this.#settle(job),
		};
		try {
			report = await this.#input.driver.run([...this.#attempts.values()], hooks, this.#stall.signal);
		} catch (error) {
			if (!this.#stall.signal.aborted) throw error;
		} finally {
			clearTimeout(this.#watchdog);
		}
		// The transaction under way was let end, so that what it made is known and can be removed.
		this.#input.signal.throwIfAborted();
		this.#closeBooks(report);
		const { mask } = this.#input;
		const masked = (reasons: readonly Told[]) => reasons.map((one) => mapReason(one, mask));
		return new Map([...this.#runs].map(([name, { result }]) => [name, { ...result, reasons: masked(result.reasons) }]));
	}

	async #prepare(job: Job): Promise<Request | undefined> {
		const { run } = this.#attempt(job);
		if (this.#decidedBy.has(run) || this.#input.signal.aborted) return undefined;
		const decide = (outcome: Outcome, reason: Told): undefined => {
			this.#record(job, outcome, [reason]);
		};
		if (this.#stopped !== undefined) return decide("failed", `not run: ${this.#stopped}`);
		if (run.planned.open !== undefined) return decide("open", run.planned.open);
		let request: Request;
		try {
			request = await run.prepare();
		} catch (error) {
			if (error instanceof RunError) throw error;
			const { message } = error as Error;
			if (error instanceof UnsafeError || error instanceof XsdError) return decide("open", message);
			const text = `set-up: ${message}`;
			const common = error instanceof SetUpError ? error.reason : undefined;
			return decide("failed", common === undefined ? text : { ...common, text });
		}
		this.#input.driver.takeTooLarge();
		this.#watch(job);
		return request;
	}

	async #judge(job: Job, answer: Answer): Promise<"passed" | "failed"> {
		const { run, last } = this.#attempt(job);
		// The watchdog has said why already.
		if (this.#decidedBy.has(run)) return "failed";
		if (this.#input.driver.takeTooLarge()) {
			this.#noUse(job, TOO_LARGE);
			return "failed";
		}
		this.#useless = 0;
		const { repeat } = run.planned.scenario;
		if (repeat !== undefined && !last && answer.status !== repeat.until) return "passed";
		const { outcome, reasons } = await run.judge(answer);
		this.#record(job, outcome, reasons);
		return outcome === "failed" ? "failed" : "passed";
	}

	#settle(job: Job): void {
		clearTimeout(this.#watchdog);
		const { run, last } = this.#attempt(job);
		if (!this.#decidedBy.has(run) && last && !this.#input.signal.aborted) {
			this.#record(job, "failed", ["the driver ended the transaction without an answer"]);
		}
		if (this.#decidedBy.get(run) === job.name) this.#input.onProgress?.(this.#decidedBy.size, this.#runs.size);
	}

	#unanswered(job: Job, error: Error): void {
		const { run } = this.#attempt(job);
		const { code = error.message } = error as NodeJS.ErrnoException;
		// Cut by the watchdog, which has said why.
		if (this.#decidedBy.has(run)) return;
		if (this.#input.driver.takeTooLarge()) {
			this.#noUse(job, TOO_LARGE);
		} else if (code === "ETIMEDOUT" || code === "ESOCKETTIMEDOUT") {
			this.#noUse(job, `no answer within ${this.#input.timeoutMs} ms`);
		} else if (code.startsWith("HPE_")) {
			this.#noUse(job, `no answer: what came is no HTTP (${code}); check the endpoint's port`);
		} else {
			this.#useless = 0;
			this.#record(job, "failed", [`no answer: ${code}`]);
		}
	}

	/** Fails a transaction whose answer costs time or memory for nothing; after some in a row the run is over. */
	#noUse(job: Job, reason: string): void {
		this.#record(job, "failed", [reason]);
		if (++this.#useless >= USELESS_IN_A_ROW)
			this.#stopped = `the server left ${this.#useless} requests in a row without an answer`;
	}

	/** Bounds a whole answer: a trickle of bytes would keep the driver waiting for ever. */
	#watch(job: Job): void {
		const bound = this.#input.timeoutMs * 3;
		this.#watchdog = setTimeout(() => {
			this.#noUse(job, `the answer did not end within ${bound} ms`);
			this.#input.driver.cut();
			// The driver goes on once its connection is gone; should it not, the run ends without it.
			this.#watchdog = setTimeout(() => {
				this.#stopped = "the server did not end an answer";
				this.#stall.abort(new RunError(this.#stopped));
			}, bound);
		}, bound);
	}

	#attempt({ name }: Job): Attempt {
		const attempt = this.#attempts.get(name);
		if (attempt === undefined) throw new RunError(`The driver ran a transaction that was not planned: ${name}.`);
		return attempt;
	}

	#record(job: Job, outcome: Outcome, reasons: Told[]): void {
		const { run } = this.#attempt(job);
		this.#decidedBy.set(run, job.name);
		run.result.outcome = outcome;
		run.result.reasons = reasons;
	}

	/** Nothing passes unless the driver ran it exactly once and has it passed too. */
	#closeBooks(report: DriverReport | undefined): void {
		for (const run of this.#runs.values()) {
			const { result } = run;
			const decidedBy = this.#decidedBy.get(run);
			if (decidedBy === undefined) {
				result.outcome = "failed";
				result.reasons = [`not run: ${this.#stopped ?? "the driver left it out"}`];
			} else if (report !== undefined && result.outcome === "passed") {
				const { started = 0, verdicts = [] } = report.get(decidedBy) ?? {};
				if (started === 1 && verdicts.length === 1 && verdicts[0] === "pass") continue;
				result.outcome = "failed";
				result.reasons = [`the driver: started ${started} times, settled as ${verdicts.join(", ") || "nothing"}`];
			}
		}
	}
}
