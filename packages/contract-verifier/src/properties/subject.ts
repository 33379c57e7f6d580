import { cellsOf } from "../cells.js";
import { familyOf, mediaTypeOf } from "../document/media-types.js";
import { type Operation, operationsOf } from "../document/operations.js";
import { escapeSegment } from "../document/pointer.js";
import type { SchemaObject } from "../document/types.js";
import { fillBody } from "../requests/fill-body.js";
import type { Saved } from "../requests/set-up.js";
import { type FoundScenario, findScenario } from "../scenarios/find.js";
import { fillText, placeholdersIn } from "../scenarios/placeholders.js";
import type { RequestParts } from "../scenarios/types.js";
import type { Family } from "./characters.js";
import type { RunContext } from "./options.js";
import type { Place } from "./valid.js";

/** A media type of a request with the schema of its body. */
export interface RequestMedia {
	mediaType: string;
	family: Family;
	schema: SchemaObject;
}

/** An operation with how it succeeds: the scenario of its first success. */
export interface Subject {
	operation: Operation;
	scenario: FoundScenario;
	/** The status of the success. */
	status: string;
	/** JSON and XML only; no other body can be generated. */
	requests: RequestMedia[];
	/** The media types of the success; where it has no body those of the errors, `""` where they have none either. */
	accepts: string[];
}

/** The operations of a document whose success can be brought about. */
export function subjectsOf({ document, scenarios }: RunContext): Subject[] {
	const cells = cellsOf(document);
	return operationsOf(document).flatMap((operation): Subject[] => {
		const cell = cells.find((one) => one.operationId === operation.operationId && one.status.startsWith("2"));
		const scenario = cell && findScenario(document, scenarios, operation, cell, cell.causes[0] ?? "");
		if (cell === undefined || scenario === undefined) return [];
		const response = operation.responses.get(cell.status);
		const accepts = Object.keys(response?.content ?? {}).map(mediaTypeOf);
		return [
			{
				operation,
				scenario,
				status: cell.status,
				requests: Object.entries(operation.requestBody?.content ?? {}).flatMap(([key, { schema = {} }]) => {
					const family = familyOf(key);
					return family === "other" ? [] : [{ mediaType: mediaTypeOf(key), family, schema }];
				}),
				accepts: accepts.length > 0 ? accepts : errorMediaTypes(operation),
			},
		];
	});
}

function errorMediaTypes({ responses }: Operation): string[] {
	const keys = [...responses.values()].flatMap(({ content }) => Object.keys(content ?? {}));
	return keys.length > 0 ? [...new Set(keys.map(mediaTypeOf))] : [""];
}

/** The scenario's parts of a request without its body, placeholders filled. */
export function filledParts({ scenario }: Subject, saved: Saved): RequestParts {
	const fill = <T>(map: Record<string, T> = {}) =>
		Object.fromEntries(
			Object.entries(map).map(([name, value]) => [
				name,
				typeof value === "string" ? (fillText(value, (one) => saved[one]) as T) : value,
			]),
		);
	return { path: fill(scenario.path), query: fill(scenario.query), headers: fill(scenario.headers) };
}

/** The members of the scenario's body that name saved data, filled, by place. */
export function pinsOf(
	{ scenario }: Subject,
	context: RunContext,
	schema: SchemaObject,
	saved: Saved,
): Map<Place, unknown> {
	const pins = new Map<Place, unknown>();
	const filled = fillBody(context.document, schema, scenario.body, (name) => saved[name]);
	const walk = (stated: unknown, value: unknown, place: Place): void => {
		if (Array.isArray(stated)) {
			for (const [index, item] of stated.entries()) walk(item, (value as unknown[])[index], `${place}/*`);
		} else if (typeof stated === "object" && stated !== null) {
			for (const [name, member] of Object.entries(stated)) {
				walk(member, (value as Record<string, unknown>)[name], `${place}/${escapeSegment(name)}`);
			}
		} else if (placeholdersIn(stated).length > 0) pins.set(place, value);
	};
	walk(scenario.body, filled, "");
	return pins;
}
