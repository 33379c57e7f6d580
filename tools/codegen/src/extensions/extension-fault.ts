/** What is wrong with an extension, and where. */
export interface ExtensionFault {
	/** The operation, or the JSON pointer of the object, that carries or lacks the extension. */
	readonly place: string;
	/** What is wrong and what would be right. */
	readonly message: string;
	/**
	 * Whether the extension may be another team's, since its name or its value is not ours. It is then not read at all.
	 */
	readonly maybeForeign?: boolean;
}
