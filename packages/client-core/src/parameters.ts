/** Parameters in all styles that OpenAPI has; its tables are those of RFC 6570. */
import { InvalidParameterError } from "./errors.js";
import type { Operation, OperationRequest, ParameterStyle, PartEncoding } from "./operation.js";
import { wideJson } from "./wide-json.js";

/** Where the parameters of a request go. */
export interface WrittenParameters {
	/** The path below the base URL, with its query. */
	readonly path: string;
	/** With `cookie` among them, which browsers do not let anybody set. */
	readonly headers: Readonly<Record<string, string>>;
}

/**
 * Writes all parameters of a request. Values that are `undefined` or `null` are left out, in arrays and objects as well;
 * with nothing else in them, so are arrays and objects.
 *
 * @throws InvalidParameterError for a value that its style cannot write, and for a path that would be another one
 */
export function writeParameters(
	operation: Operation,
	{ path = {}, query = {}, header = {}, cookie = {} }: OperationRequest,
): WrittenParameters {
	const { parameters = {} } = operation.wire ?? {};
	const write = <Written>(name: string, value: unknown, written: () => Written): Written => {
		try {
			return written();
		} catch (error) {
			if (error instanceof UnfitError) throw new InvalidParameterError(operation, name, value, error.message);
			// What JSON cannot carry, such as an object that holds itself.
			if (error instanceof TypeError)
				throw new InvalidParameterError(operation, name, "of another type", `: ${error.message}`);
			throw error;
		}
	};
	const filled = operation.path.replace(/\{([^{}]+)\}/g, (_, name: string) => {
		const value = path[name];
		const text = write(name, value, () => pathText(name, value, parameters.path?.[name]));
		if (/^\.{0,2}$/.test(text)) throw new InvalidParameterError(operation, name, value);
		return text;
	});
	const search = Object.entries(query).flatMap(([name, value]) =>
		write(name, value, () => queryPairs(name, value, parameters.query?.[name])),
	);
	const headers: Record<string, string> = Object.create(null);
	for (const [name, value] of Object.entries(header)) {
		const text = write(name, value, () => simple(value, parameters.header?.[name], String));
		// These three are described by other means, and the document is to be ignored where it has them.
		if (text !== undefined && !/^(accept|content-type|authorization)$/i.test(name)) headers[name.toLowerCase()] = text;
	}
	const cookies = Object.entries(cookie).flatMap(([name, value]) =>
		write(name, value, () => queryPairs(name, value, { explode: false, ...parameters.cookie?.[name] })),
	);
	if (cookies.length > 0) headers.cookie = cookies.join("; ");
	return {
		path: search.length === 0 ? filled : `${filled}${filled.includes("?") ? "&" : "?"}${search.join("&")}`,
		headers,
	};
}

/** A value that a style cannot write; its message is the second half of a sentence. */
class UnfitError extends TypeError {}

/** What is written of a value: one text, items, or members. */
type Parts =
	| { readonly kind: "text"; readonly text: string }
	| { readonly kind: "items"; readonly items: readonly string[] }
	| { readonly kind: "members"; readonly members: readonly (readonly [string, string])[] };

function partsOf(value: unknown, encode: (text: string) => string): Parts | undefined {
	if (value === undefined || value === null) return undefined;
	if (Array.isArray(value)) {
		const items = value.filter(isThere).map((item) => encode(scalar(item)));
		return items.length === 0 ? undefined : { kind: "items", items };
	}
	if (typeof value === "object" && !(value instanceof Date)) {
		const members = Object.entries(value)
			.filter(([, member]) => isThere(member))
			.map(([name, member]) => [encode(name), encode(scalar(member))] as const);
		return members.length === 0 ? undefined : { kind: "members", members };
	}
	return { kind: "text", text: encode(scalar(value)) };
}

function isThere(value: unknown): boolean {
	return value !== undefined && value !== null;
}

function scalar(value: unknown): string {
	if (value instanceof Date && Number.isNaN(value.getTime())) throw new UnfitError(", which is no date to send");
	if (value instanceof Date) return value.toISOString();
	if (typeof value === "object" || typeof value === "function" || typeof value === "symbol") {
		throw new UnfitError(", which no parameter of this style can hold");
	}
	if (typeof value === "number" && !Number.isFinite(value)) throw new UnfitError(", which is no number to send");
	return String(value);
}

/** RFC 3986: everything but unreserved characters. */
function strict(text: string): string {
	return encodeURIComponent(text).replace(/[!'()*]/g, (one) => `%${one.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** As {@link strict}, but reserved characters and what is encoded already stay; not those that would end a value. */
function reserved(text: string): string {
	return text.replace(/%[0-9a-f]{2}|[\s\S]/giu, (one) => (/^(%..|[:/?@!$'()*,;=])$/.test(one) ? one : strict(one)));
}

const json = (value: unknown, encode: (text: string) => string): string => encode(wideJson.write(value));

/**
 * The text of a parameter in the path, in the style `simple`, `label` or `matrix`.
 *
 * @example pathText("color", ["blue", "black"], { style: "matrix", explode: true }) // ";color=blue;color=black"
 */
export function pathText(name: string, value: unknown, style: ParameterStyle = {}): string {
	if (style.contentType !== undefined && isThere(value)) return json(value, strict);
	const { explode = false } = style;
	if (style.style !== "label" && style.style !== "matrix") return simple(value, style, strict) ?? "";
	const parts = partsOf(value, strict);
	if (parts === undefined) return "";
	const matrix = style.style === "matrix";
	const key = strict(name);
	const before = matrix ? `;${key}` : ".";
	switch (parts.kind) {
		case "text":
			return matrix && parts.text !== "" ? `${before}=${parts.text}` : before + parts.text;
		case "items":
			if (!explode) return `${matrix ? `${before}=` : before}${parts.items.join(",")}`;
			return parts.items.map((item) => (matrix ? `${before}=${item}` : `.${item}`)).join("");
		case "members":
			if (!explode) return `${matrix ? `${before}=` : before}${parts.members.flat().join(",")}`;
			return parts.members.map(([member, text]) => `${matrix ? ";" : "."}${member}=${text}`).join("");
	}
}

/** The style `simple`, of the path and of headers. */
function simple(
	value: unknown,
	{ explode = false, contentType }: ParameterStyle = {},
	encode: (text: string) => string,
): string | undefined {
	if (contentType !== undefined && isThere(value)) return json(value, encode);
	const parts = partsOf(value, encode);
	switch (parts?.kind) {
		case undefined:
			return undefined;
		case "text":
			return parts.text;
		case "items":
			return parts.items.join(",");
		case "members":
			return parts.members.map(([name, text]) => `${name}${explode ? "=" : ","}${text}`).join(",");
	}
}

/**
 * The pairs of a parameter in the query or in a cookie, in the style `form`, `spaceDelimited`, `pipeDelimited` or
 * `deepObject`.
 *
 * @returns none for a value that is left out
 * @example queryPairs("ids", [3, 4], { explode: false }) // ["ids=3,4"]
 */
export function queryPairs(name: string, value: unknown, parameter: ParameterStyle = {}): string[] {
	const { style = "form", allowReserved = false, contentType } = parameter;
	const { explode = style === "form" || style === "deepObject" } = parameter;
	const encode = allowReserved ? reserved : strict;
	const key = strict(name);
	if (contentType !== undefined) return isThere(value) ? [`${key}=${json(value, encode)}`] : [];
	if (style === "deepObject") return deepPairs(name, value, encode);
	const parts = partsOf(value, encode);
	const between = { spaceDelimited: "%20", pipeDelimited: "%7C" }[style as string] ?? ",";
	switch (parts?.kind) {
		case undefined:
			return [];
		case "text":
			return [`${key}=${parts.text}`];
		case "items":
			return explode ? parts.items.map((item) => `${key}=${item}`) : [`${key}=${parts.items.join(between)}`];
		case "members":
			if (!explode) return [`${key}=${parts.members.flat().join(between)}`];
			return parts.members.map(([member, text]) => `${member}=${text}`);
	}
}

/** `filter[colour]=red`, deeper where the object is; an array is a member that occurs several times. */
function deepPairs(name: string, value: unknown, encode: (text: string) => string): string[] {
	if (!isThere(value)) return [];
	if (Array.isArray(value)) return value.flatMap((item) => deepPairs(name, item, encode));
	if (typeof value !== "object" || value instanceof Date) return [`${strict(name)}=${encode(scalar(value))}`];
	return Object.entries(value as object).flatMap(([member, inner]) => deepPairs(`${name}[${member}]`, inner, encode));
}

/** The pairs of a member of a form: as in the query, and objects as JSON unless a style is told. */
export function formPairs(name: string, value: unknown, encoding: PartEncoding = {}): string[] {
	const { style, contentType } = encoding;
	const isObject = typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
	const asJson = /json/i.test(contentType ?? "") || (style === undefined && isObject);
	const { contentType: _, ...plain } = encoding;
	return queryPairs(name, value, asJson ? { contentType: "application/json" } : plain);
}
