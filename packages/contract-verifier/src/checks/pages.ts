import { type DocumentModel, flatten, type Operation, resolve, typeOf } from "@onespec/openapi-document";

/** Parameters by whose names a list without declared pagination has pages all the same. */
export const PAGED = /page|limit|offset|cursor|size|count|skip|top|after|before|start|^per_|marker|token/i;

/** The names that how many items a page has goes by. */
export const SIZE = /^(\$?top|limit|(per|max)_?(page|items|results)?|page_?(size|limit)|size|count|max_?results)$/i;

/** The greatest page of a list without declared pagination, by the name and the range of a parameter. */
export function greatestPage(
	model: DocumentModel,
	{ parameters }: Operation,
): { name: string; size: number } | undefined {
	for (const { in: where, name, schema } of parameters) {
		const { maximum, ...range } = flatten(model, resolve(model, schema));
		if (where !== "query" || !SIZE.test(name) || typeOf(range) !== "integer" || maximum === undefined) continue;
		return { name, size: maximum };
	}
	return undefined;
}
