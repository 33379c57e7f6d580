/** Credentials that cannot be read or used; the message names the file and the remedy, never a value. */
export class CredentialsError extends Error {
	override readonly name = "CredentialsError";
}
