import { ClientError } from "./client-error.js";
import type { RequestDetails } from "./request-details.js";

/** What says that no connection came about, so that the request did not leave. Browsers do not tell. */
const unsent = new Set([
	"ECONNREFUSED",
	"ENOTFOUND",
	"EAI_AGAIN",
	"EHOSTUNREACH",
	"ENETUNREACH",
	"UND_ERR_CONNECT_TIMEOUT",
]);

/** No answer, or one that broke off: refused, reset, name unknown, no network. What the platform says is the `cause`. */
export class NetworkError extends ClientError {
	override readonly name = "NetworkError";
	/** The platform's code, such as `ECONNREFUSED`, where it has one. */
	declare readonly code: string | undefined;
	/** False where the request surely did not leave. */
	declare readonly sent: boolean;

	constructor(request: RequestDetails, cause: unknown) {
		const code = codeOf(cause);
		super(request, `got no answer${code === undefined ? "" : ` (${code})`}`, cause, {
			code,
			sent: code === undefined || !unsent.has(code),
		});
	}
}

function codeOf(error: unknown, depth = 0): string | undefined {
	if (typeof error !== "object" || error === null || depth > 4) return undefined;
	const { code, cause } = error as { code?: unknown; cause?: unknown };
	return typeof code === "string" ? code : codeOf(cause, depth + 1);
}
