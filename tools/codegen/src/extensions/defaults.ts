import {
	type DocumentModel,
	membersOf,
	operationExtensions,
	resolve,
	type Schema,
	typeOf,
} from "@onespec/openapi-document";
import { operationPlace } from "../operation-model.js";
import type { ExtensionFault } from "./extension-fault.js";
import { requestSchemaOf } from "./json-bodies.js";

/** Holds `x-defaults` against the request body: its members must exist, may be left out, and have values that fit. */
export function faultsOfDefaults(model: DocumentModel): ExtensionFault[] {
	return model.operations.flatMap((operation) => {
		const { defaults } = operationExtensions(operation);
		if (defaults === undefined) return [];
		const schema = requestSchemaOf(operation);
		const messages =
			schema === undefined ? ["x-defaults needs a request body in JSON"] : faultsOfMembers(model, schema, defaults);
		return messages.map((message) => ({ place: operationPlace(operation), message: `${message}.` }));
	});
}

function faultsOfMembers(model: DocumentModel, schema: Schema, defaults: Readonly<Record<string, unknown>>): string[] {
	const members = membersOf(model, schema);
	return Object.entries(defaults).flatMap(([name, value]) => {
		const member = members.get(name);
		if (member === undefined) return [`x-defaults names ${name}, which is no member of the request body`];
		if (member.required) return [`x-defaults names ${name}, which the request body must have`];
		const type = typeOf(resolve(model, member.schema)) ?? "";
		return fits(type, value) ? [] : [`x-defaults: ${name} is no ${type}`];
	});
}

function fits(type: string, value: unknown): boolean {
	if (type === "integer") return Number.isInteger(value);
	return typeof value === type;
}
