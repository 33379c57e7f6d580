import type { PlacedOperation } from "../openapi.js";

/** An operation in words, for messages: `operation listThings (GET /things)`. */
export function operationPlace({ operation, method, path }: PlacedOperation): string {
	const where = `${method.toUpperCase()} ${path}`;
	return operation.operationId === undefined ? `operation ${where}` : `operation ${operation.operationId} (${where})`;
}
