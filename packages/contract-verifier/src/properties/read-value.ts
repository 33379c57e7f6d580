import { bodyKindOf, type DocumentModel, escapeToken, resolve, type Schema, typeOf } from "@onespec/openapi-document";
import { XmlDocument, XmlElement } from "libxml2-wasm";
import { readStrictJson } from "../json/strict.js";
import { branchFor, itemNameOf, memberNameOf, rootBranches, rootNameOf, whole } from "../xml/names.js";
import { canonicalDecimal } from "./exact-number.js";

/**
 * The value of a body that is known to fit its schema, the same from JSON and from XML: decimals as their canonical
 * texts, other numbers as numbers.
 */
export function readValue(model: DocumentModel, schema: Schema, mediaType: string, text: string): unknown {
	return bodyKindOf(mediaType) === "xml" ? readXml(model, schema, text) : readJson(model, schema, text);
}

function isDecimal(schema: Schema): boolean {
	return typeOf(schema) === "number" && (schema.format === "decimal" || schema["x-decimal"] !== undefined);
}

function readJson(model: DocumentModel, schema: Schema, text: string): unknown {
	const { value, numbers } = readStrictJson(text);
	const read = (place: Schema, one: unknown, pointer: string): unknown => {
		const here = whole(model, branchFor(model, place, one));
		if (typeof one === "number") return isDecimal(here) ? canonicalDecimal(numbers.get(pointer) ?? String(one)) : one;
		if (Array.isArray(one)) return one.map((item, index) => read(here.items ?? {}, item, `${pointer}/${index}`));
		if (typeof one !== "object" || one === null) return one;
		return Object.fromEntries(
			Object.entries(one).map(([name, member]) => [
				name,
				read(here.properties?.[name] ?? {}, member, `${pointer}/${escapeToken(name)}`),
			]),
		);
	};
	return read(schema, value, "");
}

function readXml(model: DocumentModel, schema: Schema, text: string): unknown {
	const xml = XmlDocument.fromBuffer(new TextEncoder().encode(text));
	try {
		const branches = rootBranches(model, schema);
		const branch = branches.find((one) => rootNameOf(model, one) === xml.root.name) ?? schema;
		return readElement(model, branch, xml.root);
	} finally {
		xml.dispose();
	}
}

function readElement(model: DocumentModel, schema: Schema, element: XmlElement): unknown {
	const here = whole(model, schema);
	if (element.attrs.some((attribute) => attribute.name === "nil" && attribute.value === "true")) return null;
	switch (typeOf(here)) {
		case "array": {
			const name = itemNameOf(model, here, element.name);
			return childrenOf(element, name).map((child) => readElement(model, here.items ?? {}, child));
		}
		case "integer":
		case "number":
		case "boolean":
		case "string":
			return readText(here, element.content);
		default:
			return readMembers(model, here, element);
	}
}

/** The value that a text stands for in an element or an attribute. */
function readText(here: Schema, text: string): unknown {
	switch (typeOf(here)) {
		case "integer":
			return Number(text.trim());
		case "number":
			return isDecimal(here) ? canonicalDecimal(text.trim()) : Number(text.trim());
		case "boolean":
			return ["true", "1"].includes(text.trim());
		default:
			return text;
	}
}

function readMembers(model: DocumentModel, object: Schema, element: XmlElement): Record<string, unknown> {
	const members: [string, unknown][] = [];
	for (const [property, schema] of Object.entries(object.properties ?? {})) {
		const { xml } = resolve(model, schema);
		const array = whole(model, schema);
		if (xml?.attribute === true) {
			const value = element.attr(memberNameOf(model, property, schema))?.value;
			if (value !== undefined) members.push([property, readText(array, value)]);
		} else if (typeOf(array) === "array" && xml?.wrapped !== true) {
			const items = childrenOf(element, itemNameOf(model, array, property));
			if (items.length > 0) members.push([property, items.map((i) => readElement(model, array.items ?? {}, i))]);
		} else {
			const child = childrenOf(element, memberNameOf(model, property, schema))[0];
			if (child !== undefined) members.push([property, readElement(model, schema, child)]);
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
