import { unicodePattern } from "./pattern.js";
import { escapeToken, tokensOf, valueAt } from "./pointer.js";
import { isNode, type Node, type Reader } from "./reader.js";
import { refTo, type Schema, SUBSCHEMAS, type TypeName } from "./schema.js";

const COMPONENTS = "#/components/schemas/";

const TYPES: ReadonlySet<unknown> = new Set(["null", "boolean", "object", "array", "number", "integer", "string"]);

/** Keywords that are taken as they stand where their value is of the type. */
const PLAIN: Readonly<Record<string, "string" | "number" | "boolean">> = {
	format: "string",
	title: "string",
	description: "string",
	contentEncoding: "string",
	contentMediaType: "string",
	deprecated: "boolean",
	readOnly: "boolean",
	writeOnly: "boolean",
	uniqueItems: "boolean",
	multipleOf: "number",
	minimum: "number",
	maximum: "number",
	minLength: "number",
	maxLength: "number",
	minItems: "number",
	maxItems: "number",
	minContains: "number",
	maxContains: "number",
	minProperties: "number",
	maxProperties: "number",
};

/** How many references one after the other are followed where alternatives are compared. */
const MOST_REFERENCES = 20;

/** Keywords of which no value depends whether something fits. */
const ANNOTATIONS: ReadonlySet<string> = new Set([
	"title",
	"description",
	"example",
	"examples",
	"deprecated",
	"externalDocs",
]);

function isAnnotation(keyword: string): boolean {
	return ANNOTATIONS.has(keyword) || keyword.startsWith("x-");
}

/** A written schema without annotations, its keywords in the order of their names. */
function meaningOf(node: unknown): unknown {
	if (Array.isArray(node)) return node.map(meaningOf);
	if (!isNode(node)) return node;
	const keywords = Object.entries(node).filter(([keyword]) => !isAnnotation(keyword));
	const meant = keywords.map(([keyword, value]): [string, unknown] => {
		const isMap = (SUBSCHEMAS.map as readonly string[]).includes(keyword) && isNode(value);
		// Values are data: a member `title` of theirs is no annotation.
		if (!isMap) return [keyword, /^(const|enum|default)$/.test(keyword) ? value : meaningOf(value)];
		return [
			keyword,
			Object.entries(value)
				.map(([name, one]) => [name, meaningOf(one)])
				.sort(),
		];
	});
	return Object.fromEntries(meant.sort(([one], [other]) => (one < other ? -1 : 1)));
}

type Draft = Record<string, unknown>;

/** Reads schemas of every version of OpenAPI into the one form of the model, and names all that references lead to. */
export class SchemaReader {
	readonly #reader: Reader;
	/** In OpenAPI 3.0 nothing holds beside a `$ref`. */
	readonly #siblings: boolean;
	/** The name of each place that a reference leads to. */
	readonly #names = new Map<string, string>();
	/** Without a prototype, so that a schema called __proto__ is one. */
	readonly #schemas: Record<string, Schema> = Object.create(null);
	readonly #pending: { readonly name: string; readonly pointer: string }[] = [];
	/** Discriminators are completed when all schemas are known. */
	readonly #discriminators: {
		readonly schema: Draft;
		readonly node: Node;
		readonly name: string | undefined;
		readonly pointer: string;
	}[] = [];
	#anchors: Map<string, string> | undefined;
	/** The schema of `components` that is being read. */
	#component: string | undefined;

	constructor(reader: Reader, siblings: boolean) {
		this.#reader = reader;
		this.#siblings = siblings;
		const components = componentSchemas(reader.document);
		// All names are taken before one is made.
		for (const name of Object.keys(components)) this.#names.set(`${COMPONENTS}${escapeToken(name)}`, name);
		for (const name of Object.keys(components)) {
			this.#component = name;
			this.#schemas[name] = this.read(components[name], `${COMPONENTS}${escapeToken(name)}`);
		}
		this.#component = undefined;
	}

	/** All schemas that references lead to. Called once everything else was read. */
	finish(): Readonly<Record<string, Schema>> {
		for (let next = this.#pending.shift(); next !== undefined; next = this.#pending.shift()) {
			this.#schemas[next.name] = this.read(valueAt(this.#reader.document, next.pointer), next.pointer);
		}
		this.#breakCircles();
		for (const one of this.#discriminators) this.#complete(one);
		return this.#schemas;
	}

	/** The schema at a place; `{}`, and a problem, where it is none. */
	read(value: unknown, pointer: string): Schema {
		if (value === true) return {};
		if (value === false) return { not: {} };
		if (!isNode(value)) {
			this.#reader.problem(pointer, "must be a schema; it is read as one that allows everything.", true);
			return {};
		}
		const ref = value.$ref ?? value.$dynamicRef ?? value.$recursiveRef;
		if (typeof ref !== "string") return this.#keywords(value, pointer);
		const target = this.#reference(ref, pointer);
		if (!this.#siblings) return target;
		const { $ref: _ref, $dynamicRef: _dynamic, $recursiveRef: _recursive, ...beside } = value;
		const own = this.#keywords(beside, pointer);
		return Object.keys(own).length === 0 ? target : { ...target, ...own };
	}

	#keywords(node: Node, pointer: string): Schema {
		const schema: Draft = {};
		for (const [keyword, value] of Object.entries(node)) {
			const type = PLAIN[keyword];
			if (type !== undefined && typeof value === type) schema[keyword] = value;
			else if (type !== undefined) this.#ignored(`${pointer}/${keyword}`, `must be a ${type}`);
			else if (keyword.startsWith("x-")) schema[keyword] = value;
			else this.#keyword(schema, keyword, value, `${pointer}/${keyword}`);
		}
		this.#bounds(schema, node);
		if (Array.isArray(node.oneOf) && Array.isArray(schema.oneOf) && node.discriminator === undefined) {
			schema.oneOf = this.#distinct(node.oneOf, schema.oneOf, `${pointer}/oneOf`);
		}
		if (isNode(node.discriminator)) {
			const name =
				this.#component !== undefined && pointer === `${COMPONENTS}${escapeToken(this.#component)}`
					? this.#component
					: undefined;
			this.#discriminators.push({ schema, node: node.discriminator, name, pointer: `${pointer}/discriminator` });
		}
		return node.nullable === true ? nullable(schema) : (schema as Schema);
	}

	/** Alternatives without their doubles: of two that say the same, neither could ever be the only one that fits. */
	#distinct(written: readonly unknown[], alternatives: readonly Schema[], pointer: string): Schema[] {
		const seen = new Set<string>();
		return alternatives.filter((_, index) => {
			const meaning = JSON.stringify(meaningOf(this.#target(written[index])));
			if (!seen.has(meaning)) return seen.add(meaning);
			this.#reader.problem(`${pointer}/${index}`, "allows the same as another alternative; it is left out.");
			return false;
		});
	}

	/** What a reference of this document leads to at last; what is no reference alone is that itself. */
	#target(node: unknown): unknown {
		let target = node;
		for (let steps = 0; steps < MOST_REFERENCES && isNode(target); steps++) {
			const { $ref: ref, ...beside } = target;
			const isAlone = typeof ref === "string" && (!this.#siblings || Object.keys(beside).every(isAnnotation));
			if (!isAlone || !ref.startsWith("#/")) break;
			target = valueAt(this.#reader.document, ref);
		}
		return target ?? node;
	}

	#keyword(schema: Draft, keyword: string, value: unknown, pointer: string): void {
		switch (keyword) {
			case "type":
				this.#type(schema, value, pointer);
				return;
			case "enum":
				if (!Array.isArray(value)) {
					this.#ignored(pointer, "must be an array");
					return;
				}
				schema.enum = value;
				return;
			case "const":
			case "default":
				schema[keyword] = value;
				return;
			case "example":
				schema.examples = [value, ...((schema.examples as unknown[] | undefined) ?? [])];
				return;
			case "examples": {
				const several = Array.isArray(value) ? value : isNode(value) ? Object.values(value) : [];
				schema.examples = [...((schema.examples as unknown[] | undefined) ?? []), ...several];
				return;
			}
			case "pattern":
				this.#pattern(schema, value, pointer);
				return;
			case "required": {
				if (!Array.isArray(value)) {
					this.#ignored(pointer, "must be an array of names");
					return;
				}
				schema.required = [...new Set(value.map(String))];
				return;
			}
			case "dependentRequired":
				if (isNode(value)) schema.dependentRequired = value;
				return;
			case "externalDocs":
				if (isNode(value) && typeof value.url === "string") schema.externalDocs = value;
				return;
			case "xml":
				if (isNode(value)) schema.xml = xmlFacets(value);
				return;
			case "items":
				// Before 2020-12 an array of items was a tuple.
				if (Array.isArray(value)) schema.prefixItems = value.map((one, index) => this.read(one, `${pointer}/${index}`));
				else schema.items = this.read(value, pointer);
				return;
			case "additionalItems":
				if (schema.items === undefined) schema.items = this.read(value, pointer);
				return;
		}
		if ((SUBSCHEMAS.one as readonly string[]).includes(keyword)) schema[keyword] = this.read(value, pointer);
		else if ((SUBSCHEMAS.oneOrBoolean as readonly string[]).includes(keyword)) {
			schema[keyword] = typeof value === "boolean" ? value : this.read(value, pointer);
		} else if ((SUBSCHEMAS.list as readonly string[]).includes(keyword)) {
			if (!Array.isArray(value)) {
				this.#ignored(pointer, "must be an array of schemas");
				return;
			}
			if (value.length > 0) schema[keyword] = value.map((one, index) => this.read(one, `${pointer}/${index}`));
		} else if ((SUBSCHEMAS.map as readonly string[]).includes(keyword)) {
			if (!isNode(value)) {
				this.#ignored(pointer, "must be an object of schemas");
				return;
			}
			// Without a prototype, so that a member called __proto__ is a member.
			const members: Record<string, Schema> = Object.create(null);
			for (const [name, one] of Object.entries(value)) {
				if (keyword === "patternProperties" && unicodePattern(name) === undefined) {
					this.#ignored(
						`${pointer}/${escapeToken(name)}`,
						"is a pattern that no regular expression of JavaScript can be made of",
					);
					continue;
				}
				const key = keyword === "patternProperties" ? (unicodePattern(name) ?? name) : name;
				members[key] = this.read(one, `${pointer}/${escapeToken(name)}`);
			}
			schema[keyword] = members;
		}
	}

	#type(schema: Draft, value: unknown, pointer: string): void {
		const types = [...new Set(Array.isArray(value) ? value : [value])].filter((type) => TYPES.has(type));
		if (types.length === 0) {
			this.#ignored(pointer, `${JSON.stringify(value)} is no type`);
			return;
		}
		schema.type = types.length === 1 ? types[0] : types;
	}

	#pattern(schema: Draft, value: unknown, pointer: string): void {
		const pattern = typeof value === "string" ? unicodePattern(value) : undefined;
		if (pattern === undefined) {
			this.#ignored(pointer, "no regular expression of JavaScript can be made of it");
			return;
		}
		schema.pattern = pattern;
	}

	/** Exclusive bounds were booleans in OpenAPI 3.0. */
	#bounds(schema: Draft, node: Node): void {
		for (const [exclusive, bound] of [
			["exclusiveMinimum", "minimum"],
			["exclusiveMaximum", "maximum"],
		] as const) {
			const value = node[exclusive];
			if (typeof value === "number") schema[exclusive] = value;
			else if (value === true && typeof node[bound] === "number") {
				schema[exclusive] = node[bound];
				delete schema[bound];
			}
		}
	}

	#ignored(pointer: string, why: string): void {
		this.#reader.problem(pointer, `${why}; it is left out.`, true);
	}

	#reference(ref: string, pointer: string): Schema {
		const target = this.#targetOf(ref);
		if (target === undefined) {
			const why = ref.startsWith("#") ? "leads to nothing" : "leads out of the document";
			this.#reader.problem(
				pointer,
				`the reference ${ref} ${why}; it is read as a schema that allows everything.`,
				true,
			);
			return {};
		}
		let name = this.#names.get(target);
		if (name === undefined) {
			name = nameOf(target, new Set(this.#names.values()));
			this.#names.set(target, name);
			this.#pending.push({ name, pointer: target });
		}
		return refTo(name);
	}

	/** The place that a reference leads to, in one form; `undefined` where there is nothing. */
	#targetOf(ref: string): string | undefined {
		// The whole document is no schema: what is meant is the one that the reference stands in.
		if (ref === "#" && this.#component !== undefined) return `${COMPONENTS}${escapeToken(this.#component)}`;
		const anchored = this.#anchored(ref);
		if (anchored !== undefined) return anchored;
		if (!ref.startsWith("#/")) return undefined;
		const tokens = tokensOf(ref);
		const pointer = `#/${tokens.map(escapeToken).join("/")}`;
		const value = valueAt(this.#reader.document, `/${tokens.map(escapeToken).join("/")}`);
		return value === undefined ? undefined : pointer;
	}

	#anchored(ref: string): string | undefined {
		if (ref.startsWith("#/") || !this.#siblings) return undefined;
		this.#anchors ??= anchorsOf(this.#reader.document);
		return this.#anchors.get(ref);
	}

	/** A name that stands for itself through references and `allOf` alone describes nothing. */
	#breakCircles(): void {
		const ended = new Set<string>();
		const around = new Set<string>();
		const visit = (name: string): void => {
			if (ended.has(name)) return;
			if (around.has(name)) {
				this.#reader.problem(
					`${COMPONENTS}${escapeToken(name)}`,
					"stands for itself; it is read as a schema that allows everything.",
					true,
				);
				this.#schemas[name] = {};
				return;
			}
			around.add(name);
			through(this.#schemas[name]);
			around.delete(name);
			ended.add(name);
		};
		const through = (schema: Schema | undefined): void => {
			if (schema?.$ref !== undefined)
				visit(schema.$ref.slice(COMPONENTS.length).replaceAll("~1", "/").replaceAll("~0", "~"));
			for (const part of schema?.allOf ?? []) through(part);
		};
		for (const start of Object.keys(this.#schemas)) visit(start);
	}

	#complete({
		schema,
		node,
		name,
		pointer,
	}: {
		schema: Draft;
		node: Node;
		name: string | undefined;
		pointer: string;
	}): void {
		const { propertyName, mapping = {}, defaultMapping } = node;
		if (typeof propertyName !== "string") {
			this.#ignored(pointer, "names no property");
			return;
		}
		const complete: Record<string, string> = Object.create(null);
		for (const [value, target] of Object.entries(isNode(mapping) ? mapping : {})) {
			const found = this.#mapped(target);
			if (found === undefined)
				this.#ignored(`${pointer}/mapping/${escapeToken(value)}`, `${JSON.stringify(target)} is no schema`);
			else complete[value] = found;
		}
		const explicit = new Set(Object.values(complete));
		for (const one of this.#alternatives(schema as Schema, name)) if (!explicit.has(one)) complete[one] ??= one;
		const fallback = defaultMapping === undefined ? undefined : this.#mapped(defaultMapping);
		schema.discriminator = {
			propertyName,
			mapping: complete,
			...(fallback !== undefined && { defaultMapping: fallback }),
		};
	}

	/** A mapping names a schema by reference, by its bare name, or by a file that became a component. */
	#mapped(target: unknown): string | undefined {
		if (typeof target !== "string") return undefined;
		if (Object.hasOwn(this.#schemas, target)) return target;
		const pointer = this.#targetOf(target);
		const known = pointer && this.#names.get(pointer);
		if (known !== undefined && known !== "") return known;
		const bare = target.replace(/^.*[/#]/, "").replace(/\.(ya?ml|json)$/, "");
		return Object.hasOwn(this.#schemas, bare) ? bare : undefined;
	}

	/** The schemas among which a discriminator chooses: the alternatives, or those that extend the schema by `allOf`. */
	#alternatives(schema: Schema, name: string | undefined): string[] {
		const named = (one: Schema) =>
			one.$ref === undefined ? [] : [one.$ref.slice(COMPONENTS.length).replaceAll("~1", "/").replaceAll("~0", "~")];
		const choices = schema.oneOf ?? schema.anyOf;
		if (choices !== undefined) return choices.flatMap(named);
		if (name === undefined) return [];
		const children = new Set<string>();
		for (let size = -1; size !== children.size; ) {
			size = children.size;
			for (const [child, { allOf = [] }] of Object.entries(this.#schemas)) {
				if (allOf.flatMap(named).some((parent) => parent === name || children.has(parent))) children.add(child);
			}
		}
		return [...children];
	}
}

function componentSchemas(document: Node): Node {
	const schemas = isNode(document.components) ? document.components.schemas : undefined;
	return isNode(schemas) ? schemas : {};
}

/** `nullable` as OpenAPI 3.0 means it: `null` is a value beside all others. */
function nullable(schema: Draft): Schema {
	const { type } = schema;
	if (type === undefined) return { anyOf: [schema as Schema, { type: "null" }] };
	const types = (Array.isArray(type) ? type : [type]) as TypeName[];
	return {
		...schema,
		type: types.includes("null") ? types : [...types, "null"],
		...(Array.isArray(schema.enum) && !schema.enum.includes(null) && { enum: [...schema.enum, null] }),
	};
}

function xmlFacets(xml: Node): Node {
	const { name, namespace, prefix, attribute, wrapped, nodeType } = xml;
	return {
		...(typeof name === "string" && { name }),
		...(typeof namespace === "string" && { namespace }),
		...(typeof prefix === "string" && { prefix }),
		...((attribute === true || nodeType === "attribute") && { attribute: true }),
		...((wrapped === true || nodeType === "element") && { wrapped: true }),
		...((nodeType === "text" || nodeType === "cdata") && { text: true }),
	};
}

/** By `#name`, `$id` and `$id#name`: where a schema stands. */
function anchorsOf(document: Node): Map<string, string> {
	const anchors = new Map<string, string>();
	const walk = (value: unknown, pointer: string, id: string): void => {
		if (typeof value !== "object" || value === null) return;
		let base = id;
		if (isNode(value)) {
			if (typeof value.$id === "string" && pointer !== "#") {
				base = value.$id;
				anchors.set(base, pointer);
			}
			for (const anchor of [value.$anchor, value.$dynamicAnchor]) {
				if (typeof anchor !== "string") continue;
				for (const ref of [`#${anchor}`, `${base}#${anchor}`]) if (!anchors.has(ref)) anchors.set(ref, pointer);
			}
		}
		for (const [name, child] of Object.entries(value)) walk(child, `${pointer}/${escapeToken(name)}`, base);
	};
	walk(document, "#", "");
	return anchors;
}

/** Tokens of a pointer that say nothing of what a schema is. */
const FILLERS: ReadonlySet<string> = new Set([
	"paths",
	"components",
	"schemas",
	"properties",
	"content",
	"schema",
	"$defs",
]);

/** A name for the schema at a place: `#/paths/~1pets/get/responses/200/content/…/schema` is `PetsGetResponses200`. */
function nameOf(pointer: string, taken: ReadonlySet<string>): string {
	const words = tokensOf(pointer)
		.filter((token) => !FILLERS.has(token) && !token.includes("application/"))
		.flatMap((token) => token.split(/[^A-Za-z0-9]+/))
		.filter((word) => word !== "")
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
	const wanted = words.join("").slice(0, 80) || "Schema";
	let name = wanted;
	for (let number = 2; taken.has(name); number++) name = `${wanted}${number}`;
	return name;
}
