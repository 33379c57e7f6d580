import { RunError } from "./run-error.js";

/** @throws RunError for anything but an http or https URL without credentials, query and fragment. */
export function endpointOf(endpoint: string): { origin: string; basePath: string } {
	const url = URL.canParse(endpoint) ? new URL(endpoint) : undefined;
	if (url === undefined || !/^https?:$/.test(url.protocol)) {
		throw new RunError("The endpoint is no http or https URL: give a base URL such as http://127.0.0.1:8080/api.");
	}
	if (url.username || url.password || url.search || url.hash) {
		throw new RunError(
			"The endpoint must have no user, query or fragment: credentials belong into the credentials file.",
		);
	}
	return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, "") };
}
