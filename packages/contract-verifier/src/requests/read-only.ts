import type { DocumentModel } from "@onespec/openapi-document";
import { operationsById } from "../lookup.js";
import type { FoundScenario } from "../scenarios/find.js";
import type { Scenarios } from "../scenarios/types.js";

/** Why a cell is open that would have to write. */
export const READ_ONLY = "read-only";

/** Whether a method is one that changes no data (RFC 9110, "safe"). */
export function isSafe(method: string): boolean {
	return ["GET", "HEAD", "OPTIONS", "TRACE", "QUERY"].includes(method.toUpperCase());
}

/** Why a transaction must not be run where nothing may be written; `undefined` where it only reads. */
export function whyReadOnly(
	model: DocumentModel,
	scenarios: Scenarios | undefined,
	method: string,
	scenario: FoundScenario | undefined,
): string | undefined {
	if (!isSafe(method)) return READ_ONLY;
	const writes = (id: string | undefined) => id !== undefined && !isSafe(operationsById(model).get(id)?.method ?? "");
	const fixture = scenario?.fixtures?.find((name) => writes(scenarios?.fixtures[name]?.operation));
	if (fixture !== undefined) return `${READ_ONLY}: the fixture ${fixture} would write`;
	return writes(scenario?.cleanup?.operation) ? `${READ_ONLY}: its clean-up would write` : undefined;
}
