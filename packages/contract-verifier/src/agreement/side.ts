import type { RunContext } from "../properties/options.js";
import type { SetUp } from "../requests/set-up.js";

/** One of the two targets of a comparison. */
export interface Side extends RunContext {
	/** Stands before a live server; a mock keeps nothing, so that it may be asked anything. */
	setUp: SetUp | undefined;
}

/** The two targets; the second is a live server. */
export type Sides = readonly [Side, Side & { setUp: SetUp }];

/** Waits for both, so that what either of them made is known and can be removed. */
export async function bothOf<T>(both: [Promise<T>, Promise<T>]): Promise<[T, T]> {
	const [one, other] = await Promise.allSettled(both);
	if (one.status === "rejected") throw one.reason;
	if (other.status === "rejected") throw other.reason;
	return [one.value, other.value];
}
