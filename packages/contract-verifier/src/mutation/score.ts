import type { DocumentModel } from "@onespec/openapi-document";
import { fitsStatus } from "../cells.js";
import type { PlannedTransaction } from "../plan.js";
import type { Credentials } from "../requests/credentials.js";
import type { CellResult, TransactionResult, Verification } from "../results.js";
import type { Scenarios } from "../scenarios/types.js";
import { verify } from "../verify.js";
import type { Behaviour } from "./behaviours/behaviour.js";
import type { FaultKind, PlantContext } from "./kind.js";
import type { Ledger } from "./ledger.js";
import { MutationError } from "./mutation-error.js";
import { type Fault, type FaultProxy, faultless, TRANSACTION_HEADER } from "./proxy.js";

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
	proxy: FaultProxy;
	planned: PlannedTransaction[];
	contexts: Map<string, PlantContext>;
	behaviours: Behaviour[];
	/** The transactions that pass without a fault, by name; `undefined` where all have to. */
	green: ReadonlySet<string> | undefined;
	/** Made anew for each conversation in which a fault acts on more than answers. */
	ledger(): Ledger;
	limits: { readOnly: boolean; rate: number | "auto"; timeoutMs: number | undefined };
	signal?: AbortSignal | undefined;
	onProgress?: ((done: number, total: number) => void) | undefined;
	onCleanUp?: ((sent: number, notes: string[]) => void) | undefined;
}

/** Verifies through the proxy as it stands, set-up and clean-up included. General responses are left out. */
export async function verifyThroughProxy(target: MutationTarget, cellsAlone = false): Promise<Verification> {
	const { readOnly, rate, timeoutMs } = target.limits;
	return verify({
		readOnly,
		rate,
		cellsAlone,
		...(timeoutMs !== undefined && { timeoutMs }),
		...(target.onProgress !== undefined && { onProgress: target.onProgress }),
		// What a fault has kept from being removed, the ledger removes.
		onCleanUp: (sent) => target.onCleanUp?.(sent, []),
		spec: target.model,
		endpoint: target.proxy.url,
		target: "live",
		credentials: target.credentials,
		transactionHeader: TRANSACTION_HEADER,
		...(target.scenarios !== undefined && { scenarios: target.scenarios }),
		...(target.signal !== undefined && { signal: target.signal }),
	});
}

/**
 * Makes sure that everything passes while no fault is planted: else no failure would tell anything.
 * @throws MutationError that names the first cells that fail or are open.
 */
export async function requireGreen(target: MutationTarget): Promise<void> {
	target.proxy.plant(faultless);
	const verification = await verifyThroughProxy(target);
	if (verification.ok) return;
	const bad = verification.cells.filter(({ outcome }) => outcome !== "passed").slice(0, 3);
	const lines = bad.map(({ cell, transactions }) => {
		const reasons = transactions.flatMap((one) => one.reasons);
		return `  ${cell.id}: ${reasons.slice(0, 2).join("; ")}`;
	});
	throw new MutationError(
		`Without a fault ${verification.passed} of ${verification.total} cells pass; all have to before faults are planted:\n${lines.join("\n")}`,
	);
}

/**
 * Notes what passes while no fault is planted, so that faults are planted there alone.
 * @returns the cells that don't pass, as `id: reason`
 * @throws MutationError where nothing does
 */
export async function noteGreen(target: MutationTarget): Promise<string[]> {
	const { cells } = await during(target, faultless, () => verifyThroughProxy(target));
	const all = cells.flatMap(({ cell, transactions }) =>
		transactions.map((one) => ({ name: `${cell.id} (${one.cause})`, ...one })),
	);
	const green = new Set(all.filter(({ outcome }) => outcome === "passed").map(({ name }) => name));
	const [first] = all;
	if (green.size === 0)
		throw new MutationError(
			`Without a fault nothing passes: there is nothing to plant faults in. ${first?.name}: ${first?.reasons[0]}`,
		);
	target.green = green;
	for (const name of target.contexts.keys()) if (!green.has(name)) target.contexts.delete(name);
	const usable = new Set([...target.contexts.values()].map(({ operation }) => operation.id));
	target.behaviours = target.behaviours.flatMap((one) => {
		const operationIds = one.operationIds.filter((id) => usable.has(id));
		return operationIds.length === 0 ? [] : [{ ...one, operationIds }];
	});
	return all.filter(({ name }) => !green.has(name)).map(({ name, reasons }) => `${name}: ${reasons[0] ?? ""}`);
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
	const fault: Fault = async (request, forward) => {
		const answer = await forward(request);
		const name = request.transaction;
		const plant = name === undefined ? undefined : plants.get(name);
		// An answer of another status is none of the cell's: where a scenario repeats, it is asked for again.
		if (name === undefined || plant === undefined || !isOfItsCell(target, name, answer.status)) return answer;
		try {
			const planted = plant.mutate(answer);
			obstacles.set(name, isSame(planted, answer) ? "the planted answer is the answer itself" : undefined);
			return planted;
		} catch (error) {
			obstacles.set(name, (error as Error).message);
			return answer;
		}
	};
	const verification = await during(target, fault, () => verifyThroughProxy(target, true));
	const isPartly = target.green !== undefined;
	const results = new Map<string, TransactionResult>();
	for (const { cell, transactions } of verification.cells) {
		for (const result of transactions) results.set(`${cell.id} (${result.cause})`, result);
	}
	const cells = new Map<string, { operation: string; planted: boolean; survivors: Survivor[] }>();
	for (const { name, cell } of target.planned) {
		if (target.green?.has(name) === false) continue;
		// Where not everything passes, what a server happens to answer decides whether a fault can be planted.
		if (isPartly && plants.has(name) && (obstacles.get(name) ?? !obstacles.has(name))) continue;
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
		else if (!isPartly && !result.reasons.some((reason) => plant.because.test(reason))) {
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

function isOfItsCell({ contexts }: MutationTarget, name: string, status: number): boolean {
	const context = contexts.get(name);
	const documented = context?.operation.responses.map((one) => one.status) ?? [];
	return context !== undefined && fitsStatus(context.cell, status, documented);
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
	const { cells } = await during(target, behaviour.fault(), () => verifyThroughProxy(target));
	const isGreen = ({ cell, transactions }: CellResult) =>
		transactions.every(({ cause }) => target.green?.has(`${cell.id} (${cause})`) !== false);
	const failed = cells.filter((one) => one.outcome === "failed" && showsIn(one.cell) && isGreen(one));
	const reasonsOf = ({ transactions }: CellResult) => transactions.flatMap(({ reasons }) => reasons);
	const isTold = (reason: string) => target.green !== undefined || because.test(reason);
	const told = failed.filter((one) => reasonsOf(one).some(isTold));
	const noticed = new Set(told.map(({ cell }) => cell.operationId));
	const said = failed.flatMap(reasonsOf);
	// What concerns one operation alone may show in the answers of another: a write in what is read.
	const [only, ...more] = operationIds;
	if (only !== undefined && more.length === 0) {
		if (noticed.size > 0) noticed.add(only);
		for (const detect of detectors) {
			if (noticed.has(only)) break;
			const reason = await during(target, behaviour.fault(), () => detect(target));
			if (reason === undefined) continue;
			if (isTold(reason)) noticed.add(only);
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

/** Has a fault in force for a conversation, and removes afterwards what it has kept from being removed. */
async function during<T>(target: MutationTarget, fault: Fault, talk: () => Promise<T>): Promise<T> {
	const ledger = target.ledger();
	target.proxy.plant(fault, (request, isOwn, send) => ledger.forward(request, isOwn, send));
	try {
		return await talk();
	} finally {
		target.proxy.plant(faultless);
		const { sent, notes } = await ledger.close();
		target.onCleanUp?.(sent, notes);
	}
}
