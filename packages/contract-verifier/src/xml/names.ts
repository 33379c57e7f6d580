import { deref } from "../document/pointer.js";
import type { OpenApiDocument, SchemaObject } from "../document/types.js";
import { XsdError } from "./xsd-error.js";

/** The name of a component that a reference names: `#/components/schemas/Locker` → `Locker`. */
export function componentName(ref: string): string {
	return decodeURIComponent(ref.slice(ref.lastIndexOf("/") + 1));
}

/**
 * The name of a body's root element: `xml.name`, else the component's name.
 * @throws XsdError where the schema has neither.
 */
export function rootNameOf(document: OpenApiDocument, schema: SchemaObject): string {
	const { value, ref } = deref(document, schema);
	const name = value.xml?.name ?? (ref && componentName(ref));
	if (name === undefined) throw new XsdError("A schema for XML has no name: give it xml.name, or make it a component.");
	return name;
}

/** The name of the element of a property: `xml.name`, else the property's own. */
export function memberNameOf(document: OpenApiDocument, property: string, schema: SchemaObject): string {
	return deref(document, schema).value.xml?.name ?? property;
}

/** The name of the elements of an array's items: the items' `xml.name`, else the array's name. */
export function itemNameOf(document: OpenApiDocument, array: SchemaObject, arrayName: string): string {
	return (array.items && deref(document, array.items).value.xml?.name) ?? arrayName;
}

/** The schema of an object with its `allOf` parts merged in, in their order. */
export function mergedObject(document: OpenApiDocument, schema: SchemaObject): SchemaObject {
	const object = deref(document, schema).value;
	if (object.allOf === undefined) return object;
	const merged: SchemaObject = { type: "object", properties: {}, required: [] };
	for (const part of [...object.allOf.map((one) => mergedObject(document, one)), { ...object, allOf: [] }]) {
		const { properties, required, allOf: _, ...rest } = part;
		Object.assign(merged, rest);
		merged.properties = { ...merged.properties, ...properties };
		merged.required = [...(merged.required ?? []), ...(required ?? [])];
	}
	if (object.xml === undefined) delete merged.xml;
	return merged;
}
