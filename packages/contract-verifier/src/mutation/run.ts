import { operationsOf } from "../document/operations.js";
import { faultKinds } from "./kinds.js";
import { applying } from "./kinds-of.js";
import { MutationError } from "./mutation-error.js";
import { PlainDredd, type PlainScore } from "./plain-dredd.js";
import { faultless } from "./proxy.js";
import { type Detector, type MutationTarget, requireGreen, scoreBehaviour, scoreKind, type Tally } from "./score.js";
import { sequences } from "./sequences.js";
import { type MutationOptions, openTarget } from "./target.js";

/** What one kind of fault came to. */
export interface KindScore {
	tallies: Tally[];
	/** Absent for behavioural faults, of which plain Dredd knows nothing to check. */
	plain?: PlainScore;
}

/** A run against one live service: kinds can be scored one after the other, in any order. */
export class MutationRun {
	readonly #target: MutationTarget;
	readonly #plain: PlainDredd;
	readonly #detectors: Detector[];

	private constructor(target: MutationTarget, plain: PlainDredd, detectors: Detector[]) {
		this.#target = target;
		this.#plain = plain;
		this.#detectors = detectors;
	}

	/**
	 * Starts the proxy and makes sure that everything passes through it while no fault is planted.
	 * @throws MutationError where it does not; DocumentError, ScenariosError, CredentialsError for what was given.
	 * @example
	 * const run = await MutationRun.open({ spec, scenarios, credentials, endpoint });
	 * for (const kind of run.kinds) console.log(kind, (await run.score(kind)).tallies);
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
			return new MutationRun(target, await PlainDredd.open(target), detectors);
		} catch (error) {
			await target.proxy.close();
			throw error;
		}
	}

	/** The operations of the document, in its order. */
	get operations(): string[] {
		return operationsOf(this.#target.document).map(({ operationId }) => operationId);
	}

	/** The kinds of faults and the behavioural faults that apply anywhere. */
	get kinds(): string[] {
		return [...applying(this.#target.contexts), ...this.#target.behaviours.map(({ name }) => name)];
	}

	/** Plants one kind everywhere and counts. */
	async score(name: string): Promise<KindScore> {
		const kind = faultKinds.find((one) => one.name === name);
		if (kind !== undefined) {
			return { tallies: await scoreKind(this.#target, kind), plain: await this.#plain.score(kind) };
		}
		const behaviour = this.#target.behaviours.find((one) => one.name === name);
		if (behaviour === undefined) throw new MutationError(`There is no kind of fault "${name}".`);
		return { tallies: await scoreBehaviour(this.#target, behaviour, this.#detectors) };
	}

	close(): Promise<void> {
		return this.#target.proxy.close();
	}
}
