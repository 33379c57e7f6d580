import { ApiFailure, type ErrorResult, type FailureKind } from "./api-failure.js";

/** What a call of the client resolves to. */
interface Answer<Data> {
	readonly data?: Data;
	readonly error?: unknown;
	readonly response: Response;
}

/**
 * Makes one call of the client and gives its data.
 *
 * @param call the call
 * @returns the body of a 2xx answer
 * @throws ApiFailure for every other outcome: a refusal, no answer, an answer that cannot be read
 * @example const [group] = await ask(() => client.GET("/CustomerGroups/{id}", { params: { path: { id: 1 } } }));
 */
export async function ask<Data>(call: () => Promise<Answer<Data>>): Promise<Data> {
	let answer: Answer<Data>;
	try {
		answer = await call();
	} catch (error) {
		throw new ApiFailure(kindOfError(error));
	}
	const { data, error, response } = answer;
	if (response.ok && data !== undefined) return data;
	const results = resultsIn(error);
	throw new ApiFailure(kindOfStatus(response.status, results), results, secondsIn(response), response.status);
}

function kindOfError(error: unknown): FailureKind {
	const name = error instanceof Error ? error.name : "";
	if (name === "TimeoutError" || name === "AbortError") return "timeout";
	return name === "SyntaxError" ? "unexpected" : "unreachable";
}

function kindOfStatus(status: number, results: readonly ErrorResult[]): FailureKind {
	// The API answers 401 for a missing permission too; the result then names the permission.
	if (status === 401) return results.some(({ Value }) => /^(read|write)$/.test(Value)) ? "forbidden" : "unauthorized";
	if (status === 403) return "forbidden";
	// A 404 in another form comes from a server that does not know the API's paths.
	if (status === 404) return results.length > 0 ? "not-found" : "unexpected";
	if (status === 429) return "throttled";
	if (status >= 500) return "unavailable";
	return status >= 400 && results.length > 0 ? "invalid" : "unexpected";
}

function resultsIn(body: unknown): ErrorResult[] {
	if (!Array.isArray(body)) return [];
	return body.filter(
		(item: unknown): item is ErrorResult =>
			typeof item === "object" &&
			item !== null &&
			"Value" in item &&
			typeof item.Value === "string" &&
			"Message" in item &&
			typeof item.Message === "string",
	);
}

function secondsIn(response: Response): number | undefined {
	const text = response.headers.get("Retry-After") ?? "";
	return /^\d{1,6}$/.test(text) ? Number(text) : undefined;
}
