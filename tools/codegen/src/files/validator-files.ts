import { type Api, type Files, marker } from "../api.js";
import { isIdentifier } from "../names.js";
import { requestSchemas } from "../validators/request-schemas.js";
import { standaloneCode } from "../validators/standalone.js";

const types = `
/** What is wrong at one place of a value. */
export interface ValidatorError {
	/** The place, as a JSON pointer; empty for the whole. */
	instancePath: string;
	/** The keyword of JSON Schema that the value breaks, such as \`maxLength\`. */
	keyword: string;
	/** The keyword's figures, such as \`{ limit: 150 }\`. */
	params: Record<string, unknown>;
	/** The fault in words. */
	message: string;
}

/** Tells whether a value fits a schema. What does not fit is in \`errors\` until the next call. */
export interface Validator<T> {
	(data: unknown): data is T;
	errors?: ValidatorError[] | null;
}
`;

/**
 * `validators.ts`: a function for each schema of a request body that tells whether a value fits its exact variant.
 * A module without exports where the API has no request bodies.
 *
 * It is TypeScript with `@ts-nocheck`, since `tsc` copies no JavaScript beside a `.d.ts`; built, it is
 * `validators.js` and `validators.d.ts`.
 */
export function validatorFiles(api: Api): Files {
	const path = "src/generated/validators.ts";
	const schemas = requestSchemas(api.document);
	if (schemas.length === 0) return new Map([[path, `// ${marker(api)}\n\nexport {};\n`]]);
	const code = standaloneCode(api.document, Object.fromEntries(schemas.map((name) => [functionName(name), name])));
	return new Map([
		[
			path,
			`// ${marker(api)}
// @ts-nocheck: below the exports is ajv's code, which has no types.

import type { components } from "./exact-types.js";
${types}
${schemas.map((name) => declaration(name, code)).join("\n")}
${code
	.replace(/^export const \w+ = \w+;\n?/gm, "")
	.replace(/^"use strict";\n?/, "")
	.trim()}
`,
		],
	]);
}

function declaration(schema: string, code: string): string {
	const name = functionName(schema);
	const implementation = new RegExp(`^export const ${name} = (\\w+);`, "m").exec(code)?.[1];
	if (implementation === undefined) throw new Error(`ajv exports ${name} in a new way.`);
	const type = `components["schemas"][${JSON.stringify(schema)}]`;
	return `/** Tells whether a value is a \`${schema}\` in its exact variant. */
export const ${name}: Validator<${type}> = ${implementation};
`;
}

function functionName(schema: string): string {
	return `validate${isIdentifier(schema) ? schema : schema.replace(/[^A-Za-z0-9_$]/g, "_")}`;
}
