import { InvalidCredentialError } from "./errors.js";
import { headerFault } from "./request.js";

/**
 * Checks that each credential can be sent in its header, before any request: what `fetch` says of a bad value repeats
 * the value.
 *
 * @param credentials the values by header name
 * @returns a copy, so that later changes to the argument do not reach the client
 * @throws InvalidCredentialError that names the header
 */
export function checkCredentials(credentials: Readonly<Record<string, unknown>>): Record<string, string> {
	return Object.fromEntries(
		Object.entries(credentials).map(([header, value]) => [header, checkCredential(header, value)]),
	);
}

/** As {@link checkCredentials}, for one value. */
export function checkCredential(header: string, value: unknown): string {
	const fault = headerFault(header, value) ?? (String(value).trim() === "" ? "is empty" : undefined);
	if (fault === undefined) return String(value);
	throw new InvalidCredentialError(/valid/.test(fault) ? JSON.stringify(header) : header, fault);
}

/** RFC 6750, section 2.1. */
const token68 = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * The value of the `Authorization` header for a security scheme of type `http`, scheme `bearer`.
 *
 * @param token the token alone, without "Bearer"
 * @returns the header's value
 * @throws InvalidCredentialError where the token is missing or cannot be sent
 * @example bearer("abc") // "Bearer abc"
 */
export function bearer(token: string): string {
	if (!token68.test(checkCredential("Authorization", token))) {
		throw new InvalidCredentialError("Authorization", "is no bearer token (letters, digits and -._~+/ alone)");
	}
	return `Bearer ${token}`;
}

/**
 * The one form of a credential that is a URL, however people write it: with a scheme, in lower case, without a slash at
 * its end.
 *
 * @param header the header that carries it
 * @param value the URL, with or without its scheme, in any case
 * @param scheme the scheme where there is none
 * @returns the header's value
 * @throws InvalidCredentialError where it is missing or no URL
 * @example urlCredential("X-Store", "Store.example/", "https") // "https://store.example"
 */
export function urlCredential(header: string, value: string, scheme: "http" | "https"): string {
	const text = checkCredential(header, value).trim();
	try {
		const url = new URL(/^https?:\/\//i.test(text) ? text : `${scheme}://${text}`);
		if (url.username === "" && url.password === "") return url.origin + (url.pathname + url.search).replace(/\/+$/, "");
	} catch {
		// Said below, without the value.
	}
	throw new InvalidCredentialError(header, "is no URL of http or https");
}
