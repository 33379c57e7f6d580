import { type DocumentModel, type Operation, resolve, typeOf } from "@onespec/openapi-document";
import type { Cell } from "../cells.js";
import { needsCredentials } from "../requests/credentials.js";
import type { Scenario, Scenarios } from "./types.js";

/** A scenario as it was found, or derived from the document where none is written. */
export interface FoundScenario extends Scenario {
	/** Send no credentials at all. */
	anonymous?: boolean;
}

/**
 * The scenario of a cause: the one of the operation, else that of the cause, else one that the status alone suggests,
 * for the first cause of a response only. `undefined` where none is known.
 */
export function findScenario(
	model: DocumentModel,
	scenarios: Scenarios | undefined,
	operation: Operation,
	cell: Cell,
	cause: string,
): FoundScenario | undefined {
	const written = scenarios?.operations[cell.operationId]?.[cell.status]?.[cause] ?? scenarios?.causes[cause];
	if (written !== undefined) return written;
	return cause === cell.causes[0] ? derivedScenario(model, operation, cell.status) : undefined;
}

function derivedScenario(model: DocumentModel, operation: Operation, status: string): FoundScenario | undefined {
	if (status.startsWith("2")) return {};
	if (status === "401") return needsCredentials(operation) ? { anonymous: true } : undefined;
	if (status === "400" && operation.requestBody !== undefined) return { bodyText: { json: "{", xml: "<" } };
	if (status === "404") {
		for (const parameter of operation.parameters) {
			if (parameter.in !== "path") continue;
			const schema = resolve(model, parameter.schema);
			if (typeOf(schema) !== "integer") continue;
			const improbable = schema.maximum ?? (schema.format === "int64" ? Number.MAX_SAFE_INTEGER : 2147483647);
			return { path: { [parameter.name]: improbable } };
		}
	}
	return undefined;
}
