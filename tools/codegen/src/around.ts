import { isJson } from "./body-media-types.js";
import type {
	Example,
	MediaTypeObject,
	OpenApiDocument,
	Operation,
	Parameter,
	PlacedOperation,
	Reference,
	RequestBody,
	Response,
	Schema,
} from "./openapi.js";
import { resolveReference } from "./resolve-reference.js";

/** One documented answer of an operation. */
export interface Answer {
	readonly status: number;
	/** The body's schema in JSON, as it stands there; absent where there is no such body. */
	readonly schema: Schema | undefined;
	/** The media type that says so. */
	readonly mediaType: string | undefined;
}

/** The parameters of an operation, its path's included; one of its own replaces the path's by the same name. */
export function parametersOf(document: OpenApiDocument, { operation, pathItem }: PlacedOperation): Parameter[] {
	const byName = new Map<string, Parameter>();
	for (const one of [...(pathItem.parameters ?? []), ...(operation.parameters ?? [])]) {
		const parameter = resolveReference<Parameter>(document, one);
		byName.set(`${parameter.in} ${parameter.name}`, parameter);
	}
	return [...byName.values()];
}

/** The answers whose status is one number, in the order of the document; `default` and `4XX` are none. */
export function answersOf(document: OpenApiDocument, operation: Operation): Answer[] {
	return Object.entries(operation.responses)
		.filter(([status]) => /^\d{3}$/.test(status))
		.map(([status, response]) => ({
			status: Number(status),
			...jsonBody(resolveReference<Response>(document, response).content),
		}));
}

/** The answers of success: 2xx. */
export function successesOf(document: OpenApiDocument, operation: Operation): Answer[] {
	return answersOf(document, operation).filter(({ status }) => status >= 200 && status < 300);
}

/** The schema of the request body in JSON, and whether a body must be sent; absent where there is none. */
export function requestOf(
	document: OpenApiDocument,
	operation: Operation,
): { readonly schema: Schema; readonly mediaType: string; readonly required: boolean } | undefined {
	if (operation.requestBody === undefined) return undefined;
	const { content, required = false } = resolveReference<RequestBody>(document, operation.requestBody);
	const { schema, mediaType } = jsonBody(content);
	return schema === undefined || mediaType === undefined ? undefined : { schema, mediaType, required };
}

/** The examples of the request body in JSON, in the order of the document. */
export function requestExamplesOf(document: OpenApiDocument, operation: Operation): unknown[] {
	if (operation.requestBody === undefined) return [];
	const { content } = resolveReference<RequestBody>(document, operation.requestBody);
	return [...examplesOf(document, jsonContent(content)?.[1]).values()];
}

/** The examples of an answer in JSON, by their names; each is a cause of the answer. */
export function causesOf(document: OpenApiDocument, operation: Operation, status: number): Map<string, unknown> {
	const response = operation.responses[status];
	if (response === undefined) return new Map();
	return examplesOf(document, jsonContent(resolveReference<Response>(document, response).content)?.[1]);
}

function examplesOf(document: OpenApiDocument, media: MediaTypeObject | undefined): Map<string, unknown> {
	return new Map([
		...(media?.example === undefined ? [] : [["", media.example] as const]),
		...Object.entries(media?.examples ?? {}).map(
			([name, example]) => [name, resolveReference<Example>(document, example as Example | Reference).value] as const,
		),
	]);
}

type Content = Readonly<Record<string, MediaTypeObject>> | undefined;

/** The first media type that is JSON, application/json before others, and what it says. */
function jsonContent(content: Content): [mediaType: string, media: MediaTypeObject] | undefined {
	const found = Object.entries(content ?? {}).filter(([mediaType]) => isJson(mediaType));
	return found.find(([mediaType]) => mediaType.startsWith("application/json")) ?? found[0];
}

function jsonBody(content: Content): Pick<Answer, "schema" | "mediaType"> {
	const [mediaType, media] = jsonContent(content) ?? [];
	return { schema: media?.schema, mediaType };
}

/** The schemas of which a value fits one: the branches of `oneOf` and `anyOf`, or the schema itself; references followed. */
export function branchesOf(document: OpenApiDocument, schema: Schema): Schema[] {
	const resolved = resolveReference<Schema>(document, schema as Schema | Reference);
	const branches = resolved.oneOf ?? resolved.anyOf;
	return branches === undefined ? [resolved] : branches.flatMap((branch) => branchesOf(document, branch));
}

/** The branch that is an array, and the schema of its items as it stands there. */
export function listOf(
	document: OpenApiDocument,
	schema: Schema | undefined,
): { list: Schema; item: Schema } | undefined {
	if (schema === undefined) return undefined;
	for (const list of branchesOf(document, schema)) {
		if (list.type === "array" && list.items !== undefined) return { list, item: list.items };
	}
	return undefined;
}

/** A member of an object, through `allOf`. */
export interface Member {
	readonly schema: Schema;
	readonly required: boolean;
}

/** The members of an object by name, through references and `allOf`. */
export function membersOf(document: OpenApiDocument, schema: Schema): Map<string, Member> {
	const resolved = resolveReference<Schema>(document, schema as Schema | Reference);
	const required = Array.isArray(resolved.required) ? (resolved.required as string[]) : [];
	const members = new Map<string, Member>();
	for (const part of resolved.allOf ?? []) {
		for (const [name, member] of membersOf(document, part)) members.set(name, member);
	}
	for (const [name, property] of Object.entries(resolved.properties ?? {})) {
		const member = resolveReference<Schema>(document, property as Schema | Reference);
		members.set(name, { schema: member, required: false });
	}
	for (const name of required) {
		const member = members.get(name);
		if (member !== undefined) members.set(name, { ...member, required: true });
	}
	return members;
}
