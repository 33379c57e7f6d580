/** What is wrong at one place of a body, and shows only in its text. */
export interface Fault {
	/** JSON pointer into the body; the empty string is the whole body. */
	pointer: string;
	/** What was broken: `type`, `x-decimal`, `duplicate`, `character`, and for XML `root`, `namespace`, `attribute`, `text`, `nil`. */
	keyword: string;
	/** The rule without the member's name, such as `must not occur more than once`. */
	message: string;
}

/** What a codec reads from a body. The value is complete even where there are faults, but then is not to be used. */
export interface ReadResult {
	value: unknown;
	/** In the order of the text; no more than the first 100. */
	faults: Fault[];
}

/** Reads and writes the bodies of one schema in one representation. It keeps no state and may be shared. */
export interface Codec {
	/**
	 * Reads a body.
	 *
	 * @throws {MalformedBodyError} when the text is not well-formed
	 */
	read(text: string): ReadResult;
	/**
	 * Writes a value. The value is not validated: what does not fit the schema is written so that a reader sees it.
	 *
	 * @throws {TypeError} when the value is undefined, or one that no text can carry, such as a bigint
	 */
	write(value: unknown): string;
}
