import { matchesCause } from "../answer/matches-cause.js";
import type { ApiClient } from "../client.js";
import { observedOperation } from "../observed.js";
import type { OperationRequest, SingleOperation } from "../operation.js";
import type { CallOptions } from "../options.js";
import { perform } from "../perform.js";

/** What a call for one item may say. */
export interface SingleOptions extends CallOptions {
	/** What a missing item is: a NotFoundError, or `null`. An error unless told. */
	readonly notFound?: "error" | "null" | undefined;
}

/**
 * Gets one item, out of its array of one where there is one.
 *
 * @throws NotFoundError where the item is missing and the options do not ask for `null`; ClientError
 * @example const thing = await sendSingle<Thing>(client, getThing, { path: { id: 7 } });
 */
export function sendSingle<Item>(
	client: ApiClient,
	operation: SingleOperation,
	request: OperationRequest,
	options: SingleOptions & { readonly notFound: "null" },
): Promise<Item | null>;
export function sendSingle<Item>(
	client: ApiClient,
	operation: SingleOperation,
	request?: OperationRequest,
	options?: SingleOptions & { readonly notFound?: "error" | undefined },
): Promise<Item>;
export function sendSingle<Item>(
	client: ApiClient,
	operation: SingleOperation,
	request?: OperationRequest,
	options?: SingleOptions,
): Promise<Item | null>;
export function sendSingle<Item>(
	client: ApiClient,
	operation: SingleOperation,
	request: OperationRequest = {},
	options: SingleOptions = {},
): Promise<Item | null> {
	return observedOperation(client, operation, async () => {
		try {
			const performed = await perform(client, operation, request, options);
			const { data } = performed;
			if (operation.single !== true) return data as Item;
			if (Array.isArray(data) && data.length === 1) return data[0];
			throw performed.malformed(Array.isArray(data) ? `${data.length} items instead of one` : "no array of one item");
		} catch (error) {
			if (options.notFound === "null" && matchesCause(error, operation.notFound)) return null;
			throw error;
		}
	});
}
