import { type Operation, operationExtensions, typesOf } from "@onespec/openapi-document";
import type { Cell } from "../cells.js";
import { needsCredentials } from "../requests/credentials.js";
import type { Scenario, Scenarios } from "./types.js";

/** A scenario as it was found, or derived from the document where none is written. */
export interface FoundScenario extends Scenario {
	/** Nobody wrote it: the document alone suggests it, and a right server may answer otherwise. */
	derived?: boolean;
	/** It is written for this operation, status and cause. */
	stated?: boolean;
	/** Send no credentials at all. */
	anonymous?: boolean;
	/** The path names an item that does not exist. */
	absent?: boolean;
	/** The request makes the item that its path names. */
	makes?: boolean;
	/** Any branch of the answer's schema will do: it is not said which cause it is. */
	anyCause?: boolean;
	/** Why it can't be run. */
	open?: string;
}

/**
 * The scenario of a cause: the one of the operation, else that of the cause, else one that the status alone suggests,
 * for the first cause of a response only. `undefined` where none is known.
 */
export function findScenario(
	scenarios: Scenarios | undefined,
	operation: Operation,
	cell: Cell,
	cause: string,
): FoundScenario | undefined {
	const own = scenarios?.operations[cell.operationId]?.[cell.status]?.[cause];
	if (own !== undefined) return { ...own, stated: true };
	const common = scenarios?.causes[cause];
	if (common !== undefined) return common;
	if (cause !== cell.causes[0]) return undefined;
	const derived = derivedScenario(operation, cell);
	return derived && { ...derived, derived: true };
}

function derivedScenario(operation: Operation, { status, requestMediaType }: Cell): FoundScenario | undefined {
	const { method, responses } = operation;
	if (/^2/.test(status)) {
		const partial = operationExtensions(operation).batch?.partial;
		if (status === String(partial)) return undefined;
		// A replacement is answered 201 where it makes what is not there (RFC 9110, 9.3.4).
		if (method === "PUT" && status === "201" && operation.path.endsWith("}")) return { makes: true };
		// What is changed or removed is no good for another request.
		return { fresh: !["GET", "HEAD", "OPTIONS", "POST"].includes(method) };
	}
	const anonymous: FoundScenario | undefined = needsCredentials(operation) ? { anonymous: true } : undefined;
	// A PUT that may make what is not there says something else by 404.
	const makes = method === "PUT" && responses.some((one) => one.status === "201");
	const absent: FoundScenario | undefined = operation.path.includes("{") && !makes ? { absent: true } : undefined;
	const readable = requestMediaType !== null && /[/+](json|xml)$/.test(requestMediaType);
	const malformed: FoundScenario | undefined = readable
		? { bodyText: { json: "{", xml: "<" } }
		: wrongParameter(operation);
	switch (status) {
		case "401":
			return anonymous;
		case "404":
		case "410":
			return absent;
		case "400":
		case "422":
			return malformed;
		case "406":
			return { headers: { Accept: UNKNOWN_MEDIA_TYPE } };
		case "415":
			return requestMediaType === null ? undefined : { headers: { "Content-Type": UNKNOWN_MEDIA_TYPE } };
		case "4XX":
		case "default": {
			// The answer has to be one that no other response speaks of.
			const free = (exact: string) =>
				!responses.some((one) => one.status === exact || (status === "default" && one.status === "4XX"));
			return (
				(free("404") ? absent : undefined) ??
				(free("401") ? anonymous : undefined) ??
				(free("400") ? malformed : undefined)
			);
		}
		default:
			return undefined;
	}
}

const UNKNOWN_MEDIA_TYPE = "application/x-unknown";
const NO_VALUE = "no-such-value";

/** A request with one parameter that its schema refuses: one of the query, else a header, else one of the path. */
function wrongParameter({ parameters }: Operation): FoundScenario | undefined {
	const places = [
		["query", "query"],
		["header", "headers"],
		["path", "path"],
	] as const;
	for (const [place, part] of places) {
		for (const { in: where, name, schema } of parameters) {
			const isText = typesOf(schema).includes("string") || typesOf(schema).length === 0;
			const isRefused = isText ? schema.enum?.includes(NO_VALUE) === false : !typesOf(schema).includes("array");
			if (where === place && isRefused) return { [part]: { [name]: NO_VALUE } };
		}
	}
	return undefined;
}
