import type { Encoding, Field, Parameter } from "@onespec/openapi-document";

/** A name and its value as a query or a form writes them: encoded. */
export type Pair = readonly [name: string, value: string];

/** What of a parameter or of a member of a form says how it is written. */
export type Style = Pick<Field, "name" | "style" | "explode"> & { readonly allowReserved?: boolean };

/** A parameter of the path as its style writes it, encoded: `7`, `.7`, `;id=7`. */
export function pathText({ name, style, explode }: Style, value: unknown): string {
	const key = encode(name);
	if (style === "label") return `.${joined(value, explode ? "." : ",", explode ? "=" : ",")}`;
	if (style !== "matrix") return joined(value, ",", explode ? "=" : ",");
	if (explode && Array.isArray(value)) return value.map((item) => `;${key}=${encode(textOf(item))}`).join("");
	if (explode && isObject(value)) return `;${joined(value, ";", "=")}`;
	return `;${key}=${joined(value, ",", ",")}`;
}

/** A parameter of the query, or a member of a form, as its style writes it: one pair, several or none. */
export function queryPairs({ name, style, explode, allowReserved = false }: Style, value: unknown): Pair[] {
	const write = (text: unknown) => encode(textOf(text), allowReserved);
	const key = encode(name);
	if (Array.isArray(value)) {
		const items = value.map(write);
		if (explode && style === "form") return items.map((item): Pair => [key, item]);
		if (items.length === 0) return [];
		return [[key, items.join({ spaceDelimited: "%20", pipeDelimited: "%7C" }[style as string] ?? ",")]];
	}
	if (!isObject(value)) return [[key, write(value ?? "")]];
	const members = Object.entries(value).filter(([, member]) => member !== undefined);
	if (style === "deepObject")
		return members.flatMap(([member, inner]) => deepPairs(`${name}[${member}]`, inner, write));
	if (explode) return members.map(([member, inner]): Pair => [encode(member), write(inner)]);
	return members.length === 0
		? []
		: [[key, members.flatMap(([member, inner]) => [encode(member), write(inner)]).join(",")]];
}

/** `filter[colour]=red`, deeper ones and arrays in the same way. */
function deepPairs(key: string, value: unknown, write: (value: unknown) => string): Pair[] {
	if (Array.isArray(value)) return value.flatMap((item) => deepPairs(`${key}[]`, item, write));
	if (!isObject(value)) return [[encode(key).replace(/%5B/g, "[").replace(/%5D/g, "]"), write(value)]];
	return Object.entries(value).flatMap(([member, inner]) => deepPairs(`${key}[${member}]`, inner, write));
}

/** A header as its style writes it: `a,b`, `name=x,colour=red`. */
export function headerText({ explode }: Pick<Field, "explode">, value: unknown): string {
	if (Array.isArray(value)) return value.map(textOf).join(",");
	if (!isObject(value)) return textOf(value);
	return Object.entries(value)
		.map(([member, inner]) => `${member}${explode ? "=" : ","}${textOf(inner)}`)
		.join(",");
}

/** A cookie as its style writes it: `name=value`, several with `; `. */
export function cookieText(parameter: Style, value: unknown): string {
	const pairs =
		parameter.style === "cookie" && !Array.isArray(value) && !isObject(value)
			? [[parameter.name, textOf(value)] as const]
			: queryPairs({ ...parameter, style: "form" }, value);
	return pairs.map(([name, text]) => `${name}=${text}`).join("; ");
}

/** The value of a parameter that is a document of its own, as text. */
export function contentText({ mediaType }: Pick<Parameter, "mediaType">, value: unknown): unknown {
	return mediaType === undefined ? value : typeof value === "string" ? value : JSON.stringify(value);
}

/** How a member of a form is written. */
export function formStyle(name: string, encoding: Encoding | undefined): Style {
	if (encoding?.styled !== true) return { name, style: "form", explode: true };
	return { name, style: encoding.style, explode: encoding.explode, allowReserved: encoding.allowReserved };
}

function joined(value: unknown, between: string, inside: string): string {
	if (Array.isArray(value)) return value.map((item) => encode(textOf(item))).join(between);
	if (!isObject(value)) return encode(textOf(value));
	return Object.entries(value)
		.map(([member, inner]) => `${encode(member)}${inside}${encode(textOf(inner))}`)
		.join(between);
}

function textOf(value: unknown): string {
	return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value ?? "");
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Percent-encodes a text; a lone surrogate, which no URL can carry, is replaced. */
function encode(text: string, reserved = false): string {
	const encoded = encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd"));
	return reserved ? encoded.replace(/%(3A|2F|3F|5B|5D|40|21|24|27|28|29|2A|2C|3B|3D)/gi, decodeURIComponent) : encoded;
}
