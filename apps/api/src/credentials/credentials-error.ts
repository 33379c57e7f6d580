/** A request whose credentials are missing or wrong. Says which header is missing, never what was sent. */
export class CredentialsError extends Error {
	override readonly name = "CredentialsError";
	/** The header that is missing or empty; undefined where the three headers do not belong together. */
	readonly missing: string | undefined;

	constructor(missing?: string) {
		super(
			missing === undefined
				? "The PrivateKey/Token/SecureURL combination is invalid."
				: `The ${missing} header is missing.`,
		);
		this.missing = missing;
	}
}
