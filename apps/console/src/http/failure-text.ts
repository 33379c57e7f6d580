import type { ApiFailure } from "../api/api-failure.js";

/** What a page says about a failure. */
export interface FailureText {
	readonly status: number;
	readonly title: string;
	/** What happened and what to do, in plain words. */
	readonly advice: string;
	/** What the API itself said. */
	readonly messages: readonly string[];
	/** Whether the same request can succeed later without anything else being done. */
	readonly canRetry: boolean;
	readonly retryAfter: number | undefined;
}

/**
 * Says what a failure of the API means for the person in front of the page.
 *
 * @param failure what went wrong
 * @param apiBaseUrl where the API was looked for
 */
export function failureText(failure: ApiFailure, apiBaseUrl: string): FailureText {
	return {
		...words(failure, apiBaseUrl),
		messages: failure.results.map(({ Message }) => Message),
		retryAfter: failure.retryAfter,
	};
}

function words(failure: ApiFailure, apiBaseUrl: string): Omit<FailureText, "messages" | "retryAfter"> {
	const soon = failure.retryAfter === undefined ? "in a moment" : `in ${seconds(failure.retryAfter)}`;
	switch (failure.kind) {
		case "unreachable":
			return {
				status: 502,
				title: "The API cannot be reached",
				advice: `Nothing answers at ${apiBaseUrl}. Check that the API runs there and that --api (API_BASE_URL) names it; then try again.`,
				canRetry: true,
			};
		case "timeout":
			return {
				status: 504,
				title: "The API takes too long",
				advice: `${apiBaseUrl} did not answer in time. Try again in a moment; if that does not help, look at the API's own state.`,
				canRetry: true,
			};
		case "unauthorized":
			return {
				status: 502,
				title: "The API does not accept the credentials",
				advice:
					"Check that the store, the private key and the token belong together: in the credentials file (--credentials, API_CREDENTIALS) or in API_SECURE_URL, API_PRIVATE_KEY and API_TOKEN. Then start the console again.",
				canRetry: false,
			};
		case "forbidden":
			return {
				status: 403,
				title: "The token does not permit this",
				advice:
					"The store granted the application less than this needs. Ask for a token that may read and write customer groups, and start the console with it.",
				canRetry: false,
			};
		case "not-found":
			return {
				status: 404,
				title: "There is no such group",
				advice: "It may have been deleted. The list shows the groups that there are.",
				canRetry: false,
			};
		case "throttled":
			return {
				status: 429,
				title: "Too many requests",
				advice: `The API takes only so many requests at a time from one store. Try again ${soon}.`,
				canRetry: true,
			};
		case "unavailable":
			return {
				status: 503,
				title: "The API is out of order",
				advice: `${apiBaseUrl} answers, but cannot do its work at the moment. Try again ${soon}.`,
				canRetry: true,
			};
		case "invalid":
			return {
				status: 502,
				title: "The API refused the request",
				advice: "The console asked for something that the API does not take. The reason that it gives is below.",
				canRetry: false,
			};
		case "unexpected":
			return {
				status: 502,
				title: "This is not the Customer Groups API",
				advice: `What answers at ${apiBaseUrl} does not speak as the API is documented. Check that --api (API_BASE_URL) holds the whole base URL, its path included.`,
				canRetry: true,
			};
	}
}

function seconds(count: number): string {
	return count === 1 ? "1 second" : `${count} seconds`;
}
