import { randomUUID } from "node:crypto";
import type { EventEmitter } from "node:events";
import { fileURLToPath } from "node:url";
import type { DreddAgent } from "../requests/bounded-agent.js";
import { loadDredd, QuietEmitter } from "./load.js";
import { RunError } from "./run-error.js";
import type { DreddTransaction } from "./types.js";

/** How Dredd itself settled a transaction. */
export type DreddVerdict = "pass" | "fail" | "skip" | "error";

export interface DreddRun {
	/** The derived document. */
	content: string;
	/** Bound for a connection and for each wait on the socket. */
	timeoutMs: number;
	/** Makes the connections; by default each request has one of its own. */
	agent?: DreddAgent;
	/** Another file than `hooks/dredd-hooks.cjs`. */
	hooks?: string;
	/** Replaces Dredd's list by the planned transactions, in place. */
	plan(transactions: DreddTransaction[]): void;
	prepare(transaction: DreddTransaction): Promise<void>;
	judge(transaction: DreddTransaction): Promise<void>;
	settle(transaction: DreddTransaction): Promise<void>;
	/** Called where no answer came. */
	noAnswer(name: string, error: Error): void;
	/** Ends the wait for Dredd, which has no way to be stopped. */
	signal: AbortSignal;
}

/** What Dredd reported: for each transaction's name, how often it was started and how it was settled. */
export type DreddReport = Map<string, { started: number; verdicts: DreddVerdict[] }>;

type Hook = (transaction: DreddTransaction, done: () => void) => void;

/** Hooks of the runs under way, for `hooks/dredd-hooks.cjs`. */
const runs = new Map<string, Record<string, unknown>>();
Object.assign(globalThis, { [Symbol.for("@onespec/contract-verifier/runs")]: runs });

/**
 * Runs Dredd once over a derived document.
 *
 * The hooks put each transaction's true address in. Until then its address is one where nothing listens, so that no
 * request goes anywhere should Dredd run without its hooks.
 *
 * @throws RunError where Dredd fails, or does not load the hooks, or the signal ends the wait.
 */
export async function runDredd(run: DreddRun): Promise<DreddReport> {
	const Dredd = loadDredd();
	const report: DreddReport = new Map();
	let planned = false;
	// Without its hooks Dredd runs transactions of its own, of which nobody here knows.
	const emitter = listen(report, (name, error) => planned && run.noAnswer(name, error));
	const id = randomUUID();
	/** The first failure of a hook; Dredd would only warn of it. */
	let failure: Error | undefined;

	const asyncHook = (act: (transaction: DreddTransaction) => Promise<void>): Hook => {
		return (transaction, done) => {
			act(transaction)
				.catch((error: Error) => {
					failure ??= error;
					transaction.skip = true;
				})
				// On a fresh stack: Dredd would take what its own callbacks throw for an error of the hook.
				.finally(() => setImmediate(done));
		};
	};
	runs.set(id, {
		beforeAll: (transactions: DreddTransaction[], done: () => void) => {
			try {
				run.plan(transactions);
				planned = true;
			} catch (error) {
				failure ??= error as Error;
				transactions.splice(0);
			}
			setImmediate(done);
		},
		beforeEach: asyncHook((transaction) => run.prepare(transaction)),
		beforeEachValidation: asyncHook((transaction) => run.judge(transaction)),
		afterEach: asyncHook((transaction) => run.settle(transaction)),
	});
	try {
		await new Promise<void>((resolve, reject) => {
			const stop = () => reject(run.signal.reason);
			if (run.signal.aborted) return stop();
			run.signal.addEventListener("abort", stop, { once: true });
			const dredd = new Dredd({
				endpoint: "http://127.0.0.1:0",
				path: [],
				apiDescriptions: [{ location: "derived.json", content: run.content }],
				hookfiles: [run.hooks ?? fileURLToPath(new URL("../../hooks/dredd-hooks.cjs", import.meta.url))],
				loglevel: "silent",
				emitter,
				// A connection for each transaction: what one does to it is not another's failure.
				http: { timeout: run.timeoutMs, ...(run.agent === undefined ? { pool: false } : { agent: run.agent }) },
				custom: { contractVerifierRun: id },
			});
			dredd.run((error) => {
				run.signal.removeEventListener("abort", stop);
				if (error) reject(new RunError(`Dredd: ${error.message}`, { cause: error }));
				else resolve();
			});
		});
	} finally {
		runs.delete(id);
	}
	if (failure)
		throw failure instanceof RunError ? failure : new RunError(`A hook failed: ${failure.message}`, { cause: failure });
	if (!planned) throw new RunError("Dredd did not load hooks/dredd-hooks.cjs: nothing was verified.");
	return report;
}

function listen(report: DreddReport, noAnswer: (name: string, error: Error) => void): EventEmitter {
	const emitter = new QuietEmitter();
	/** Dredd keeps one object for each transaction, whose message is the name only at the start. */
	const names = new WeakMap<object, string>();
	const entry = (test: object) => {
		const name = names.get(test) ?? "";
		const known = report.get(name) ?? { started: 0, verdicts: [] };
		report.set(name, known);
		return known;
	};
	emitter.on("start", (documents: unknown[], done: () => void) => {
		// The transactions are made; from here on Dredd only clones the parsed documents, for a third of a second.
		documents.length = 0;
		done();
	});
	emitter.on("end", (done: () => void) => done());
	emitter.on("test start", (test: { message: string }) => {
		names.set(test, test.message);
		entry(test).started++;
	});
	for (const verdict of ["pass", "fail", "skip"] as const) {
		emitter.on(`test ${verdict}`, (test: object) => entry(test).verdicts.push(verdict));
	}
	emitter.on("test error", (error: Error, test: object) => {
		entry(test).verdicts.push("error");
		noAnswer(names.get(test) ?? "", error);
	});
	emitter.close();
	return emitter;
}
