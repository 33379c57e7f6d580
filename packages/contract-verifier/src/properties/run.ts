import { createHash } from "node:crypto";
import fc from "fast-check";
import type { Answer } from "../judge.js";
import { UnsafeError } from "../live/guard.js";
import { responseFor } from "../lookup.js";
import { needsCredentials } from "../requests/credentials.js";
import { isSafe, READ_ONLY } from "../requests/read-only.js";
import { type Saved, type SetUp, saveFrom } from "../requests/set-up.js";
import { type Exchange, exchange } from "./exchange.js";
import { BY_DATA, documentedReasons, refusalReasons, successReasons } from "./expect.js";
import { cleanUp, type RunContext, type RunOptions, readOptions } from "./options.js";
import { type Case, type Property, propertiesOf } from "./plan.js";
import { fixturesOf, type Subject, subjectsOf, withFreshItems, withOwnItems } from "./subject.js";

export interface PropertiesOptions extends RunOptions {
	/** Requests for each constraint at each place of each operation; 20 by default. */
	runs?: number;
}

/** What became of one property. */
export interface PropertyResult {
	operationId: string;
	constraint: string;
	place: string;
	/** How many requests were sent. */
	requests: number;
	/** Why it does not hold, with the smallest request that shows it. */
	failure?: PropertyFailure;
}

export interface PropertyFailure {
	reasons: string[];
	/** `undefined` where no answer came. */
	exchange: Exchange | undefined;
}

/** What a run of the properties found. */
export interface PropertiesResult {
	seed: number;
	results: PropertyResult[];
	/** Requests by the status of their answers. */
	statuses: Record<string, number>;
	requests: number;
	passed: number;
	/** Operations that cannot be tried, with the reason. */
	open: { operationId: string; reason: string }[];
	notes: string[];
}

const DEFAULT_RUNS = 20;
/** Properties that are tried side by side. */
const SIDE_BY_SIDE = 4;
/** Requests that go into making a failing one smaller. */
const SHRINKS = 60;

/**
 * Sends requests that are generated from the document's schemas: valid ones, which must get a documented success, and
 * such as are wrong in exactly one way, which must get a documented refusal.
 *
 * @throws DocumentError, ScenariosError, CredentialsError for what was given; the signal's reason where it was aborted.
 * @example
 * const { passed, requests } = await runProperties({ spec, endpoint, scenarios, credentials, seed: 42 });
 */
export async function runProperties(options: PropertiesOptions): Promise<PropertiesResult> {
	const context = await readOptions(options);
	const { setUp } = context;
	const found: PropertiesResult = {
		seed: options.seed,
		results: [],
		statuses: {},
		requests: 0,
		passed: 0,
		open: [],
		notes: [],
	};
	const tasks: (() => Promise<void>)[] = [];
	const planned: Property[] = [];
	const settled = new Map<Property, PropertyResult>();
	const unsafe: Unsafe = new Map();
	let done = 0;
	try {
		for (const subject of subjectsOf(context)) {
			const { id: operationId } = subject.operation;
			const profile = subject.scenario.profile ?? "default";
			if (context.credentials[profile] === undefined && needsCredentials(subject.operation)) {
				found.open.push({
					operationId,
					reason: `no credentials: add the profile "${profile}" to the credentials file`,
				});
				continue;
			}
			if (subject.requests.length === 0 && subject.operation.requestBody?.required === true) {
				found.open.push({ operationId, reason: "its body is neither JSON nor XML, and no other is generated" });
				continue;
			}
			let own: Subject;
			let saved: Saved;
			try {
				if (context.readOnly && !isSafe(subject.operation.method)) throw new UnsafeError(READ_ONLY);
				saved = await fixturesOf(setUp, subject);
				own = await withOwnItems(setUp, context.model, subject);
			} catch (error) {
				context.signal.throwIfAborted();
				found.open.push({ operationId, reason: context.mask((error as Error).message) });
				continue;
			}
			for (const property of propertiesOf(context, own, saved)) {
				planned.push(property);
				tasks.push(async () => {
					const runner = new PropertyRunner(context, setUp, own, property, options, unsafe);
					const result = await runner.run(found.statuses);
					settled.set(property, result);
					options.onProgress?.(++done, tasks.length);
				});
			}
		}
		const queue = [...tasks];
		const worker = async () => {
			for (let task = queue.shift(); task !== undefined; task = queue.shift()) {
				context.signal.throwIfAborted();
				await task();
			}
		};
		const workers = await Promise.allSettled(Array.from({ length: SIDE_BY_SIDE }, worker));
		for (const one of workers) if (one.status === "rejected") throw one.reason;
	} finally {
		found.notes = await cleanUp(context, options);
	}
	found.results = planned.flatMap((property) => settled.get(property) ?? []);
	for (const [operationId, reasons] of unsafe) {
		const [first = ""] = reasons;
		const more = reasons.size > 1 ? ` (and ${reasons.size - 1} more of this operation)` : "";
		const reason = `not sent: ${context.mask(first)}${more}`;
		const sent = found.results.some((one) => one.operationId === operationId && one.requests > 0);
		if (sent) found.notes.push(reason);
		else found.open.push({ operationId, reason });
	}
	found.requests = found.results.reduce((sum, one) => sum + one.requests, 0);
	found.passed = found.results.reduce((sum, one) => sum + (one.failure ? 0 : one.requests), 0);
	return found;
}

/** What other data, and nothing in the request, may be the reason of. */
const CONFLICTS = [409, 412, 423, 424, 428];

/** The documented statuses by which a right server may refuse a valid request that is derived from the document alone. */
function refusedByDataAlone({ scenario, operation, own }: Subject, place: string): number[] {
	const documented = (status: number) => responseFor(operation, status) !== undefined;
	// Whoever wrote the scenario knows that what it names is there; a name may be taken all the same.
	if (scenario.derived !== true) return CONFLICTS.filter(documented);
	// What was made for the path is there. A value that fits a parameter may still be none that the server has given out.
	const isQuery = operation.parameters.some((one) => one.in === "query" && one.name === place);
	const named = Object.keys(own.path).length > 0;
	return [...BY_DATA, ...(isQuery ? [400] : [])].filter(
		(status) => documented(status) && !(named && (status === 404 || status === 410)),
	);
}

/** A property's own seed: others can come and go without changing its requests. */
export function seedOf(seed: number, name: string): number {
	return createHash("sha256").update(`${seed} ${name}`).digest().readInt32BE(0);
}

/** Why requests were not sent, by their operation. */
type Unsafe = Map<string, Set<string>>;

class Refuted extends Error {
	constructor(readonly failure: PropertyFailure) {
		super(failure.reasons.join("; "));
	}
}

class PropertyRunner {
	constructor(
		readonly context: RunContext,
		readonly setUp: SetUp,
		readonly subject: Subject,
		readonly property: Property,
		readonly options: PropertiesOptions,
		/** Why requests were not sent. */
		readonly unsafe: Unsafe,
	) {}

	async run(statuses: Record<string, number>): Promise<PropertyResult> {
		const { operationId, constraint, place, cases } = this.property;
		const result: PropertyResult = { operationId, constraint, place, requests: 0 };
		let attempts = 0;
		const details = await fc.check(
			fc.asyncProperty(cases, async (one) => {
				this.context.signal.throwIfAborted();
				if (result.failure !== undefined && ++attempts > SHRINKS) return;
				if (result.failure === undefined) result.requests++;
				const failure = await this.#try(one, statuses);
				if (failure === "not sent") {
					if (result.failure === undefined) result.requests--;
					return;
				}
				if (failure === undefined) return;
				result.failure = failure;
				throw new Refuted(failure);
			}),
			{
				seed: seedOf(this.options.seed, `${operationId} ${constraint} ${place}`),
				numRuns: this.options.runs ?? DEFAULT_RUNS,
			},
		);
		this.context.signal.throwIfAborted();
		// The last failure is that of the smallest request.
		if (details.failed && result.failure === undefined) {
			result.failure = {
				reasons: [String((details.errorInstance as Error | null)?.message ?? details.errorInstance)],
				exchange: undefined,
			};
		}
		return result;
	}

	async #try(one: Case, statuses: Record<string, number>): Promise<PropertyFailure | "not sent" | undefined> {
		if (one.unfit !== undefined) return "not sent";
		const { context, subject } = this;
		const profile = one.profile ?? context.credentials[subject.scenario.profile ?? "default"];
		let draft: Case["draft"];
		let answer: Answer;
		let shown: Exchange;
		try {
			draft = await this.#fresh(one.draft);
			({ answer, shown } = await exchange(context, subject.operation, draft, profile, subject.scenario.profile));
		} catch (error) {
			context.signal.throwIfAborted();
			// What could change somebody else's data is not tried.
			if (error instanceof UnsafeError) {
				const { id } = subject.operation;
				this.unsafe.set(id, (this.unsafe.get(id) ?? new Set()).add(error.message));
				return "not sent";
			}
			return { reasons: [(error as Error).message], exchange: undefined };
		}
		statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
		if ("refused" in this.property.expected && answer.status >= 200 && answer.status <= 299)
			subject.own.isUsedUp = true;
		const reasons = [...this.#reasons(one, draft, answer), ...this.#removeLater(answer)];
		return reasons.length === 0 ? undefined : { reasons: reasons.map(context.mask), exchange: shown };
	}

	/** A request that uses its data up gets new data: a valid one, and one after the server did what it should have refused. */
	async #fresh(draft: Case["draft"]): Promise<Case["draft"]> {
		const { subject, property } = this;
		const succeeds = "success" in property.expected;
		if (subject.scenario.fresh !== true || !(succeeds || subject.own.isUsedUp)) return draft;
		return withFreshItems(this.setUp, subject, draft);
	}

	#reasons(one: Case, draft: Case["draft"], answer: Answer): string[] {
		const { context, subject, property } = this;
		const { expected } = property;
		if ("refused" in expected) {
			return refusalReasons(context.model, subject, draft, answer, expected.refused, one.item);
		}
		const or = "or" in expected ? expected.or : refusedByDataAlone(subject, property.place);
		if (or.includes(answer.status)) {
			return documentedReasons(context.model, subject, draft, answer);
		}
		return successReasons(context.model, subject, draft, answer);
	}

	/** What a request has made goes at the end, also where it should have been refused. */
	#removeLater(answer: Answer): string[] {
		const { scenario, operation } = this.subject;
		if (scenario.cleanup === undefined || answer.status < 200 || answer.status > 299) return [];
		try {
			const saved = saveFrom(this.context.model, operation, answer, scenario.save ?? {}, operation.id);
			this.setUp.later(scenario.cleanup, scenario.profile ?? "default", saved);
			return [];
		} catch (error) {
			return [(error as Error).message];
		}
	}
}
