import { refTo } from "@onespec/openapi-document";
import { type Api, type Files, inComment, marker } from "../api.js";
import { documentHasDecimals, hasDecimals } from "../decimals.js";
import { memberName } from "../names.js";
import { type ValidatorPlan, validatorPlan } from "../validators/body-schemas.js";
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
`;

const validatorType = `
/** Tells whether a value fits a schema. What does not fit is in \`errors\` until the next call. */
export interface Validator<T> {
	(data: unknown): data is T;
	errors?: ValidatorError[] | null;
}
`;

const decimalValidatorType = `
/**
 * Tells whether a value fits a schema. What does not fit is in \`errors\` until the next call. Decimals are strings, or
 * numbers with \`{ decimals: "number" }\`.
 */
export interface Validator<Exact, Plain = Exact> {
	<Decimals extends "string" | "number" = "string">(
		data: unknown,
		options?: { readonly decimals?: Decimals },
	): data is Decimals extends "number" ? Plain : Exact;
	errors?: ValidatorError[] | null;
}
`;

/**
 * `validators.ts`: for each schema of a request body and of a body of success, a function that tells whether a value
 * fits, with decimals as strings or as numbers. Each can be imported alone. `operation-validators.ts` has them by
 * operation, for the client to load.
 *
 * They are TypeScript with `@ts-nocheck`, since `tsc` copies no JavaScript beside a `.d.ts`.
 */
export function validatorFiles(api: Api): Files {
	const { text, names } = validators(api);
	return new Map([
		["src/generated/validators.ts", text],
		["src/generated/operation-validators.ts", operationValidators(api, validatorPlan(api), names)],
	]);
}

interface Validators {
	/** The text of the module. */
	readonly text: string;
	/** The names of those that could be made. */
	readonly names: ReadonlySet<string>;
}

const known = new WeakMap<Api, Validators>();

/** The validators of an API; made once. */
export function validators(api: Api): Validators {
	const made = known.get(api) ?? makeValidators(api, validatorPlan(api));
	known.set(api, made);
	return made;
}

function makeValidators(api: Api, plan: ValidatorPlan): Validators {
	if (Object.keys(plan.named).length + Object.keys(plan.more).length === 0) {
		return { text: `// ${marker(api)}\n\nexport {};\n`, names: new Set() };
	}
	const code = standaloneCode({ schemas: api.directed.schemas, more: plan.more }, plan.named, api.warn);
	const implementations = new Map(
		[...code.matchAll(/^export const ([\w$]+) = (.+);$/gm)].map(([, name = "", text = ""]) => [name, text]),
	);
	const exact = documentHasDecimals(api.model);
	const typeOf = (schema: string) => {
		const plain = `components["schemas"][${JSON.stringify(schema)}]`;
		return hasDecimals(api.model, refTo(schema)) ? `exact["schemas"][${JSON.stringify(schema)}], ${plain}` : plain;
	};
	const declarations = [
		...Object.entries(plan.named).map(([name, schema]) =>
			declaration(implementations, name, typeOf(schema), `a \`${inComment(schema)}\``),
		),
		...Object.keys(plan.more).map((name) => declaration(implementations, name, "unknown", "as the operation wants it")),
	];
	const text = `// ${marker(api)}
// @ts-nocheck: below the exports is ajv's code, which has no types.

${exact ? 'import type { components as exact } from "./exact-types.js";\n' : ""}import type { components } from "./types.js";
${types}${exact ? decimalValidatorType : validatorType}
${declarations.join("\n")}
${code
	.replace(/^export const [\w$]+ = .+;\n?/gm, "")
	.replace(/^"use strict";\n?/, "")
	.trim()}
`;
	return { text, names: new Set(implementations.keys()) };
}

function declaration(implementations: ReadonlyMap<string, string>, name: string, type: string, what: string): string {
	const implementation = implementations.get(name);
	if (implementation === undefined) return "";
	return `/** Tells whether a value is ${what}. */
export const ${name}: Validator<${type}> = ${implementation};
`;
}

function operationValidators(api: Api, { operations }: ValidatorPlan, made: ReadonlySet<string>): string {
	const used = operations.flatMap(({ path, query, body, responses }) => [
		path,
		query,
		body,
		...Object.values(responses),
	]);
	const names = [...new Set(used.filter((name) => name !== undefined && made.has(name)))].sort();
	const entries = operations.map(({ id, responses, ...parts }) => {
		const bodies = Object.entries(responses)
			.filter(([, name]) => made.has(name))
			.map(([status, name]) => `${status}: ${name}`);
		const members = [
			...Object.entries(parts)
				.filter(([, name]) => made.has(name))
				.map(([part, name]) => `${part}: ${name}`),
			...(bodies.length === 0 ? [] : [`responses: { ${bodies.join(", ")} }`]),
		];
		return `\t${memberName(id)}: { ${members.join(", ")} },`;
	});
	const imported =
		names.length === 0 ? "" : `import {\n${names.map((name) => `\t${name},`).join("\n")}\n} from "./validators.js";\n`;
	return `// ${marker(api)}

import type { Validators } from "@onespec/client-core";
${imported}
/** The validators by operation. */
export const validators: Validators = {
${entries.join("\n")}
};
`;
}
