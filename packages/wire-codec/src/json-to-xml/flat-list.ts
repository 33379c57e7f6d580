import type { DecimalDeclaration } from "@onespec/openapi-document/schema";
import type { ArrayShape, Shape } from "../shape.js";
import { escapeText } from "../xml/escape.js";
import { memberElements, namedBranches, rootBranches } from "../xml/names.js";
import { compileXmlElementWriter, compileXmlWriter } from "../xml/write.js";

/** `String.prototype.replace` knows the captures `$1` to `$99`. */
const MOST_MEMBERS = 99;

/** Stands for a quote within a string, so that the next quote is the one that ends it; JSON text has no such character. */
const QUOTE = "\u0001";

/** The text of a string, captured. */
const STRING = '"([^"]*)"';

/** What a string may have that is not the same in XML. */
const SPECIAL = ["\\", "&", "<", ">"];
const BEYOND_LATIN = /[\ufffe\uffff\ud800-\udfff]/;
const TO_REWRITE = /(?:\\(?:u[0-9a-fA-F]{4}|[^u])|[&<>\ufffe\uffff\ud800-\udfff])+/g;

/**
 * The XML of a list of flat objects, straight from its JSON text: a regular expression takes an item apart, and a template
 * puts it together again. A list of 20 takes a tenth of the time that reading it into values and writing these takes.
 *
 * @returns undefined where no text of the shape is such a list; else a function that takes well-formed JSON, and returns
 * undefined where the text is not as the JSON codec writes it, all members in the order of the schema
 */
export function flatListConverter(shape: Shape): ((json: string) => string | undefined) | undefined {
	const list = listBranch(shape);
	const patterns = list && memberPatterns(list.shape.items, list.name);
	if (list === undefined || patterns === undefined) return undefined;

	// The writer itself gives the template: of an item whose values are the names of the captures.
	const item = Object.fromEntries([...patterns.keys()].map((name, index) => [name, `$${index + 1}`]));
	const template = compileXmlElementWriter(list.shape.items)(list.name, item);
	const [head, tail, ...more] = compileXmlWriter(shape)([item]).split(template);
	if (head === undefined || tail === undefined || more.length > 0) return undefined;

	const members = [...patterns].map(([name, value]) => `${JSON.stringify(name)}:${value}`);
	// Sticky, so that nothing between two items is passed over.
	const source = `\\{${members.join(",")}\\}(?:,(?=\\{)|$)`;
	const pattern = new RegExp(source, "gy");
	// Stops at the first text that is empty, which XML writes in another way.
	const patternOfFull = new RegExp(source.replaceAll(STRING, '"([^"]+)"'), "gy");
	const itemEnd = template.slice(template.lastIndexOf("</"));
	const emptyMember = new RegExp(`>(?!${itemEnd})</[^>]+>`, "g");

	return (json) => {
		if (!json.startsWith("[{") || !json.endsWith("}]")) return undefined;
		const isSpecial = SPECIAL.some((character) => json.includes(character)) || BEYOND_LATIN.test(json);
		const text = isSpecial ? json.replace(TO_REWRITE, rewrite) : json;
		const list = text.slice(1, -1);
		let items = list.replace(patternOfFull, template);
		if (!items.endsWith(itemEnd)) items = list.replace(pattern, template).replace(emptyMember, " />");
		if (!items.endsWith(itemEnd)) return undefined;
		if (isSpecial) items = items.replaceAll(QUOTE, '"');
		return head + items + tail;
	};
}

/** A piece of a JSON string as it is to stand in XML. */
function rewrite(piece: string): string {
	return escapeText(JSON.parse(`"${piece}"`)).replaceAll('"', QUOTE);
}

/** The branch that each JSON array belongs to. */
function listBranch(shape: Shape): { name: string; shape: ArrayShape } | undefined {
	const [only, ...others] = rootBranches(shape).filter(({ shape: { kind } }) => kind === "array" || kind === "any");
	return others.length === 0 && only?.shape.kind === "array" ? { name: only.name, shape: only.shape } : undefined;
}

/** The patterns of an item's values by its members; undefined where one is no scalar element. */
function memberPatterns(items: Shape, place: string): Map<string, string> | undefined {
	const [item, ...others] = namedBranches(items);
	if (item?.shape.kind !== "object" || others.length > 0) return undefined;
	const itemName = item.name ?? place;
	const patterns = new Map<string, string>();
	for (const { member, repeated, branches } of memberElements(item.shape)) {
		const [only] = branches;
		const value = only && branches.length === 1 && !repeated ? patternOf(only.shape) : undefined;
		const name = only?.name ?? member;
		if (only?.prefix ?? only?.namespace ?? item.prefix ?? item.namespace) return undefined;
		// An empty member is told from the end of an item by its name. Most names mean nothing else in a pattern.
		if (value === undefined || name === itemName || !/^[\w-]+$/.test(itemName + name + member)) return undefined;
		patterns.set(member, value);
	}
	const isWhole = patterns.size === item.shape.members.size;
	return isWhole && patterns.size > 0 && patterns.size <= MOST_MEMBERS ? patterns : undefined;
}

/** The texts of a scalar that XML has in the same way, captured. */
function patternOf(shape: Shape): string | undefined {
	switch (shape.kind) {
		case "string":
			return STRING;
		case "boolean":
			return "(true|false)";
		case "integer":
		case "number":
			return "(0|-?[1-9][0-9]{0,14})"; // as a double gives them back
		case "decimal":
			return decimalPattern(shape.rule);
		default:
			return undefined;
	}
}

/** A decimal that is neither too long nor a negative zero; zeros at the end of a fraction that may be padded are not captured. */
function decimalPattern({ significantDigits, jsonFractionDigits }: DecimalDeclaration): string {
	const padded = `(?=[0-9]{${jsonFractionDigits}}(?![0-9]))`;
	const notPadded = `(?![0-9]{${jsonFractionDigits}}(?![0-9]))`;
	const isShort = `(?=[-.0-9]{1,${significantDigits}}(?![-.0-9]))`;
	const isNoNegativeZero = "(?!-[.0]+(?![.0-9]))";
	const fraction = `(?:\\.(?:${notPadded}[0-9]+|${padded}[0-9]*[1-9]))?`;
	return `${isShort}${isNoNegativeZero}(-?(?:0|[1-9][0-9]*)${fraction})(?:\\.?0+)?`;
}
