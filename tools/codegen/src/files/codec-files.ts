import { type Api, type Files, marker } from "../api.js";
import { answersOf, requestOf } from "../around.js";
import { hasXml } from "../body-media-types.js";
import { documentHasDecimals } from "../decimals.js";
import { errorShapeOf } from "../extensions/habits.js";
import { code } from "../literal.js";
import { memberName } from "../names.js";
import type { OpenApiDocument, Schema } from "../openapi.js";
import { operationModels } from "../operation-model.js";

/** What reads and writes bodies needs these keywords of a schema and no others. */
const keywords = [
	"$ref",
	"type",
	"format",
	"nullable",
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

const prefix = "#/components/schemas/";

/**
 * `xml.ts` where the API speaks XML, `exact-json.ts` where it has decimals, and `bodies.ts`, the part of the document
 * that both read and write bodies by. The client loads them when they are first needed.
 */
export function codecFiles(api: Api): Files {
	const xml = hasXml(api.document);
	const exact = documentHasDecimals(api.document);
	const files: Files = new Map();
	if (xml || exact) files.set("src/generated/bodies.ts", bodies(api));
	if (xml) files.set("src/generated/xml.ts", codecs(api, "createXmlCodecs", "xml"));
	if (exact) files.set("src/generated/exact-json.ts", codecs(api, "createExactJsonCodecs", "exact-json"));
	return files;
}

function codecs(api: Api, create: string, entry: string): string {
	return `// ${marker(api)}

import { ${create} } from "@onespec/client-core/${entry}";
import { bodies, document } from "./bodies.js";

/** What reads and writes the bodies of this API, by what decimals are. */
export const codecs = ${create}(document, bodies);
`;
}

function bodies(api: Api): string {
	const { document } = api;
	const used = new Set<string>();
	const trim = (schema: Schema) => trimmed(document, schema, used);
	const operations = operationModels(document).map(({ id, placed }) => {
		const request = requestOf(document, placed.operation);
		const responses = answersOf(document, placed.operation).flatMap(({ status, schema }) =>
			schema === undefined ? [] : [`${status}: ${code(trim(schema))}`],
		);
		const parts = [
			...(request === undefined ? [] : [`request: ${code(trim(request.schema))}`]),
			`responses: {${responses.length === 0 ? "" : ` ${responses.join(", ")} `}}`,
		];
		return `\t\t${memberName(id)}: {\n${parts.map((part) => `\t\t\t${part},`).join("\n")}\n\t\t},`;
	});
	const error = errorSchema(document);
	const errors = error === undefined ? "" : `\terrors: ${code(trim(error))},\n`;
	const components = document.components?.schemas ?? {};
	const schemas = Object.entries(components).filter(([name]) => used.has(name));
	return `// ${marker(api)}

import type { OpenApiDocument, WireBodies } from "@onespec/client-core/${hasXml(document) ? "xml" : "exact-json"}";

/** What the document says of its schemas, as far as reading and writing goes. */
export const document: OpenApiDocument = {
	components: {
		schemas: {
${schemas.map(([name, schema]) => `\t\t\t${memberName(name)}: ${code(trim(schema))},`).join("\n")}
		},
	},
};

/** The schemas of the bodies. */
export const bodies: WireBodies = {
	operations: {
${operations.join("\n")}
	},
${errors}};
`;
}

/** The schema of errors that belong to no operation, by the first of them that the document declares. */
function errorSchema(document: OpenApiDocument): Schema | undefined {
	if (errorShapeOf(document) === undefined) return undefined;
	const general = Object.values((document["x-general-responses"] ?? {}) as Record<string, { schema: Schema }>);
	if (general[0] !== undefined) return general[0].schema;
	return operationModels(document)
		.flatMap(({ placed }) => answersOf(document, placed.operation))
		.find(({ status, schema }) => status >= 400 && schema !== undefined)?.schema;
}

/** A schema with what reading and writing needs of it; the components that it refers to are added to `used`. */
function trimmed(document: OpenApiDocument, schema: Schema, used: Set<string>): Schema {
	const trim = (one: Schema) => trimmed(document, one, used);
	if (schema.$ref !== undefined) {
		const name = schema.$ref.startsWith(prefix) ? schema.$ref.slice(prefix.length) : "";
		const target = document.components?.schemas?.[name];
		if (target !== undefined && !used.has(name)) {
			used.add(name);
			trim(target);
		}
		return { $ref: schema.$ref };
	}
	const result: Schema = {};
	for (const keyword of keywords) {
		const value = schema[keyword];
		if (value === undefined) continue;
		if (keyword === "properties") {
			result.properties = Object.fromEntries(
				Object.entries(schema.properties ?? {}).map(([name, property]) => [name, trim(property)]),
			);
		} else if (keyword === "items") result.items = trim(schema.items ?? {});
		else if (keyword === "allOf" || keyword === "oneOf" || keyword === "anyOf") {
			result[keyword] = (schema[keyword] ?? []).map(trim);
		} else if (keyword === "additionalProperties" && typeof value === "object") {
			result.additionalProperties = trim(value as Schema);
		} else Object.assign(result, { [keyword]: value });
	}
	return result;
}
