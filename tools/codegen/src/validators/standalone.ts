import { Ajv } from "ajv";
import standalone from "ajv/dist/standalone/index.js";
import { CodegenError } from "../errors/codegen-error.js";
import type { OpenApiDocument } from "../openapi.js";
import { jsonSchema } from "./json-schema.js";

/** ajv's options for every validator: all faults at once, and a schema that ajv does not fully read is an error. */
export const ajvOptions = { allErrors: true, strict: true } as const;

/**
 * An ajv that knows each component schema of a document, exact variant, under `#/components/schemas/<name>`.
 *
 * @param document the bundled document
 * @param source whether the code of the validators is wanted
 */
export function ajvFor(document: OpenApiDocument, source = false): Ajv {
	const ajv = new Ajv({ ...ajvOptions, ...(source ? { code: { source: true, esm: true, lines: true } } : {}) });
	for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
		ajv.addSchema(jsonSchema(schema, { exact: true }), `#/components/schemas/${name}`);
	}
	return ajv;
}

/**
 * The code of the validators as one ES module that imports nothing.
 *
 * @param document the bundled document
 * @param names component schemas by the name of the function that validates one
 * @returns JavaScript that exports the functions
 * @throws CodegenError where ajv cannot be sure of a schema, or needs a helper that has no counterpart here
 */
export function standaloneCode(document: OpenApiDocument, names: Readonly<Record<string, string>>): string {
	const references = Object.fromEntries(
		Object.entries(names).map(([name, schema]) => [name, `#/components/schemas/${schema}`]),
	);
	return withoutSchemas(withoutRequire(compile(ajvFor(document, true), references)));
}

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
			.replace(lengthImport, lengthHelpers)
			.replaceAll(call(">"), "longer($1, $2)")
			.replaceAll(call("<"), "shorter($1, $2)");
		if (new RegExp(`\\b${found[1]}\\b`).test(result)) throw new Error("ajv writes its length checks in a new way.");
	}
	const other = /require\(([^)]*)\)/.exec(result);
	if (other !== null) {
		throw new CodegenError(
			`A schema of a request body needs ${other[1]}, which the generated validators cannot import. ` +
				"Say it without uniqueItems and without objects in enum.",
		);
	}
	return result;
}
