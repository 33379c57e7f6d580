/** A schema object of OpenAPI 3.0, or a reference to one. */
export interface SchemaObject {
	$ref?: string;
	type?: string;
	format?: string;
	nullable?: boolean;
	enum?: unknown[];
	properties?: Record<string, SchemaObject>;
	required?: string[];
	additionalProperties?: boolean | SchemaObject;
	items?: SchemaObject;
	minItems?: number;
	maxItems?: number;
	minLength?: number;
	maxLength?: number;
	pattern?: string;
	minimum?: number;
	maximum?: number;
	exclusiveMinimum?: boolean;
	exclusiveMaximum?: boolean;
	allOf?: SchemaObject[];
	oneOf?: SchemaObject[];
	anyOf?: SchemaObject[];
	not?: SchemaObject;
	example?: unknown;
	default?: unknown;
	xml?: { name?: string; wrapped?: boolean; attribute?: boolean; namespace?: string; prefix?: string };
	"x-decimal"?: DecimalRule;
	[keyword: string]: unknown;
}

/** `x-decimal`: how exact a decimal is, and how many decimals JSON shows at least. */
export interface DecimalRule {
	significantDigits?: number;
	jsonFractionDigits?: number;
}

export interface ExampleObject {
	$ref?: string;
	value?: unknown;
}

export interface MediaTypeObject {
	schema?: SchemaObject;
	example?: unknown;
	examples?: Record<string, ExampleObject>;
}

export interface ParameterObject {
	$ref?: string;
	name: string;
	in: "path" | "query" | "header" | "cookie";
	required?: boolean;
	schema?: SchemaObject;
	content?: Record<string, MediaTypeObject>;
	example?: unknown;
	examples?: Record<string, ExampleObject>;
}

/** A response header; like a parameter without name and place. */
export interface HeaderObject {
	$ref?: string;
	required?: boolean;
	schema?: SchemaObject;
	example?: unknown;
	examples?: Record<string, ExampleObject>;
}

export interface RequestBodyObject {
	$ref?: string;
	required?: boolean;
	content: Record<string, MediaTypeObject>;
}

export interface ResponseObject {
	$ref?: string;
	headers?: Record<string, HeaderObject>;
	content?: Record<string, MediaTypeObject>;
}

export interface OperationObject {
	operationId?: string;
	parameters?: ParameterObject[];
	requestBody?: RequestBodyObject;
	responses: Record<string, ResponseObject>;
	security?: Record<string, string[]>[];
	[extension: string]: unknown;
}

export interface PathItemObject {
	parameters?: ParameterObject[];
	[member: string]: unknown;
}

export interface SecuritySchemeObject {
	$ref?: string;
	type: string;
	in?: string;
	name?: string;
	scheme?: string;
}

/** One entry of `x-general-responses`. */
export interface GeneralResponseObject {
	status: number;
	description?: string;
	headers?: string[];
	schema?: SchemaObject;
	example?: unknown;
}

/** A bundled OpenAPI 3.0 document; its only references are internal ones. */
export interface OpenApiDocument {
	openapi: string;
	info: { title: string; version: string; [member: string]: unknown };
	paths: Record<string, PathItemObject>;
	components?: {
		schemas?: Record<string, SchemaObject>;
		securitySchemes?: Record<string, SecuritySchemeObject>;
		[kind: string]: Record<string, unknown> | undefined;
	};
	security?: Record<string, string[]>[];
	"x-general-responses"?: Record<string, GeneralResponseObject>;
	[extension: string]: unknown;
}
