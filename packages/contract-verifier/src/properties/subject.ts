import { escapeToken, type Operation, type Schema } from "@onespec/openapi-document";
import { cellsOf } from "../cells.js";
import { responseFor } from "../lookup.js";
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
	schema: Schema;
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
export function subjectsOf({ model, scenarios }: RunContext): Subject[] {
	return model.operations.flatMap((operation): Subject[] => {
		const cell = cellsOf(model, operation.id).find((one) => one.status.startsWith("2"));
		const scenario = cell && findScenario(scenarios, operation, cell, cell.causes[0] ?? "");
		if (cell === undefined || scenario === undefined) return [];
		const accepts = responseFor(operation, cell.status)?.content.map(({ mediaType }) => mediaType) ?? [];
		return [
			{
				operation,
				scenario,
				status: cell.status,
				requests: (operation.requestBody?.content ?? []).flatMap(({ mediaType, kind, schema = {} }) =>
					kind === "json" || kind === "xml" ? [{ mediaType, family: kind, schema }] : [],
				),
				accepts: accepts.length > 0 ? accepts : errorMediaTypes(operation),
			},
		];
	});
}

function errorMediaTypes({ responses }: Operation): string[] {
	const all = responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType));
	return all.length > 0 ? [...new Set(all)] : [""];
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
export function pinsOf({ scenario }: Subject, context: RunContext, schema: Schema, saved: Saved): Map<Place, unknown> {
	const pins = new Map<Place, unknown>();
	const filled = fillBody(context.model, schema, scenario.body, (name) => saved[name]);
	const walk = (stated: unknown, value: unknown, place: Place): void => {
		if (Array.isArray(stated)) {
			for (const [index, item] of stated.entries()) walk(item, (value as unknown[])[index], `${place}/*`);
		} else if (typeof stated === "object" && stated !== null) {
			for (const [name, member] of Object.entries(stated)) {
				walk(member, (value as Record<string, unknown>)[name], `${place}/${escapeToken(name)}`);
			}
		} else if (placeholdersIn(stated).length > 0) pins.set(place, value);
	};
	walk(scenario.body, filled, "");
	return pins;
}
