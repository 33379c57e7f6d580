import { type DocumentModel, mapSubschemas, refName, type Schema } from "@onespec/openapi-document";

/** What is for readers, or for messages about the document. */
const WORDS: ReadonlySet<string> = new Set([
	"description",
	"summary",
	"externalDocs",
	"tags",
	"pointer",
	"deprecated",
	"title",
	"x-database-reference",
]);

/** A model in which members are missing that only readers need. */
interface Trimmed extends Record<string, unknown> {
	readonly operations: readonly { readonly responses: readonly object[] }[];
}

/**
 * The part of a model that an API in memory needs: without words for readers, with the examples of one media type in JSON
 * where there is JSON, and without schemas that nothing refers to.
 */
export function trimForTesting(model: DocumentModel): Trimmed {
	const used = new Map<string, Schema>();
	// Looked at one after the other: references can lead on through thousands of schemas.
	const left: string[] = [];
	const schema = (one: Schema): Schema => {
		const name = refName(one);
		const target = name === undefined ? undefined : model.schemas[name];
		if (name !== undefined && target !== undefined && !used.has(name)) {
			used.set(name, target);
			left.push(name);
		}
		const { examples: _, ...kept } = mapSubschemas(one, schema);
		return Object.fromEntries(Object.entries(kept).filter(([keyword]) => !WORDS.has(keyword))) as Schema;
	};
	const { openapi, info: _, inbound: __, problems: ___, schemas: ____, extensions, ...rest } = model;
	const trim = (value: unknown, isMap = false): unknown => {
		if (Array.isArray(value)) return value.map((item) => trim(item));
		if (typeof value !== "object" || value === null) return value;
		const members = Object.entries(value).filter(([name, held]) => held !== undefined && (isMap || !WORDS.has(name)));
		return Object.fromEntries(
			members.map(([name, held]) => {
				if (isMap) return [name, trim(held)];
				if (name === "schema" || name === "itemSchema") return [name, schema(held as Schema)];
				if (name === "content") return [name, trim(withoutDoubles(held as Content))];
				return [name, VALUES.has(name) ? held : trim(held, MAPS.has(name))];
			}),
		);
	};
	const trimmed = trim(rest) as Trimmed;
	for (let name = left.pop(); name !== undefined; name = left.pop()) used.set(name, schema(used.get(name) ?? {}));
	const names = Object.keys(model.schemas).filter((name) => used.has(name));
	return {
		openapi,
		...trimmed,
		extensions: Object.fromEntries(Object.entries(extensions).filter(([name]) => !WORDS.has(name))),
		schemas: Object.fromEntries(names.map((name) => [name, used.get(name)])),
	};
}

/** Under these stand values, of which every word counts. */
const VALUES: ReadonlySet<string> = new Set(["value", "example", "extensions"]);

/** Under these stand names that the document chose. */
const MAPS: ReadonlySet<string> = new Set(["securitySchemes", "variables", "encoding", "flows"]);

type Content = DocumentModel["operations"][number]["responses"][number]["content"];

/** What examples in other media types show, the first in JSON shows too. */
function withoutDoubles(content: Content): Content {
	const first = content.find(({ kind, examples }) => kind === "json" && examples.length > 0);
	return first === undefined ? content : content.map((media) => (media === first ? media : { ...media, examples: [] }));
}
