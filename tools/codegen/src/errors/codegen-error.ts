/** What a user of the command can mend: the message names the place and the remedy. Printed without a stack. */
export class CodegenError extends Error {
	override readonly name: string = "CodegenError";
}
