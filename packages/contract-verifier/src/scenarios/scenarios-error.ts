/** A scenarios file that cannot be used; the message names the file, the place and the remedy. */
export class ScenariosError extends Error {
	override readonly name = "ScenariosError";
}
