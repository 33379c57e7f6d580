/** The names of types in JSON Schema. */
export type TypeName = "null" | "boolean" | "object" | "array" | "number" | "integer" | "string";

/**
 * A schema with the meaning of JSON Schema 2020-12 and the vocabulary of OpenAPI, whatever version it was written in.
 * `nullable` became the type `null`, boolean `exclusiveMinimum` and `exclusiveMaximum` became numbers, `example` became
 * the first of `examples`, the schemas `true` and `false` became `{}` and `{ not: {} }`. Keywords beside a `$ref` hold
 * too, as in JSON Schema.
 */
export interface Schema {
	/** Always `#/components/schemas/<name>`, a name of the document's `schemas`; see {@link refName}. */
	readonly $ref?: string;
	/** One name, or several in an array of at least two. */
	readonly type?: TypeName | readonly TypeName[];
	readonly format?: string;
	readonly title?: string;
	readonly description?: string;
	readonly deprecated?: boolean;
	readonly readOnly?: boolean;
	readonly writeOnly?: boolean;
	readonly enum?: readonly unknown[];
	readonly const?: unknown;
	readonly default?: unknown;
	readonly examples?: readonly unknown[];

	readonly multipleOf?: number;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly exclusiveMinimum?: number;
	readonly exclusiveMaximum?: number;

	readonly minLength?: number;
	readonly maxLength?: number;
	readonly pattern?: string;
	readonly contentEncoding?: string;
	readonly contentMediaType?: string;
	readonly contentSchema?: Schema;

	readonly prefixItems?: readonly Schema[];
	readonly items?: Schema;
	readonly contains?: Schema;
	readonly minContains?: number;
	readonly maxContains?: number;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly uniqueItems?: boolean;
	readonly unevaluatedItems?: boolean | Schema;

	readonly properties?: Readonly<Record<string, Schema>>;
	readonly required?: readonly string[];
	readonly patternProperties?: Readonly<Record<string, Schema>>;
	readonly propertyNames?: Schema;
	readonly additionalProperties?: boolean | Schema;
	readonly unevaluatedProperties?: boolean | Schema;
	readonly dependentRequired?: Readonly<Record<string, readonly string[]>>;
	readonly dependentSchemas?: Readonly<Record<string, Schema>>;
	readonly minProperties?: number;
	readonly maxProperties?: number;

	readonly allOf?: readonly Schema[];
	readonly oneOf?: readonly Schema[];
	readonly anyOf?: readonly Schema[];
	readonly not?: Schema;
	readonly if?: Schema;
	readonly then?: Schema;
	readonly else?: Schema;

	readonly discriminator?: Discriminator;
	readonly xml?: XmlFacets;
	readonly externalDocs?: { readonly url: string; readonly description?: string };
	/** `x-decimal` on a number of format `decimal`. */
	readonly "x-decimal"?: DecimalDeclaration;
	readonly [extension: `x-${string}`]: unknown;
}

/** Which schema a value is of, by one of its members. */
export interface Discriminator {
	readonly propertyName: string;
	/** Complete: also the values that the document leaves to the schemas' names. From a value to a name of `schemas`. */
	readonly mapping: Readonly<Record<string, string>>;
	/** The schema of a value that the mapping does not have (OpenAPI 3.2). */
	readonly defaultMapping?: string;
}

/** How XML writes a value. */
export interface XmlFacets {
	readonly name?: string;
	readonly namespace?: string;
	readonly prefix?: string;
	readonly attribute?: boolean;
	readonly wrapped?: boolean;
	/** The node's text is the value, without an element of its own (`nodeType: text` of OpenAPI 3.2). */
	readonly text?: boolean;
}

/** The `x-decimal` extension beside `format: decimal`. */
export interface DecimalDeclaration {
	/** How many digits a decimal may have, from its first digit that is not zero. */
	readonly significantDigits: number;
	/** How many decimals JSON shows at least: with 1, `1` is written as `1.0`. */
	readonly jsonFractionDigits: number;
}

/** Where the references of schemas lead: a document's model, or any part of one. */
export interface SchemaScope {
	readonly schemas: Readonly<Record<string, Schema>>;
}

const PREFIX = "#/components/schemas/";

/** The name that a reference leads to: `refName({ $ref: "#/components/schemas/Pet" })` is `Pet`. */
export function refName(schema: Schema): string | undefined {
	return schema.$ref?.slice(PREFIX.length).replaceAll("~1", "/").replaceAll("~0", "~");
}

/** The reference to a name of `schemas`. */
export function refTo(name: string): { readonly $ref: string } {
	return { $ref: `${PREFIX}${name.replaceAll("~", "~0").replaceAll("/", "~1")}` };
}

/** The keywords that describe and do not constrain; beside a `$ref` they change nothing of what it leads to. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
	"$ref",
	"title",
	"description",
	"deprecated",
	"examples",
	"externalDocs",
	"readOnly",
	"writeOnly",
	"default",
]);

/**
 * The schema that a reference stands for, through chains of references. Annotations beside a `$ref` win over those of
 * its target; other keywords beside it make an `allOf` of both.
 *
 * @throws Error where the scope lacks the name
 * @example resolve(model, { $ref: "#/components/schemas/Pet" })
 */
export function resolve(scope: SchemaScope, schema: Schema): Schema {
	let current = schema;
	let annotations: Schema | undefined;
	while (current.$ref !== undefined) {
		const name = refName(current) as string;
		if (!Object.hasOwn(scope.schemas, name)) throw new Error(`There is no schema ${name}.`);
		const target = scope.schemas[name] as Schema;
		const keywords = Object.keys(current);
		if (keywords.length > 1) {
			const { $ref, ...beside } = current;
			if (!keywords.every((keyword) => ANNOTATIONS.has(keyword))) {
				return { ...annotations, allOf: [{ $ref }, beside] };
			}
			annotations = { ...beside, ...annotations };
		}
		current = target;
	}
	return annotations === undefined ? current : { ...current, ...annotations };
}

/** The types that a schema names itself: `["string", "null"]`; empty where it names none. */
export function typesOf(schema: Schema): readonly TypeName[] {
	if (schema.type === undefined) return [];
	return typeof schema.type === "string" ? [schema.type] : schema.type;
}

/**
 * The one type of a schema besides `null`, named or implied by keywords such as `properties`; `undefined` where there are several
 * or none.
 */
export function typeOf(schema: Schema): Exclude<TypeName, "null"> | undefined {
	const types = typesOf(schema).filter((type) => type !== "null") as Exclude<TypeName, "null">[];
	if (types.length === 1) return types[0];
	if (types.length === 2 && types.includes("integer") && types.includes("number")) return "number";
	return types.length === 0 ? impliedType(schema) : undefined;
}

function impliedType(schema: Schema): "object" | "array" | undefined {
	if (schema.properties ?? schema.additionalProperties ?? schema.patternProperties ?? schema.required) return "object";
	return (schema.items ?? schema.prefixItems) ? "array" : undefined;
}

/** Whether `null` is a value of the schema, as far as its own `type`, `enum`, `const` and alternatives say. */
export function isNullable(scope: SchemaScope, schema: Schema): boolean {
	return withoutNull(scope, schema).nullable;
}

/** A schema without its alternative `null`, and whether it has one. References are followed. */
export function withoutNull(
	scope: SchemaScope,
	schema: Schema,
): { readonly schema: Schema; readonly nullable: boolean } {
	const resolved = resolve(scope, schema);
	const types = typesOf(resolved);
	if (types.includes("null") && types.length > 1) {
		const rest = types.filter((type) => type !== "null");
		const { enum: values, ...others } = resolved;
		const type = rest.length === 1 ? (rest[0] as TypeName) : rest;
		return {
			schema: { ...others, type, ...(values && { enum: values.filter((value) => value !== null) }) },
			nullable: values === undefined || values.includes(null),
		};
	}
	for (const keyword of ["anyOf", "oneOf"] as const) {
		const branches = resolved[keyword];
		const rest = branches?.filter((branch) => !isNull(scope, branch));
		if (branches === undefined || rest === undefined || rest.length === branches.length) continue;
		const { [keyword]: _, ...others } = resolved;
		const [only] = rest;
		const alone = rest.length === 1 && only !== undefined;
		if (alone && Object.keys(others).every((one) => ANNOTATIONS.has(one))) {
			const inner = withoutNull(scope, only);
			return { schema: { ...inner.schema, ...others }, nullable: true };
		}
		return { schema: { ...others, [keyword]: rest }, nullable: true };
	}
	return { schema: resolved, nullable: isNull(scope, resolved) };
}

function isNull(scope: SchemaScope, schema: Schema): boolean {
	const resolved = resolve(scope, schema);
	if (resolved.const === null || resolved.type === "null") return true;
	return resolved.enum?.length === 1 && resolved.enum[0] === null;
}

/**
 * The schema without `$ref` and `allOf` at its top: what all parts say together. Members are collected, `required` is
 * joined, `xml` is merged, the narrower of two bounds wins, members that two parts describe must fit both; of any other
 * keyword what the later part says wins.
 *
 * @throws Error where a schema is part of its own `allOf`: it describes no value
 */
export function flatten(scope: SchemaScope, schema: Schema): Schema {
	return flattenIn(scope, schema, new Set());
}

function flattenIn(scope: SchemaScope, schema: Schema, around: ReadonlySet<Schema>): Schema {
	const resolved = resolve(scope, schema);
	if (resolved.allOf === undefined) return resolved;
	if (around.has(resolved)) throw new Error("A schema is part of its own allOf; it describes no value.");
	const inside = new Set(around).add(resolved);
	const { allOf, ...own } = resolved;
	return [...allOf.map((part) => flattenIn(scope, part, inside)), own].reduce(merge, {});
}

/** Both schemas at once, as {@link flatten} merges the parts of an `allOf`. */
export function merge(left: Schema, right: Schema): Schema {
	const merged: Record<string, unknown> = { ...left, ...right };
	if (left.properties && right.properties) {
		const properties: Record<string, Schema> = { ...left.properties };
		for (const [name, member] of Object.entries(right.properties)) {
			const other = properties[name];
			properties[name] =
				other === undefined || JSON.stringify(other) === JSON.stringify(member) ? member : { allOf: [other, member] };
		}
		merged.properties = properties;
	}
	if (left.required && right.required) merged.required = [...new Set([...left.required, ...right.required])];
	if (left.xml && right.xml) merged.xml = { ...left.xml, ...right.xml };
	if (left.enum && right.enum) merged.enum = left.enum.filter((value) => (right.enum as unknown[]).includes(value));
	if (left.type && right.type) merged.type = narrower(typesOf(left), typesOf(right));
	for (const keyword of LOWER_BOUNDS)
		if (keyword in left && keyword in right)
			merged[keyword] = Math.max(left[keyword] as number, right[keyword] as number);
	for (const keyword of UPPER_BOUNDS)
		if (keyword in left && keyword in right)
			merged[keyword] = Math.min(left[keyword] as number, right[keyword] as number);
	if (left.additionalProperties === false) merged.additionalProperties = false;
	for (const keyword of ["oneOf", "anyOf", "not"] as const) {
		if (left[keyword] === undefined || right[keyword] === undefined) continue;
		// Two choices at once can't be told in one keyword: the earlier one stays an allOf beside the later.
		merged.allOf = [...(left.allOf ?? []), ...(right.allOf ?? []), { [keyword]: left[keyword] }];
	}
	return merged as Schema;
}

const LOWER_BOUNDS = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"] as const;
const UPPER_BOUNDS = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"] as const;

function narrower(left: readonly TypeName[], right: readonly TypeName[]): TypeName | readonly TypeName[] {
	const both = left.filter((type) => right.includes(type) || (type === "integer" && right.includes("number")));
	if (right.includes("integer") && left.includes("number") && !both.includes("integer")) both.push("integer");
	const types = both.length > 0 ? both : right;
	return types.length === 1 ? (types[0] as TypeName) : types;
}

/** The schemas of which a value fits one: the branches of `oneOf` and `anyOf`, `null` left out, else the schema itself; flattened. */
export function branchesOf(scope: SchemaScope, schema: Schema): Schema[] {
	return branchesIn(scope, schema, new Set());
}

function branchesIn(scope: SchemaScope, schema: Schema, around: ReadonlySet<Schema>): Schema[] {
	const { allOf = [], ...whole } = withoutNull(scope, flatten(scope, schema)).schema;
	const resolved = resolve(scope, schema);
	if (around.has(resolved)) return [];
	const inside = new Set(around).add(resolved);
	const { oneOf, anyOf, discriminator: _discriminator, ...common } = whole;
	const alternatives = oneOf ?? anyOf;
	let branches =
		alternatives === undefined
			? [whole]
			: alternatives.flatMap((branch) =>
					branchesIn(scope, branch, inside).map((one) => (describes(common) ? merge(common, one) : one)),
				);
	// What flattening leaves in allOf is a second choice: a value fits a branch of each.
	for (const choice of allOf) {
		const others = branchesIn(scope, choice, inside);
		if (branches.length * others.length > MOST_BRANCHES) continue;
		branches = branches.flatMap((one) => others.map((other) => merge(one, other)));
	}
	return branches;
}

/** Choices beside choices multiply; a document may not take the memory of those who read it. */
const MOST_BRANCHES = 1024;

/** Whether keywords beside alternatives say anything of the value. */
function describes(common: Schema): boolean {
	return Object.keys(common).some(
		(keyword) => !ANNOTATIONS.has(keyword) && keyword !== "xml" && !keyword.startsWith("x-"),
	);
}

/** The branch that is an array and the schema of its items; `undefined` where no branch is one. */
export function listOf(
	scope: SchemaScope,
	schema: Schema,
): { readonly list: Schema; readonly item: Schema } | undefined {
	for (const list of branchesOf(scope, schema)) {
		if (typeOf(list) === "array" && list.items !== undefined) return { list, item: list.items };
	}
	return undefined;
}

const wholes = new WeakMap<SchemaScope, WeakMap<Schema, Schema>>();

/**
 * A schema of several parts in which `additionalProperties: false` means the whole. To the letter each such part forbids the
 * members that the others describe or require, so that nothing would fit; documents that say it mean that the parts together
 * are closed.
 *
 * @returns the schema itself where no part is closed, or nothing is forbidden that another part has
 * @example closedAsWhole(model, { allOf: [{ $ref: "#/components/schemas/Pet" }], additionalProperties: false })
 */
export function closedAsWhole(scope: SchemaScope, schema: Schema): Schema {
	const { allOf, oneOf, anyOf, $ref, properties, required = [], additionalProperties } = schema;
	const isWhole = allOf !== undefined || ((oneOf ?? anyOf ?? $ref) !== undefined && properties !== undefined);
	const needsOther = additionalProperties === false && required.some((name) => !Object.hasOwn(properties ?? {}, name));
	if (!isWhole && !needsOther) return schema;
	const known = wholes.get(scope) ?? new WeakMap<Schema, Schema>();
	wholes.set(scope, known);
	let whole = known.get(schema);
	if (whole === undefined) {
		whole = isClosed(scope, schema, 0) ? openedTo(scope, schema, []) : schema;
		known.set(schema, whole);
	}
	return whole;
}

/** Parts inside of parts that never come to an end: they describe no value. */
const DEEPEST_PART = 16;

function isClosed(scope: SchemaScope, schema: Schema, depth: number): boolean {
	if (schema.additionalProperties === false) return true;
	if (depth > DEEPEST_PART) return false;
	const target = scope.schemas[refName(schema) ?? ""];
	const parts = [...(target ? [target] : []), ...(schema.allOf ?? []), ...(schema.oneOf ?? schema.anyOf ?? [])];
	return parts.some((part) => isClosed(scope, part, depth + 1));
}

/** A schema whose closed parts allow these names as well as those that its other parts have. */
function openedTo(scope: SchemaScope, schema: Schema, names: readonly string[], depth = 0): Schema {
	if (depth > DEEPEST_PART || !isClosed(scope, schema, depth)) return schema;
	const { oneOf, anyOf, ...common } = resolve(scope, schema);
	const alternatives = oneOf ?? anyOf;
	const own = [...names, ...(common.required ?? []), ...namesIn(scope, common)];
	const all = alternatives === undefined ? own : [...own, ...namesIn(scope, schema)];
	const opened = (part: Schema) => openedTo(scope, part, own, depth + 1);
	const allowed = Object.fromEntries(all.map((name) => [name, {}]));
	return {
		...common,
		...(common.additionalProperties === false && { properties: { ...allowed, ...common.properties } }),
		...(common.allOf && { allOf: common.allOf.map(opened) }),
		...(oneOf && { oneOf: oneOf.map(opened) }),
		...(anyOf && { anyOf: anyOf.map(opened) }),
	};
}

function namesIn(scope: SchemaScope, schema: Schema): string[] {
	try {
		return [...membersOf(scope, schema).keys()];
	} catch {
		// A schema that is part of its own allOf describes no value.
		return [];
	}
}

/** What a discriminator chooses among: the value of one member says which alternative a value is of. */
export interface Choice {
	readonly member: string;
	/** By the value of the member. */
	readonly alternatives: ReadonlyMap<string, Schema>;
	/** The alternative of all other values (`defaultMapping` of OpenAPI 3.2). */
	readonly otherwise: Schema | undefined;
	/** Whether `null` is one of the alternatives. */
	readonly nullable: boolean;
}

/**
 * How a discriminator chooses among the `oneOf` or `anyOf` beside it. `undefined` where it can't be relied on: an alternative
 * has no value of its own, or describes the member in a way that its value does not fit.
 */
export function choiceOf(scope: SchemaScope, schema: Schema): Choice | undefined {
	const { discriminator, oneOf, anyOf } = schema;
	const branches = oneOf ?? anyOf;
	if (discriminator === undefined || branches === undefined) return undefined;
	const { propertyName: member, mapping, defaultMapping } = discriminator;
	const chosen = branches.filter((branch) => !isNull(scope, branch));
	const byName = new Map(chosen.map((branch) => [refName(branch), branch]));
	const alternatives = new Map<string, Schema>();
	for (const [value, target] of Object.entries(mapping)) {
		const branch = byName.get(target);
		if (branch === undefined) continue;
		const { const: only, enum: values } = resolve(scope, flatten(scope, branch).properties?.[member] ?? {});
		if ((only !== undefined && only !== value) || (values !== undefined && !values.includes(value))) return undefined;
		alternatives.set(value, branch);
	}
	const otherwise = defaultMapping === undefined ? undefined : byName.get(defaultMapping);
	const known = new Set([...alternatives.values(), otherwise]);
	if (!chosen.every((branch) => known.has(branch))) return undefined;
	return { member, alternatives, otherwise, nullable: chosen.length < branches.length };
}

/**
 * Of alternatives that a value fits all, those that name each of its members. Objects are open, so that most alternatives
 * overlap to the letter; what is meant is the one that describes the value.
 */
export function namingAll(scope: SchemaScope, alternatives: readonly Schema[], value: unknown): Schema[] {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return [...alternatives];
	const names = Object.keys(value);
	return alternatives.filter((one) => {
		const members = membersOf(scope, one);
		return names.every((name) => members.has(name));
	});
}

/** A member of an object. */
export interface Member {
	/** As it stands there; may be a reference. */
	readonly schema: Schema;
	readonly required: boolean;
}

/** The members of an object by name, through references, `allOf` and the alternatives of which each may have some. */
export function membersOf(scope: SchemaScope, schema: Schema): Map<string, Member> {
	const members = new Map<string, Member>();
	for (const branch of branchesOf(scope, schema)) {
		for (const [name, member] of Object.entries(branch.properties ?? {})) {
			if (!members.has(name)) members.set(name, { schema: member, required: branch.required?.includes(name) === true });
		}
	}
	return members;
}

/** The keywords that hold schemas, by how they hold them. */
export const SUBSCHEMAS = {
	one: ["items", "contains", "propertyNames", "not", "if", "then", "else", "contentSchema"],
	oneOrBoolean: ["additionalProperties", "unevaluatedProperties", "unevaluatedItems"],
	list: ["prefixItems", "allOf", "oneOf", "anyOf"],
	map: ["properties", "patternProperties", "dependentSchemas"],
} as const;

/** How each keyword that holds schemas holds them. Most schemas have few keywords: theirs are looked at, and not all that there are. */
const HOLDS: Readonly<Record<string, keyof typeof SUBSCHEMAS | undefined>> = Object.assign(
	Object.create(null),
	...Object.entries(SUBSCHEMAS).flatMap(([how, keywords]) => keywords.map((keyword) => ({ [keyword]: how }))),
);

/** The schemas directly below a schema, with the way to each: `["properties", "name"]`. */
export function* subschemas(schema: Schema): Generator<[path: readonly string[], schema: Schema]> {
	for (const keyword in schema) {
		const how = HOLDS[keyword];
		const held = how && (schema as Readonly<Record<string, unknown>>)[keyword];
		if (typeof held !== "object" || held === null) continue;
		if (how === "list") for (const [index, one] of (held as Schema[]).entries()) yield [[keyword, String(index)], one];
		else if (how === "map") for (const [name, one] of Object.entries(held)) yield [[keyword, name], one];
		else yield [[keyword], held as Schema];
	}
}

/**
 * The same schema for ajv, which passes over a property called `__proto__`: a pattern says the same of it.
 *
 * @example forAjv({ properties: { ["__proto__"]: { type: "string" } } }) // { patternProperties: { "^__proto__$": … } }
 */
export function forAjv(schema: Schema): Schema {
	if (schema.properties === undefined || !Object.hasOwn(schema.properties, "__proto__")) return schema;
	const { ["__proto__"]: pattern = {}, ...properties } = schema.properties;
	return { ...schema, properties, patternProperties: { ...schema.patternProperties, "^__proto__$": pattern } };
}

/** A copy of a schema in which each schema directly below it is what `change` makes of it. */
export function mapSubschemas(schema: Schema, change: (schema: Schema) => Schema): Schema {
	const copy: Record<string, unknown> = { ...schema };
	for (const keyword in copy) {
		const how = HOLDS[keyword];
		const held = how && copy[keyword];
		if (typeof held !== "object" || held === null) continue;
		if (how === "list") copy[keyword] = (held as Schema[]).map(change);
		else if (how === "map") {
			copy[keyword] = Object.fromEntries(Object.entries(held).map(([name, one]) => [name, change(one)]));
		} else copy[keyword] = change(held as Schema);
	}
	return copy as Schema;
}
