/**
 * The base URL cannot be used. The message never repeats the URL, since a mistaken one may carry a password.
 */
export class InvalidBaseUrlError extends TypeError {
	override readonly name = "InvalidBaseUrlError";

	/** @param reason what is wrong, as a sentence's second half: "is not an absolute URL" */
	constructor(reason: string) {
		super(`The base URL ${reason}. Give one like "https://api.example/v1".`);
	}
}
