import { type ApiDocument, branchesOf, merged, type Schema } from "./document.js";

/** What is wrong with a value: the member at fault, empty for the whole, and the rule. */
export interface Fault {
	member: string;
	words: string;
}

/** The first thing that is wrong with a value that a codec has read, decimals as text; `undefined` where nothing is. */
export function faultOf(document: ApiDocument, schema: Schema, value: unknown, member = ""): Fault | undefined {
	const branches = branchesOf(document, schema);
	const [only] = branches;
	if (only === undefined) return undefined;
	if (branches.length === 1) return faultIn(document, only, value, member);
	const faults = branches.map((branch) => faultIn(document, branch, value, member));
	return faults.includes(undefined) ? undefined : faults[0];
}

function faultIn(document: ApiDocument, schema: Schema, value: unknown, member: string): Fault | undefined {
	if (value === null && schema.nullable === true) return undefined;
	if (!fits(schema, value)) {
		return { member, words: `${member || "The body"} must be ${describe(schema)}.` };
	}
	if (Array.isArray(value)) {
		for (const item of value) {
			const fault = schema.items && faultOf(document, schema.items, item, member);
			if (fault) return fault;
		}
		return undefined;
	}
	if (typeof value !== "object" || value === null) return undefined;
	return faultInMembers(document, schema, value as Record<string, unknown>);
}

function faultInMembers(document: ApiDocument, schema: Schema, value: Record<string, unknown>): Fault | undefined {
	const { properties = {}, required = [], additionalProperties } = schema;
	for (const name of Object.keys(value)) {
		if (additionalProperties === false && !Object.hasOwn(properties, name)) {
			return { member: name, words: `${name} is not a member of ${schema.xml?.name ?? "the object"}.` };
		}
	}
	for (const name of required) {
		if (!Object.hasOwn(value, name)) return { member: name, words: `${name} is required.` };
	}
	for (const [name, property] of Object.entries(properties)) {
		if (!Object.hasOwn(value, name)) continue;
		const fault = faultOf(document, property, value[name], name);
		if (fault) return fault;
	}
	return undefined;
}

/** Whether a value is one that the schema of a parameter allows. */
export function fitsParameter(document: ApiDocument, schema: Schema, value: unknown): boolean {
	return fits(merged(document, schema), value);
}

function fits(schema: Schema, value: unknown): boolean {
	if (schema.enum !== undefined && !schema.enum.includes(value)) return false;
	switch (schema.type) {
		case "string":
			return typeof value === "string" && fitsText(schema, value);
		case "integer":
			return Number.isInteger(value) && fitsNumber(schema, value as number);
		case "number":
			if (schema.format === "decimal") return typeof value === "string" && fitsNumber(schema, Number(value));
			return typeof value === "number" && fitsNumber(schema, value);
		case "boolean":
			return typeof value === "boolean";
		case "array":
			return Array.isArray(value) && within(value.length, schema.minItems, schema.maxItems);
		case "object":
			return typeof value === "object" && value !== null && !Array.isArray(value);
		default:
			return true;
	}
}

function fitsText({ minLength, maxLength, pattern }: Schema, text: string): boolean {
	// Characters are code points; there are no more of them than code units.
	if (minLength !== undefined && [...text].length < minLength) return false;
	if (maxLength !== undefined && text.length > maxLength && [...text].length > maxLength) return false;
	return pattern === undefined || new RegExp(pattern, "u").test(text);
}

function fitsNumber(schema: Schema, value: number): boolean {
	const { least, most } = boundsOf(schema);
	if (schema.exclusiveMinimum === true && value === least) return false;
	if (schema.exclusiveMaximum === true && value === most) return false;
	return within(value, least, most);
}

/** The bounds of a number; a format has some of its own. */
function boundsOf({ minimum, maximum, format }: Schema): { least: number | undefined; most: number | undefined } {
	const int32 = format === "int32";
	return { least: minimum ?? (int32 ? -(2 ** 31) : undefined), most: maximum ?? (int32 ? 2 ** 31 - 1 : undefined) };
}

function within(value: number, least: number | undefined, most: number | undefined): boolean {
	return (least === undefined || value >= least) && (most === undefined || value <= most);
}

/** What a schema allows, in words: `an integer from 1 to 500`. */
export function describe(schema: Schema): string {
	if (schema.enum !== undefined) return schema.enum.map(String).join(" or ");
	const { least, most } = boundsOf(schema);
	const [from, to] =
		schema.type === "string"
			? [schema.minLength, schema.maxLength]
			: schema.type === "array"
				? [schema.minItems, schema.maxItems]
				: [least, most];
	switch (schema.type) {
		case "string":
			return `a string${range(from === 0 ? undefined : from, to, " characters")}`;
		case "array":
			return `an array${range(from, to, " items")}`;
		case "object":
			return "an object";
		case "boolean":
			return "true or false";
		default:
			return `${schema.type === "integer" ? "an integer" : "a number"}${from !== undefined && to !== undefined ? ` from ${from} to ${to}` : range(from, to, "")}`;
	}
}

function range(from: number | undefined, to: number | undefined, unit: string): string {
	if (from !== undefined && to !== undefined) return ` of ${from} to ${to}${unit}`;
	if (to !== undefined) return ` of at most ${to}${unit}`;
	return from === undefined ? "" : ` of at least ${from}${unit}`;
}
