import { matchesCause } from "../answer/matches-cause.js";
import type { ApiClient } from "../client.js";
import { observedOperation } from "../observed.js";
import type { ListOperation, OperationRequest } from "../operation.js";
import type { CallOptions } from "../options.js";
import { perform } from "../perform.js";

/**
 * Gets a list, or one page of it; `[]` where there is nothing, or nothing any more.
 *
 * @throws ClientError
 * @example const things = await sendList<Thing>(client, listThings, { query: { limit: 20 } });
 */
export function sendList<Item>(
	client: ApiClient,
	operation: ListOperation,
	request: OperationRequest = {},
	options: CallOptions = {},
): Promise<Item[]> {
	return observedOperation(client, operation, () => list<Item>(client, operation, request, options));
}

/** As {@link sendList}, without the hook for errors. */
export async function list<Item>(
	client: ApiClient,
	operation: ListOperation,
	request: OperationRequest,
	options: CallOptions,
): Promise<Item[]> {
	try {
		const performed = await perform(client, operation, request, options);
		if (!Array.isArray(performed.data)) throw performed.malformed("something else than a list");
		return performed.data;
	} catch (error) {
		if (matchesCause(error, operation.empty) || matchesCause(error, operation.pagination?.pastTheEnd)) return [];
		throw error;
	}
}
