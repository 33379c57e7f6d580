import { type ApiClient, engineOf } from "./client.js";
import type { Engine } from "./engine.js";
import { ClientError } from "./errors/client-error.js";
import { detailsOf, type RequestDetails } from "./errors/request-details.js";
import type { Operation } from "./operation.js";

/** Runs a call and tells the hook of what it fails with. */
export async function observed<Value>(
	{ hooks }: Engine,
	request: RequestDetails,
	run: () => Promise<Value>,
): Promise<Value> {
	const { onError } = hooks;
	if (onError === undefined) return run();
	const started = performance.now();
	try {
		return await run();
	} catch (error) {
		const duration = performance.now() - started;
		const known = error instanceof ClientError ? error : undefined;
		const path = known?.path ?? request.path;
		onError({ ...request, path, attempt: known?.attempts ?? 0, error, duration });
		throw error;
	}
}

/** As {@link observed}, for a named operation. */
export function observedOperation<Value>(
	client: ApiClient,
	operation: Operation,
	run: () => Promise<Value>,
): Promise<Value> {
	return observed(client[engineOf](), detailsOf(operation), run);
}
