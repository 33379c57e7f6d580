import { CredentialsError } from "../credentials/credentials-error.js";
import { Problem } from "./problem.js";
import { pathUnknown, unauthenticated, unavailable } from "./problems.js";

/** What an error becomes for the client, and whether it is one that an operator has to look at. */
export interface Outcome {
	problem: Problem;
	unexpected: boolean;
}

/**
 * The problem that any error is answered with. Refusals are what they are. Everything else, a database that is locked,
 * full or gone among it, is 503: the document has no other answer for a failure that is not the client's.
 */
export function problemOf(error: unknown): Outcome {
	if (error instanceof Problem) return { problem: error, unexpected: false };
	if (error instanceof CredentialsError) return { problem: unauthenticated(error), unexpected: false };
	if (isFrameworkError(error)) return { problem: frameworkProblem(error), unexpected: false };
	return { problem: unavailable(), unexpected: true };
}

interface FrameworkError extends Error {
	code: string;
	statusCode: number;
}

/** Whether Fastify refused the request before the operation saw it, such as for a URL that cannot be decoded. */
function isFrameworkError(error: unknown): error is FrameworkError {
	if (!(error instanceof Error) || !("code" in error) || !("statusCode" in error)) return false;
	const { code, statusCode } = error;
	return (
		typeof code === "string" &&
		code.startsWith("FST_") &&
		typeof statusCode === "number" &&
		statusCode >= 400 &&
		statusCode < 500
	);
}

function frameworkProblem(error: FrameworkError): Problem {
	// A path that cannot be decoded, or is longer than any, is a path that no operation has.
	if (error.code === "FST_ERR_BAD_URL" || error.code === "FST_ERR_MAX_PARAM_LENGTH") return pathUnknown();
	return new Problem(error.statusCode, "", error.message);
}
