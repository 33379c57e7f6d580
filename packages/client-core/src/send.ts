import type { ApiClient } from "./client.js";
import { observedOperation } from "./observed.js";
import type { Operation, OperationRequest } from "./operation.js";
import type { CallOptions } from "./options.js";
import { perform } from "./perform.js";

/** A documented success. */
export interface Answer<Data> {
	readonly status: number;
	readonly data: Data;
	/** From the response header that the API names for it. */
	readonly requestId: string | undefined;
}

/**
 * Sends one operation.
 *
 * @typeParam Data the body of success
 * @returns the documented success
 * @throws ClientError, one of its subclasses, for everything else
 * @example const { data } = await send<Thing>(client, getThing, { path: { id: 7 } });
 */
export function send<Data>(
	client: ApiClient,
	operation: Operation,
	request: OperationRequest = {},
	options: CallOptions = {},
): Promise<Answer<Data>> {
	return observedOperation(client, operation, async () => {
		const { status, data, requestId } = await perform(client, operation, request, options);
		return { status, data: data as Data, requestId };
	});
}
