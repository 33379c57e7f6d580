import { membersOf, requestOf } from "../around.js";
import { type OpenApiDocument, operationsOf, type Schema } from "../openapi.js";
import type { ExtensionFault } from "./extension-fault.js";
import { faultsOfValue } from "./extension-schemas.js";
import { operationPlace } from "./operation-place.js";

/** Holds `x-defaults` against the request body: its members must exist, may be left out, and have values that fit. */
export function faultsOfDefaults(document: OpenApiDocument): ExtensionFault[] {
	return operationsOf(document).flatMap((placed) => {
		const defaults = placed.operation["x-defaults"];
		if (defaults === undefined || faultsOfValue("x-defaults", defaults).length > 0) return [];
		const request = requestOf(document, placed.operation);
		const messages =
			request === undefined
				? ["x-defaults needs a request body in JSON"]
				: faultsOfMembers(document, request.schema, defaults as Readonly<Record<string, unknown>>);
		return messages.map((message) => ({ place: operationPlace(placed), message: `${message}.` }));
	});
}

function faultsOfMembers(
	document: OpenApiDocument,
	schema: Schema,
	defaults: Readonly<Record<string, unknown>>,
): string[] {
	const members = membersOf(document, schema);
	return Object.entries(defaults).flatMap(([name, value]) => {
		const member = members.get(name);
		if (member === undefined) return [`x-defaults names ${name}, which is no member of the request body`];
		if (member.required) return [`x-defaults names ${name}, which the request body must have`];
		const type = member.schema.type ?? "";
		return fits(type, value) ? [] : [`x-defaults: ${name} is no ${type}`];
	});
}

function fits(type: string, value: unknown): boolean {
	if (type === "integer") return Number.isInteger(value);
	return typeof value === type;
}
