/**
 * The parts of a written OpenAPI 3.0 document that the tests change.
 */
export interface OpenApiDocument {
	openapi: string;
	info: { title: string; version: string; description?: string; license?: { name: string; url?: string } };
	servers?: { url: string; variables?: Record<string, { default: string }> }[];
	security?: SecurityRequirement[];
	paths: Record<string, PathItem>;
	components?: {
		schemas?: Record<string, Schema>;
		securitySchemes?: Record<string, SecurityScheme>;
		[section: string]: Record<string, unknown> | undefined;
	};
	[member: string]: unknown;
}

/** What `x-credential` says: the form in which a credential is sent, whatever the form in which people have it. */
export interface CredentialForm {
	format: "url";
	scheme: "http" | "https";
}

export type SecurityRequirement = Record<string, string[]>;

export interface SecurityScheme {
	type: "apiKey" | "http" | "oauth2" | "openIdConnect";
	"x-credential"?: CredentialForm;
	description?: string;
	in?: "header" | "query" | "cookie";
	name?: string;
	scheme?: string;
}

export const methods = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

export type Method = (typeof methods)[number];

export type PathItem = { parameters?: Parameter[] } & { [method in Method]?: Operation };

export interface Operation {
	operationId?: string;
	summary?: string;
	description?: string;
	security?: SecurityRequirement[];
	parameters?: (Parameter | Reference)[];
	requestBody?: RequestBody | Reference;
	responses: Record<string, Response | Reference>;
	[member: string]: unknown;
}

export interface Parameter {
	name: string;
	in: "query" | "header" | "path" | "cookie";
	required?: boolean;
	description?: string;
	example?: unknown;
	schema?: Schema;
}

export interface RequestBody {
	description?: string;
	content: Record<string, MediaTypeObject>;
	required?: boolean;
}

export interface Response {
	description: string;
	content?: Record<string, MediaTypeObject>;
}

export interface MediaTypeObject {
	schema?: Schema;
	example?: unknown;
	examples?: Record<string, Example | Reference>;
}

export interface Example {
	summary?: string;
	value?: unknown;
}

export interface Reference {
	$ref: string;
}

/** A schema of OpenAPI 3.0, or a reference to one. */
export interface Schema {
	$ref?: string;
	type?: string;
	format?: string;
	nullable?: boolean;
	minimum?: number;
	maximum?: number;
	exclusiveMinimum?: boolean;
	exclusiveMaximum?: boolean;
	items?: Schema;
	properties?: Record<string, Schema>;
	additionalProperties?: boolean | Schema;
	allOf?: Schema[];
	oneOf?: Schema[];
	anyOf?: Schema[];
	not?: Schema;
	[keyword: string]: unknown;
}
