import { InvalidCredentialError } from "./errors/invalid-credential-error.js";

const headerName = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;
/** RFC 9110, field-value: visible ASCII, obs-text, blanks between. */
const headerValue = /^[\t\x20-\x7e\x80-\xff]*$/;

/**
 * Checks that each credential can be sent in its header, before any request: what `fetch` says of a bad value repeats
 * the value.
 *
 * @param credentials the values by header name
 * @returns a copy, so that later changes to the argument do not reach the client
 * @throws InvalidCredentialError that names the header
 */
export function checkCredentials(credentials: Readonly<Record<string, unknown>>): Map<string, string> {
	const checked = new Map<string, string>();
	for (const [header, value] of Object.entries(credentials)) {
		if (!headerName.test(header)) throw new InvalidCredentialError(JSON.stringify(header), "has no valid header name");
		checked.set(header, checkCredential(header, value));
	}
	return checked;
}

/** As {@link checkCredentials}, for one value. */
export function checkCredential(header: string, value: unknown): string {
	if (value === undefined || value === null) throw new InvalidCredentialError(header, "is missing");
	if (typeof value !== "string") throw new InvalidCredentialError(header, `is no string but of type ${typeof value}`);
	if (value.trim() === "") throw new InvalidCredentialError(header, "is empty");
	if (/[\r\n]/.test(value)) throw new InvalidCredentialError(header, "has a line break in it");
	if (!headerValue.test(value)) {
		throw new InvalidCredentialError(
			header,
			"has a character that no header can carry (a control character, or beyond Latin-1)",
		);
	}
	return value;
}
