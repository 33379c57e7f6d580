import { refTo, type Schema } from "@onespec/openapi-document";
import { _, type CodeKeywordDefinition, Name, str } from "ajv";
import { Ajv2020 as Ajv } from "ajv/dist/2020.js";
import { _Code } from "ajv/dist/compile/codegen/code.js";
import type { Rule } from "ajv/dist/compile/rules.js";
import standalone from "ajv/dist/standalone/index.js";
import { hasWideIntegers } from "../decimals.js";
import { type JsonSchema, jsonSchema } from "./json-schema.js";
import { inherited, QuickChecks } from "./quick-checks.js";

/** ajv's options for every validator: all faults at once, and each schema is one function, however many refer to it. */
export const ajvOptions = {
	allErrors: true,
	strict: false,
	inlineRefs: false,
	validateSchema: false,
	strictNumbers: true,
} as const;

/** What a set of validators is made of. */
export interface ValidatorSource {
	readonly schemas: Readonly<Record<string, Schema>>;
	/** Schemas that are no components, by the name of the function that validates one. */
	readonly more?: Readonly<Record<string, Schema>>;
}

/** A decimal is a string or a number, as the caller says: the module has one set of validators for both. */
const decimalKeyword: CodeKeywordDefinition = {
	keyword: "decimal",
	schemaType: "array",
	error: {
		message: str`must be ${new Name("decimals")}`,
		params: ({ schema }) => (schema.length === 0 ? _`{type: decimals}` : _`{type: [decimals, "null"]}`),
	},
	code(context) {
		const { data, schema } = context;
		// To the reader of a fault, the type is wrong.
		Object.assign(context, { keyword: "type" });
		context.fail(schema.length === 0 ? _`!isDecimal(${data})` : _`!isDecimal(${data}) && ${data} !== null`);
	},
};

/**
 * An ajv that knows each component schema of a document under `#/components/schemas/<name>`, and each further schema
 * under `#/more/<name>`.
 */
function ajvFor(schemas: Readonly<Record<string, JsonSchema>>): Ajv {
	const ajv = new Ajv({ ...ajvOptions, keywords: [decimalKeyword], code: { source: true, esm: true, lines: true } });
	// Code for what no schema says would be in every function.
	ajv.opts.dynamicRef = false;
	const text = JSON.stringify(schemas);
	ajv.opts.unevaluated = text.includes('"unevaluated');
	// Every object has members of these names; more code is made for the documents that name one.
	ajv.opts.ownProperties = inherited.some((name) => text.includes(`${JSON.stringify(name)}:`));
	writeLongEnumsAtOnce(ajv);
	for (const [reference, schema] of Object.entries(schemas)) ajv.addSchema(schema, reference);
	return ajv;
}

const LONG_ENUM = 50;

/** ajv joins the comparisons of an `enum` one after the other, which takes quadratic time. */
function writeLongEnumsAtOnce(ajv: Ajv): void {
	const { definition } = ajv.RULES.all.enum as Rule & { definition: CodeKeywordDefinition };
	const { code } = definition;
	definition.code = (context, type) => {
		const { data, schema } = context;
		const isPlain = (value: unknown) => typeof value !== "object" || value === null;
		if (schema.length < LONG_ENUM || !schema.every(isPlain)) return code(context, type);
		const comparisons = schema.flatMap((value: string, index: number) => [
			...(index === 0 ? [] : [" || "]),
			data,
			` === ${_`${value}`}`,
		]);
		context.pass(new _Code(comparisons));
	};
}

function schemasOf({ schemas, more = {} }: ValidatorSource): Record<string, JsonSchema> {
	const named = Object.entries(schemas).map(([name, schema]) => [refTo(name).$ref, schema] as const);
	const others = Object.entries(more).map(([name, schema]) => [`#/more/${name}`, schema] as const);
	const isUsual = named.every(([reference]) => reference === uriOf(reference));
	return Object.fromEntries(
		[...named, ...others].map(([reference, schema]) => {
			const written = jsonSchema({ schemas }, schema);
			return [uriOf(reference), isUsual ? written : withUris(written)];
		}),
	);
}

/** A reference as a URI has it: ajv finds no other where a schema refers to itself. */
function uriOf(reference: string): string {
	return `#${encodeURI(reference.slice(1)).replaceAll("#", "%23")}`;
}

function withUris(schema: JsonSchema): JsonSchema {
	const text = JSON.stringify(schema);
	return JSON.parse(text, (key, value) => (key === "$ref" && typeof value === "string" ? uriOf(value) : value));
}

/**
 * The code of the validators as one ES module that imports nothing. Each export can be kept without the others.
 *
 * @param source the schemas
 * @param names component schemas by the name of the function that validates one
 * @param warn takes why a schema has no validator
 * @returns JavaScript that exports the functions, without those of schemas that no validator can be made for
 */
export function standaloneCode(
	source: ValidatorSource,
	names: Readonly<Record<string, string>>,
	warn: (text: string) => void = () => {},
): string {
	const wanted = [
		...Object.entries(names).map(([name, schema]) => [name, uriOf(refTo(schema).$ref)] as const),
		...Object.keys(source.more ?? {}).map((name) => [name, `#/more/${name}`] as const),
	];
	const schemas = schemasOf(source);
	const ajv = ajvFor(schemas);
	const tooDeep = new Set<string>();
	const references = Object.fromEntries(
		wanted.filter(([, reference]) => compiles(ajv, reference, schemas, tooDeep, warn)),
	);
	const code = withShortFaults(withoutSchemas(withoutRequire(standalone.default(ajv, references))));
	return withQuickChecks(code, references, schemas, hasWideIntegers(source));
}

/** Puts a quick check before ajv's function wherever one can be written. */
function withQuickChecks(
	code: string,
	references: Readonly<Record<string, string>>,
	schemas: Readonly<Record<string, JsonSchema>>,
	isWide: boolean,
): string {
	const hasDecimals = code.includes("isDecimal(");
	const checks = new QuickChecks(schemas, hasDecimals);
	const names = Object.entries(references).map(([name, reference]) => [name, checks.nameOf(reference)] as const);
	const { text, usable } = checks.code();
	const byName = new Map(names);
	const result = code.replace(/^export const ([\w$]+) = ([\w$]+);$/gm, (line, name: string, explain: string) => {
		const check = byName.get(name);
		if (!usable(check) && !hasDecimals && !isWide) return line;
		return `export const ${name} = /* @__PURE__ */ quickly(${explain}${usable(check) ? `, ${check}` : ""});`;
	});
	const helpers = `${lengthHelpers}${hasDecimals ? decimalHelpers : ""}${isWide ? wideHelpers : ""}${quickly(hasDecimals, isWide)}`;
	return `${result.trimEnd()}\n${helpers}${text}\n`;
}

const decimalHelpers = `/** What ajv's function that runs now takes decimals for. */
let decimals = "string";
function isDecimal(value) {
	return decimals === "string" ? typeof value === "string" : Number.isFinite(value);
}
`;

const wideHelpers = `/** A value whose bigints are numbers; undefined where it has none. */
function withNumbers(data) {
	let found = false;
	const text = JSON.stringify(data, (_, one) => {
		if (typeof one !== "bigint") return one;
		found = true;
		return Number(one);
	});
	return found ? JSON.parse(text) : undefined;
}
`;

function quickly(hasDecimals: boolean, isWide: boolean): string {
	const [options, numbers, given, choice] = hasDecimals
		? [
				", options",
				'\t\tconst numbers = options?.decimals === "number";\n',
				", numbers",
				'\t\tdecimals = numbers ? "number" : "string";\n',
			]
		: ["", "", "", ""];
	const wide = isWide
		? "\t\tconst numbers = valid ? undefined : withNumbers(data);\n\t\tif (numbers !== undefined) valid = explain(numbers);\n"
		: "";
	return `/** Tells at once that a value fits; where it does not, ajv's function says why. */
function quickly(explain, fits) {
	function validate(data${options}) {
${numbers}		if (fits?.(data${given})) {
			validate.errors = null;
			return true;
		}
${choice}		${isWide ? "let" : "const"} valid = explain(data);
${wide}		validate.errors = explain.errors;
		return valid;
	}
	return validate;
}
`;
}

function compiles(
	ajv: Ajv,
	reference: string,
	schemas: Readonly<Record<string, JsonSchema>>,
	tooDeep: Set<string>,
	warn: (text: string) => void,
): boolean {
	try {
		return isCompiled(ajv, reference, schemas, tooDeep);
	} catch (error) {
		// A schema that refers to nothing.
		warn(
			`${decodeURIComponent(reference)}: has no validator: ${error instanceof Error ? error.message : String(error)}`,
		);
		return false;
	}
}

/** @param tooDeep what ajv can't compile; what refers to one of them is not tried, which would take as long each time */
function isCompiled(
	ajv: Ajv,
	reference: string,
	schemas: Readonly<Record<string, JsonSchema>>,
	tooDeep: Set<string>,
): boolean {
	const refusal = `it leads to more than ${longestChain} schemas, too deep for ajv`;
	if (tooDeep.size > 0 && [...fromTheEnd(reference, schemas)].some((one) => tooDeep.has(one))) throw new Error(refusal);
	try {
		return ajv.getSchema(reference) !== undefined;
	} catch (error) {
		if (!(error instanceof RangeError)) throw error;
		// ajv follows a chain of references by recursion. From its end on, each of them is there already.
		const chain = fromTheEnd(reference, schemas);
		if (chain.size > longestChain) {
			tooDeep.add(reference);
			throw new Error(refusal);
		}
		for (const one of chain) ajv.getSchema(one);
		return true;
	}
}

/** ajv writes the code of a chain by recursion too. */
const longestChain = 500;

/** The schemas that one refers to, directly or not, each after those that it refers to itself; the one as the last. */
function fromTheEnd(start: string, schemas: Readonly<Record<string, JsonSchema>>): Set<string> {
	const ordered = new Set<string>();
	const seen = new Set([start]);
	const open = [start];
	for (let last = open.at(-1); last !== undefined; last = open.at(-1)) {
		const next = referencesIn(schemas[last]).filter((one) => Object.hasOwn(schemas, one) && !seen.has(one));
		if (next.length === 0) {
			ordered.add(last);
			open.pop();
		}
		for (const one of next.slice(0, 1)) {
			seen.add(one);
			open.push(one);
		}
	}
	return ordered;
}

const references = new WeakMap<object, readonly string[]>();

function referencesIn(schema: JsonSchema | undefined): readonly string[] {
	if (typeof schema !== "object") return [];
	let found = references.get(schema);
	if (found === undefined) {
		const written = JSON.stringify(schema).matchAll(/"\$ref":("(?:[^"\\]|\\.)*")/g);
		found = [...written].map(([, reference]) => JSON.parse(reference as string) as string);
		references.set(schema, found);
	}
	return found;
}

/** ajv takes six lines to remember a fault, in hundreds of places. */
function withShortFaults(code: string): string {
	return code.replace(
		/^const (err\d+) = (\{.*\});\nif\(vErrors === null\)\{\nvErrors = \[\1\];\n\}\nelse \{\nvErrors\.push\(\1\);\n\}/gm,
		"(vErrors ??= []).push($2);",
	);
}

/** ajv leaves each schema in the code, also where the code never reads it. */
function withoutSchemas(code: string): string {
	const uses = new Map<string, number>();
	for (const [name] of code.matchAll(/\bschema\d+\b/g)) uses.set(name, (uses.get(name) ?? 0) + 1);
	return code.replace(/^const (schema\d+) = .*;\n/gm, (line, name: string) => ((uses.get(name) ?? 0) > 1 ? line : ""));
}

/** ajv counts the code points of each string. A string of at most `max` code units has at most `max` code points. */
const lengthHelpers = `function codePoints(text) {
	let count = 0;
	for (const _ of text) count++;
	return count;
}
function longer(text, max) {
	return text.length > max && codePoints(text) > max;
}
function shorter(text, min) {
	return text.length < min || (text.length < 2 * min && codePoints(text) < min);
}
`;

function withoutRequire(code: string): string {
	const lengthImport = /^const (func\d+) = require\("ajv\/dist\/runtime\/ucs2length"\)\.default;\n?/m;
	const found = lengthImport.exec(code);
	let result = code;
	if (found !== null) {
		const call = (comparison: string) => new RegExp(`${found[1]}\\((\\w+)\\) ${comparison} (\\d+)`, "g");
		result = result
			.replace(lengthImport, "")
			.replaceAll(call(">"), "longer($1, $2)")
			.replaceAll(call("<"), "shorter($1, $2)");
		if (new RegExp(`\\b${found[1]}\\b`).test(result)) throw new Error("ajv writes its length checks in a new way.");
	}
	result = result.replaceAll(/^(const pattern\d+ = )new RegExp\(/gm, "$1/* @__PURE__ */ new RegExp(");
	const equal = /^const (func\d+) = require\("ajv\/dist\/runtime\/equal"\)\.default;\n?/gm;
	const names = new Set([...result.matchAll(equal)].map(([, name]) => name));
	result = result
		.replace(equal, "")
		.replace(/\b(func\d+)\(/g, (call, name: string) => (names.has(name) ? "isSame(" : call));
	const other = /require\(([^)]*)\)/.exec(result);
	if (other !== null) throw new Error(`ajv's code needs ${other[1]}.`);
	return names.size === 0 ? result : `${result.trimEnd()}\n${isSame}`;
}

/** Of values that JSON can say; what ajv calls `equal`. */
const isSame = `function isSame(one, other) {
	if (one === other) return true;
	if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) return false;
	if (Array.isArray(one) !== Array.isArray(other)) return false;
	const names = Object.keys(one);
	return (
		names.length === Object.keys(other).length &&
		names.every((name) => Object.hasOwn(other, name) && isSame(one[name], other[name]))
	);
}
`;
