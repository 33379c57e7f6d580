/** What is wrong with an extension, and where. */
export interface ExtensionFault {
	/** The operation, or the JSON pointer of the object, that carries or lacks the extension. */
	readonly place: string;
	/** What is wrong and what would be right. */
	readonly message: string;
}
