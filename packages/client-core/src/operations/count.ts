import type { ApiClient } from "../client.js";
import { observedOperation } from "../observed.js";
import type { CountableOperation, OperationRequest } from "../operation.js";
import type { CallOptions } from "../options.js";
import { perform } from "../perform.js";

/**
 * Counts the items of a list without reading them.
 *
 * @throws ClientError
 * @example const total = await count(client, listThings);
 */
export function count(
	client: ApiClient,
	operation: CountableOperation,
	request: OperationRequest = {},
	options: CallOptions = {},
): Promise<number> {
	const { parameter, value, member } = operation.pagination.count;
	return observedOperation(client, operation, async () => {
		const query = { ...request.query, [parameter]: value };
		const performed = await perform(client, operation, { ...request, query }, options);
		const total: unknown = (performed.data as Record<string, unknown> | null)?.[member];
		if (!Number.isSafeInteger(total)) throw performed.malformed(`no number in ${member}`);
		return total as number;
	});
}
