import { XmlDocument, XmlElement } from "libxml2-wasm";
import { familyOf, mediaTypeOf } from "../document/media-types.js";
import { resolve } from "../document/pointer.js";
import type { OpenApiDocument, SchemaObject } from "../document/types.js";
import { readStrictJson } from "../json/strict.js";
import type { Answer } from "../judge.js";
import { mergedObject } from "../xml/names.js";
import { rootBranches } from "../xml/xsd.js";

/**
 * What is left of a body without its values: types and names, each kind of array item once. Members that the schema
 * does not require count as present, and `null` as the type where the schema is nullable.
 */
export function shapeOf(document: OpenApiDocument, schema: SchemaObject, answer: Answer): string {
	const mediaType = mediaTypeOf(answer.headers["content-type"] ?? "");
	const text = Buffer.from(answer.body).toString();
	if (text === "") return "nothing";
	try {
		if (familyOf(mediaType) === "json") return jsonShape(document, schema, readStrictJson(text).value);
		if (familyOf(mediaType) === "xml") return xmlShape(text);
		return "text";
	} catch {
		return `no ${mediaType}`;
	}
}

function jsonShape(document: OpenApiDocument, schema: SchemaObject, value: unknown): string {
	const branches = rootBranches(document, schema);
	const branch = branches.find((one) => (resolve(document, one).type === "array") === Array.isArray(value)) ?? schema;
	const here = mergedObject(document, branch);
	if (Array.isArray(value)) {
		return `[${[...new Set(value.map((item) => jsonShape(document, here.items ?? {}, item)))].sort().join(" | ")}]`;
	}
	if (value === null) return here.nullable === true ? jsonType(here.type) : "null";
	if (typeof value !== "object") return typeof value;
	const members = new Map(
		Object.entries(value).map(([name, one]) => [name, jsonShape(document, here.properties?.[name] ?? {}, one)]),
	);
	for (const [name, member] of Object.entries(here.properties ?? {})) {
		const optional = here.required?.includes(name) !== true;
		const { type } = mergedObject(document, member);
		// What an optional object or array holds cannot be known where it is absent.
		if (optional && (!members.has(name) || type === "object" || type === "array")) members.set(name, jsonType(type));
	}
	return `{ ${[...members]
		.sort(([one], [other]) => (one < other ? -1 : 1))
		.map(([name, shape]) => `${name}: ${shape}`)
		.join(", ")} }`;
}

function jsonType(type: string | undefined): string {
	return type === "integer" ? "number" : (type ?? "anything");
}

function xmlShape(text: string): string {
	const xml = XmlDocument.fromBuffer(new TextEncoder().encode(text));
	try {
		return elementShape(xml.root);
	} finally {
		xml.dispose();
	}
}

function elementShape(element: XmlElement): string {
	const children: string[] = [];
	for (let child = element.firstChild; child !== null; child = child.next) {
		if (child instanceof XmlElement) children.push(elementShape(child));
	}
	const attributes = element.attrs.map((one) => ` ${one.name}`).sort();
	return `<${element.prefix ? `${element.prefix}:` : ""}${element.name}${attributes.join("")}>${[...new Set(children)].join("")}`;
}
