import { answersOf, listOf, membersOf } from "../around.js";
import { type OpenApiDocument, operationsOf, type Schema } from "../openapi.js";
import type { ExtensionFault } from "./extension-fault.js";
import { type ErrorShape, errorShapeOf } from "./habits.js";
import { operationPlace } from "./operation-place.js";

/**
 * Holds `x-error-shape` against every documented error: its body is a list where the shape says so, and the members
 * are there and can carry what they are said to carry.
 */
export function faultsOfErrorShape(document: OpenApiDocument): ExtensionFault[] {
	const shape = errorShapeOf(document);
	if (shape === undefined) return [];
	return operationsOf(document).flatMap((placed) =>
		answersOf(document, placed.operation)
			.filter(({ status }) => status >= 400)
			.flatMap(({ status, schema }) =>
				(schema === undefined ? [] : faultsOfShape(document, shape, schema)).map((fault) => ({
					place: operationPlace(placed),
					message: `x-error-shape does not fit the body of ${status}: ${fault}.`,
				})),
			),
	);
}

/** What keeps a body from having the shape of errors, in words. */
export function faultsOfShape(document: OpenApiDocument, shape: ErrorShape, schema: Schema): string[] {
	const list = listOf(document, schema);
	if (shape.list === true && list === undefined) return ["it is no list"];
	if (shape.list !== true && list !== undefined) return ["it is a list"];
	const members = membersOf(document, list?.item ?? schema);
	return (["key", "value", "status", "message"] as const).flatMap((part) => {
		const name = shape[part];
		if (name === undefined) return [];
		const type = members.get(name)?.schema.type;
		if (!members.has(name)) return [`it has no member ${name}`];
		if (part === "status" && type === "integer") return [];
		return type === "string" ? [] : [`its member ${name} is no string`];
	});
}

/** The first item of an error's body, as far as it is an object. */
export function itemOf(shape: ErrorShape, body: unknown): Readonly<Record<string, unknown>> | undefined {
	const item: unknown = shape.list === true && Array.isArray(body) ? body[0] : body;
	return typeof item === "object" && item !== null ? (item as Record<string, unknown>) : undefined;
}
