import type { OpenApiDocument } from "../openapi.js";

/** The kinds of objects of OpenAPI 3.0 that may carry extensions. */
export type Kind = keyof typeof children;

/** Called for each object that may carry extensions. */
export type Visit = (kind: Kind, node: Readonly<Record<string, unknown>>, pointer: string) => void;

/**
 * How a field holds the objects below it: as one object, as a list of them, as a map by name, or as a map that may
 * itself carry extensions among its entries.
 */
type Child = Kind | `${Kind}[]` | `${Kind}{}` | `${Kind}{x}`;

/**
 * The fields of each kind that hold further objects. What is absent here holds data (examples, defaults, values of
 * extensions), in which a name that begins with x- means nothing.
 */
const children = {
	document: {
		info: "info",
		servers: "server[]",
		paths: "pathItem{x}",
		components: "components",
		tags: "tag[]",
		externalDocs: "externalDocs",
	},
	info: { contact: "contact", license: "license" },
	contact: {},
	license: {},
	server: { variables: "serverVariable{}" },
	serverVariable: {},
	tag: { externalDocs: "externalDocs" },
	externalDocs: {},
	components: {
		schemas: "schema{}",
		responses: "response{}",
		parameters: "parameter{}",
		examples: "example{}",
		requestBodies: "requestBody{}",
		headers: "header{}",
		securitySchemes: "securityScheme{}",
		links: "link{}",
		callbacks: "callback{}",
	},
	pathItem: {
		servers: "server[]",
		parameters: "parameter[]",
		get: "operation",
		put: "operation",
		post: "operation",
		delete: "operation",
		options: "operation",
		head: "operation",
		patch: "operation",
		trace: "operation",
	},
	operation: {
		parameters: "parameter[]",
		requestBody: "requestBody",
		responses: "response{x}",
		callbacks: "callback{}",
		servers: "server[]",
		externalDocs: "externalDocs",
	},
	parameter: { schema: "schema", examples: "example{}", content: "mediaType{}" },
	header: { schema: "schema", examples: "example{}", content: "mediaType{}" },
	requestBody: { content: "mediaType{}" },
	response: { headers: "header{}", content: "mediaType{}", links: "link{}" },
	mediaType: { schema: "schema", examples: "example{}", encoding: "encoding{}" },
	encoding: { headers: "header{}" },
	example: {},
	link: { server: "server" },
	callback: {},
	map: {},
	securityScheme: { flows: "flows" },
	flows: { implicit: "flow", password: "flow", clientCredentials: "flow", authorizationCode: "flow" },
	flow: {},
	schema: {
		properties: "schema{}",
		additionalProperties: "schema",
		items: "schema",
		allOf: "schema[]",
		oneOf: "schema[]",
		anyOf: "schema[]",
		not: "schema",
		xml: "xml",
		discriminator: "discriminator",
		externalDocs: "externalDocs",
	},
	xml: {},
	discriminator: {},
} as const satisfies Record<string, Record<string, string>>;

/**
 * Visits every object of a document that may carry extensions, each once; references are not followed.
 *
 * @param document the bundled document
 * @param visit called with the object, its kind and its JSON pointer
 */
export function walkDocument(document: OpenApiDocument, visit: Visit): void {
	walk("document", document, "#", visit);
}

/** As {@link walkDocument}, for a schema at a place where OpenAPI knows none. */
export function walkSchema(schema: unknown, pointer: string, visit: Visit): void {
	walk("schema", schema, pointer, visit);
}

function walk(kind: Kind, node: unknown, pointer: string, visit: Visit): void {
	if (!isObject(node) || "$ref" in node) return;
	visit(kind, node, pointer);
	for (const [field, child] of Object.entries<Child>(children[kind])) {
		walkChild(child, node[field], `${pointer}/${field}`, visit);
	}
}

function walkChild(child: Child, value: unknown, pointer: string, visit: Visit): void {
	const [, kind, extensible, container] = /^(\w+?)(?:(\{x\})|(\{\}|\[\]))?$/.exec(child) ?? [];
	if (extensible === undefined && container === undefined) {
		walk(kind as Kind, value, pointer, visit);
		return;
	}
	if (!isObject(value)) return;
	if (extensible !== undefined) visit("map", value, pointer);
	for (const [name, element] of Object.entries(value)) {
		if (extensible !== undefined && name.startsWith("x-")) continue;
		walk(kind as Kind, element, `${pointer}/${escapePointer(name)}`, visit);
	}
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}

/** A name as a part of a JSON pointer. */
export function escapePointer(name: string): string {
	return name.replaceAll("~", "~0").replaceAll("/", "~1");
}
