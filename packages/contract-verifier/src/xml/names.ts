import {
	type DocumentModel,
	flatten,
	refName,
	resolve,
	type Schema,
	typeOf,
	withoutNull,
} from "@onespec/openapi-document";
import { XsdError } from "./xsd-error.js";

/**
 * The name of a body's root element: `xml.name`, else the name of the schema.
 *
 * @param fallback stands for a name that the document leaves open
 * @throws XsdError where there is none.
 */
export function rootNameOf(model: DocumentModel, schema: Schema, fallback?: string): string {
	const name = resolve(model, schema).xml?.name ?? lastName(model, schema) ?? fallback;
	if (name === undefined) throw new XsdError("A schema for XML has no name: give it xml.name, or make it a component.");
	return name;
}

/** The last name of a chain of references, which is that of the schema itself. */
function lastName(model: DocumentModel, schema: Schema): string | undefined {
	let name = refName(schema);
	for (let next = name; next !== undefined; next = refName(model.schemas[next] ?? {})) name = next;
	return name;
}

/** The name of the element of a property: `xml.name`, else the property's own. */
export function memberNameOf(model: DocumentModel, property: string, schema: Schema): string {
	return resolve(model, schema).xml?.name ?? property;
}

/** The name of the elements of an array's items: the items' `xml.name`, else the array's name. */
export function itemNameOf(model: DocumentModel, array: Schema, arrayName: string): string {
	return (array.items && resolve(model, array.items).xml?.name) ?? arrayName;
}

/** The alternatives at the root of a body: the branches of a `oneOf`, or the schema alone; references are kept. */
export function rootBranches(model: DocumentModel, schema: Schema): Schema[] {
	const { schema: inner } = withoutNull(model, schema);
	const branches = inner.oneOf ?? inner.anyOf;
	return branches === undefined ? [schema] : branches.flatMap((branch) => rootBranches(model, branch));
}

/** The branch that has the kind of a value: array or not. */
export function branchFor(model: DocumentModel, schema: Schema, value: unknown): Schema {
	const branches = rootBranches(model, schema);
	const isArray = Array.isArray(value);
	return branches.find((one) => (typeOf(flatten(model, one)) === "array") === isArray) ?? branches[0] ?? schema;
}

/** What a schema says together, `null` left out, with the parts of `allOf` merged; its `oneOf` is kept. */
export function whole(model: DocumentModel, schema: Schema): Schema {
	return withoutNull(model, flatten(model, schema)).schema;
}
