import type { Exchange } from "../properties/exchange.js";

/** Two answers to the same request that are not alike. */
export interface Disagreement {
	/** The cell and its cause, or what was generated. */
	name: string;
	/** What differs: the status, the media type, a header, the shape. */
	reasons: string[];
	/** In the order of {@link AgreementResult.names}; `undefined` where no answer came. */
	exchanges: readonly [Exchange | undefined, Exchange | undefined];
}

export interface AgreementResult {
	/** What the two targets are called. */
	names: readonly [string, string];
	total: number;
	agreed: number;
	disagreements: Disagreement[];
	/** Causes that cannot be compared, with the reason. */
	open: string[];
	notes: string[];
}
