import { isJson } from "./body-media-types.js";
import type { OpenApiDocument } from "./openapi.js";

/** Under these stand names that the document chose: none of them is a keyword. */
const maps = new Set([
	"paths",
	"properties",
	"schemas",
	"responses",
	"parameters",
	"requestBodies",
	"headers",
	"securitySchemes",
	"examples",
	"content",
	"x-general-responses",
]);

/** Under these stand values, of which every word counts. */
const values = new Set(["value", "example", "default", "enum"]);

const words = new Set(["description", "summary", "externalDocs", "tags", "x-database-reference"]);

/**
 * The part of a document that an API in memory needs: without words for readers, without examples in other media types
 * than JSON where there is JSON, and without components that nothing refers to.
 */
export function trimForTesting(document: OpenApiDocument): object {
	const { info: _, externalDocs: __, tags: ___, ...rest } = document;
	return withoutUnused(trim(rest, false) as Node);
}

type Node = Record<string, unknown>;

function trim(node: unknown, isMap: boolean): unknown {
	if (Array.isArray(node)) return node.map((item) => trim(item, false));
	if (typeof node !== "object" || node === null) return node;
	return Object.fromEntries(
		Object.entries(node)
			.filter(([name]) => isMap || !words.has(name))
			.map(([name, child]) => {
				if (!isMap && values.has(name)) return [name, child];
				if (!isMap && name === "content") return [name, trimContent(child as Node)];
				return [name, trim(child, !isMap && maps.has(name))];
			}),
	);
}

function trimContent(content: Node): unknown {
	const hasJson = Object.keys(content).some(isJson);
	return Object.fromEntries(
		Object.entries(content).map(([mediaType, media]) => {
			const { example, examples, ...schema } = media as Node;
			const kept = hasJson && !isJson(mediaType) ? schema : { ...schema, example, examples };
			return [mediaType, trim(kept, false)];
		}),
	);
}

/** What is referred to, directly or by what is. */
function withoutUnused(document: Node): Node {
	const { components, ...rest } = document;
	const used = new Set<string>();
	const visit = (node: unknown): void => {
		if (typeof node !== "object" || node === null) return;
		for (const [name, child] of Object.entries(node)) {
			if (name !== "$ref" || typeof child !== "string") visit(child);
			else if (!used.has(child)) {
				used.add(child);
				const [, , section = "", component = ""] = child.split("/");
				visit((components as Record<string, Node> | undefined)?.[section]?.[component]);
			}
		}
	};
	visit(rest);
	const sections = Object.entries((components ?? {}) as Record<string, Node>).map(([section, all]) => [
		section,
		Object.fromEntries(
			Object.entries(all).filter(
				([name]) => section === "securitySchemes" || used.has(`#/components/${section}/${name}`),
			),
		),
	]);
	return { ...rest, components: Object.fromEntries(sections) };
}
