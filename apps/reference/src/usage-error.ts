/** Something that the person who called the program can mend: a flag, a folder, a document. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}
