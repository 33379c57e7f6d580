import { apiError } from "../answer/api-error-of.js";
import { resultItems } from "../answer/results.js";
import type { ApiClient } from "../client.js";
import { observedOperation } from "../observed.js";
import type { OperationRequest, ResultOperation } from "../operation.js";
import type { CallOptions } from "../options.js";
import { perform } from "../perform.js";

/** What became of a write. */
export interface Result<Id extends number | string = number | string> {
	/** Of the item that was written. */
	readonly id: Id;
	readonly status: number;
	/** The outcome in the vendor's words. */
	readonly message: string;
}

/**
 * Makes one write and reads its result.
 *
 * @throws ClientError; also where the answer's status is one of success and the result's is not
 * @example const { id } = await sendResult(client, createThing, { body: { Name: "Box" } });
 */
export function sendResult<Id extends number | string = number>(
	client: ApiClient,
	operation: ResultOperation,
	request: OperationRequest = {},
	options: CallOptions = {},
): Promise<Result<Id>> {
	return observedOperation(client, operation, async () => {
		const performed = await perform(client, operation, request, options);
		const { engine, data, requestId } = performed;
		const items: unknown[] = Array.isArray(data) ? data : [data];
		const results = resultItems(data, engine.description.errors);
		const { status = performed.status, message = "" } = results[0] ?? {};
		if (items.length !== 1) throw performed.malformed(`${items.length} results instead of one`);
		if (status >= 400) {
			const reason = `${message} (the answer's own status was ${performed.status})`;
			const failure = { status, documented: true, requestId, reason, results, body: undefined, retryAfter: undefined };
			throw performed.ended(apiError(performed.request, failure));
		}
		const { member, type } = operation.result;
		const id = readId((items[0] as Record<string, unknown> | null)?.[member], type);
		if (id === undefined) throw performed.malformed(`no id in ${member}`);
		return { id: id as Id, status, message };
	});
}

/** An id as it is declared, also where a number is written as a string. */
function readId(value: unknown, type: "integer" | "string"): number | string | undefined {
	if (typeof value !== "string" && typeof value !== "number") return undefined;
	if (type === "string") return String(value);
	const id = value === "" ? Number.NaN : Number(value);
	return Number.isSafeInteger(id) ? id : undefined;
}
