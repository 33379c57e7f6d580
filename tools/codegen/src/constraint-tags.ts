import type { OpenApiDocument, Schema } from "./openapi.js";
import { isReference, resolveReference } from "./resolve-reference.js";

const tags = [
	"minLength",
	"maxLength",
	"pattern",
	"minimum",
	"maximum",
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
	return tags.flatMap((keyword) => {
		const value = schema[keyword];
		if (value === undefined || value === false) return [];
		if (keyword === "minLength" && value === 0) return [];
		if (schema.format === "int32" && (value === -2147483648 || value === 2147483647)) return [];
		const exclusive =
			(keyword === "minimum" && schema.exclusiveMinimum === true) ||
			(keyword === "maximum" && schema.exclusiveMaximum === true);
		return [`@${exclusive ? `exclusiveM${keyword.slice(1)}` : keyword}${value === true ? "" : ` ${value}`}`];
	});
}

/**
 * A copy of a document whose descriptions end with the constraints of what they describe, for generators that write
 * descriptions only. A parameter gets those of its schema.
 */
export function withConstraintTags(document: OpenApiDocument): OpenApiDocument {
	const copy = structuredClone(document);
	const visit = (node: unknown): void => {
		if (typeof node !== "object" || node === null) return;
		for (const child of Object.values(node)) visit(child);
		if (Array.isArray(node) || isReference(node)) return;
		if (isParameter(node)) {
			const schema = resolveReference<Schema>(document, node.schema);
			const given = schema.default === undefined ? [] : [`@default ${JSON.stringify(schema.default)}`];
			append(node, [...constraintTags(schema), ...given]);
		} else if (isSchema(node)) {
			append(node, constraintTags(node));
		}
	};
	visit(copy.paths);
	const { schemas, parameters, requestBodies, responses } = copy.components ?? {};
	for (const part of [schemas, parameters, requestBodies, responses]) visit(part);
	return copy;
}

function append(node: { description?: unknown }, lines: readonly string[]): void {
	if (lines.length === 0) return;
	const text = typeof node.description === "string" ? node.description.trimEnd() : "";
	node.description = [text, ...lines].filter((line) => line !== "").join("\n");
}

function isParameter(node: object): node is { schema: Schema; description?: string } {
	return "in" in node && "name" in node && "schema" in node;
}

function isSchema(node: object): node is Schema & { description?: string } {
	return "type" in node && typeof node.type === "string" && !("in" in node);
}
