/** What a request says for a parameter, read by the parameter's style. */
import { faultOf } from "./check.js";
import type { Field, Parameter } from "./model.js";
import { branchesOf, membersOf, type Schema, type SchemaScope, type TypeName, typesOf } from "./schema.js";

/** Where the parameters of a request stand, as it was sent. */
export interface RequestParts {
	/** By name, percent-decoded. */
	readonly path: Readonly<Record<string, string>>;
	readonly query: URLSearchParams;
	/** By name in lower case. */
	readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * The value of a parameter in a request: texts become what the schema has there, where they can.
 *
 * @returns `undefined` where the request has none; what has the wrong form comes as text, for the schema to refuse
 * @example
 * parameterValue(model, limit, { path: {}, query: new URLSearchParams("limit=5"), headers: {} }) // 5
 */
export function parameterValue(scope: SchemaScope, parameter: Parameter, parts: RequestParts): unknown {
	const { name, in: place } = parameter;
	switch (place) {
		case "path": {
			const text = own(parts.path, name);
			return text === undefined ? undefined : styled(scope, parameter, text);
		}
		case "header": {
			const text = own(parts.headers, name.toLowerCase())
				?.trim()
				.replace(/\s*,\s*/g, ",");
			return text === undefined ? undefined : styled(scope, parameter, text);
		}
		case "cookie": {
			const cookies = (parts.headers.cookie ?? "").split(/; */).map((pair) => pair.split("="));
			const values = cookies.filter(([key]) => key === name).map(([, ...rest]) => decoded(rest.join("=")));
			return listed(scope, parameter, values);
		}
		case "query":
			return inQuery(scope, parameter, parts.query);
		default:
			return wholeQuery(parameter, parts.query);
	}
}

/** Not what all objects have, such as `constructor`. */
function own(values: Readonly<Record<string, string | undefined>>, name: string): string | undefined {
	return Object.hasOwn(values, name) ? values[name] : undefined;
}

function inQuery(scope: SchemaScope, parameter: Parameter, query: URLSearchParams): unknown {
	const { name, schema, style, explode, mediaType } = parameter;
	const isObject = mediaType === undefined && typesIn(scope, schema).has("object");
	if (isObject && style === "deepObject") {
		const written: Deep = { texts: [], members: new Map() };
		for (const [key, text] of query) if (key.startsWith(`${name}[`)) put(written, key.slice(name.length), text);
		return written.members.size === 0 ? undefined : deepValue(scope, schema, written);
	}
	if (isObject && explode && !query.has(name)) {
		const members = membersOf(scope, schema);
		return objectOf(
			scope,
			schema,
			[...query].filter(([key]) => members.has(key)),
		);
	}
	return listed(scope, parameter, query.getAll(name));
}

/** What names with brackets write below one name. */
interface Deep {
	readonly texts: string[];
	readonly members: Map<string, Deep>;
}

/**
 * Puts a text where its brackets say. `[]` at the end is one more of several; OpenAPI is silent on what is deeper than one
 * member, and this is how most servers read it.
 */
function put(written: Deep, brackets: string, text: string): void {
	let at = written;
	for (const [bracket, token = ""] of brackets.replace(/\[\]$/, "").matchAll(/\[([^\]]*)\]/g)) {
		const name = bracket === "[]" ? String(at.members.size) : token;
		const inner = at.members.get(name) ?? { texts: [], members: new Map() };
		at.members.set(name, inner);
		at = inner;
	}
	at.texts.push(text);
}

function deepValue(scope: SchemaScope, schema: Schema, { texts, members }: Deep): unknown {
	if (members.size === 0) return memberOf(scope, schema, texts);
	if (typesIn(scope, schema).has("array")) {
		const rule = itemsOf(scope, schema);
		return [...members.values()].map((item) => deepValue(scope, rule, item));
	}
	const described = membersOf(scope, schema);
	return Object.fromEntries(
		[...members].map(([name, inner]) => [name, deepValue(scope, described.get(name)?.schema ?? {}, inner)]),
	);
}

/** The value that a whole query is (`in: querystring` of OpenAPI 3.2), in the media type of its `content`. */
function wholeQuery({ mediaType }: Parameter, query: URLSearchParams): unknown {
	const text = query.toString();
	if (text === "" || mediaType === undefined) return text || undefined;
	// Such a query is one value; by URLSearchParams it is a name without a value.
	return contentOf(mediaType, decodeURIComponent(text.replaceAll("+", " ").replace(/=$/, "")));
}

const DELIMITERS: Readonly<Record<string, string>> = { spaceDelimited: " ", pipeDelimited: "|" };

/** A value of the styles that write `name=text`, once or several times. */
function listed(scope: SchemaScope, field: Field, texts: readonly string[]): unknown {
	const { schema, style, explode, mediaType } = field;
	const [first] = texts;
	if (first === undefined) return undefined;
	if (mediaType !== undefined) return contentOf(mediaType, first);
	const types = typesIn(scope, schema);
	const delimiter = DELIMITERS[style] ?? ",";
	if (types.has("array")) {
		const items = explode ? texts : texts.flatMap((text) => text.split(delimiter));
		return items.length === 1 && items[0] === "" ? undefined : arrayOf(scope, schema, items);
	}
	if (types.has("object") && !explode) return objectOf(scope, schema, pairsOf(first.split(delimiter)));
	if (texts.length > 1) return texts;
	// A number or the like that is empty is none; an empty text is a text.
	return first === "" && !types.has("string") ? undefined : coerced(scope, schema, first);
}

/** A value of the styles of paths and headers: `simple`, `label` and `matrix`. */
function styled(scope: SchemaScope, { name, schema, style, explode, mediaType }: Parameter, text: string): unknown {
	if (mediaType !== undefined) return contentOf(mediaType, text);
	const prefix = style === "label" ? "." : style === "matrix" ? ";" : "";
	let bare = text.startsWith(prefix) ? text.slice(prefix.length) : text;
	const types = typesIn(scope, schema);
	const isOne = !types.has("array") && !(types.has("object") && explode);
	if (style === "matrix" && (isOne || !explode)) bare = bare.replace(`${name}=`, "");
	const between = explode && prefix !== "" ? prefix : ",";
	if (types.has("array")) {
		const items = bare.split(between);
		return arrayOf(scope, schema, style === "matrix" ? items.map((item) => item.replace(`${name}=`, "")) : items);
	}
	if (types.has("object")) {
		const parts = bare.split(between);
		const pairs = explode
			? parts.map((part): [string, string] => [part.split("=", 1)[0] ?? "", part.slice(part.indexOf("=") + 1)])
			: pairsOf(parts);
		return objectOf(scope, schema, pairs);
	}
	return coerced(scope, schema, bare);
}

/** The members of a form, by the schema of its object; several of one name are an array. */
export function objectOf(
	scope: SchemaScope,
	schema: Schema,
	pairs: readonly (readonly [name: string, text: string])[],
): Record<string, unknown> | undefined {
	if (pairs.length === 0) return undefined;
	const members = membersOf(scope, schema);
	return Object.fromEntries(
		[...new Set(pairs.map(([name]) => name))].map((name) => {
			const texts = pairs.filter(([one]) => one === name).map(([, text]) => text);
			return [name, memberOf(scope, members.get(name)?.schema ?? {}, texts)];
		}),
	);
}

/** A member of a form, of which the form has these texts. */
function memberOf(scope: SchemaScope, rule: Schema, texts: readonly string[]): unknown {
	const types = typesIn(scope, rule);
	const [text = ""] = texts;
	const isJson = types.has("object") || (types.has("array") && texts.length === 1 && text.startsWith("["));
	if (isJson) return contentOf("application/json", text);
	return types.has("array") || texts.length > 1 ? arrayOf(scope, rule, texts) : coerced(scope, rule, text);
}

function arrayOf(scope: SchemaScope, schema: Schema, texts: readonly string[]): unknown[] {
	const items = itemsOf(scope, schema);
	return texts.map((text) => coerced(scope, items, text));
}

function itemsOf(scope: SchemaScope, schema: Schema): Schema {
	return branchesOf(scope, schema).find((branch) => branch.items !== undefined)?.items ?? {};
}

function pairsOf(parts: readonly string[]): [string, string][] {
	return parts.flatMap((part, index): [string, string][] => (index % 2 === 0 ? [[part, parts[index + 1] ?? ""]] : []));
}

/** The first of what a text can stand for that the schema takes; else the text. */
function coerced(scope: SchemaScope, schema: Schema, text: string): unknown {
	const types = typesIn(scope, schema);
	const candidates: unknown[] = [];
	const isNumber = types.has("number") && /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
	if (isNumber || (types.has("integer") && /^-?\d+$/.test(text))) candidates.push(Number(text) + 0);
	if (types.has("boolean") && (text === "true" || text === "false")) candidates.push(text === "true");
	if (types.has("null") && (text === "" || text === "null")) candidates.push(null);
	const fitting = candidates.find((candidate) => faultOf(scope, schema, candidate) === undefined);
	return fitting ?? (types.has("string") || candidates.length === 0 ? text : candidates[0]);
}

/** The types that a value may have; all of the scalars where the schema names none. */
function typesIn(scope: SchemaScope, schema: Schema): ReadonlySet<TypeName> {
	const types = new Set<TypeName>();
	for (const branch of branchesOf(scope, schema)) {
		const named = typesOf(branch);
		for (const type of named) types.add(type);
		if (named.length > 0) continue;
		if (branch.properties ?? branch.additionalProperties) types.add("object");
		else if (branch.items) types.add("array");
		else for (const type of ["integer", "number", "boolean", "string"] as const) types.add(type);
	}
	return types;
}

function contentOf(mediaType: string, text: string): unknown {
	if (!/[/+]json\b/.test(mediaType)) return text;
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
