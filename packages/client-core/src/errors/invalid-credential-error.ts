/**
 * A credential is missing or cannot be sent. The message names the header and never holds the credential.
 */
export class InvalidCredentialError extends TypeError {
	override readonly name = "InvalidCredentialError";

	/** The header that would have carried the credential. */
	readonly header: string;

	/**
	 * @param header the name of the header
	 * @param reason what is wrong, as a sentence's second half: "is empty"
	 */
	constructor(header: string, reason: string) {
		super(`The credential for the header ${header} ${reason}.`);
		this.header = header;
	}
}
