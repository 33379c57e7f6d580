import { ONLY_CAUSE } from "./cells.js";
import { mediaTypeOf } from "./document/media-types.js";
import type { OpenApiDocument } from "./document/types.js";
import { deriveDocument } from "./dredd/derive.js";
import { type DreddReport, runDredd } from "./dredd/run.js";
import { RunError } from "./dredd/run-error.js";
import type { DreddTransaction } from "./dredd/types.js";
import { type Answer, judge } from "./judge.js";
import { keptBody, TOO_LARGE } from "./limits.js";
import { type Planned, profileOf } from "./plan.js";
import { BoundedConnections } from "./requests/bounded-agent.js";
import { buildRequest, type Request } from "./requests/build.js";
import { type Credentials, carriersOf, type Profile } from "./requests/credentials.js";
import { type Mask, maskHeaders, maskTarget } from "./requests/mask.js";
import type { Pace } from "./requests/pace.js";
import { isSafe } from "./requests/read-only.js";
import { send } from "./requests/send.js";
import { type Saved, type SetUp, saveFrom } from "./requests/set-up.js";
import type { TransactionResult } from "./results.js";

/** With `repeat` the moment can pass before the request comes: then it is tried again, this often in all. */
const ATTEMPTS = 4;

/** After so many answers in a row that hang, are too large or no HTTP, nothing more is to be expected. */
const USELESS_IN_A_ROW = 3;

export interface ConductorInput {
	document: OpenApiDocument;
	target: "mock" | "live";
	origin: string;
	basePath: string;
	credentials: Credentials;
	planned: Planned[];
	setUp: SetUp;
	/** Where requests go that are not judged; `origin` where it is not given. */
	setUpOrigin?: string;
	/** A header that carries the name of each judged transaction. */
	transactionHeader?: string | undefined;
	mask: Mask;
	pace: Pace;
	/** Refuses to send anything that could change data. */
	readOnly: boolean;
	timeoutMs: number;
	signal: AbortSignal;
	onProgress: ((done: number, total: number) => void) | undefined;
}

/** A planned transaction under way. */
interface Performance {
	planned: Planned;
	saved: Saved;
	request: Request | undefined;
	sent: boolean;
	/** The name under which Dredd ran the attempt that counts. */
	decidedBy: string | undefined;
	result: TransactionResult;
}

/** Runs the planned transactions by Dredd: prepares each, judges each answer, and holds the books against Dredd's. */
export class Conductor {
	readonly #input: ConductorInput;
	/** By planned name. */
	readonly #performances = new Map<string, Performance>();
	/** By the name of a Dredd transaction; a repeated one has several. */
	readonly #attempts = new Map<string, { performance: Performance; last: boolean }>();
	readonly #derived;
	readonly #stall = new AbortController();
	#watchdog: NodeJS.Timeout | undefined;
	readonly #connections;
	/** Useless answers in a row. */
	#useless = 0;
	#done = 0;
	#stopped: string | undefined;

	constructor(input: ConductorInput) {
		this.#input = input;
		this.#derived = deriveDocument(input.document);
		this.#connections = new BoundedConnections(input.origin);
		for (const planned of input.planned) {
			this.#performances.set(planned.name, {
				planned,
				saved: {},
				request: undefined,
				sent: false,
				decidedBy: undefined,
				result: {
					cause: planned.cause,
					outcome: "open",
					natural: input.target === "mock" && planned.scenario.natural === true,
					reasons: [],
					request: null,
					response: null,
				},
			});
		}
		if (this.#performances.size !== input.planned.length) throw new RunError("Two planned transactions have one name.");
	}

	/** Why the run was given up before its end; `undefined` where it was not. */
	get stopped(): string | undefined {
		return this.#stopped;
	}

	/**
	 * Runs everything that is planned.
	 * @returns a result for each planned transaction, by its name.
	 * @throws RunError where the run as a whole cannot be trusted; the signal's reason where it was aborted.
	 */
	async run(): Promise<Map<string, TransactionResult>> {
		let report: DreddReport | undefined;
		try {
			report = await runDredd({
				content: this.#derived.content,
				timeoutMs: this.#input.timeoutMs,
				agent: this.#connections.agent,
				plan: (transactions) => this.#plan(transactions),
				prepare: (transaction) => this.#prepare(transaction),
				judge: (transaction) => this.#judge(transaction),
				settle: (transaction) => this.#settle(transaction),
				noAnswer: (name, error) => this.#noAnswer(name, error),
				signal: this.#stall.signal,
			});
		} catch (error) {
			if (!this.#stall.signal.aborted) throw error;
		} finally {
			clearTimeout(this.#watchdog);
		}
		// The transaction under way was let end, so that what it made is known and can be removed.
		this.#input.signal.throwIfAborted();
		this.#closeBooks(report);
		return new Map([...this.#performances].map(([name, { result }]) => [name, result]));
	}

	/** Matches Dredd's transactions with the cells, one to one, and puts a clone of each for each cause in their place. */
	#plan(transactions: DreddTransaction[]): void {
		const byCell = new Map<string, DreddTransaction>();
		for (const transaction of transactions) {
			const { method, uri, headers } = transaction.request;
			const operationId = this.#derived.operationIds.get(`${method} ${uri}`);
			const key = cellKey(
				operationId ?? `${method} ${uri}`,
				String(transaction.expected.statusCode),
				headerOf(headers, "content-type") ?? null,
				headerOf(transaction.expected.headers ?? {}, "content-type") ?? "",
			);
			if (byCell.has(key)) throw new RunError(`Dredd has two transactions for ${key}.`);
			byCell.set(key, transaction);
		}
		const plan: DreddTransaction[] = [];
		const matched = new Set<string>();
		for (const performance of this.#performances.values()) {
			const { cell, name, scenario, open } = performance.planned;
			const key = cellKey(cell.operationId, cell.status, cell.requestMediaType, cell.responseMediaType);
			const original = byCell.get(key);
			if (original === undefined) throw new RunError(`Dredd has no transaction for the cell ${cell.id}.`);
			matched.add(key);
			const repeats = this.#input.target === "live" && scenario.repeat !== undefined && open === undefined;
			const attempts = repeats ? ATTEMPTS : 1;
			for (let attempt = 1; attempt <= attempts; attempt++) {
				const clone = structuredClone(original);
				clone.name = attempt === 1 ? name : `${name}, attempt ${attempt}`;
				this.#attempts.set(clone.name, { performance, last: attempt === attempts });
				plan.push(clone);
			}
		}
		const extra = [...byCell.keys()].find((key) => !matched.has(key));
		if (extra !== undefined) throw new RunError(`Dredd has a transaction that is no cell: ${extra}.`);
		transactions.splice(0, transactions.length, ...plan);
	}

	async #prepare(transaction: DreddTransaction): Promise<void> {
		const { performance } = this.#attempt(transaction.name);
		if (performance.decidedBy !== undefined || this.#input.signal.aborted) {
			transaction.skip = true;
			return;
		}
		const { planned, result } = performance;
		if (this.#stopped !== undefined)
			return this.#decide(transaction, performance, "failed", [`not run: ${this.#stopped}`]);
		if (planned.open !== undefined) return this.#decide(transaction, performance, "open", [planned.open]);
		try {
			performance.request = await this.#request(performance);
		} catch (error) {
			return this.#decide(transaction, performance, "failed", [
				`set-up: ${this.#input.mask((error as Error).message)}`,
			]);
		}
		const { method, target, headers, body } = performance.request;
		if (this.#input.readOnly && !isSafe(method)) throw new RunError(`${transaction.name} would write.`);
		const url = new URL(this.#input.origin);
		transaction.protocol = url.protocol;
		transaction.host = url.hostname.replace(/^\[|\]$/g, "");
		transaction.port = url.port || null;
		transaction.fullPath = target;
		const { transactionHeader } = this.#input;
		const tag = transactionHeader === undefined ? {} : { [transactionHeader]: encodeURIComponent(planned.name) };
		transaction.request = { ...transaction.request, method, headers: { ...headers, ...tag }, body };
		delete transaction.request.bodyEncoding;
		// The status is left to Dredd too; all else is judged here. Even empty headers would cost a schema each.
		transaction.expected = { statusCode: transaction.expected.statusCode };
		const carriers = carriersOf(this.#input.document, planned.operation);
		result.request = {
			method,
			url: `${this.#input.origin}${maskTarget(target, carriers, this.#input.mask)}`,
			headers: maskHeaders(headers, carriers, this.#input.mask),
			body: keptBody(this.#input.mask(body)),
		};
		await this.#takeTurn(planned);
		this.#connections.takeTooLarge();
		this.#watch(transaction.name);
	}

	/** Waits as the rate says; a request that is there to exhaust a throttle does not, unless the rate is strict. */
	async #takeTurn({ scenario }: Planned): Promise<void> {
		const { pace, signal, target } = this.#input;
		const exhausts = target === "live" && scenario.repeat !== undefined;
		if (exhausts && pace.rate?.strict !== true) pace.count();
		else await pace.wait(signal);
	}

	/** Makes fixtures, builds the request, and repeats it where the scenario says so. */
	async #request(performance: Performance): Promise<Request> {
		const { document, target, basePath, setUp, credentials, timeoutMs, signal } = this.#input;
		const origin = this.#input.setUpOrigin ?? this.#input.origin;
		const { planned } = performance;
		const { scenario, operation, cell, cause } = planned;
		const common = {
			document,
			operation,
			requestMediaType: cell.requestMediaType,
			responseMediaType: cell.responseMediaType,
			basePath,
		};
		if (target === "mock") {
			const schemes = carriersOf(document, operation).map((carrier) => [carrier.scheme, "mock"]);
			const profile: Profile = Object.fromEntries(schemes);
			if (scenario.natural === true) return buildRequest({ ...common, parts: scenario, profile, lookup: undefined });
			const prefer = cause === ONLY_CAUSE ? `code=${cell.status}` : `code=${cell.status}, example=${cause}`;
			return buildRequest({ ...common, parts: {}, profile, lookup: undefined, headers: { Prefer: prefer } });
		}
		const profileName = profileOf(scenario);
		performance.saved = await setUp.fixtures(scenario.fixtures ?? [], profileName, scenario.fresh === true);
		const { saved } = performance;
		const profile = scenario.anonymous === true ? undefined : credentials[profileName];
		const request = buildRequest({ ...common, parts: scenario, profile, lookup: (name) => saved[name] });
		for (let count = 0; scenario.repeat !== undefined && count < scenario.repeat.atMost; count++) {
			await this.#takeTurn(planned);
			const { status } = await send(request, { origin, timeoutMs, signal });
			if (status === scenario.repeat.until) break;
		}
		return request;
	}

	async #judge(transaction: DreddTransaction): Promise<void> {
		const { performance, last } = this.#attempt(transaction.name);
		const { planned, result } = performance;
		const { document, target, mask } = this.#input;
		if (performance.decidedBy !== undefined) {
			transaction.fail = "decided by the watchdog";
			return;
		}
		if (this.#connections.takeTooLarge()) {
			transaction.fail = "judged by the contract-verifier";
			return this.#noUse(transaction.name, performance, TOO_LARGE);
		}
		this.#useless = 0;
		if (transaction.real === undefined) throw new RunError(`Dredd has no answer to judge: ${transaction.name}.`);
		const answer = answerOf(transaction.real);
		const succeeded = answer.status >= 200 && answer.status <= 299;
		const { repeat } = planned.scenario;
		// A request that should have been refused may have made something all the same.
		const unexpected = succeeded && !planned.cell.status.startsWith("2");
		const { save, cleanup } = unexpected ? this.#removal(planned) : planned.scenario;
		if (repeat !== undefined && !last && answer.status !== repeat.until) return;
		result.response = {
			status: answer.status,
			headers: maskHeaders(answer.headers, [], mask),
			body: keptBody(mask(Buffer.from(answer.body).toString())),
		};
		const anyCause = target === "mock" && result.natural;
		const reasons = judge({ document, cell: planned.cell, cause: planned.cause, anyCause, answer });
		if (target === "live" && save !== undefined && succeeded) {
			const name = `${planned.cell.operationId} (${planned.cause})`;
			try {
				const mediaType = mediaTypeOf(answer.headers["content-type"] ?? "");
				const own = saveFrom(document, planned.operation, answer, mediaType, save, name);
				if (cleanup) this.#input.setUp.later(cleanup, profileOf(planned.scenario), { ...performance.saved, ...own });
			} catch (error) {
				reasons.push(mask((error as Error).message));
			}
		}
		if (reasons.length > 0) transaction.fail = "judged by the contract-verifier";
		this.#record(transaction, performance, reasons.length > 0 ? "failed" : "passed", reasons.map(mask));
	}

	/** How what an operation makes is removed, by any of its scenarios. */
	#removal({ cell }: Planned): Planned["scenario"] {
		const same = this.#input.planned.filter((one) => one.cell.operationId === cell.operationId);
		return same.find(({ scenario }) => scenario.save && scenario.cleanup)?.scenario ?? {};
	}

	async #settle(transaction: DreddTransaction): Promise<void> {
		clearTimeout(this.#watchdog);
		const { performance, last } = this.#attempt(transaction.name);
		if (performance.decidedBy === undefined && last) {
			this.#record(transaction, performance, "failed", ["Dredd ended the transaction without an answer"]);
		}
		if (performance.decidedBy === transaction.name) this.#input.onProgress?.(++this.#done, this.#performances.size);
	}

	#noAnswer(name: string, error: Error): void {
		const { performance } = this.#attempt(name);
		const { code = error.message } = error as NodeJS.ErrnoException;
		// Cut by the watchdog, which has said why.
		if (performance.decidedBy !== undefined) return;
		if (this.#connections.takeTooLarge()) {
			this.#noUse(name, performance, TOO_LARGE);
		} else if (code === "ETIMEDOUT" || code === "ESOCKETTIMEDOUT") {
			this.#noUse(name, performance, `no answer within ${this.#input.timeoutMs} ms`);
		} else if (code.startsWith("HPE_")) {
			this.#noUse(name, performance, `no answer: what came is no HTTP (${code}); check the endpoint's port`);
		} else {
			this.#useless = 0;
			this.#record({ name }, performance, "failed", [`no answer: ${this.#input.mask(code)}`]);
		}
	}

	/** Fails a transaction whose answer costs time or memory for nothing; after some in a row the run is over. */
	#noUse(name: string, performance: Performance, reason: string): void {
		this.#record({ name }, performance, "failed", [reason]);
		if (++this.#useless >= USELESS_IN_A_ROW)
			this.#stopped = `the server left ${this.#useless} requests in a row without an answer`;
	}

	/** Bounds a whole answer: a trickle of bytes would keep Dredd waiting for ever. */
	#watch(name: string): void {
		const { performance } = this.#attempt(name);
		const bound = this.#input.timeoutMs * 3;
		this.#watchdog = setTimeout(() => {
			this.#noUse(name, performance, `the answer did not end within ${bound} ms`);
			this.#connections.cut();
			// Dredd goes on once its connection is gone; should it not, the run ends without it.
			this.#watchdog = setTimeout(() => {
				this.#stopped = "the server did not end an answer";
				this.#stall.abort(new RunError(this.#stopped));
			}, bound);
		}, bound);
	}

	#attempt(name: string) {
		const attempt = this.#attempts.get(name);
		if (attempt === undefined) throw new RunError(`Dredd ran a transaction that was not planned: ${name}.`);
		return attempt;
	}

	/** Records an outcome without a request. */
	#decide(
		transaction: DreddTransaction,
		performance: Performance,
		outcome: TransactionResult["outcome"],
		reasons: string[],
	): void {
		transaction.skip = true;
		this.#record(transaction, performance, outcome, reasons);
	}

	#record(
		{ name }: { name: string },
		performance: Performance,
		outcome: TransactionResult["outcome"],
		reasons: string[],
	): void {
		performance.decidedBy = name;
		performance.result.outcome = outcome;
		performance.result.reasons = reasons;
	}

	/** Nothing passes unless Dredd ran it exactly once and has it passed too. */
	#closeBooks(report: DreddReport | undefined): void {
		for (const { decidedBy, result } of this.#performances.values()) {
			if (decidedBy === undefined) {
				result.outcome = "failed";
				result.reasons = [`not run: ${this.#stopped ?? "Dredd left it out"}`];
			} else if (report !== undefined && result.outcome === "passed") {
				const { started = 0, verdicts = [] } = report.get(decidedBy) ?? {};
				if (started === 1 && verdicts.length === 1 && verdicts[0] === "pass") continue;
				result.outcome = "failed";
				result.reasons = [`Dredd: started ${started} times, settled as ${verdicts.join(", ") || "nothing"}`];
			}
		}
	}
}

function cellKey(
	operationId: string,
	status: string,
	requestMediaType: string | null,
	responseMediaType: string,
): string {
	return [operationId, status, requestMediaType ?? "-", responseMediaType || "-"].join(" ");
}

function headerOf(headers: Record<string, string>, name: string): string | undefined {
	const value = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
	return value === undefined ? undefined : mediaTypeOf(value);
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
