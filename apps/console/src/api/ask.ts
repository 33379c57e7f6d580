import {
	AbortedError,
	ApiError,
	ForbiddenError,
	NetworkError,
	NotFoundError,
	ServerError,
	TimeoutError,
	TooManyRequestsError,
	UnauthorizedError,
} from "@onespec/customer-groups";
import { ApiFailure, type FailureKind } from "./api-failure.js";

/**
 * Makes one call of the client.
 *
 * @param call the call
 * @returns what it fulfils with
 * @throws ApiFailure where it rejects, whatever the client's error: a refusal, no answer, an answer that cannot be read
 * @example const group = await ask(() => groups.get(1));
 */
export async function ask<Data>(call: () => Promise<Data>): Promise<Data> {
	try {
		return await call();
	} catch (error) {
		if (!(error instanceof ApiError)) throw new ApiFailure(kindOf(error));
		const results = error.results.map(({ value = "", message }) => ({ Value: value, Message: message }));
		const retryAfter = error.retryAfter === undefined ? undefined : Math.ceil(error.retryAfter / 1000);
		throw new ApiFailure(kindOfAnswer(error), results, retryAfter, error.status);
	}
}

function kindOf(error: unknown): FailureKind {
	if (error instanceof TimeoutError || error instanceof AbortedError) return "timeout";
	return error instanceof NetworkError ? "unreachable" : "unexpected";
}

function kindOfAnswer(error: ApiError): FailureKind {
	if (error instanceof UnauthorizedError) {
		// The API answers 401 for a missing permission too; the result then names the permission.
		return error.results.some(({ value }) => value === "read" || value === "write") ? "forbidden" : "unauthorized";
	}
	if (error instanceof ForbiddenError) return "forbidden";
	if (error instanceof TooManyRequestsError) return "throttled";
	if (error instanceof ServerError) return "unavailable";
	// An answer in another form comes from a server that does not know the API's paths.
	if (error.results.length === 0) return "unexpected";
	if (error instanceof NotFoundError) return "not-found";
	return error.status >= 400 ? "invalid" : "unexpected";
}
