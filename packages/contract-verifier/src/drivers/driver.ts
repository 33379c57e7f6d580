import type { Answer } from "../judge.js";
import type { Request } from "../requests/build.js";

/** What the one who sends is asked to do, cell by cell. */
export interface Job {
	/** Unique in the run. */
	readonly name: string;
	/** The id of the cell that it belongs to; several jobs have one where it has several causes. */
	readonly cell: string;
}

/** What a driver calls for each job, in this order, and never two jobs at once. */
export interface DriverHooks {
	/** The request to send; `undefined` where nothing is to be sent. */
	prepare(job: Job): Promise<Request | undefined>;
	/** Decides on an answer. A driver that judges too may only add to the reasons. */
	judge(job: Job, answer: Answer): Promise<"passed" | "failed">;
	/** Called where no answer came. */
	unanswered(job: Job, error: Error): void;
	/** The job is over. */
	settle(job: Job): void;
}

/** How a driver itself settled a job; a job passes only when its driver has it passed too, once. */
export type DriverVerdict = "pass" | "fail" | "skip" | "error";

/** For each job's name, how often it was started and how it was settled. */
export type DriverReport = ReadonlyMap<string, { started: number; verdicts: DriverVerdict[] }>;

/** Sends requests of cells one after the other, and keeps books of its own of what it did. */
export interface Driver {
	/**
	 * @throws RunError where the cells that the driver knows are not those of the jobs, or the run can't be trusted; the
	 *   signal's reason where it was aborted
	 */
	run(jobs: readonly Job[], hooks: DriverHooks, signal: AbortSignal): Promise<DriverReport>;
	/** Whether an answer was cut off because of its size since this was asked last. */
	takeTooLarge(): boolean;
	/** Cuts what is under way. */
	cut(): void;
}
