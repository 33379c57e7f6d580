import { checkCredential } from "./check-credentials.js";
import { InvalidCredentialError } from "./errors/invalid-credential-error.js";

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
