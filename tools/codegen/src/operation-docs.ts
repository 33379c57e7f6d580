import { type DocumentModel, membersOf, type Parameter, resolve, type Schema } from "@onespec/openapi-document";
import { faultOf } from "@onespec/openapi-document/check";
import { sampleOf } from "@onespec/openapi-document/sample";
import { inComment } from "./api.js";
import { constraintTags } from "./constraint-tags.js";
import { code } from "./literal.js";
import type { OperationModel } from "./operation-model.js";

/** What a doc comment says of an operation. */
export interface OperationDoc {
	/** What it does, in one line. */
	readonly summary: string;
	/** What the document says of it beyond that, of the wire. */
	readonly remarks: string | undefined;
	readonly returns: string;
	readonly throws: string;
}

/** What the document says of an operation, for the doc comments of its function and its method. */
export function operationDoc(model: OperationModel): OperationDoc {
	const { summary, description, method, path } = model.operation;
	const text = inComment(summary ?? "") || `${method} ${inComment(path)}`;
	return {
		summary: /[.!?]$/.test(text) ? text : `${text}.`,
		remarks: description?.trim() || undefined,
		returns: returnsText(model),
		throws: throwsText(model),
	};
}

/** What a parameter means, and what it allows, on one line. */
export function parameterText(model: DocumentModel, { description = "", schema }: Parameter): string {
	const rules = constraintTags(resolve(model, schema)).map((tag) => tag.slice(1));
	return [inComment(description), rules.length === 0 ? "" : `(${inComment(rules.join(", "))})`]
		.filter((part) => part !== "")
		.join(" ");
}

/** What the body of a request is, on one line. */
export function bodyText(model: DocumentModel, { operation, request }: OperationModel): string {
	const schema = request?.schema === undefined ? undefined : resolve(model, request.schema);
	return inComment(operation.requestBody?.description ?? schema?.description ?? "What is sent");
}

/**
 * Values for the arguments of an example, in the order of the function: the document's own examples that fit, the shortest
 * body of them, and of the other parameters those that must be there.
 */
export function exampleArguments(document: DocumentModel, model: OperationModel): string[] {
	const path = model.pathParameters.map((one) => code(exampleOf(document, one)));
	const body = model.request === undefined ? [] : [exampleBody(document, model.request)];
	const others = [model.queryParameters, model.headerParameters, model.cookieParameters]
		.filter((all) => all.length > 0)
		.map((all) => all.filter(({ required }) => required))
		.map((needed) =>
			needed.length === 0
				? undefined
				: code(Object.fromEntries(needed.map((one) => [one.name, exampleOf(document, one)]))),
		);
	const last = others.findLastIndex((one) => one !== undefined);
	return [...path, ...body, ...others.slice(0, last + 1).map((one) => one ?? "undefined")];
}

function exampleBody(document: DocumentModel, request: NonNullable<OperationModel["request"]>): string {
	if (request.kind === "binary" || request.kind === "any") {
		// The bytes say what they are where the document leaves it open.
		const [type = ""] = request.mediaType.split("/*");
		const concrete = { image: "image/png", audio: "audio/mpeg", video: "video/mp4", text: "text/plain" }[type];
		return request.mediaType.includes("*")
			? `new Blob(["…"], { type: ${JSON.stringify(concrete ?? "application/octet-stream")} })`
			: 'new Blob(["…"])';
	}
	if (request.kind === "text") return '"text"';
	if (request.kind === "json-lines" || request.kind === "event-stream") {
		return code([sampleOf(document, request.itemSchema ?? {}, { direction: "request" }) ?? {}]);
	}
	const { schema = {} } = request;
	const [shortest] = request.examples
		.filter(
			({ value, serialized }) =>
				!serialized && faultOf(document, schema, value, { direction: "request" }) === undefined,
		)
		.map(({ value }) => code(shortened(document, schema, value)))
		.sort((a, b) => a.length - b.length);
	if (shortest !== undefined) return shortest;
	// Alternatives without required members are told apart by the others.
	const sample = (members: "required" | "all") => sampleOf(document, schema, { direction: "request", members });
	const value = sample("required") ?? sample("all");
	const isForm = request.kind === "form" || request.kind === "multipart";
	return code(isForm && typeof value !== "object" ? {} : (value ?? {}));
}

/** Longer examples are cut to two items, and to the members that must be there and one more. */
const LONGEST = 80;

function shortened(model: DocumentModel, schema: Schema, value: unknown): unknown {
	if (code(value).length <= LONGEST || typeof value !== "object" || value === null) return value;
	if (Array.isArray(value)) {
		const items = value.slice(0, 2).map((item) => shortened(model, resolve(model, schema).items ?? {}, item));
		return items.length === 2 && code(items[0]) === code(items[1]) ? [items[0], nextOf(items[1])] : items;
	}
	const members = membersOf(model, schema);
	const entries = Object.entries(value);
	const more = entries.find(([name]) => members.get(name)?.required !== true);
	return Object.fromEntries(entries.filter((entry) => entry === more || members.get(entry[0])?.required === true));
}

/** A value for a parameter: an example of it that fits, or one that its schema allows. */
export function exampleOf(model: DocumentModel, { examples, schema, name, in: place }: Parameter): unknown {
	// An empty segment of a path leads to another path.
	const isSent = (value: unknown) => place !== "path" || value !== "";
	const fitting = examples.find(
		({ value, serialized }) => !serialized && isSent(value) && faultOf(model, schema, value) === undefined,
	);
	if (fitting !== undefined) return fitting.value;
	const sample = sampleOf(model, schema, { name });
	return isSent(sample) ? sample : sampleOf(model, schema, { name, examples: false });
}

/** The same with its first integer one higher, so that an example of two does not write one item twice. */
function nextOf(item: unknown): unknown {
	if (typeof item !== "object" || item === null) return item;
	const entries = Object.entries(item);
	const at = entries.findIndex(([, value]) => Number.isInteger(value));
	return Object.fromEntries(entries.map(([name, value], index) => [name, index === at ? Number(value) + 1 : value]));
}

function returnsText({ kind, extensions, successes }: OperationModel): string {
	switch (kind) {
		case "list":
			return extensions.pagination === undefined
				? "the items; `[]` where there are none"
				: "one page; `[]` where there is nothing";
		case "single":
			return extensions.notFound === undefined
				? "the item"
				: 'the item; with `notFound: "null"`, `null` where there is none';
		case "result":
			return "the id of what was written, the status and the outcome in words";
		case "batch":
			return "what became of each item, in `succeeded` and `failed`";
		case "plain":
			return successes.some(({ body }) => body !== undefined)
				? "the body of success"
				: "nothing: its success has no body";
	}
}

function throwsText({ kind, extensions }: OperationModel): string {
	const missing = extensions.notFound === undefined ? "" : "NotFoundError where there is no such item; ";
	const failed = kind === "batch" ? "BatchError where a later request fails; " : "";
	return `${missing}${failed}ClientError, one of its kinds, for every other failure`;
}
