import { XmlDocument, XmlElement } from "libxml2-wasm";
import { familyOf } from "../document/media-types.js";
import { escapeSegment, resolve } from "../document/pointer.js";
import type { OpenApiDocument, SchemaObject } from "../document/types.js";
import { readStrictJson } from "../json/strict.js";
import { itemNameOf, memberNameOf, mergedObject, rootNameOf } from "../xml/names.js";
import { rootBranches } from "../xml/xsd.js";
import { canonicalDecimal } from "./exact-number.js";

/**
 * The value of a body that is known to fit its schema, the same from JSON and from XML: decimals as their canonical
 * texts, other numbers as numbers.
 */
export function readValue(document: OpenApiDocument, schema: SchemaObject, mediaType: string, text: string): unknown {
	return familyOf(mediaType) === "xml" ? readXml(document, schema, text) : readJson(document, schema, text);
}

function isDecimal(schema: SchemaObject): boolean {
	return schema.type === "number" && (schema.format === "decimal" || schema["x-decimal"] !== undefined);
}

function readJson(document: OpenApiDocument, schema: SchemaObject, text: string): unknown {
	const { value, numbers } = readStrictJson(text);
	const read = (place: SchemaObject, one: unknown, pointer: string): unknown => {
		const here = mergedObject(document, branchFor(document, place, one));
		if (typeof one === "number") return isDecimal(here) ? canonicalDecimal(numbers.get(pointer) ?? String(one)) : one;
		if (Array.isArray(one)) return one.map((item, index) => read(here.items ?? {}, item, `${pointer}/${index}`));
		if (typeof one !== "object" || one === null) return one;
		return Object.fromEntries(
			Object.entries(one).map(([name, member]) => [
				name,
				read(here.properties?.[name] ?? {}, member, `${pointer}/${escapeSegment(name)}`),
			]),
		);
	};
	return read(schema, value, "");
}

/** The branch of a `oneOf` that has the value's kind: array or not. */
function branchFor(document: OpenApiDocument, schema: SchemaObject, value: unknown): SchemaObject {
	const branches = rootBranches(document, schema);
	return (
		branches.find((branch) => (resolve(document, branch).type === "array") === Array.isArray(value)) ??
		branches[0] ??
		schema
	);
}

function readXml(document: OpenApiDocument, schema: SchemaObject, text: string): unknown {
	const xml = XmlDocument.fromBuffer(new TextEncoder().encode(text));
	try {
		const branches = rootBranches(document, schema);
		const branch = branches.find((one) => rootNameOf(document, one) === xml.root.name) ?? schema;
		return readElement(document, branch, xml.root);
	} finally {
		xml.dispose();
	}
}

function readElement(document: OpenApiDocument, schema: SchemaObject, element: XmlElement): unknown {
	const here = mergedObject(document, schema);
	if (element.attrs.some((attribute) => attribute.name === "nil" && attribute.value === "true")) return null;
	switch (here.type) {
		case "array": {
			const name = itemNameOf(document, here, element.name);
			return childrenOf(element, name).map((child) => readElement(document, here.items ?? {}, child));
		}
		case "integer":
			return Number(element.content.trim());
		case "number":
			return isDecimal(here) ? canonicalDecimal(element.content.trim()) : Number(element.content.trim());
		case "boolean":
			return ["true", "1"].includes(element.content.trim());
		case "string":
			return element.content;
		default:
			return readMembers(document, here, element);
	}
}

function readMembers(document: OpenApiDocument, object: SchemaObject, element: XmlElement): Record<string, unknown> {
	const members: [string, unknown][] = [];
	for (const [property, schema] of Object.entries(object.properties ?? {})) {
		const { type, xml } = resolve(document, schema);
		if (xml?.attribute === true) {
			const value = element.attr(memberNameOf(document, property, schema))?.value;
			if (value !== undefined) members.push([property, value]);
		} else if (type === "array" && xml?.wrapped !== true) {
			const array = resolve(document, schema);
			const items = childrenOf(element, itemNameOf(document, array, property));
			if (items.length > 0) members.push([property, items.map((i) => readElement(document, array.items ?? {}, i))]);
		} else {
			const child = childrenOf(element, memberNameOf(document, property, schema))[0];
			if (child !== undefined) members.push([property, readElement(document, schema, child)]);
		}
	}
	return Object.fromEntries(members);
}

/** The child elements of a name; all where none is given. */
export function childrenOf(element: XmlElement, name?: string): XmlElement[] {
	const children: XmlElement[] = [];
	for (let child = element.firstChild; child !== null; child = child.next) {
		if (child instanceof XmlElement && (name === undefined || child.name === name)) children.push(child);
	}
	return children;
}
