import { randomUUID } from "node:crypto";
import type { EventEmitter } from "node:events";
import { fileURLToPath } from "node:url";
import type { DocumentModel, Operation } from "@onespec/openapi-document";
import { cellsOf } from "../../cells.js";
import type { Answer } from "../../judge.js";
import { BoundedConnections } from "../../requests/bounded-agent.js";
import { RunError } from "../../run-error.js";
import type { Driver, DriverHooks, DriverReport, DriverVerdict, Job } from "../driver.js";
import { type Derived, deriveDocument, transactionKey } from "./derive.js";
import { loadDredd, QuietEmitter } from "./load.js";
import type { DreddTransaction } from "./types.js";

export interface DreddOptions {
	model: DocumentModel;
	/** Scheme, host and port that the requests go to. */
	origin: string;
	/** Bound for a connection and for each wait on the socket. */
	timeoutMs: number;
	/** Another file than `hooks/dredd-hooks.cjs`. */
	hooks?: string;
}

type Hook = (transaction: DreddTransaction, done: () => void) => void;

/** Hooks of the runs under way, for `hooks/dredd-hooks.cjs`. */
const runs = new Map<string, Record<string, unknown>>();
Object.assign(globalThis, { [Symbol.for("@onespec/contract-verifier/runs")]: runs });

/**
 * Has Dredd enumerate the cells, send the requests and settle each transaction.
 *
 * The hooks put each transaction's true address in. Until then its address is one where nothing listens, so that no
 * request goes anywhere should Dredd run without its hooks.
 */
export class DreddDriver implements Driver {
	readonly #options: DreddOptions;
	/** What Dredd gets, one after the other. */
	readonly #parts: readonly Derived[];
	readonly #connections: BoundedConnections;

	constructor(options: DreddOptions) {
		this.#options = options;
		this.#parts = partsOf(options.model).map((operations) => deriveDocument(options.model, operations));
		this.#connections = new BoundedConnections(options.origin);
	}

	takeTooLarge(): boolean {
		return this.#connections.takeTooLarge();
	}

	cut(): void {
		this.#connections.cut();
	}

	async run(jobs: readonly Job[], hooks: DriverHooks, signal: AbortSignal): Promise<DriverReport> {
		const report = new Map<string, { started: number; verdicts: DriverVerdict[] }>();
		if (jobs.length === 0) return report;
		const partOf = new Map(
			this.#parts.flatMap((part) => [...part.cells.values()].map((cell) => [cell, part] as const)),
		);
		const [first] = this.#parts;
		// A cell that Dredd doesn't know is looked for in the first part, and missed there.
		const own = new Map(this.#parts.map((part) => [part, [] as Job[]]));
		for (const job of jobs) own.get((partOf.get(job.cell) ?? first) as Derived)?.push(job);
		for (const [part, some] of own) await this.#runPart(part, some, hooks, signal, report);
		return report;
	}

	async #runPart(
		part: Derived,
		jobs: readonly Job[],
		hooks: DriverHooks,
		signal: AbortSignal,
		report: Map<string, { started: number; verdicts: DriverVerdict[] }>,
	): Promise<void> {
		const Dredd = loadDredd();
		const byName = new Map(jobs.map((job) => [job.name, job]));
		const jobOf = ({ name }: { name: string }): Job => {
			const job = byName.get(name);
			if (job === undefined) throw new RunError(`Dredd ran a transaction that was not planned: ${name}.`);
			return job;
		};
		let planned = false;
		// Without its hooks Dredd runs transactions of its own, of which nobody here knows.
		const emitter = listen(report, (name, error) => planned && hooks.unanswered(jobOf({ name }), error));
		const id = randomUUID();
		/** The first failure of a hook; Dredd would only warn of it. */
		let failure: Error | undefined;
		const hook = (act: (transaction: DreddTransaction) => Promise<void>): Hook => {
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
					transactions.splice(0, transactions.length, ...match(part, jobs, transactions));
					planned = true;
				} catch (error) {
					failure ??= error as Error;
					transactions.splice(0);
				}
				setImmediate(done);
			},
			beforeEach: hook((transaction) => this.#prepare(jobOf(transaction), hooks, transaction)),
			beforeEachValidation: hook((transaction) => judge(part, jobOf(transaction), hooks, transaction)),
			afterEach: hook(async (transaction) => hooks.settle(jobOf(transaction))),
		});
		try {
			await this.#run(Dredd, part, emitter, id, signal);
		} finally {
			runs.delete(id);
		}
		if (failure) {
			throw failure instanceof RunError
				? failure
				: new RunError(`A hook failed: ${failure.message}`, { cause: failure });
		}
		if (!planned) throw new RunError("Dredd did not load hooks/dredd-hooks.cjs: nothing was verified.");
	}

	#run(
		Dredd: ReturnType<typeof loadDredd>,
		part: Derived,
		emitter: EventEmitter,
		id: string,
		signal: AbortSignal,
	): Promise<void> {
		const { hooks, timeoutMs } = this.#options;
		return new Promise<void>((resolve, reject) => {
			// Dredd has no way to be stopped: the wait for it ends.
			const stop = () => reject(signal.reason);
			if (signal.aborted) return stop();
			signal.addEventListener("abort", stop, { once: true });
			const dredd = new Dredd({
				endpoint: "http://127.0.0.1:0",
				path: [],
				apiDescriptions: [{ location: "derived.json", content: part.content }],
				hookfiles: [hooks ?? fileURLToPath(new URL("../../../hooks/dredd-hooks.cjs", import.meta.url))],
				loglevel: "silent",
				emitter,
				// A connection for each transaction: what one does to it is not another's failure.
				http: { timeout: timeoutMs, agent: this.#connections.agent },
				custom: { contractVerifierRun: id },
			});
			dredd.run((error) => {
				signal.removeEventListener("abort", stop);
				if (error) reject(new RunError(`Dredd: ${error.message}`, { cause: error }));
				else resolve();
			});
		});
	}

	async #prepare(job: Job, hooks: DriverHooks, transaction: DreddTransaction): Promise<void> {
		const request = await hooks.prepare(job);
		if (request === undefined) {
			transaction.skip = true;
			return;
		}
		const url = new URL(this.#options.origin);
		transaction.protocol = url.protocol;
		transaction.host = url.hostname.replace(/^\[|\]$/g, "");
		transaction.port = url.port || null;
		transaction.fullPath = request.target;
		const text = request.body.toString();
		const isText = Buffer.compare(Buffer.from(text), request.body) === 0;
		transaction.request = {
			...transaction.request,
			// Dredd gives every request a body, if an empty one, and its HTTP library refuses that for HEAD by this spelling.
			method: request.method === "HEAD" ? "head" : request.method,
			headers: request.headers,
			body: isText ? text : request.body.toString("base64"),
			bodyEncoding: isText ? "utf-8" : "base64",
		};
		// All but the status is judged by the hooks. Even empty headers would cost a schema each.
		transaction.expected = { statusCode: transaction.expected.statusCode };
	}
}

/** So many cells Dredd gets at once: reading a document costs it memory for each, and all at once it is never given back. */
const CELLS_AT_ONCE = 1000;

/** A document's operations in parts of about so many cells, in their order. */
function partsOf(model: DocumentModel): Operation[][] {
	const parts: Operation[][] = [[]];
	let cells = 0;
	for (const operation of model.operations) {
		const own = cellsOf(model, operation.id).length;
		if (cells > 0 && cells + own > CELLS_AT_ONCE) {
			parts.push([]);
			cells = 0;
		}
		parts.at(-1)?.push(operation);
		cells += own;
	}
	return parts.filter((part) => part.some(({ responses }) => responses.length > 0));
}

/** Matches Dredd's transactions with the cells of the jobs, one to one, and gives a clone of each for each job. */
function match(
	{ cells }: Derived,
	jobs: readonly Job[],
	transactions: readonly DreddTransaction[],
): DreddTransaction[] {
	const byCell = new Map<string, DreddTransaction>();
	for (const transaction of transactions) {
		const { uri, headers } = transaction.request;
		const key = transactionKey(
			uri,
			String(transaction.expected.statusCode),
			headerOf(headers, "content-type"),
			headerOf(transaction.expected.headers ?? {}, "content-type"),
		);
		const cell = cells.get(key) ?? key;
		if (byCell.has(cell)) throw new RunError(`Dredd has two transactions for ${cell}.`);
		byCell.set(cell, transaction);
	}
	const wanted = new Set(jobs.map(({ cell }) => cell));
	const extra = [...byCell.keys()].find((cell) => !wanted.has(cell));
	if (extra !== undefined) throw new RunError(`Dredd has a transaction that is no cell: ${extra}.`);
	return jobs.map(({ name, cell }) => {
		const original = byCell.get(cell);
		if (original === undefined) throw new RunError(`Dredd has no transaction for the cell ${cell}.`);
		return { ...structuredClone(original), name };
	});
}

async function judge({ ranges }: Derived, job: Job, hooks: DriverHooks, transaction: DreddTransaction): Promise<void> {
	if (transaction.real === undefined) throw new RunError(`Dredd has no answer to judge: ${job.name}.`);
	// A status is left to Dredd too, unless it is a stand-in for a range.
	if (ranges.has(job.cell)) transaction.expected.statusCode = String(transaction.real.statusCode);
	const verdict = await hooks.judge(job, answerOf(transaction.real));
	if (verdict === "failed") transaction.fail = "judged by the contract-verifier";
}

function headerOf(headers: Record<string, string>, name: string): string | undefined {
	return Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
}

/** Dredd gives a body as text, or in base64 where the bytes are no UTF-8. */
function answerOf(real: NonNullable<DreddTransaction["real"]>): Answer {
	const flat = Object.entries(real.headers).map(([name, value]) => [name.toLowerCase(), String(value)]);
	return {
		status: Number(real.statusCode),
		headers: Object.fromEntries(flat),
		body: Buffer.from(real.body ?? "", real.bodyEncoding === "base64" ? "base64" : "utf8"),
	};
}

function listen(
	report: Map<string, { started: number; verdicts: DriverVerdict[] }>,
	noAnswer: (name: string, error: Error) => void,
): EventEmitter {
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
