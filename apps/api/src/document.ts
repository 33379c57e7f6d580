import { createRequire } from "node:module";
import type { SchemaObject as CodecSchema, OpenApiDocument } from "@onespec/wire-codec/json";
import type { Bucket, Permission } from "./data/interface.js";

export type Method = "get" | "post" | "put" | "delete";

export interface Reference {
	$ref: string;
}

/** What this service reads of a schema beside what the codecs do. */
export interface SchemaObject extends CodecSchema {
	readonly properties?: Readonly<Record<string, SchemaObject>> | undefined;
	readonly items?: SchemaObject | undefined;
	readonly minimum?: number;
	readonly maximum?: number;
	readonly maxLength?: number;
	readonly minItems?: number;
	readonly maxItems?: number;
	readonly enum?: readonly unknown[];
	readonly default?: unknown;
}

export interface ParameterObject {
	name: string;
	in: "query" | "path" | "header" | "cookie";
	schema: SchemaObject;
}

export type Content = Record<string, { schema: SchemaObject }>;

export interface OperationObject {
	operationId: string;
	"x-permission": Permission;
	parameters?: (ParameterObject | Reference)[];
	requestBody?: { content: Content };
	responses: Record<string, { content: Content } | Reference>;
}

export type PathItem = { parameters?: (ParameterObject | Reference)[] } & { [M in Method]?: OperationObject };

export interface GeneralResponse {
	status: number;
	schema: SchemaObject;
	example: readonly { Key: string; Value: string; Status: string; Message: string }[];
}

/** The document has something that this service cannot serve; says where. */
export class DocumentError extends Error {
	override readonly name = "DocumentError";
}

/** The bundled document, as far as this service reads it. */
export interface ApiDocument extends OpenApiDocument {
	servers: [{ url: string }, ...{ url: string }[]];
	"x-throttle": Bucket & { status: number };
	"x-general-responses": Record<string, GeneralResponse>;
	paths: Record<string, PathItem>;
}

/** The document that this service implements. */
export const apiDocument: ApiDocument = createRequire(import.meta.url)("@onespec/customer-groups/openapi.json");

/** The path under which all operations lie, from the document's server. */
export const basePath = new URL(apiDocument.servers[0].url).pathname.replace(/\/$/, "");

/**
 * What a node of the document says, a reference followed.
 *
 * @throws {Error} when a reference leads nowhere
 */
export function resolve<T extends object>(document: ApiDocument, node: T | Reference): T {
	if (!("$ref" in node) || typeof node.$ref !== "string") return node as T;
	let target: unknown = document;
	for (const token of node.$ref.replace(/^#\//, "").split("/")) {
		const name = token.replaceAll("~1", "/").replaceAll("~0", "~");
		target = (target as Record<string, unknown> | undefined)?.[name];
	}
	if (typeof target !== "object" || target === null) throw new Error(`The document has no ${node.$ref}.`);
	return resolve(document, target as T | Reference);
}

/** The name of the component that a schema refers to, such as `CustomerGroupCreate`. */
export function componentName(schema: SchemaObject): string | undefined {
	return schema.$ref?.split("/").at(-1);
}
