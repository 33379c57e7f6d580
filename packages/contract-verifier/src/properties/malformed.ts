import fc from "fast-check";
import type { Family } from "./characters.js";
import { writeJson } from "./exact-number.js";

/** How a body stops being one, and what makes it so. */
export interface Damage {
	name: string;
	damage(text: string): fc.Arbitrary<string>;
}

const truncated: Damage = {
	name: "truncated",
	damage: (text) =>
		fc.integer({ min: 1, max: [...text].length - 1 }).map((length) => [...text].slice(0, length).join("")),
};

const empty: Damage = { name: "empty body", damage: () => fc.constant("") };

/** What makes a JSON text malformed. Each text is an object or an array. */
const JSON_DAMAGES: Damage[] = [
	truncated,
	empty,
	{
		name: "trailing garbage",
		damage: (text) => fc.constantFrom("x", "}", "]", ",", '"', "1").map((end) => text + end),
	},
	{ name: "two roots", damage: (text) => fc.constantFrom("", " ", "\n").map((between) => text + between + text) },
	{
		name: "no JSON",
		damage: (text) =>
			fc.constantFrom(text.replace(/^./, "("), `{'a':1}`, "{a:1}", "[1,]", "// x", text.replace(/.$/, "")),
	},
];

const XML_DAMAGES: Damage[] = [
	truncated,
	empty,
	{
		name: "trailing garbage",
		damage: (text) => fc.constantFrom("x", "</x>", "<", "&", "]]>").map((end) => text + end),
	},
	{ name: "two roots", damage: (text) => fc.constantFrom("", " ", "\n").map((between) => text + between + text) },
	{
		name: "wrong root",
		damage: (text) =>
			fc.constantFrom("Wrong", "x", "Array", "root").map((name) => {
				const root = /^<([^\s/>]+)/.exec(text)?.[1] ?? "";
				return `<${name}${text.slice(root.length + 1, text.length - root.length - 1)}${name}>`;
			}),
	},
	{
		name: "DTD",
		damage: (text) =>
			fc.constantFrom(
				`<!DOCTYPE x>${text}`,
				`<!DOCTYPE x [<!ENTITY e "e">]>${text}`,
				`<!DOCTYPE x SYSTEM "file:///etc/passwd">${text}`,
			),
	},
];

/** The ways to damage a body of a family. */
export function damagesOf(family: Family, strict: boolean): Damage[] {
	if (family === "xml") return XML_DAMAGES;
	return strict ? [...JSON_DAMAGES, NO_NUMBER] : JSON_DAMAGES;
}

/** Some languages' own readers take it, so that it is tried only where the document promises strict bodies. */
const NO_NUMBER: Damage = { name: "NaN", damage: () => fc.constant(`{"a":NaN}`) };

/**
 * A body with one member twice in its object, which is the first item where the body is an array.
 * `undefined` where the object has no member of a simple type.
 */
export function withDuplicate(family: Family, value: unknown, text: string): string | undefined {
	if (family === "xml") {
		const leaf = /<([^\s/<>]+)>[^<]*<\/\1>/.exec(text)?.[0];
		return leaf === undefined ? undefined : text.replace(leaf, () => leaf + leaf);
	}
	const object: unknown = Array.isArray(value) ? value[0] : value;
	if (typeof object !== "object" || object === null) return undefined;
	const first = Object.entries(object)[0];
	if (first === undefined) return undefined;
	const written = writeJson(object);
	return text.replace(written, () => `{${JSON.stringify(first[0])}:${writeJson(first[1])},${written.slice(1)}`);
}
