import { faultKinds } from "./kinds.js";
import { applying } from "./kinds-of.js";
import { MutationError } from "./mutation-error.js";
import { faultless } from "./proxy.js";
import { type Detector, type MutationTarget, requireGreen, scoreBehaviour, scoreKind, type Tally } from "./score.js";
import { sequences } from "./sequences.js";
import { type MutationOptions, openTarget } from "./target.js";

/** A run against one live service: kinds can be scored one after the other, in any order. */
export class MutationRun {
	readonly #target: MutationTarget;
	readonly #detectors: Detector[];

	private constructor(target: MutationTarget, detectors: Detector[]) {
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
			return new MutationRun(target, detectors);
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
		return [...applying(this.#target.contexts), ...this.#target.behaviours.map(({ name }) => name)];
	}

	/** Plants one kind everywhere and counts. */
	async score(name: string): Promise<Tally[]> {
		const kind = faultKinds.find((one) => one.name === name);
		if (kind !== undefined) return scoreKind(this.#target, kind);
		const behaviour = this.#target.behaviours.find((one) => one.name === name);
		if (behaviour === undefined) throw new MutationError(`There is no kind of fault "${name}".`);
		return scoreBehaviour(this.#target, behaviour, this.#detectors);
	}

	close(): Promise<void> {
		return this.#target.proxy.close();
	}
}
