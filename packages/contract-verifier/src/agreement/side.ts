import type { RunContext } from "../properties/options.js";
import type { SetUp } from "../requests/set-up.js";

/** One of the two targets of a comparison. */
export interface Side extends RunContext {
	/** Stands before a live server; a mock keeps nothing, so that it may be asked anything. */
	setUp: SetUp | undefined;
}

/** The two targets; the second is a live server. */
export type Sides = readonly [Side, Side & { setUp: SetUp }];
