import { bodyKindOf, type DocumentModel, essenceOf, isNullable, type Schema, typeOf } from "@onespec/openapi-document";
import { XmlDocument, XmlElement } from "libxml2-wasm";
import { readStrictJson } from "../json/strict.js";
import type { Answer } from "../judge.js";
import { branchFor, whole } from "../xml/names.js";

/**
 * What is left of a body without its values: types and names, each kind of array item once. Members that the schema
 * does not require count as present, and `null` as the type where the schema is nullable.
 */
export function shapeOf(model: DocumentModel, schema: Schema, answer: Answer): string {
	const mediaType = essenceOf(answer.headers["content-type"] ?? "");
	const text = Buffer.from(answer.body).toString();
	if (text === "") return "nothing";
	try {
		if (bodyKindOf(mediaType) === "json") return jsonShape(model, schema, readStrictJson(text).value);
		if (bodyKindOf(mediaType) === "xml") return xmlShape(text);
		return "text";
	} catch {
		return `no ${mediaType}`;
	}
}

function jsonShape(model: DocumentModel, schema: Schema, value: unknown): string {
	const branch = branchFor(model, schema, value);
	const here = whole(model, branch);
	if (Array.isArray(value)) {
		return `[${[...new Set(value.map((item) => jsonShape(model, here.items ?? {}, item)))].sort().join(" | ")}]`;
	}
	if (value === null) return isNullable(model, branch) ? jsonType(typeOf(here)) : "null";
	if (typeof value !== "object") return typeof value;
	const members = new Map(
		Object.entries(value).map(([name, one]) => [name, jsonShape(model, here.properties?.[name] ?? {}, one)]),
	);
	for (const [name, member] of Object.entries(here.properties ?? {})) {
		const optional = here.required?.includes(name) !== true;
		const type = typeOf(whole(model, member));
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
