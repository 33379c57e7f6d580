import type { ServerResponse } from "node:http";
import type { Awaitable } from "../../data/interface.js";
import { Budget } from "../budget.js";

/** How many groups the clients of one store may leave unread in large answers; the largest page has half as many. */
const UNREAD = 1000;

/** From how many characters on an answer is large: smaller ones go into the buffers of the connection. */
const LARGE = 64 * 1024;

/** What is held by a read until its answer is sent. */
export interface AnswerTurn {
	/** Ends the turn: at once where the answer is small, else when it is sent or its connection is closed. */
	end(response: ServerResponse, length: number): void;
}

/**
 * Lets the reads of a store wait while its clients leave large answers unread, for each is in memory until it is sent.
 * Other stores do not wait with it.
 */
export class AnswerTurns {
	readonly #stores = new Map<number, Budget>();

	/**
	 * The turn of a read: at once where there is room, else a promise of it.
	 *
	 * @param groups how many the answer may have
	 */
	take(storeId: number, groups: number): Awaitable<AnswerTurn> {
		const budget = this.#stores.get(storeId) ?? new Budget(UNREAD);
		this.#stores.set(storeId, budget);
		let turn: AnswerTurn | undefined;
		let proceed: ((turn: AnswerTurn) => void) | undefined;
		const giveBack = budget.take(groups, () => {
			turn = { end };
			proceed?.(turn);
		});
		function end(response: ServerResponse, length: number): void {
			if (length < LARGE || response.closed) giveBack();
			else response.once("close", giveBack);
		}
		return (
			turn ??
			new Promise((resolve) => {
				proceed = resolve;
			})
		);
	}
}
