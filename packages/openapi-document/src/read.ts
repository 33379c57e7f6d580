import { bodyKindOf, mediaTypeName } from "./media-type.js";
import type {
	DocumentModel,
	Encoding,
	Example,
	ExternalDocs,
	Field,
	GeneralResponse,
	Header,
	InboundOperation,
	Info,
	Link,
	MediaType,
	OAuthFlow,
	Operation,
	Parameter,
	ParameterPlace,
	ParameterStyle,
	RequestBody,
	Response,
	SecurityRequirement,
	SecurityScheme,
	Server,
	Tag,
} from "./model.js";
import { operationIds } from "./operation-id.js";
import { escapeToken } from "./pointer.js";
import { SchemaReader } from "./read-schema.js";
import { extensionsOf, isNode, type Node, Reader, textOf } from "./reader.js";

/**
 * Reads a bundled document of OpenAPI 3.0, 3.1 or 3.2 into the model. Reading never fails for what a part of the document
 * says: what can't be read is left out and told in `problems`.
 *
 * @param document the parsed document; its references lead nowhere but into itself
 * @throws TypeError for what is no OpenAPI 3 document at all
 * @example
 * const model = readModel(JSON.parse(await readFile("openapi.json", "utf8")));
 * model.operations.map(({ id }) => id); // ["listThings", …]
 */
export function readModel(document: unknown): DocumentModel {
	if (!isNode(document) || typeof document.openapi !== "string" || !/^3\.[012]\b/.test(document.openapi)) {
		if (isNode(document) && document.swagger !== undefined) {
			throw new TypeError(
				`This is a document of Swagger ${String(document.swagger)}, which came before OpenAPI 3. Convert it, for example by \`npx swagger2openapi --yaml --outfile openapi.yaml FILE\`, and give what that writes.`,
			);
		}
		const version = isNode(document) ? document.openapi : undefined;
		const found = version === undefined ? "it names no version" : `it says ${JSON.stringify(version)}`;
		throw new TypeError(`This is no OpenAPI document of version 3.0, 3.1 or 3.2: ${found}.`);
	}
	return deepFreeze(new DocumentReader(document).read());
}

class DocumentReader extends Reader {
	readonly #schemas: SchemaReader;
	readonly #isOld: boolean;
	readonly #inbound: InboundOperation[] = [];

	constructor(document: Node) {
		super(document);
		this.#isOld = /^3\.0\b/.test(String(document.openapi));
		this.#schemas = new SchemaReader(this, !this.#isOld);
	}

	read(): DocumentModel {
		const { document } = this;
		const servers = this.#servers(document.servers, "#/servers");
		const securitySchemes = this.#securitySchemes();
		const operations = this.#operations(servers, securitySchemes);
		const generalResponses = this.#generalResponses();
		this.#webhooks();
		return {
			openapi: String(document.openapi),
			info: this.#info(),
			servers,
			tags: this.#tags(),
			externalDocs: externalDocs(document.externalDocs),
			securitySchemes,
			operations,
			schemas: this.#schemas.finish(),
			inbound: this.#inbound,
			generalResponses,
			extensions: extensionsOf(document),
			problems: this.problems,
		};
	}

	#info(): Info {
		const info = isNode(this.document.info) ? this.document.info : {};
		const { title, version, summary, description, license, contact, termsOfService } = info;
		return {
			title: textOf(title) ?? "",
			version: version === undefined || version === null ? "" : String(version),
			...(typeof summary === "string" && { summary }),
			...(typeof description === "string" && { description }),
			...(isNode(license) && typeof license.name === "string" && { license: license as { name: string } & Node }),
			...(isNode(contact) && { contact }),
			...(typeof termsOfService === "string" && { termsOfService }),
			extensions: extensionsOf(info),
		};
	}

	#tags(): Tag[] {
		return [...this.items(this.document.tags, "#/tags")].flatMap(({ node }) =>
			typeof node.name === "string"
				? { name: node.name, description: textOf(node.description), extensions: extensionsOf(node) }
				: [],
		);
	}

	#servers(list: unknown, pointer: string): Server[] {
		return [...this.items(list, pointer)].flatMap(({ node, pointer: place }) => {
			if (typeof node.url !== "string") {
				this.problem(place, "has no url; it is left out.");
				return [];
			}
			const variables = [...this.entries(node.variables, `${place}/variables`)].map(({ name, node: variable }) => [
				name,
				{
					default: String(variable.default ?? ""),
					enum: Array.isArray(variable.enum) ? variable.enum.map(String) : undefined,
					description: textOf(variable.description),
				},
			]);
			return { url: node.url, description: textOf(node.description), variables: Object.fromEntries(variables) };
		});
	}

	#securitySchemes(): Record<string, SecurityScheme> {
		const { components } = this.document;
		const schemes: Record<string, SecurityScheme> = Object.create(null);
		const map = isNode(components) ? components.securitySchemes : undefined;
		for (const { name, node, pointer } of this.entries(map, "#/components/securitySchemes")) {
			const carrier = this.#carrier(node, pointer);
			if (carrier === undefined) continue;
			schemes[name] = {
				...carrier,
				description: textOf(node.description),
				deprecated: node.deprecated === true,
				extensions: extensionsOf(node),
				pointer,
			} as SecurityScheme;
		}
		return schemes;
	}

	#carrier(node: Node, pointer: string): object | undefined {
		switch (node.type) {
			case "apiKey":
				if (typeof node.name !== "string" || !["header", "query", "cookie"].includes(String(node.in))) break;
				return { type: "apiKey", in: node.in, name: node.name };
			case "http":
				if (typeof node.scheme !== "string") break;
				return { type: "http", scheme: node.scheme.toLowerCase(), bearerFormat: textOf(node.bearerFormat) };
			case "oauth2":
				return { type: "oauth2", flows: this.#flows(node.flows, `${pointer}/flows`) };
			case "openIdConnect":
				return { type: "openIdConnect", openIdConnectUrl: textOf(node.openIdConnectUrl) ?? "" };
			case "mutualTLS":
				return { type: "mutualTLS" };
		}
		this.problem(pointer, `is no security scheme of OpenAPI (type ${JSON.stringify(node.type)}); it is left out.`);
		return undefined;
	}

	#flows(flows: unknown, pointer: string): Record<string, OAuthFlow> {
		const read = [...this.entries(flows, pointer, true)].map(({ name, node }) => [
			name,
			{
				authorizationUrl: textOf(node.authorizationUrl),
				tokenUrl: textOf(node.tokenUrl),
				refreshUrl: textOf(node.refreshUrl),
				scopes: isNode(node.scopes) ? node.scopes : {},
			},
		]);
		return Object.fromEntries(read);
	}

	#operations(servers: readonly Server[], schemes: Readonly<Record<string, SecurityScheme>>): Operation[] {
		const placed = [...this.entries(this.document.paths, "#/paths", true)].flatMap(({ name, node, pointer }) => {
			// Appended to a base URL as it stands, it would name another host or port.
			const path = name.startsWith("/") ? name : `/${name}`;
			if (path !== name) this.problem(pointer, `a path begins with /; it is read as ${path}.`);
			return methodsOf(node).map((one) => ({ ...one, path, written: name, item: node, itemPointer: pointer }));
		});
		const ids = operationIds(placed.map(({ node, method, path }) => ({ operationId: node.operationId, method, path })));
		const byWritten = new Map(placed.map(({ node }, index) => [node.operationId, ids[index]]));
		const byPlace = new Map(placed.map(({ method, written }, index) => [`${method} ${written}`, ids[index]]));
		return placed.map(({ node, method, key, path, item, itemPointer }, index) => {
			const id = ids[index] as string;
			const pointer = `${itemPointer}/${key}`;
			this.operation = id;
			if (typeof node.operationId === "string" && node.operationId !== id) {
				this.problem(`${pointer}/operationId`, `another operation has the id ${node.operationId}; this one is ${id}.`);
			}
			const link = (target: Node): string | undefined => linkTarget(target, byWritten, byPlace);
			const operation: Operation = {
				id,
				operationId: textOf(node.operationId),
				method,
				path,
				tags: Array.isArray(node.tags) ? node.tags.map(String) : [],
				summary: textOf(node.summary) ?? textOf(item.summary),
				description: textOf(node.description) ?? textOf(item.description),
				deprecated: node.deprecated === true,
				externalDocs: externalDocs(node.externalDocs),
				parameters: this.#parameters(path, item, itemPointer, node, pointer),
				requestBody: this.#requestBody(node.requestBody, `${pointer}/requestBody`),
				responses: this.#responses(node.responses, `${pointer}/responses`, method, link),
				security: this.#security(
					node.security ?? this.document.security,
					node.security === undefined ? "#/security" : `${pointer}/security`,
					schemes,
				),
				servers: this.#ownServers(node, pointer) ?? this.#ownServers(item, itemPointer) ?? servers,
				extensions: { ...extensionsOf(item), ...extensionsOf(node) },
				pointer,
			};
			this.#callbacks(node.callbacks, `${pointer}/callbacks`, id);
			this.operation = undefined;
			return operation;
		});
	}

	#ownServers(node: Node, pointer: string): Server[] | undefined {
		const servers = this.#servers(node.servers, `${pointer}/servers`);
		return servers.length === 0 ? undefined : servers;
	}

	#callbacks(callbacks: unknown, pointer: string, operation: string): void {
		for (const { name, node, pointer: place } of this.entries(callbacks, pointer, true)) {
			for (const { node: item, pointer: inside } of this.entries(node, place, true)) {
				for (const { method, key } of methodsOf(item)) {
					this.#inbound.push({ kind: "callback", name, operation, method, pointer: `${inside}/${key}` });
				}
			}
		}
	}

	#webhooks(): void {
		for (const { name, node, pointer } of this.entries(this.document.webhooks, "#/webhooks", true)) {
			for (const { method, key } of methodsOf(node)) {
				this.#inbound.push({ kind: "webhook", name, operation: undefined, method, pointer: `${pointer}/${key}` });
			}
		}
	}

	#parameters(path: string, item: Node, itemPointer: string, node: Node, pointer: string): Parameter[] {
		const byPlace = new Map<string, Parameter>();
		const template = new Set([...path.matchAll(/\{([^{}]+)\}/g)].map(([, name]) => name as string));
		const lists = [
			[item.parameters, `${itemPointer}/parameters`],
			[node.parameters, `${pointer}/parameters`],
		] as const;
		for (const [list, place] of lists) {
			for (const { node: one, pointer: where } of this.items(list, place)) {
				const parameter = this.#parameter(one, where);
				if (parameter === undefined) continue;
				if (parameter.in === "path" && !template.has(parameter.name)) {
					this.problem(where, `the path has no {${parameter.name}}; the parameter is left out.`);
					continue;
				}
				byPlace.set(`${parameter.in} ${parameter.name}`, parameter);
			}
		}
		for (const name of template) {
			if (byPlace.has(`path ${name}`)) continue;
			this.problem(pointer, `no parameter describes {${name}} of the path; it is read as a text.`);
			byPlace.set(`path ${name}`, {
				...this.#field({ schema: { type: "string" } }, name, "simple", pointer),
				in: "path",
				required: true,
				allowReserved: false,
				allowEmptyValue: false,
			});
		}
		return [...byPlace.values()];
	}

	#parameter(node: Node, pointer: string): Parameter | undefined {
		const place = node.in as ParameterPlace;
		if (typeof node.name !== "string" || !Object.hasOwn(DEFAULT_STYLES, String(place))) {
			this.problem(pointer, "is no parameter: it needs a name, and in: path, query, header or cookie; it is left out.");
			return undefined;
		}
		// OpenAPI says so: these three are told by media types and security schemes.
		if (place === "header" && /^(accept|content-type|authorization)$/i.test(node.name)) return undefined;
		if (place === "header" && OF_THE_MESSAGE.test(node.name)) {
			this.problem(pointer, "HTTP itself writes this header with each message; the parameter is left out.");
			return undefined;
		}
		const field = this.#field(node, node.name, DEFAULT_STYLES[place], pointer);
		// A query that is a form is what the members of an exploded object write.
		const isForm = place === "querystring" && bodyKindOf(field.mediaType ?? "") === "form";
		return {
			...field,
			...(isForm && { style: "form", explode: true, mediaType: undefined }),
			in: isForm ? "query" : place,
			required: node.required === true || place === "path",
			allowReserved: node.allowReserved === true,
			allowEmptyValue: node.allowEmptyValue === true,
		};
	}

	/** What a parameter and a header have in common. */
	#field(node: Node, name: string, defaultStyle: ParameterStyle, pointer: string): Field {
		const [media] = node.content === undefined ? [] : this.#content(node.content, `${pointer}/content`);
		const style = STYLES.has(node.style) ? (node.style as ParameterStyle) : defaultStyle;
		return {
			name,
			description: textOf(node.description),
			required: node.required === true,
			deprecated: node.deprecated === true,
			style,
			explode: typeof node.explode === "boolean" ? node.explode : style === "form" || style === "cookie",
			schema: media?.schema ?? (node.schema === undefined ? {} : this.#schemas.read(node.schema, `${pointer}/schema`)),
			mediaType: media?.mediaType,
			examples: media?.examples ?? this.#examples(node, pointer),
			extensions: extensionsOf(node),
			pointer,
		};
	}

	#requestBody(value: unknown, place: string): RequestBody | undefined {
		if (value === undefined) return undefined;
		const found = this.follow(value, place);
		if (found === undefined) return undefined;
		const { node, pointer } = found;
		const content = this.#content(node.content, `${pointer}/content`);
		if (content.length === 0) return undefined;
		return {
			required: node.required === true,
			description: textOf(node.description),
			content,
			extensions: extensionsOf(node),
			pointer,
		};
	}

	#responses(map: unknown, place: string, method: string, link: (target: Node) => string | undefined): Response[] {
		const responses: Response[] = [];
		for (const { name, node, pointer } of this.entries(map, place, true)) {
			const status = name === "default" ? name : name.toUpperCase();
			if (!/^([1-5]\d\d|[1-5]XX|default)$/.test(status)) {
				this.problem(
					`${place}/${escapeToken(name)}`,
					"is no status, no range such as 4XX and not default; it is left out.",
				);
				continue;
			}
			if (status.startsWith("1")) {
				this.problem(pointer, "an interim answer, which no client gets as the answer of an operation; it is left out.");
				continue;
			}
			const content = this.#content(node.content, `${pointer}/content`);
			const bodiless =
				method === "HEAD" ? "an answer to HEAD" : /^(204|205|304)$/.test(status) ? `status ${status}` : undefined;
			if (bodiless !== undefined && content.length > 0) {
				this.problem(`${pointer}/content`, `${bodiless} never has a body; the content is left out.`);
			}
			responses.push({
				status,
				description: textOf(node.description),
				headers: this.#headers(node.headers, `${pointer}/headers`),
				content: bodiless === undefined ? content : [],
				links: this.#links(node.links, `${pointer}/links`, link),
				extensions: extensionsOf(node),
				pointer,
			});
		}
		return responses;
	}

	#headers(map: unknown, place: string): Header[] {
		return [...this.entries(map, place)]
			.filter(({ name }) => name.toLowerCase() !== "content-type")
			.map(({ name, node, pointer }) => this.#field(node, name, "simple", pointer));
	}

	#links(map: unknown, place: string, link: (target: Node) => string | undefined): Link[] {
		return [...this.entries(map, place)].map(({ name, node, pointer }) => {
			const operation = link(node);
			if (operation === undefined) this.problem(pointer, "leads to no operation of the document.");
			return {
				name,
				operation,
				parameters: isNode(node.parameters) ? node.parameters : {},
				requestBody: node.requestBody,
				description: textOf(node.description),
			};
		});
	}

	#content(map: unknown, place: string): MediaType[] {
		const content = new Map<string, MediaType>();
		for (const { name: key, node, pointer } of this.entries(map, place, true)) {
			const mediaType = mediaTypeName(key);
			if (content.has(mediaType)) {
				this.problem(pointer, `${mediaType} is described already; this one is left out.`);
				continue;
			}
			const schema = (member: string) =>
				node[member] === undefined ? undefined : this.#schemas.read(node[member], `${pointer}/${member}`);
			content.set(mediaType, {
				mediaType,
				key,
				kind: bodyKindOf(mediaType),
				schema: schema("schema"),
				itemSchema: schema("itemSchema"),
				examples: this.#examples(node, pointer),
				encoding: this.#encoding(node.encoding, `${pointer}/encoding`),
				extensions: extensionsOf(node),
				pointer,
			});
		}
		return [...content.values()];
	}

	#encoding(map: unknown, place: string): Record<string, Encoding> {
		const read = [...this.entries(map, place)].map(({ name, node, pointer }): [string, Encoding] => {
			const style = STYLES.has(node.style) ? (node.style as ParameterStyle) : "form";
			return [
				name,
				{
					contentType: textOf(node.contentType),
					headers: this.#headers(node.headers, `${pointer}/headers`),
					style,
					explode: typeof node.explode === "boolean" ? node.explode : style === "form",
					allowReserved: node.allowReserved === true,
					styled: node.style !== undefined || node.explode !== undefined || node.allowReserved !== undefined,
				},
			];
		});
		return Object.fromEntries(read);
	}

	/** The examples of a media type, parameter or header. */
	#examples(node: Node, pointer: string): Example[] {
		const { example, examples } = node;
		const only = (value: unknown, place: string): Example => ({
			name: undefined,
			summary: undefined,
			value,
			serialized: false,
			pointer: place,
		});
		if (Array.isArray(examples)) return examples.map((value, index) => only(value, `${pointer}/examples/${index}`));
		const named = [...this.entries(examples, `${pointer}/examples`)].map(
			({ name, node: one, pointer: place }): Example => {
				const member = (["dataValue", "value", "serializedValue"] as const).find((key) => one[key] !== undefined);
				return {
					name,
					summary: textOf(one.summary),
					value: member && one[member],
					serialized: member === "serializedValue",
					pointer: place,
				};
			},
		);
		if (named.length > 0) return named;
		return example === undefined ? [] : [only(example, `${pointer}/example`)];
	}

	#security(list: unknown, pointer: string, schemes: Readonly<Record<string, SecurityScheme>>): SecurityRequirement[] {
		const alternatives = [...this.items(list, pointer)];
		const unknownIn = (node: Node) => Object.keys(node).find((scheme) => !Object.hasOwn(schemes, scheme));
		const rest = alternatives.every(({ node }) => unknownIn(node) !== undefined)
			? "so that it is called without credentials"
			: "the alternative is left out";
		return alternatives.flatMap(({ node, pointer: place }): SecurityRequirement[] => {
			const unknown = unknownIn(node);
			if (unknown !== undefined) {
				this.problem(place, `there is no security scheme ${unknown}, ${rest}.`);
				return [];
			}
			const requirement = Object.entries(node).map(([scheme, scopes]) => ({
				scheme,
				scopes: Array.isArray(scopes) ? scopes.map(String) : [],
			}));
			return [requirement];
		});
	}

	#generalResponses(): GeneralResponse[] {
		const map = this.document["x-general-responses"];
		if (!isNode(map)) return [];
		return [...this.entries(map, "#/x-general-responses")].flatMap(({ name, node, pointer }) => {
			if (typeof node.status !== "number") return [];
			return {
				cause: name,
				status: node.status,
				description: textOf(node.description),
				headers: Array.isArray(node.headers) ? node.headers.map(String) : [],
				schema: node.schema === undefined ? undefined : this.#schemas.read(node.schema, `${pointer}/schema`),
				example: node.example,
				pointer,
			};
		});
	}
}

const DEFAULT_STYLES: Readonly<Record<ParameterPlace, ParameterStyle>> = {
	path: "simple",
	query: "form",
	header: "simple",
	cookie: "form",
	querystring: "form",
};

/** Headers that say how a message is written; what sends it writes them, and no value of anybody else's would be true. */
const OF_THE_MESSAGE = /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

const STYLES: ReadonlySet<unknown> = new Set([
	"simple",
	"label",
	"matrix",
	"form",
	"spaceDelimited",
	"pipeDelimited",
	"deepObject",
	"cookie",
]);

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"] as const;

/** The operations of a path item: those of the fixed methods, and `additionalOperations` of OpenAPI 3.2. */
function methodsOf(item: Node): { readonly method: string; readonly key: string; readonly node: Node }[] {
	const found = METHODS.flatMap((key) => {
		const node = item[key];
		return isNode(node) ? { method: key.toUpperCase(), key, node } : [];
	});
	const more = isNode(item.additionalOperations) ? Object.entries(item.additionalOperations) : [];
	return [
		...found,
		...more.flatMap(([method, node]) =>
			isNode(node) ? { method, key: `additionalOperations/${escapeToken(method)}`, node } : [],
		),
	];
}

function linkTarget(
	{ operationId, operationRef }: Node,
	byWritten: ReadonlyMap<unknown, string | undefined>,
	byPlace: ReadonlyMap<string, string | undefined>,
): string | undefined {
	if (typeof operationId === "string") return byWritten.get(operationId);
	const match = /#\/paths\/([^/]+)\/([a-z]+)$/.exec(String(operationRef));
	if (match === null) return undefined;
	const [, path = "", method = ""] = match;
	const decoded = path.replace(/%7B/gi, "{").replace(/%7D/gi, "}").replaceAll("~1", "/").replaceAll("~0", "~");
	return byPlace.get(`${method.toUpperCase()} ${decoded}`);
}

function externalDocs(value: unknown): ExternalDocs | undefined {
	if (!isNode(value) || typeof value.url !== "string") return undefined;
	return { url: value.url, description: textOf(value.description) };
}

/** Freezes plain data, whatever it shares. */
function deepFreeze<T>(value: T): T {
	if (typeof value !== "object" || value === null || Object.isFrozen(value)) return value;
	Object.freeze(value);
	for (const held of Object.values(value)) deepFreeze(held);
	return value;
}
