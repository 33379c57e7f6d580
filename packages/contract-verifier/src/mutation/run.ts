import { faultKinds } from "./kinds.js";
import { applying } from "./kinds-of.js";
import { MutationError } from "./mutation-error.js";
import { faultless } from "./proxy.js";
import {
	type Detector,
	type MutationTarget,
	noteGreen,
	requireGreen,
	scoreBehaviour,
	scoreKind,
	type Tally,
} from "./score.js";
import { sequences, sequencesOf } from "./sequences.js";
import { type MutationOptions, openTarget } from "./target.js";

/** A run against one live service: kinds can be scored one after the other, in any order. */
export class MutationRun {
	readonly #target: MutationTarget;
	readonly #detectors: Detector[];

	private constructor(
		target: MutationTarget,
		detectors: Detector[],
		/** Transactions in which no fault is planted, because they don't pass without one; each with its reason. */
		readonly leftOut: readonly string[],
	) {
		this.#target = target;
		this.#detectors = detectors;
	}

	/**
	 * Starts the proxy and makes sure that everything passes through it while no fault is planted.
	 * @throws MutationError where it does not; DocumentError, ScenariosError, CredentialsError for what was given.
	 * @example
	 * const run = await MutationRun.open({ spec, scenarios, credentials, endpoint });
	 * for (const kind of run.kinds) console.log(kind, await run.score(kind));
	 * await run.close();
	 */
	static async open(options: MutationOptions, detectors: Detector[] = [sequences]): Promise<MutationRun> {
		const target = await openTarget(options);
		try {
			await requireGreen(target);
			target.proxy.plant(faultless);
			for (const detect of detectors) {
				const reason = await detect(target);
				if (reason !== undefined) throw new MutationError(`Without a fault a detector is not satisfied: ${reason}`);
			}
			return new MutationRun(target, detectors, []);
		} catch (error) {
			await target.proxy.close();
			throw error;
		}
	}

	/**
	 * Starts the proxy before a server that not everything passes on, and plants faults only in what does.
	 * @param count how many sequences look for what no cell shows; they are left out where they aren't satisfied as it is
	 * @throws MutationError where nothing passes; DocumentError, ScenariosError, CredentialsError for what was given.
	 */
	static async openPartly(options: MutationOptions, count: number): Promise<MutationRun> {
		const target = await openTarget(options);
		try {
			const leftOut = await noteGreen(target);
			const detect = sequencesOf(count);
			const isContent = !target.limits.readOnly && (await detect(target)) === undefined;
			return new MutationRun(target, isContent ? [detect] : [], leftOut);
		} catch (error) {
			await target.proxy.close();
			throw error;
		}
	}

	/** The operations of the document, in its order. */
	get operations(): string[] {
		return this.#target.model.operations.map(({ id }) => id);
	}

	/** The kinds of faults and the behavioural faults that apply anywhere. */
	get kinds(): string[] {
		return [...new Set([...applying(this.#target.contexts), ...this.#target.behaviours.map(({ name }) => name)])];
	}

	/** Plants one kind everywhere and counts. */
	async score(name: string): Promise<Tally[]> {
		const kind = faultKinds.find((one) => one.name === name);
		if (kind !== undefined) return scoreKind(this.#target, kind);
		const behaviours = this.#target.behaviours.filter((one) => one.name === name);
		if (behaviours.length === 0) throw new MutationError(`There is no kind of fault "${name}".`);
		const tallies: Tally[] = [];
		for (const one of behaviours) tallies.push(...(await scoreBehaviour(this.#target, one, this.#detectors)));
		return tallies;
	}

	close(): Promise<void> {
		return this.#target.proxy.close();
	}
}
