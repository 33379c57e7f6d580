import { InvalidBaseUrlError } from "./errors/invalid-base-url-error.js";

/**
 * Checks the URL that the paths of an API are appended to.
 *
 * @param baseUrl an absolute `http` or `https` URL without user, query and fragment
 * @returns the URL without slashes at its end
 * @throws InvalidBaseUrlError for anything else
 * @example checkBaseUrl("https://api.example/v1/") // "https://api.example/v1"
 */
export function checkBaseUrl(baseUrl: unknown): string {
	if (typeof baseUrl !== "string" || baseUrl === "") throw new InvalidBaseUrlError("is missing");
	let url: URL;
	try {
		url = new URL(baseUrl);
	} catch {
		throw new InvalidBaseUrlError("is not an absolute URL");
	}
	if (url.protocol !== "http:" && url.protocol !== "https:") {
		throw new InvalidBaseUrlError("is neither http nor https");
	}
	// fetch refuses such a URL with a message that repeats it, password included.
	if (url.username !== "" || url.password !== "") throw new InvalidBaseUrlError("has a user or a password in it");
	if (url.href.includes("?") || url.href.includes("#")) {
		throw new InvalidBaseUrlError("has a query or a fragment, to which no path can be appended");
	}
	return url.href.replace(/\/+$/, "");
}
