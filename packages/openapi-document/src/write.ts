import type {
	DocumentModel,
	Encoding,
	Example,
	Field,
	MediaType,
	Operation,
	Parameter,
	Response,
	SecurityScheme,
	Server,
} from "./model.js";
import { mapSubschemas, refTo, type Schema } from "./schema.js";

type Written = Record<string, unknown>;

/** What is left out or changed when a model is written. */
export interface WriteOptions {
	/** Changes each schema before it is written, from the outside to the inside. */
	readonly schema?: (schema: Schema) => Schema;
	/** Whether an example is written; all are by default. */
	readonly example?: (example: Example, owner: MediaType | Field) => boolean;
}

/**
 * Writes a model as an OpenAPI 3.1 document, for tools that read documents: every quirk that the model has levelled is
 * gone from it. Reading it again gives the same model, but for the places and the version.
 *
 * @example
 * const types = await openapiTS(writeDocument(model));
 */
export function writeDocument(model: DocumentModel, options: WriteOptions = {}): Written {
	return structuredClone(new Writer(options).document(model)) as Written;
}

class Writer {
	readonly #options: WriteOptions;

	constructor(options: WriteOptions) {
		this.#options = options;
	}

	document(model: DocumentModel): Written {
		const paths: Record<string, Written> = {};
		for (const operation of model.operations) {
			const item = paths[operation.path] ?? {};
			paths[operation.path] = item;
			const method = operation.method.toLowerCase();
			if (FIXED.has(method)) item[method] = this.#operation(operation);
			else
				item.additionalOperations = {
					...(item.additionalOperations as object),
					[operation.method]: this.#operation(operation),
				};
		}
		const { extensions, ...info } = model.info;
		return {
			openapi: model.operations.some(({ method }) => !FIXED.has(method.toLowerCase()) || method === "QUERY")
				? "3.2.0"
				: "3.1.0",
			info: { ...info, ...extensions },
			...(model.servers.length > 0 && { servers: model.servers.map(server) }),
			...(model.tags.length > 0 && {
				tags: model.tags.map(({ extensions: own, ...tag }) => ({ ...defined(tag), ...own })),
			}),
			...(model.externalDocs && { externalDocs: defined(model.externalDocs) }),
			paths,
			components: {
				schemas: mapValues(model.schemas, (schema) => this.#schema(schema)),
				securitySchemes: mapValues(model.securitySchemes, securityScheme),
			},
			...this.#extensions(model),
		};
	}

	/** The extensions of the document; the schemas in one of them are the model's. */
	#extensions({ extensions, generalResponses }: DocumentModel): Written {
		if (generalResponses.length === 0) return extensions;
		const general = generalResponses.map(({ cause, pointer: _, headers, schema, ...response }) => [
			cause,
			{ ...defined(response), ...(headers.length > 0 && { headers }), ...(schema && { schema: this.#schema(schema) }) },
		]);
		return { ...extensions, "x-general-responses": Object.fromEntries(general) };
	}

	#operation(operation: Operation): Written {
		const { requestBody, tags, servers } = operation;
		return {
			operationId: operation.id,
			...(tags.length > 0 && { tags }),
			...defined({ summary: operation.summary, description: operation.description }),
			...(operation.deprecated && { deprecated: true }),
			...(operation.externalDocs && { externalDocs: defined(operation.externalDocs) }),
			...(operation.parameters.length > 0 && { parameters: operation.parameters.map((one) => this.#parameter(one)) }),
			...(requestBody && {
				requestBody: {
					...defined({ description: requestBody.description }),
					required: requestBody.required,
					content: this.#content(requestBody.content),
					...requestBody.extensions,
				},
			}),
			responses: Object.fromEntries(operation.responses.map((one) => [one.status, this.#response(one)])),
			security: operation.security.map((all) => Object.fromEntries(all.map(({ scheme, scopes }) => [scheme, scopes]))),
			...(servers.length > 0 && { servers: servers.map(server) }),
			...operation.extensions,
		};
	}

	#parameter(parameter: Parameter): Written {
		const { allowReserved, allowEmptyValue } = parameter;
		return {
			name: parameter.name,
			in: parameter.in,
			...this.#field(parameter),
			...(allowReserved && { allowReserved }),
			...(allowEmptyValue && { allowEmptyValue }),
		};
	}

	#field(field: Field): Written {
		const { description, required, deprecated, style, explode, schema, mediaType, extensions } = field;
		const value = { schema: this.#schema(schema), ...this.#examples(field) };
		return {
			...defined({ description }),
			...(required && { required }),
			...(deprecated && { deprecated }),
			...(mediaType === undefined ? { style, explode, ...value } : { content: { [mediaType]: value } }),
			...extensions,
		};
	}

	#response({ description = "", headers, content, links, extensions }: Response): Written {
		return {
			description,
			...(headers.length > 0 && { headers: Object.fromEntries(headers.map((one) => [one.name, this.#field(one)])) }),
			...(content.length > 0 && { content: this.#content(content) }),
			...(links.length > 0 && {
				links: Object.fromEntries(
					links.map(({ name, operation, parameters, requestBody, description: text }) => [
						name,
						{ ...defined({ operationId: operation, requestBody, description: text }), parameters },
					]),
				),
			}),
			...extensions,
		};
	}

	#content(content: readonly MediaType[]): Written {
		return Object.fromEntries(
			content.map((media) => [
				media.mediaType,
				{
					...(media.schema && { schema: this.#schema(media.schema) }),
					...(media.itemSchema && { itemSchema: this.#schema(media.itemSchema) }),
					...this.#examples(media),
					...(Object.keys(media.encoding).length > 0 && {
						encoding: mapValues(media.encoding, (encoding) => this.#encoding(encoding)),
					}),
					...media.extensions,
				},
			]),
		);
	}

	#encoding({ contentType, headers, style, explode, allowReserved, styled }: Encoding): Written {
		return {
			...defined({ contentType }),
			...(headers.length > 0 && { headers: Object.fromEntries(headers.map((one) => [one.name, this.#field(one)])) }),
			...(styled && { style, explode, allowReserved }),
		};
	}

	#examples(owner: MediaType | Field): Written {
		const kept = owner.examples.filter((example) => this.#options.example?.(example, owner) ?? true);
		const [first] = kept;
		if (first === undefined) return {};
		if (first.name === undefined) return { example: first.value };
		return {
			examples: Object.fromEntries(
				kept.map(({ name, summary, value, serialized }) => [
					name,
					{
						...defined({ summary }),
						...(value !== undefined && { [serialized ? "serializedValue" : "value"]: value }),
					},
				]),
			),
		};
	}

	#schema(schema: Schema): Written {
		const changed = this.#options.schema?.(schema) ?? schema;
		const copy = mapSubschemas(changed, (inner) => this.#schema(inner) as Schema) as Written;
		const { discriminator } = changed;
		if (discriminator !== undefined) {
			copy.discriminator = { ...discriminator, mapping: mapValues(discriminator.mapping, (name) => refTo(name).$ref) };
		}
		return copy;
	}
}

const FIXED: ReadonlySet<string> = new Set([
	"get",
	"put",
	"post",
	"delete",
	"options",
	"head",
	"patch",
	"trace",
	"query",
]);

function server({ url, description, variables }: Server): Written {
	return {
		url,
		...defined({ description }),
		...(Object.keys(variables).length > 0 && { variables: mapValues(variables, defined) }),
	};
}

function securityScheme({ extensions, pointer: _, deprecated, ...scheme }: SecurityScheme): Written {
	const { flows } = scheme as { flows?: Record<string, object> };
	return {
		...defined(scheme),
		...(flows && { flows: mapValues(flows, defined) }),
		...(deprecated && { deprecated }),
		...extensions,
	};
}

function mapValues<T, R>(map: Readonly<Record<string, T>>, change: (value: T) => R): Record<string, R> {
	return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));
}

/** Without the members that are `undefined`. */
function defined(object: object): Written {
	return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}
