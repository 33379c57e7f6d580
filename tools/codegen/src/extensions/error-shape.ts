import {
	type DocumentModel,
	documentExtensions,
	type ErrorShape,
	listOf,
	membersOf,
	resolve,
	type Schema,
	typeOf,
} from "@onespec/openapi-document";
import { operationPlace } from "../operation-model.js";
import type { ExtensionFault } from "./extension-fault.js";
import { answersOf } from "./json-bodies.js";

/**
 * Holds `x-error-shape` against every documented error: its body is a list where the shape says so, and the members
 * are there and can carry what they are said to carry.
 */
export function faultsOfErrorShape(model: DocumentModel): ExtensionFault[] {
	const shape = documentExtensions(model).errorShape;
	if (shape === undefined) return [];
	return model.operations.flatMap((operation) =>
		answersOf(operation)
			.filter(({ status }) => status >= 400)
			.flatMap(({ status, schema }) =>
				(schema === undefined ? [] : faultsOfShape(model, shape, schema)).map((fault) => ({
					place: operationPlace(operation),
					message: `x-error-shape does not fit the body of ${status}: ${fault}.`,
				})),
			),
	);
}

/** What keeps a body from having the shape of errors, in words. */
export function faultsOfShape(model: DocumentModel, shape: ErrorShape, schema: Schema): string[] {
	const list = listOf(model, schema);
	if (shape.list === true && list === undefined) return ["it is no list"];
	if (shape.list !== true && list !== undefined) return ["it is a list"];
	const members = membersOf(model, list?.item ?? schema);
	return (["key", "value", "status", "message"] as const).flatMap((part) => {
		const name = shape[part];
		if (name === undefined) return [];
		const member = members.get(name);
		if (member === undefined) return [`it has no member ${name}`];
		const type = typeOf(resolve(model, member.schema));
		if (part === "status" && type === "integer") return [];
		return type === "string" ? [] : [`its member ${name} is no string`];
	});
}

/** The first item of an error's body, as far as it is an object. */
export function failureIn(shape: ErrorShape, body: unknown): Readonly<Record<string, unknown>> | undefined {
	const item: unknown = shape.list === true && Array.isArray(body) ? body[0] : body;
	return typeof item === "object" && item !== null ? (item as Record<string, unknown>) : undefined;
}
