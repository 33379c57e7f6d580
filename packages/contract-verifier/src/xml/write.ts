import { type DocumentModel, type Schema, typeOf } from "@onespec/openapi-document";
import { escapeXml } from "./escape.js";
import { branchFor, facetsOf, itemNameOf, memberNameOf, rootNameOf, whole } from "./names.js";

/**
 * Writes a value as an XML request body by its schema. Members come in the order of the schema; those that it does not
 * know come last, under their own names, so that an invalid request can be written too.
 *
 * @example
 * writeXml(model, { $ref: "#/components/schemas/Locker" }, { number: 7 }); // "<Locker><number>7</number></Locker>"
 */
export function writeXml(model: DocumentModel, schema: Schema, value: unknown): string {
	const branch = branchFor(model, schema, value);
	return element(model, rootNameOf(model, branch, "root"), branch, value);
}

function element(model: DocumentModel, name: string, schema: Schema, value: unknown): string {
	const { namespace, prefix } = facetsOf(model, schema);
	const tag = namespace !== undefined && prefix !== undefined ? `${prefix}:${name}` : name;
	const declared =
		namespace === undefined ? "" : ` xmlns${prefix === undefined ? "" : `:${prefix}`}="${escapeXml(namespace)}"`;
	if (value === null)
		return `<${tag}${declared} xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true"/>`;
	const place = whole(model, schema);
	if (Array.isArray(value)) {
		const itemName = itemNameOf(model, place, name);
		const items = value.map((item) => element(model, itemName, place.items ?? {}, item));
		return `<${tag}${declared}>${items.join("")}</${tag}>`;
	}
	if (typeof value !== "object") return `<${tag}${declared}>${escapeXml(String(value))}</${tag}>`;
	const { properties = {} } = place;
	const members = value as Record<string, unknown>;
	const known = Object.keys(properties).filter((property) => Object.hasOwn(members, property));
	const unknown = Object.keys(members).filter((member) => !Object.hasOwn(properties, member));
	let attributes = "";
	let content = "";
	for (const property of [...known, ...unknown]) {
		const member = properties[property] ?? {};
		const array = whole(model, member);
		const { xml } = array;
		const memberName = memberNameOf(model, property, member);
		const memberValue = members[property];
		if (xml?.text === true) content += escapeXml(String(memberValue));
		else if (xml?.attribute === true) attributes += ` ${memberName}="${escapeXml(String(memberValue))}"`;
		else if (typeOf(array) === "array" && xml?.wrapped !== true && Array.isArray(memberValue)) {
			const itemName = itemNameOf(model, array, property);
			content += memberValue.map((item) => element(model, itemName, array.items ?? {}, item)).join("");
		} else content += element(model, memberName, member, memberValue);
	}
	return `<${tag}${declared}${attributes}>${content}</${tag}>`;
}
