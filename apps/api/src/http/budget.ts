/** One who has, or waits for, a part of a budget. */
interface Holder {
	readonly amount: number;
	/** Called once the part is theirs; undefined from then on. */
	proceed: (() => void) | undefined;
}

/**
 * An amount that many share: who wants more than is left waits until others have given back theirs, first come, first
 * served. Nobody may take a second part while holding one, else all could wait for each other.
 *
 * @example
 * const giveBack = memory.take(1024, () => stream.resume());
 */
export class Budget {
	#left: number;
	readonly #waiting: Holder[] = [];

	constructor(amount: number) {
		this.#left = amount;
	}

	/**
	 * Takes a part of the budget.
	 *
	 * @param amount at most the whole budget
	 * @param proceed called once it is taken; before this returns where so much is left
	 * @returns gives it back, or ends the waiting; calling it again does nothing
	 */
	take(amount: number, proceed: () => void): () => void {
		const holder: Holder = { amount, proceed };
		let ended = false;
		this.#waiting.push(holder);
		this.#serve();
		return () => {
			if (ended) return;
			ended = true;
			if (holder.proceed) this.#waiting.splice(this.#waiting.indexOf(holder), 1);
			else this.#left += amount;
			this.#serve();
		};
	}

	#serve(): void {
		for (let [next] = this.#waiting; next && next.amount <= this.#left; [next] = this.#waiting) {
			this.#waiting.shift();
			this.#left -= next.amount;
			const { proceed } = next;
			next.proceed = undefined;
			proceed?.();
		}
	}
}
