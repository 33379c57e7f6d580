import type { DocumentModel } from "@onespec/openapi-document";
import type { PlannedTransaction } from "../plan.js";
import type { Credentials } from "../requests/credentials.js";
import type { CellResult, TransactionResult, Verification } from "../results.js";
import type { Scenarios } from "../scenarios/types.js";
import { verify } from "../verify.js";
import type { Behaviour } from "./behaviours/behaviour.js";
import type { FaultKind, PlantContext } from "./kind.js";
import { MutationError } from "./mutation-error.js";
import { type FaultProxy, faultless, TRANSACTION_HEADER } from "./proxy.js";

/** What became of the faults of one kind in one operation: counted by cell. */
export interface Tally {
	kind: string;
	operation: string;
	planted: number;
	killed: number;
	/** Faults that were not noticed, or not for their own reason. */
	survivors: Survivor[];
}

/** A fault that the verification did not notice at its place and for its reason. */
export interface Survivor {
	kind: string;
	operation: string;
	/** The transaction or cell. */
	place: string;
	/** What the verification said instead. */
	said: string;
}

export interface MutationTarget {
	model: DocumentModel;
	scenarios: Scenarios | undefined;
	credentials: Credentials;
	/** The live service behind the proxy. */
	endpoint: string;
	proxy: FaultProxy;
	planned: PlannedTransaction[];
	contexts: Map<string, PlantContext>;
	behaviours: Behaviour[];
	signal?: AbortSignal | undefined;
}

/**
 * Verifies through the proxy as it stands. Only judged transactions pass through it, unless `throughout` is set: then
 * set-up and clean-up do too. General responses are left out.
 */
export async function verifyThroughProxy(target: MutationTarget, throughout = false): Promise<Verification> {
	return verify({
		spec: target.model,
		endpoint: target.proxy.url,
		target: "live",
		credentials: target.credentials,
		transactionHeader: TRANSACTION_HEADER,
		...(target.scenarios !== undefined && { scenarios: target.scenarios }),
		...(target.signal !== undefined && { signal: target.signal }),
		...(!throughout && { setUpEndpoint: target.endpoint }),
	});
}

/**
 * Makes sure that everything passes while no fault is planted: else no failure would tell anything.
 * @throws MutationError that names the first cells that fail or are open.
 */
export async function requireGreen(target: MutationTarget): Promise<void> {
	for (const throughout of [false, true]) {
		target.proxy.plant(faultless);
		const verification = await verifyThroughProxy(target, throughout);
		if (verification.ok) continue;
		const bad = verification.cells.filter(({ outcome }) => outcome !== "passed").slice(0, 3);
		const lines = bad.map(({ cell, transactions }) => {
			const reasons = transactions.flatMap((one) => one.reasons);
			return `  ${cell.id}: ${reasons.slice(0, 2).join("; ")}`;
		});
		throw new MutationError(
			`Without a fault ${verification.passed} of ${verification.total} cells pass; all have to before faults are planted:\n${lines.join("\n")}`,
		);
	}
}

/** Plants the faults of one kind in every transaction that it applies to, verifies once, and counts. */
export async function scoreKind(target: MutationTarget, kind: FaultKind): Promise<Tally[]> {
	const plants = new Map(
		[...target.contexts].flatMap(([name, context]) => {
			const plant = kind.plan(context);
			return plant === undefined ? [] : [[name, plant] as const];
		}),
	);
	/** Why a fault could not be planted, by transaction; `undefined` once it was. */
	const obstacles = new Map<string, string | undefined>();
	target.proxy.plant(async (request, forward) => {
		const answer = await forward(request);
		const name = request.transaction;
		const plant = name === undefined ? undefined : plants.get(name);
		// An answer of another status is none of the cell's: where a scenario repeats, it is asked for again.
		if (name === undefined || plant === undefined || String(answer.status) !== statusOf(target, name)) return answer;
		try {
			const planted = plant.mutate(answer);
			obstacles.set(name, isSame(planted, answer) ? "the planted answer is the answer itself" : undefined);
			return planted;
		} catch (error) {
			obstacles.set(name, (error as Error).message);
			return answer;
		}
	});
	const verification = await verifyThroughProxy(target);
	const results = new Map<string, TransactionResult>();
	for (const { cell, transactions } of verification.cells) {
		for (const result of transactions) results.set(`${cell.id} (${result.cause})`, result);
	}
	const cells = new Map<string, { operation: string; planted: boolean; survivors: Survivor[] }>();
	for (const { name, cell } of target.planned) {
		const result = results.get(name);
		if (result === undefined) throw new MutationError(`${kind.name}: there is no result for ${name}.`);
		const plant = plants.get(name);
		const entry = cells.get(cell.id) ?? { operation: cell.operationId, planted: false, survivors: [] };
		cells.set(cell.id, entry);
		entry.planted ||= plant !== undefined;
		const survive = (said: string) =>
			entry.survivors.push({ kind: kind.name, operation: cell.operationId, place: name, said });
		if (plant === undefined) {
			if (result.outcome !== "passed") survive(`failed though nothing was planted: ${result.reasons.join("; ")}`);
		} else if (!obstacles.has(name)) survive(`not planted: no answer of its status came; ${result.reasons.join("; ")}`);
		else if (obstacles.get(name) !== undefined) survive(`not planted: ${obstacles.get(name)}`);
		else if (result.outcome !== "failed") survive("passed");
		else if (!result.reasons.some((reason) => plant.because.test(reason))) {
			survive(`failed for another reason than ${plant.because}: ${result.reasons.join("; ")}`);
		}
	}
	return tallyOf(kind.name, [...cells.values()]);
}

function tallyOf(kind: string, cells: { operation: string; planted: boolean; survivors: Survivor[] }[]): Tally[] {
	const tallies = new Map<string, Tally>();
	for (const { operation, planted, survivors } of cells) {
		// A cell that failed without a fault counts as planted too, so that it cannot be overlooked.
		if (!planted && survivors.length === 0) continue;
		const tally = tallies.get(operation) ?? { kind, operation, planted: 0, killed: 0, survivors: [] };
		tallies.set(operation, tally);
		tally.planted++;
		if (survivors.length === 0) tally.killed++;
		tally.survivors.push(...survivors);
	}
	return [...tallies.values()];
}

function statusOf(target: MutationTarget, name: string): string | undefined {
	return target.contexts.get(name)?.cell.status;
}

function isSame(
	one: { status: number; headers: object; body: Uint8Array; cutAt?: number },
	other: typeof one,
): boolean {
	return (
		one.cutAt === undefined &&
		one.status === other.status &&
		JSON.stringify(one.headers) === JSON.stringify(other.headers) &&
		Buffer.compare(one.body, other.body) === 0
	);
}

/** Looks for faults beyond the matrix, through the proxy; gives what it found wrong, if anything. */
export type Detector = (target: MutationTarget) => Promise<string | undefined>;

/**
 * Puts a behavioural fault in force for a whole conversation, set-up and clean-up included, and verifies; where the
 * matrix does not notice a fault of one operation, the further detectors are asked.
 */
export async function scoreBehaviour(
	target: MutationTarget,
	behaviour: Behaviour,
	detectors: Detector[] = [],
): Promise<Tally[]> {
	const { name, operationIds, because, showsIn = () => true } = behaviour;
	target.proxy.plant(behaviour.fault());
	const { cells } = await verifyThroughProxy(target, true);
	const failed = cells.filter(({ cell, outcome }) => outcome === "failed" && showsIn(cell));
	const reasonsOf = ({ transactions }: CellResult) => transactions.flatMap(({ reasons }) => reasons);
	const told = failed.filter((one) => reasonsOf(one).some((reason) => because.test(reason)));
	const noticed = new Set(told.map(({ cell }) => cell.operationId));
	const said = failed.flatMap(reasonsOf);
	// What concerns one operation alone may show in the answers of another: a write in what is read.
	const [only, ...more] = operationIds;
	if (only !== undefined && more.length === 0) {
		if (noticed.size > 0) noticed.add(only);
		for (const detect of detectors) {
			if (noticed.has(only)) break;
			target.proxy.plant(behaviour.fault());
			const reason = await detect(target);
			if (reason === undefined) continue;
			if (because.test(reason)) noticed.add(only);
			else said.push(reason);
		}
	}
	const instead =
		said.length === 0
			? "nothing failed where it should have shown"
			: `failed for another reason than ${because}: ${said.slice(0, 3).join("; ")}`;
	return operationIds.map((operation) => {
		const survivors = noticed.has(operation) ? [] : [{ kind: name, operation, place: operation, said: instead }];
		return { kind: name, operation, planted: 1, killed: survivors.length === 0 ? 1 : 0, survivors };
	});
}
