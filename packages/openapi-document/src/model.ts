import type { Schema, XmlFacets } from "./schema.js";

/**
 * An OpenAPI document as everything downstream reads it: references to all but schemas are resolved, defaults of
 * OpenAPI are filled in, and schemas have one form, whatever version the document is written in. Plain data: it
 * survives `JSON.stringify`, and nobody changes it.
 */
export interface DocumentModel {
	/** As the document writes it: `3.0.3`. */
	readonly openapi: string;
	readonly info: Info;
	/** Empty where the document names none. */
	readonly servers: readonly Server[];
	readonly tags: readonly Tag[];
	readonly externalDocs: ExternalDocs | undefined;
	/** By their names, in the order of the document. */
	readonly securitySchemes: Readonly<Record<string, SecurityScheme>>;
	/** In the order of the document. */
	readonly operations: readonly Operation[];
	/**
	 * Every schema that a `$ref` leads to, by name: those of `components`, and those that a reference finds elsewhere,
	 * under a name made from their place. A `$ref` in a schema is always `#/components/schemas/<name>`.
	 */
	readonly schemas: Readonly<Record<string, Schema>>;
	/** What the document describes and no client calls: callbacks of operations and webhooks. */
	readonly inbound: readonly InboundOperation[];
	/** `x-general-responses`: answers that belong to no operation. */
	readonly generalResponses: readonly GeneralResponse[];
	readonly extensions: Extensions;
	/** What could not be read as the document says it; the rest of the document is not affected. */
	readonly problems: readonly DocumentProblem[];
}

export interface Info {
	readonly title: string;
	readonly version: string;
	readonly summary?: string;
	readonly description?: string;
	readonly license?: { readonly name: string; readonly url?: string; readonly identifier?: string };
	readonly contact?: { readonly name?: string; readonly url?: string; readonly email?: string };
	readonly termsOfService?: string;
	readonly extensions: Extensions;
}

export interface Server {
	/** With its variables in braces: `https://{region}.api.example/v1`. */
	readonly url: string;
	readonly description: string | undefined;
	readonly variables: Readonly<Record<string, ServerVariable>>;
}

export interface ServerVariable {
	readonly default: string;
	readonly enum: readonly string[] | undefined;
	readonly description: string | undefined;
}

export interface Tag {
	readonly name: string;
	readonly description: string | undefined;
	readonly extensions: Extensions;
}

export interface ExternalDocs {
	readonly url: string;
	readonly description: string | undefined;
}

/** Extensions by their whole name: `{ "x-permission": "read" }`. */
export type Extensions = Readonly<Record<`x-${string}`, unknown>>;

/** In upper case: `GET`; OpenAPI 3.2 allows any token. */
export type Method = string;

/** A method on a path. */
export interface Operation {
	/** Unique in the document: its `operationId`, or a name made of method and path where it has none. */
	readonly id: string;
	/** As the document writes it. */
	readonly operationId: string | undefined;
	readonly method: Method;
	/** As the document writes it: `/things/{id}`. */
	readonly path: string;
	readonly tags: readonly string[];
	readonly summary: string | undefined;
	readonly description: string | undefined;
	readonly deprecated: boolean;
	readonly externalDocs: ExternalDocs | undefined;
	/** Those of the path item too, unless the operation has its own of the same name and place. */
	readonly parameters: readonly Parameter[];
	readonly requestBody: RequestBody | undefined;
	/** In the order of the document. */
	readonly responses: readonly Response[];
	/** Alternatives, of which one is enough; none where the operation asks for no credentials. */
	readonly security: readonly SecurityRequirement[];
	/** Those of the operation, else of its path item, else of the document. */
	readonly servers: readonly Server[];
	readonly extensions: Extensions;
	/** Where it stands: `#/paths/~1things~1{id}/get`. */
	readonly pointer: string;
}

export type ParameterPlace = "path" | "query" | "header" | "cookie" | "querystring";

export type ParameterStyle =
	| "simple"
	| "label"
	| "matrix"
	| "form"
	| "spaceDelimited"
	| "pipeDelimited"
	| "deepObject"
	| "cookie";

/** What a parameter and a response header have in common. */
export interface Field {
	readonly name: string;
	readonly description: string | undefined;
	readonly required: boolean;
	readonly deprecated: boolean;
	readonly style: ParameterStyle;
	readonly explode: boolean;
	/** `{}` where the document says nothing of its values. */
	readonly schema: Schema;
	/** Where the value is a document of its own (`content`): in which media type it is written. */
	readonly mediaType: MediaTypeName | undefined;
	readonly examples: readonly Example[];
	readonly extensions: Extensions;
	readonly pointer: string;
}

export interface Parameter extends Field {
	readonly in: ParameterPlace;
	readonly allowReserved: boolean;
	readonly allowEmptyValue: boolean;
}

export type Header = Field;

export interface RequestBody {
	readonly required: boolean;
	readonly description: string | undefined;
	/** In the order of the document, each media type once. */
	readonly content: readonly MediaType[];
	readonly extensions: Extensions;
	readonly pointer: string;
}

export interface Response {
	/** `200`, a range such as `4XX`, or `default`. */
	readonly status: string;
	readonly description: string | undefined;
	/** Without `Content-Type`, which the media types say. */
	readonly headers: readonly Header[];
	/** Empty where the response has no body. */
	readonly content: readonly MediaType[];
	readonly links: readonly Link[];
	readonly extensions: Extensions;
	readonly pointer: string;
}

/**
 * A media type in one form: type and subtype in lower case, parameters other than `charset` behind it:
 * `application/json`, `application/vnd.thing+json; version=2`.
 */
export type MediaTypeName = string;

/** How a body of a media type is read and written. */
export type BodyKind =
	| "json"
	| "xml"
	| "form"
	| "multipart"
	| "text"
	| "binary"
	| "event-stream"
	| "json-lines"
	| "any";

/** A body in one media type. */
export interface MediaType {
	readonly mediaType: MediaTypeName;
	/** As the document writes it: `application/json; charset=utf-8`. */
	readonly key: string;
	readonly kind: BodyKind;
	/** `undefined` where the document says nothing of the body. */
	readonly schema: Schema | undefined;
	/** The schema of one item of a stream (OpenAPI 3.2). */
	readonly itemSchema: Schema | undefined;
	readonly examples: readonly Example[];
	/** By member of the body, for `form` and `multipart`. */
	readonly encoding: Readonly<Record<string, Encoding>>;
	readonly extensions: Extensions;
	readonly pointer: string;
}

/** How one member of a form or one part of a multipart body is written. */
export interface Encoding {
	/** Several where they stand comma-separated. */
	readonly contentType: string | undefined;
	readonly headers: readonly Header[];
	readonly style: ParameterStyle;
	readonly explode: boolean;
	readonly allowReserved: boolean;
	/** Whether the document states style, explode or allowReserved, which then win over `contentType`. */
	readonly styled: boolean;
}

/** A value that the document shows. */
export interface Example {
	/** Its name among several; `undefined` where it is the only one. */
	readonly name: string | undefined;
	readonly summary: string | undefined;
	readonly value: unknown;
	/** Whether the value is text as it goes over the wire, not what it means (`serializedValue` of OpenAPI 3.2). */
	readonly serialized: boolean;
	readonly pointer: string;
}

/** What an answer offers for a further request. */
export interface Link {
	readonly name: string;
	/** The operation that it leads to; `undefined` where the document has no such operation. */
	readonly operation: string | undefined;
	/** Values or runtime expressions by parameter: `{ "path.id": "$response.body#/id" }`. */
	readonly parameters: Readonly<Record<string, unknown>>;
	readonly requestBody: unknown;
	readonly description: string | undefined;
}

/** Schemes that are needed together; empty where nothing is. */
export type SecurityRequirement = readonly { readonly scheme: string; readonly scopes: readonly string[] }[];

export type SecurityScheme = {
	readonly description: string | undefined;
	readonly deprecated: boolean;
	readonly extensions: Extensions;
	readonly pointer: string;
} & (
	| { readonly type: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
	| {
			readonly type: "http" /** In lower case: `bearer`. */;
			readonly scheme: string;
			readonly bearerFormat: string | undefined;
	  }
	| { readonly type: "oauth2"; readonly flows: Readonly<Record<string, OAuthFlow>> }
	| { readonly type: "openIdConnect"; readonly openIdConnectUrl: string }
	| { readonly type: "mutualTLS" }
);

export interface OAuthFlow {
	readonly authorizationUrl: string | undefined;
	readonly tokenUrl: string | undefined;
	readonly refreshUrl: string | undefined;
	readonly scopes: Readonly<Record<string, string>>;
}

/** A request that the server sends: named, never verified. */
export interface InboundOperation {
	readonly kind: "callback" | "webhook";
	/** Of the callback or webhook. */
	readonly name: string;
	/** The operation that a callback belongs to. */
	readonly operation: string | undefined;
	readonly method: Method;
	readonly pointer: string;
}

/** One entry of `x-general-responses`. */
export interface GeneralResponse {
	/** Its name: `path-unknown`. */
	readonly cause: string;
	readonly status: number;
	readonly description: string | undefined;
	/** Headers that it has besides `Content-Type`. */
	readonly headers: readonly string[];
	readonly schema: Schema | undefined;
	readonly example: unknown;
	readonly pointer: string;
}

/** One place of a document that could not be read as it stands. */
export interface DocumentProblem {
	/** A JSON pointer with `#` before it. */
	readonly pointer: string;
	/** What is wrong there, and what was read in its place. */
	readonly message: string;
	/** The operation that it belongs to; `undefined` where the document shares the place. */
	readonly operation: string | undefined;
	/** Whether a constraint is lost, so that a value may be wrong and nobody could tell. */
	readonly loses: boolean;
}

export type { Schema, XmlFacets };
