import type { Exchange } from "../properties/exchange.js";

/** Two answers to the same request that are not alike. */
export interface Disagreement {
	/** The cell and its cause. */
	name: string;
	/** What differs: the status, the media type, a header, the shape. */
	reasons: string[];
	/** `undefined` where no answer came. */
	mock: Exchange | undefined;
	live: Exchange | undefined;
}

export interface AgreementResult {
	total: number;
	agreed: number;
	disagreements: Disagreement[];
	/** Causes that cannot be compared, with the reason. */
	open: string[];
	notes: string[];
}
