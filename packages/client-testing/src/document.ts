import type { SchemaObject as CodecSchema } from "@onespec/wire-codec/json";

/** A schema of OpenAPI 3.0, or a reference to one, as far as it is read here. */
export interface Schema extends CodecSchema {
	readonly properties?: Readonly<Record<string, Schema>> | undefined;
	readonly additionalProperties?: boolean | Schema | undefined;
	readonly items?: Schema | undefined;
	readonly allOf?: readonly Schema[] | undefined;
	readonly oneOf?: readonly Schema[] | undefined;
	readonly anyOf?: readonly Schema[] | undefined;
	readonly enum?: readonly unknown[];
	readonly default?: unknown;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly exclusiveMinimum?: boolean;
	readonly exclusiveMaximum?: boolean;
	readonly minLength?: number;
	readonly maxLength?: number;
	readonly pattern?: string;
	readonly minItems?: number;
	readonly maxItems?: number;
}

export interface Reference {
	readonly $ref: string;
}

export interface Example {
	readonly value?: unknown;
}

export interface MediaType {
	readonly schema?: Schema;
	readonly example?: unknown;
	readonly examples?: Readonly<Record<string, Example | Reference>>;
}

export type Content = Readonly<Record<string, MediaType>>;

export interface Header {
	readonly required?: boolean;
	readonly schema?: Schema;
	readonly example?: unknown;
}

export interface ResponseObject {
	readonly headers?: Readonly<Record<string, Header | Reference>>;
	readonly content?: Content;
}

export interface Parameter {
	readonly name: string;
	readonly in: string;
	readonly required?: boolean;
	readonly schema?: Schema;
}

export interface SecurityScheme {
	readonly type: string;
	readonly in?: string;
	readonly name?: string;
	readonly scheme?: string;
	/** How the value is normalised before it is compared. */
	readonly "x-credential"?: { readonly format: string; readonly scheme: string };
}

/** One of the documented errors. */
export interface Cause {
	readonly status: number;
	readonly cause: string;
}

export interface OperationObject {
	readonly operationId?: string;
	readonly parameters?: readonly (Parameter | Reference)[];
	readonly requestBody?: { readonly required?: boolean; readonly content: Content } | Reference;
	readonly responses: Readonly<Record<string, ResponseObject | Reference>>;
	readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
	readonly "x-permission"?: string;
	readonly "x-pagination"?: {
		readonly limit: string;
		readonly offset: string;
		readonly first: number;
		readonly key: string;
		readonly count?: { readonly parameter: string; readonly value: unknown; readonly member: string };
		readonly pastTheEnd?: Cause;
	};
	readonly "x-empty"?: Cause;
	readonly "x-not-found"?: Cause;
	readonly "x-single"?: boolean;
	readonly "x-result"?: { readonly member: string; readonly type: string };
	readonly "x-batch"?: { readonly item: string; readonly partial?: number; readonly failed?: readonly number[] };
	/** What members of a new item are where the request does not say. */
	readonly "x-defaults"?: Readonly<Record<string, unknown>>;
}

/** Which members of an error carry what. */
export interface ErrorShape {
	readonly list?: boolean;
	readonly key?: string;
	readonly value?: string;
	readonly status?: string;
	readonly message: string;
}

/** How many requests there is room for, and how fast room is made. */
export interface Bucket {
	readonly capacity: number;
	readonly leakPerSecond: number;
}

export type PathItem = { readonly parameters?: readonly (Parameter | Reference)[] } & Readonly<Record<string, unknown>>;

/** A bundled OpenAPI 3.0 document, as far as it is read here; any such document fits. */
export interface ApiDocument {
	readonly servers?: readonly {
		readonly url: string;
		readonly variables?: Readonly<Record<string, { readonly default: string }>>;
	}[];
	readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
	readonly paths: Readonly<Record<string, PathItem>>;
	readonly components?: {
		readonly schemas?: Readonly<Record<string, Schema>>;
		readonly securitySchemes?: Readonly<Record<string, SecurityScheme>>;
	};
	readonly "x-throttle"?: Bucket & { readonly status?: number };
	readonly "x-error-shape"?: ErrorShape;
	/** Answers that belong to no operation. */
	readonly "x-general-responses"?: Readonly<Record<string, GeneralResponse>>;
}

export interface GeneralResponse {
	readonly status: number;
	readonly schema?: Schema;
	readonly example?: unknown;
}

/**
 * What a node of the document says, references followed.
 *
 * @throws {Error} when a reference leads nowhere
 */
export function resolve<T extends object>(document: ApiDocument, node: T | Reference): T {
	if (!("$ref" in node) || typeof node.$ref !== "string") return node as T;
	let target: unknown = document;
	for (const token of node.$ref.replace(/^#\//, "").split("/")) {
		target = (target as Record<string, unknown> | undefined)?.[token.replaceAll("~1", "/").replaceAll("~0", "~")];
	}
	if (typeof target !== "object" || target === null) throw new Error(`The document has no ${node.$ref}.`);
	return resolve(document, target as T | Reference);
}

/** A schema with its references followed and its `allOf` merged. */
export function merged(document: ApiDocument, schema: Schema): Schema {
	const { allOf, ...own } = resolve<Schema>(document, schema as Schema);
	if (allOf === undefined) return own;
	const parts = [...allOf.map((part) => merged(document, part)), own];
	return {
		...(Object.assign({}, ...parts) as Schema),
		properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as Record<string, Schema>,
		required: parts.flatMap(({ required = [] }) => required),
	};
}

/** The schemas that a schema offers: those of its `oneOf` or `anyOf`, else itself. */
export function branchesOf(document: ApiDocument, schema: Schema): Schema[] {
	const whole = merged(document, schema);
	const several = whole.oneOf ?? whole.anyOf;
	return several === undefined ? [whole] : several.flatMap((branch) => branchesOf(document, branch));
}

/** The schema of the items, where a schema offers an array. */
export function itemsOf(document: ApiDocument, schema: Schema | undefined): Schema | undefined {
	if (schema === undefined) return undefined;
	return branchesOf(document, schema).find(({ type }) => type === "array")?.items;
}

/** Where a list has its items: as an array, or as the one array among the members of an object. */
export function listIn(
	document: ApiDocument,
	schema: Schema | undefined,
): { readonly items: Schema; readonly member?: string } | undefined {
	const items = itemsOf(document, schema);
	if (items !== undefined || schema === undefined) return items && { items };
	const arrays = Object.entries(branchesOf(document, schema)[0]?.properties ?? {}).flatMap(([member, held]) => {
		const inside = itemsOf(document, held);
		return inside === undefined ? [] : [{ items: inside, member }];
	});
	return arrays.length === 1 ? arrays[0] : undefined;
}
