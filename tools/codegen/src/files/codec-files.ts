import {
	bodySchemaOf,
	type DocumentModel,
	documentExtensions,
	type MediaType,
	mapSubschemas,
	refName,
	type Schema,
} from "@onespec/openapi-document";
import { type Api, type Files, marker } from "../api.js";
import { code, constant } from "../literal.js";
import { memberName } from "../names.js";

/** What reads and writes bodies needs these keywords of a schema and no others. */
const KEYWORDS = [
	"$ref",
	"type",
	"const",
	"format",
	"required",
	"additionalProperties",
	"properties",
	"items",
	"allOf",
	"oneOf",
	"anyOf",
	"xml",
	"x-decimal",
] as const;

/**
 * `xml.ts` where the API speaks XML, `exact-json.ts` where it has decimals, and `bodies.ts`, the schemas that both read
 * and write bodies by. The client loads them when they are first needed.
 */
export function codecFiles(api: Api): Files {
	const model = api.model;
	const bodies = model.operations.flatMap(({ requestBody, responses }) => [
		...(requestBody?.content ?? []),
		...responses.flatMap(({ content }) => content),
	]);
	const xml = bodies.some(({ kind }) => kind === "xml");
	const trimmer = new Trimmer(model);
	const text = bodiesFile(api, model, trimmer, xml);
	const files: Files = new Map();
	if (xml || trimmer.hasDecimals) files.set("src/generated/bodies.ts", text);
	if (xml) files.set("src/generated/xml.ts", codecs(api, "createXmlCodecs", "xml"));
	if (trimmer.hasDecimals) files.set("src/generated/exact-json.ts", codecs(api, "createExactJsonCodecs", "exact-json"));
	return files;
}

function codecs(api: Api, create: string, entry: string): string {
	return `// ${marker(api)}

import { ${create} } from "@onespec/client-core/${entry}";
import { bodies } from "./bodies.js";

/** What reads and writes the bodies of this API, by what decimals are. */
export const codecs = ${create}(bodies);
`;
}

function bodiesFile(api: Api, model: DocumentModel, trimmer: Trimmer, xml: boolean): string {
	const schemaOf = (body: { readonly content: readonly MediaType[] } | undefined): string[] => {
		const schema = bodySchemaOf(
			body && { content: body.content.filter(({ kind }) => kind === "json" || kind === "xml") },
		);
		return schema === undefined ? [] : [code(trimmer.trim(schema), constant)];
	};
	const operations = model.operations.map(({ id, requestBody, responses }) => {
		const answers = responses.flatMap((response) =>
			schemaOf(response).map((schema) => `${memberName(response.status)}: ${schema}`),
		);
		const parts = [
			...schemaOf(requestBody).map((schema) => `request: ${schema}`),
			`responses: {${answers.length === 0 ? "" : ` ${answers.join(", ")} `}}`,
		];
		return `\t\t${constant(id, `{\n${parts.map((part) => `\t\t\t${part},`).join("\n")}\n\t\t}`)},`;
	});
	const error = errorSchema(model);
	const errors = error === undefined ? "" : `\terrors: ${code(trimmer.trim(error), constant)},\n`;
	const schemas = Object.entries(model.schemas).filter(([name]) => trimmer.used.has(name));
	return `// ${marker(api)}

import type { WireBodies } from "@onespec/client-core/${xml ? "xml" : "exact-json"}";

/** What the document says of the bodies, as far as reading and writing goes. */
export const bodies: WireBodies = {
	schemas: {
${schemas.map(([name, schema]) => `\t\t${constant(name, code(trimmer.trim(schema), constant))},`).join("\n")}
	},
	operations: {
${operations.join("\n")}
	},
${errors}};
`;
}

/** The schema of errors that belong to no operation, by the first of them that the document declares. */
function errorSchema(model: DocumentModel): Schema | undefined {
	if (documentExtensions(model).errorShape === undefined) return undefined;
	const failures = model.operations.flatMap(({ responses }) => responses.filter(({ status }) => /^[45d]/.test(status)));
	return [...model.generalResponses.map(({ schema }) => schema), ...failures.map(bodySchemaOf)].find(
		(schema) => schema !== undefined,
	);
}

/** Leaves of schemas what reading and writing needs. */
class Trimmer {
	/** The names that the trimmed schemas refer to. */
	readonly used = new Set<string>();
	hasDecimals = false;
	readonly #model: DocumentModel;
	/** Names whose schemas are not looked at yet. */
	readonly #left: string[] = [];

	constructor(model: DocumentModel) {
		this.#model = model;
	}

	trim(schema: Schema): Schema {
		const trimmed = this.#part(schema);
		// One after the other: references can lead on through thousands of schemas.
		for (let name = this.#left.pop(); name !== undefined; name = this.#left.pop()) {
			const target = this.#model.schemas[name];
			if (target !== undefined) this.#part(target);
		}
		return trimmed;
	}

	#part(schema: Schema): Schema {
		const name = refName(schema);
		if (name !== undefined && !this.used.has(name) && this.#model.schemas[name] !== undefined) {
			this.used.add(name);
			this.#left.push(name);
		}
		if (schema.format === "decimal") this.hasDecimals = true;
		const kept = KEYWORDS.filter((keyword) => keyword in schema && (keyword !== "const" || schema.const === null));
		const picked = Object.fromEntries(kept.map((keyword) => [keyword, schema[keyword]])) as Schema;
		return mapSubschemas(picked, (inner) => this.#part(inner));
	}
}
