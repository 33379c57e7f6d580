import {
	type BodyKind,
	type DocumentModel,
	listOf,
	type MediaType,
	membersOf,
	type Operation,
	type OperationExtensions,
	operationExtensions,
	type Parameter,
	type Response,
	refName,
	resolve,
	type Schema,
	typeOf,
} from "@onespec/openapi-document";
import { camelCase, type Names } from "./names.js";

/** What a named operation gives its caller: which function of the core sends it. */
export type OperationKind = "list" | "single" | "result" | "batch" | "plain";

/** A status as the core has it: one, a range, or all that are not documented otherwise. */
export type Status = number | `${number}XX` | "default";

/** One documented answer of an operation. */
export interface Answer {
	readonly status: Status;
	/** The body that the function gives; absent where there is none. */
	readonly body: MediaType | undefined;
}

/** The names of the functions or methods that an operation brings along beside its own. */
export interface CompanionNames {
	/** Absent where the document has no way to ask for the number. */
	readonly count?: string;
	/** Where a list can be read page by page. */
	readonly iterate?: string;
	readonly pages?: string;
	/** Where it begins something that can be waited for. */
	readonly untilDone?: string;
}

/** An operation as the generated functions have it. */
export interface OperationModel {
	readonly operation: Operation;
	readonly id: string;
	/** The name of its function. */
	readonly name: string;
	/** The name of the constant that describes it. */
	readonly descriptor: string;
	/** The name of the type of its query. */
	readonly queryType: string;
	/** The name of the type of what chooses the items of a list, where the list is counted or walked through. */
	readonly filterType: string;
	readonly kind: OperationKind;
	readonly extensions: OperationExtensions;
	/** In the order of the path. */
	readonly pathParameters: readonly Parameter[];
	/** Without the one that asks for the number of items, since that has a function of its own. */
	readonly queryParameters: readonly Parameter[];
	/** Those of a list's query that choose which items it has: without limit and offset. */
	readonly filters: readonly Parameter[];
	readonly headerParameters: readonly Parameter[];
	readonly cookieParameters: readonly Parameter[];
	readonly request: (MediaType & { readonly required: boolean }) | undefined;
	readonly successes: readonly Answer[];
	readonly failures: readonly Status[];
	/** The schema of what the caller gets: an item of a list or of a batch's request, what is in an array by itself, or the body. */
	readonly result: Schema | undefined;
	/** What the id of a result or of an item of a batch is. */
	readonly idType: "number" | "string";
	readonly companions: CompanionNames;
	/** The operation that reads the state of what this one begins. */
	readonly status: OperationModel | undefined;
}

/**
 * The operations that get a function, and those that the core can't send by one.
 *
 * @param names the scope of the functions; their names are taken from it
 */
export function operationModels(
	model: DocumentModel,
	names: Names,
): {
	readonly operations: readonly OperationModel[];
	readonly unnamed: readonly { readonly operation: Operation; readonly reason: string }[];
} {
	const refused = model.operations.flatMap((operation) => {
		const reason = refusal(operation);
		return reason === undefined ? [] : [{ operation, reason }];
	});
	const sent = model.operations.filter((operation) => !refused.some((one) => one.operation === operation));
	// The functions first: whoever reads the document looks for its operation ids.
	const functions = sent.map((operation) => names.take(operation.id, camelCase));
	const operations = sent.map((operation, index) => modelOf(model, operation, functions[index] as string, names));
	const withStatus = operations.map((one) => {
		const id = one.extensions.longRunning?.status;
		return { ...one, status: operations.find(({ operation }) => id !== undefined && operation.operationId === id) };
	});
	return { operations: withStatus, unnamed: refused };
}

/** Why the core can't send an operation by a function. */
function refusal({ method, parameters, requestBody }: Operation): string | undefined {
	if (/^(TRACE|CONNECT)$/i.test(method)) return `fetch does not send the method ${method}`;
	if (requestBody !== undefined && preferred(requestBody.content)?.kind === "event-stream") {
		return "no request carries an event stream";
	}
	if (isBodiless(method) && requestBody?.required === true) return `fetch sends no body with the method ${method}`;
	const whole = parameters.find((one) => one.in === "querystring" && one.required);
	return whole && `its parameter ${whole.name} is the whole query`;
}

/** Whether requests of a method have no body, though a document describes one. */
function isBodiless(method: string): boolean {
	return method === "GET" || method === "HEAD";
}

function modelOf(model: DocumentModel, operation: Operation, name: string, names: Names): OperationModel {
	const { parameters, requestBody, responses, path } = operation;
	const extensions = extensionsOf(model, operation);
	const { pagination, nextPage, idempotencyKey } = extensions;
	const answers = responses.map((response) => ({ status: statusOf(response), body: preferred(response.content) }));
	const documented = answers.filter(({ status }) => /^2/.test(String(status)));
	// An operation that documents no success but a default means its success by it; without either any success will do.
	const undocumented: readonly Answer[] = [{ status: "2XX", body: undefined }];
	const fallback = answers.filter(({ status }) => status === "default");
	const successes = documented.length > 0 ? documented : fallback.length > 0 ? fallback : undocumented;
	const kind = kindOf(extensions, successes);
	const order = [...path.matchAll(/\{([^{}]+)\}/g)].map(([, one]) => one);
	const inPlace = (place: Parameter["in"]) => parameters.filter((one) => one.in === place);
	const query = inPlace("query").filter((one) => one.name !== pagination?.count?.parameter);
	const body = requestBody && !isBodiless(operation.method) ? preferred(requestBody.content) : undefined;
	const capital = name.charAt(0).toUpperCase() + name.slice(1);
	return {
		operation,
		id: operation.id,
		name,
		descriptor: names.take(`${name}Operation`),
		queryType: names.take(`${capital}Query`),
		filterType: names.take(`${capital}Filter`),
		kind,
		extensions,
		pathParameters: inPlace("path").sort((a, b) => order.indexOf(a.name) - order.indexOf(b.name)),
		queryParameters: query,
		filters: query.filter(
			({ name }) => ![pagination?.limit, pagination?.offset, nextPage?.parameter, nextPage?.size].includes(name),
		),
		// The core makes a key for each call.
		headerParameters: inPlace("header").filter(({ name }) => name.toLowerCase() !== idempotencyKey?.toLowerCase()),
		cookieParameters: inPlace("cookie"),
		request: body && { ...body, required: requestBody?.required === true },
		successes,
		failures: answers.filter((answer) => !successes.includes(answer)).map(({ status }) => status),
		result: resultOf(model, kind, extensions, successes),
		idType: idTypeOf(model, body?.schema, extensions),
		companions: taken(companionNames(name, extensions), names),
		status: undefined,
	};
}

/** What an operation declares, and what OpenAPI itself says where it leaves no doubt. */
function extensionsOf(model: DocumentModel, operation: Operation): OperationExtensions {
	const { method, parameters, responses } = operation;
	const declared = operationExtensions(operation);
	const key = parameters.find((one) => one.in === "header" && /^idempotency-key$/i.test(one.name));
	const isPaged = declared.pagination !== undefined || declared.empty !== undefined;
	// A header `Link` may lead anywhere; one whose description or example has the relation leads to the next page.
	const leadsOn = responses.some(({ status, headers, content }) => {
		const link = headers.find(({ name }) => /^link$/i.test(name));
		const schema = preferred(content)?.schema;
		if (link === undefined || schema === undefined || !/^2/.test(status)) return false;
		const words = JSON.stringify([link.description, link.examples, link.schema]);
		return /rel=[\\"']*next/i.test(words) && typeOf(resolve(model, schema)) === "array";
	});
	return {
		...(key !== undefined && method !== "GET" && { idempotencyKey: key.name }),
		...(leadsOn && method === "GET" && !isPaged && { nextPage: { by: "link" } }),
		...declared,
	};
}

function statusOf({ status }: Response): Status {
	return /^\d+$/.test(status) ? Number(status) : (status as Status);
}

const PREFERENCE: readonly BodyKind[] = [
	"json",
	"xml",
	"multipart",
	"form",
	"json-lines",
	"event-stream",
	"text",
	"binary",
	"any",
];

/** The media type of a body that a function sends or gives: JSON before all others, `application/json` before other JSON. */
export function preferred(content: readonly MediaType[]): MediaType | undefined {
	const rank = ({ kind, mediaType }: MediaType) =>
		2 * PREFERENCE.indexOf(kind) - (/^application\/(json|xml)$/.test(mediaType) ? 1 : 0);
	return [...content].sort((a, b) => rank(a) - rank(b))[0];
}

function kindOf(extensions: OperationExtensions, successes: readonly Answer[]): OperationKind {
	const { batch, pagination, empty, result, single, notFound } = extensions;
	if (!successes.every(({ body }) => body === undefined || body.kind === "json")) return "plain";
	if (batch !== undefined) return "batch";
	if (pagination !== undefined || empty !== undefined) return "list";
	if (result !== undefined) return "result";
	const hasBody = successes.some(({ body }) => body?.schema !== undefined);
	return hasBody && (single === true || notFound !== undefined) ? "single" : "plain";
}

function idTypeOf(
	model: DocumentModel,
	body: Schema | undefined,
	{ batch, result }: OperationExtensions,
): "number" | "string" {
	if (batch === undefined) return result?.type === "string" ? "string" : "number";
	const item = body && listOf(model, body)?.item;
	const member = item && membersOf(model, item).get(batch.item);
	return member !== undefined && typeOf(resolve(model, member.schema)) === "integer" ? "number" : "string";
}

function resultOf(
	model: DocumentModel,
	kind: OperationKind,
	{ single }: OperationExtensions,
	successes: readonly Answer[],
): Schema | undefined {
	const bodies = successes.flatMap(({ body }) => body?.schema ?? []);
	const wrapped = kind === "list" || (kind === "single" && single === true);
	return wrapped ? bodies.map((schema) => listOf(model, schema)?.item).find(Boolean) : bodies[0];
}

/**
 * The names of the functions or methods that an operation brings along.
 *
 * @param name its own name
 * @example companionNames("listOrders", …) // { count: "countOrders", iterate: "iterateOrders", pages: "pagesOfOrders" }
 * @example companionNames("list", …) // { count: "count", iterate: "iterate", pages: "pages" }
 */
export function companionNames(
	name: string,
	{ pagination, nextPage, longRunning }: OperationExtensions,
): CompanionNames {
	const rest = name.replace(/^list(?=[A-Z0-9]|$)/, "");
	const what = rest.charAt(0).toUpperCase() + rest.slice(1);
	return {
		...(pagination?.count !== undefined && { count: `count${what}` }),
		...((pagination ?? nextPage) && { iterate: `iterate${what}`, pages: what === "" ? "pages" : `pagesOf${what}` }),
		...(longRunning && { untilDone: `${name}UntilDone` }),
	};
}

function taken(wanted: CompanionNames, names: Names): CompanionNames {
	return Object.fromEntries(Object.entries<string>({ ...wanted }).map(([part, name]) => [part, names.take(name)]));
}

/** An operation in words, for messages: `operation listThings (GET /things)`. */
export function operationPlace({ operationId, method, path }: Operation): string {
	return operationId === undefined ? `operation ${method} ${path}` : `operation ${operationId} (${method} ${path})`;
}

/** The name of the component that a schema refers to, where it says nothing else. */
export function componentOf(schema: Schema): string | undefined {
	return Object.keys(schema).length === 1 ? refName(schema) : undefined;
}
