import { deref, resolve } from "../document/pointer.js";
import type { OpenApiDocument, SchemaObject } from "../document/types.js";
import { escapeXml } from "./escape.js";
import { itemNameOf, memberNameOf, mergedObject, rootNameOf } from "./names.js";

/**
 * Writes a value as an XML request body by its schema. Members come in the order of the schema; those that it does not
 * know come last, under their own names, so that an invalid request can be written too.
 *
 * @example
 * writeXml(document, { $ref: "#/components/schemas/Locker" }, { number: 7 }); // "<Locker><number>7</number></Locker>"
 */
export function writeXml(document: OpenApiDocument, schema: SchemaObject, value: unknown): string {
	const branches = resolve(document, schema).oneOf;
	const branch = branches?.find((one) => (resolve(document, one).type === "array") === Array.isArray(value)) ?? schema;
	return element(document, rootNameOf(document, branch), branch, value);
}

function element(document: OpenApiDocument, name: string, schema: SchemaObject, value: unknown): string {
	if (value === null) return `<${name} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>`;
	const place = deref(document, schema).value;
	if (Array.isArray(value)) {
		const itemName = itemNameOf(document, place, name);
		const items = value.map((item) => element(document, itemName, place.items ?? {}, item));
		return `<${name}>${items.join("")}</${name}>`;
	}
	if (typeof value !== "object") return `<${name}>${escapeXml(String(value))}</${name}>`;
	const properties = mergedObject(document, place).properties ?? {};
	const members = value as Record<string, unknown>;
	const known = Object.keys(properties).filter((property) => Object.hasOwn(members, property));
	const unknown = Object.keys(members).filter((member) => !Object.hasOwn(properties, member));
	let attributes = "";
	let content = "";
	for (const property of [...known, ...unknown]) {
		const member = properties[property] ?? {};
		const { xml, type } = resolve(document, member);
		const memberName = memberNameOf(document, property, member);
		const memberValue = members[property];
		if (xml?.attribute === true) attributes += ` ${memberName}="${escapeXml(String(memberValue))}"`;
		else if (type === "array" && xml?.wrapped !== true && Array.isArray(memberValue)) {
			const array = resolve(document, member);
			const itemName = itemNameOf(document, array, property);
			content += memberValue.map((item) => element(document, itemName, array.items ?? {}, item)).join("");
		} else content += element(document, memberName, member, memberValue);
	}
	return `<${name}${attributes}>${content}</${name}>`;
}
