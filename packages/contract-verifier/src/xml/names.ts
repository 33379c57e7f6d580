import {
	type DocumentModel,
	flatten,
	refName,
	type Schema,
	typeOf,
	withoutNull,
	type XmlFacets,
} from "@onespec/openapi-document";
import { XsdError } from "./xsd-error.js";

/** How XML writes a schema: what its own `xml` says, and those of the parts of its `allOf`. */
export function facetsOf(model: DocumentModel, schema: Schema): XmlFacets {
	return flatten(model, schema).xml ?? {};
}

/** What may stand in the place of an element: the alternatives of a `oneOf` or `anyOf`, by the name of their element. */
export function alternativesAt(model: DocumentModel, schema: Schema, name: string): Map<string, Schema[]> {
	const { schema: value } = withoutNull(model, flatten(model, schema));
	const own = value.xml?.name;
	const byName = new Map<string, Schema[]>();
	for (const branch of value.oneOf ?? value.anyOf ?? []) {
		const branchName = own ?? facetsOf(model, branch).name ?? name;
		byName.set(branchName, [...(byName.get(branchName) ?? []), branch]);
	}
	return byName;
}

/**
 * The name of a body's root element: `xml.name`, else the name of the schema.
 *
 * @param fallback stands for a name that the document leaves open
 * @throws XsdError where there is none.
 */
export function rootNameOf(model: DocumentModel, schema: Schema, fallback?: string): string {
	const name = facetsOf(model, schema).name ?? lastName(model, schema) ?? fallback;
	if (name === undefined) throw new XsdError("A schema for XML has no name: give it xml.name, or make it a component.");
	return name;
}

/** The last name of a chain of references, which is that of the schema itself. */
export function lastName(model: DocumentModel, schema: Schema): string | undefined {
	let name = refName(schema);
	for (let next = name; next !== undefined; next = refName(model.schemas[next] ?? {})) name = next;
	return name;
}

/** The name of the element of a property: `xml.name`, else the property's own. */
export function memberNameOf(model: DocumentModel, property: string, schema: Schema): string {
	return facetsOf(model, schema).name ?? property;
}

/** The name of the elements of an array's items: the items' `xml.name`, else the array's name. */
export function itemNameOf(model: DocumentModel, array: Schema, arrayName: string): string {
	return (array.items && facetsOf(model, array.items).name) ?? arrayName;
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
