import { type DocumentModel, resolve, type Schema } from "@onespec/openapi-document";

const TAGS = [
	"minLength",
	"maxLength",
	"pattern",
	"minimum",
	"exclusiveMinimum",
	"maximum",
	"exclusiveMaximum",
	"multipleOf",
	"minItems",
	"maxItems",
	"uniqueItems",
] as const;

/**
 * What a schema allows, as the tags of a doc comment, so that an editor shows it.
 *
 * @returns one line for each constraint; an int32's own bounds and a length from 0 say nothing and are left out
 * @example constraintTags({ type: "string", maxLength: 150 }) // ["@maxLength 150"]
 */
export function constraintTags(schema: Schema): string[] {
	return TAGS.flatMap((keyword) => {
		const value = schema[keyword];
		if (value === undefined || value === false) return [];
		if (keyword === "minLength" && value === 0) return [];
		if (schema.format === "int32" && (value === -2147483648 || value === 2147483647)) return [];
		return [`@${keyword}${value === true ? "" : ` ${value}`}`];
	});
}

/** A schema whose description ends with its constraints, for a generator that writes descriptions only. */
export function withConstraintTags(schema: Schema): Schema {
	return schema.type === undefined ? schema : described(withRequired(schema), constraintTags(schema));
}

/** A schema that also has the members that it requires and does not describe: what they are nobody knows. */
function withRequired(schema: Schema): Schema {
	const { properties, required = [], additionalProperties } = schema;
	const missing = required.filter((name) => properties !== undefined && !Object.hasOwn(properties, name));
	if (missing.length === 0 || additionalProperties === false || typeof additionalProperties === "object") return schema;
	return { ...schema, properties: { ...properties, ...Object.fromEntries(missing.map((name) => [name, {}])) } };
}

/** A model whose parameters' descriptions end with the constraints and the defaults of their schemas. */
export function withParameterTags(model: DocumentModel): DocumentModel {
	return {
		...model,
		operations: model.operations.map((operation) => ({
			...operation,
			parameters: operation.parameters.map((parameter) => {
				const schema = resolve(model, parameter.schema);
				const given = schema.default === undefined ? [] : [`@default ${JSON.stringify(schema.default)}`];
				// A type shows what a value is, not the media type that it is written in.
				return { ...described(parameter, [...constraintTags(schema), ...given]), mediaType: undefined };
			}),
		})),
	};
}

function described<Node extends { readonly description?: string | undefined }>(node: Node, tags: string[]): Node {
	if (tags.length === 0) return node;
	const text = (node.description ?? "").trimEnd();
	return { ...node, description: [text, ...tags].filter((line) => line !== "").join("\n") };
}
