import type { OpenApiDocument as CodecDocument } from "@onespec/wire-codec/json";
import { type Codec, createJsonCodec } from "@onespec/wire-codec/json";
import { createXmlCodec } from "@onespec/wire-codec/xml";
import { type NamedScheme, schemesOf } from "./credentials.js";
import {
	type ApiDocument,
	branchesOf,
	type Content,
	type Header,
	itemsOf,
	listIn,
	type OperationObject,
	type Parameter,
	type PathItem,
	type Reference,
	type ResponseObject,
	resolve,
	type Schema,
} from "./document.js";
import { essenceOf, isJson, isXml } from "./media-types.js";

/** What an operation does to a collection, by its method and path; `other` for what has no place in one. */
export type Role = "list" | "create" | "updateMany" | "read" | "update" | "remove" | "other";

/** A body in one media type. */
export interface BodyPlan {
	readonly schema: Schema;
	readonly codec: Codec;
}

/** A documented answer. */
export interface AnswerPlan {
	readonly status: number;
	/** By media type, in the order of the document; empty where the answer has no body. */
	readonly bodies: ReadonlyMap<string, BodyPlan>;
	/** The values of its examples by their names. */
	readonly examples: ReadonlyMap<string, unknown>;
	/** Its documented headers, with a value for each. */
	readonly headers: Readonly<Record<string, string>>;
}

/** An operation, made ready for answering it. */
export interface OperationPlan {
	readonly id: string;
	readonly method: string;
	readonly role: Role;
	/** Matches the path below the base; its groups are the path's parameters, in order. */
	readonly pattern: RegExp;
	/** The parameter that names an item of the collection. */
	readonly itemParameter: string | undefined;
	readonly object: OperationObject;
	readonly schemes: readonly NamedScheme[];
	readonly pathParameters: readonly Parameter[];
	readonly queryParameters: readonly Parameter[];
	/** By media type; `undefined` where it takes none. */
	readonly request: { readonly required: boolean; readonly bodies: ReadonlyMap<string, BodyPlan> } | undefined;
	readonly answers: ReadonlyMap<number, AnswerPlan>;
	readonly success: AnswerPlan | undefined;
	/** The schema of an item of its collection, and the member that names it. */
	readonly item: Schema;
	readonly key: string;
}

const METHODS = ["get", "put", "post", "delete", "options", "head", "patch"] as const;

/**
 * Plans the operations of a document.
 *
 * @throws {Error} where a reference leads nowhere
 */
export function planOperations(document: ApiDocument, codecs: Codecs): OperationPlan[] {
	const drafts = Object.entries(document.paths).flatMap(([path, pathItem]) =>
		METHODS.flatMap((method) => {
			const object = pathItem[method] as OperationObject | undefined;
			return object === undefined ? [] : [draft(document, codecs, path, method.toUpperCase(), pathItem, object)];
		}),
	);
	return drafts.map(({ collection, ...plan }) => {
		const family = drafts.filter((one) => one.collection === collection);
		const item = itemSchema(document, family);
		return { ...plan, item, key: keyOf(document, family, item) };
	});
}

type Draft = Omit<OperationPlan, "item" | "key"> & { readonly collection: string };

function draft(
	document: ApiDocument,
	codecs: Codecs,
	path: string,
	method: string,
	pathItem: PathItem,
	object: OperationObject,
): Draft {
	const parameters = [...(pathItem.parameters ?? []), ...(object.parameters ?? [])].map((parameter) =>
		resolve<Parameter>(document, parameter),
	);
	const order = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
	const itemParameter = /\/\{([^}]+)\}$/.exec(path)?.[1];
	const body = object.requestBody && resolve<{ required?: boolean; content: Content }>(document, object.requestBody);
	const answers = new Map(
		Object.entries(object.responses).flatMap(([status, response]) =>
			/^\d{3}$/.test(status) ? [[Number(status), answerPlan(document, codecs, Number(status), response)] as const] : [],
		),
	);
	const partial = object["x-batch"]?.partial;
	const success = [...answers.values()].find(({ status }) => status >= 200 && status < 300 && status !== partial);
	const schema = success?.bodies.values().next().value?.schema;
	return {
		id: object.operationId ?? `${method} ${path}`,
		method,
		role: roleOf(method, itemParameter !== undefined, listIn(document, schema) !== undefined, object),
		pattern: new RegExp(`^${path.replace(/[.*+?^$()|[\]\\]/g, "\\$&").replace(/\{[^}]+\}/g, "([^/]+)")}$`),
		itemParameter,
		collection: itemParameter === undefined ? path : path.slice(0, path.lastIndexOf("/")),
		object,
		schemes: schemesOf(document, object),
		pathParameters: parameters
			.filter((one) => one.in === "path")
			.sort((one, other) => order.indexOf(one.name) - order.indexOf(other.name)),
		queryParameters: parameters.filter((one) => one.in === "query"),
		request: body && { required: body.required === true, bodies: bodyPlans(codecs, body.content) },
		answers,
		success,
	};
}

function roleOf(method: string, ofItem: boolean, lists: boolean, object: OperationObject): Role {
	const writes = method === "PUT" || method === "PATCH";
	if (ofItem) {
		if (method === "GET") return "read";
		if (method === "DELETE") return "remove";
		return writes ? "update" : "other";
	}
	if (method === "GET") return lists ? "list" : "other";
	if (method === "POST") return "create";
	return writes && object["x-batch"] !== undefined ? "updateMany" : "other";
}

export type Codecs = (mediaType: string, schema: Schema) => Codec;

/** Makes each codec once. */
export function codecFactory(document: ApiDocument): Codecs {
	const made = new Map<string, Codec>();
	return (mediaType, schema) => {
		const key = `${isXml(mediaType)} ${JSON.stringify(schema)}`;
		const codec =
			made.get(key) ?? (isXml(mediaType) ? createXmlCodec : createJsonCodec)(document as CodecDocument, schema);
		made.set(key, codec);
		return codec;
	};
}

/** The bodies that can be read and written: those in JSON and XML with a schema. */
function bodyPlans(codecs: Codecs, content: Content): Map<string, BodyPlan> {
	return new Map(
		Object.entries(content).flatMap(([key, { schema }]) => {
			const mediaType = essenceOf(key);
			if (schema === undefined || !(isXml(mediaType) || isJson(mediaType))) return [];
			return [[mediaType, { schema, codec: codecs(mediaType, schema) }] as const];
		}),
	);
}

function answerPlan(
	document: ApiDocument,
	codecs: Codecs,
	status: number,
	reference: ResponseObject | Reference,
): AnswerPlan {
	const response = resolve<ResponseObject>(document, reference);
	return {
		status,
		bodies: bodyPlans(codecs, response.content ?? {}),
		examples: examplesOf(document, codecs, response.content ?? {}),
		headers: Object.fromEntries(
			Object.entries(response.headers ?? {}).flatMap(([name, header]) => {
				const { example, schema } = resolve<Header>(document, header);
				const value = example ?? schema?.default ?? schema?.enum?.[0] ?? schema?.minimum;
				return value === undefined ? [] : [[name, String(value)]];
			}),
		),
	};
}

/** The examples of a response as values, from its JSON where it has any, else read from its XML. */
function examplesOf(document: ApiDocument, codecs: Codecs, content: Content): Map<string, unknown> {
	const entries = Object.entries(content);
	const [key, media] = entries.find(([name]) => isJson(essenceOf(name))) ?? entries[0] ?? [];
	if (key === undefined || media === undefined) return new Map();
	const { schema, example, examples } = media;
	const value = (one: unknown) =>
		typeof one === "string" && schema !== undefined && isXml(essenceOf(key))
			? codecs(essenceOf(key), schema).read(one).value
			: one;
	if (examples === undefined) return new Map(example === undefined ? [] : [["default", value(example)]]);
	return new Map(
		Object.entries(examples).map(([name, one]) => [name, value(resolve<{ value?: unknown }>(document, one).value)]),
	);
}

/** What an item of a collection is: what is read there, else what is listed, else what is written. */
function itemSchema(document: ApiDocument, family: readonly Draft[]): Schema {
	for (const role of ["read", "list"] as const) {
		for (const { success } of family.filter((one) => one.role === role)) {
			const schema = success?.bodies.values().next().value?.schema;
			if (schema === undefined) continue;
			return branchesOf(document, listIn(document, schema)?.items ?? schema)[0] ?? {};
		}
	}
	const schema = family.flatMap(({ request }) => [...(request?.bodies.values() ?? [])])[0]?.schema ?? {};
	return branchesOf(document, itemsOf(document, schema) ?? schema)[0] ?? {};
}

/** The member that names an item: as declared, else the one that is called like the parameter. */
function keyOf(document: ApiDocument, family: readonly Draft[], item: Schema): string {
	const declared = family.map(({ object }) => object["x-pagination"]?.key ?? object["x-batch"]?.item);
	const parameter = family.map(({ itemParameter }) => itemParameter).find((name) => name !== undefined);
	const members = Object.entries(item.properties ?? {});
	return (
		declared.find((key) => key !== undefined) ??
		members.find(([name]) => name === parameter)?.[0] ??
		members.find(([name, schema]) => /id$/i.test(name) && branchesOf(document, schema)[0]?.type === "integer")?.[0] ??
		parameter ??
		"id"
	);
}
