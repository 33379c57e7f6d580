/** What the user of the generator can mend: the document, the command, or the folder. */
export class CodegenError extends Error {
	override readonly name = "CodegenError";
}
