import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { CodegenError } from "../errors/codegen-error.js";
import type { OpenApiDocument, Schema } from "../openapi.js";
import { type JsonSchema, jsonSchema } from "./json-schema.js";
import { QuickChecks } from "./quick-checks.js";

/**
 * ajv's options for every validator: all faults at once, a schema that ajv does not fully read is an error, and each
 * schema is one function, however many refer to it.
 */
export const ajvOptions = { allErrors: true, strict: true, inlineRefs: false } as const;

/** What a set of validators is made of. */
export interface ValidatorSource {
	readonly document: OpenApiDocument;
	/** Whether decimals are strings, without loss, or numbers. */
	readonly exact: boolean;
	/** Schemas that are no components, by the name of the function that validates one. */
	readonly more?: Readonly<Record<string, Schema>>;
}

/**
 * An ajv that knows each component schema of a document under `#/components/schemas/<name>`, and each further schema
 * under `#/more/<name>`.
 *
 * @param code whether the code of the validators is wanted
 */
export function ajvFor(source: ValidatorSource, code = false): Ajv {
	const ajv = new Ajv({ ...ajvOptions, ...(code ? { code: { source: true, esm: true, lines: true } } : {}) });
	for (const [reference, schema] of Object.entries(schemasOf(source))) ajv.addSchema(schema, reference);
	return ajv;
}

function schemasOf({ document, exact, more = {} }: ValidatorSource): Record<string, JsonSchema> {
	return Object.fromEntries([
		...Object.entries(document.components?.schemas ?? {}).map(
			([name, schema]) => [`#/components/schemas/${name}`, jsonSchema(schema, { exact })] as const,
		),
		...Object.entries(more).map(([name, schema]) => [`#/more/${name}`, jsonSchema(schema, { exact })] as const),
	]);
}

/**
 * The code of the validators as one ES module that imports nothing. Each export can be kept without the others.
 *
 * @param source the document, and what decimals are
 * @param names component schemas by the name of the function that validates one
 * @returns JavaScript that exports the functions
 * @throws CodegenError where ajv cannot be sure of a schema, or needs a helper that has no counterpart here
 */
export function standaloneCode(source: ValidatorSource, names: Readonly<Record<string, string>>): string {
	const references = Object.fromEntries([
		...Object.entries(names).map(([name, schema]) => [name, `#/components/schemas/${schema}`]),
		...Object.keys(source.more ?? {}).map((name) => [name, `#/more/${name}`]),
	]);
	const code = withShortFaults(withoutSchemas(withoutRequire(compile(ajvFor(source, true), references))));
	return withQuickChecks(code, references, source);
}

/** Puts a quick check before ajv's function wherever one can be written. */
function withQuickChecks(code: string, references: Readonly<Record<string, string>>, source: ValidatorSource): string {
	const checks = new QuickChecks(schemasOf(source));
	const names = Object.entries(references).map(([name, reference]) => [name, checks.nameOf(reference)] as const);
	const { text, usable } = checks.code();
	let result = code;
	for (const [name, check] of names) {
		if (!usable(check)) continue;
		result = result.replace(
			new RegExp(`^export const ${name} = (\\w+);$`, "m"),
			`export const ${name} = /* @__PURE__ */ quickly(${check}, $1);`,
		);
	}
	return `${result.trimEnd()}\n${lengthHelpers}${quickly}${text}\n`;
}

const quickly = `/** Tells at once that a value fits; where it does not, ajv's function says why. */
function quickly(fits, explain) {
	function validate(data) {
		if (fits(data)) {
			validate.errors = null;
			return true;
		}
		const valid = explain(data);
		validate.errors = explain.errors;
		return valid;
	}
	return validate;
}
`;

function compile(ajv: Ajv, references: Readonly<Record<string, string>>): string {
	try {
		return standalone.default(ajv, references);
	} catch (error) {
		// What ajv's strict mode refuses; the message names the schema and the place in it.
		throw new CodegenError(`No validator can be made: ${error instanceof Error ? error.message : String(error)}`, {
			cause: error,
		});
	}
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
	return code.replace(/^const (schema\d+) = .*;\n/gm, (line, name: string) => {
		const uses = code.match(new RegExp(`\\b${name}\\b`, "g")) ?? [];
		return uses.length > 1 ? line : "";
	});
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
	const other = /require\(([^)]*)\)/.exec(result);
	if (other !== null) {
		throw new CodegenError(
			`A schema needs ${other[1]}, which the generated validators cannot import. ` +
				"Say it without uniqueItems and without objects in enum.",
		);
	}
	return result;
}
