import { mediaTypeOf } from "../document/media-types.js";
import { operationsOf } from "../document/operations.js";
import type { OpenApiDocument } from "../document/types.js";

/** The document that Dredd gets, and how the paths that it sends are told apart. */
export interface Derived {
	/** JSON text. */
	content: string;
	/** By `METHOD /expanded/path`, as Dredd expands it: the operation's id. */
	operationIds: Map<string, string>;
}

/**
 * Derives the document that Dredd enumerates: each path, method, status and media type, and nothing that Dredd would
 * read by itself. No schemas, no references, no security, one example for each body. A path parameter's example is a
 * word that no other path has, so that no two operations can be mistaken for each other; the true values are set
 * before each request.
 */
export function deriveDocument(document: OpenApiDocument): Derived {
	const operationIds = new Map<string, string>();
	const paths: Record<string, Record<string, unknown>> = {};
	const pathNumbers = Object.keys(document.paths);
	for (const operation of operationsOf(document)) {
		const word = `path-${pathNumbers.indexOf(operation.path)}`;
		const names = [...operation.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1] ?? "");
		const item = paths[operation.path] ?? {};
		paths[operation.path] = item;
		item[operation.method.toLowerCase()] = {
			operationId: operation.operationId,
			parameters: names.map((name) => ({
				name,
				in: "path",
				required: true,
				schema: { type: "string" },
				example: word,
			})),
			...(operation.requestBody && { requestBody: { content: plainContent(operation.requestBody.content) } }),
			responses: Object.fromEntries(
				[...operation.responses].map(([status, { content }]) => [
					status,
					{ description: status, ...(content && { content: plainContent(content) }) },
				]),
			),
		};
		operationIds.set(`${operation.method} ${operation.path.replace(/\{[^}]+\}/g, word)}`, operation.operationId);
	}
	const derived = { openapi: "3.0.3", info: { title: "derived", version: "1" }, paths };
	return { content: JSON.stringify(derived), operationIds };
}

function plainContent(content: Record<string, unknown>): Record<string, { example: string }> {
	return Object.fromEntries(Object.keys(content).map((key) => [mediaTypeOf(key), { example: "-" }]));
}
