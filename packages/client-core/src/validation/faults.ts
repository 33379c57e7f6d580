/** What is wrong at one place of a request or response. */
export interface ValidationFault {
	/** The place: `Name`, `[3].Name`, `limit`; empty for a whole body. */
	readonly member: string;
	/** The constraint that it breaks, as JSON Schema names it: `maxLength`. */
	readonly constraint: string;
	/** Both in plain words: "Name must have at most 150 characters". */
	readonly message: string;
}
