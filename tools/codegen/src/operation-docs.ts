import { membersOf, requestExamplesOf } from "./around.js";
import { constraintTags } from "./constraint-tags.js";
import { code } from "./literal.js";
import type { OpenApiDocument, Parameter, RequestBody, Schema } from "./openapi.js";
import type { OperationModel } from "./operation-model.js";
import { resolveReference } from "./resolve-reference.js";
import { sampleValue } from "./sample-value.js";

/** What a doc comment says of an operation. */
export interface OperationDoc {
	/** What it does, in one line. */
	readonly summary: string;
	/** What the document says of it beyond that, of the wire. */
	readonly remarks: string | undefined;
	/** Each argument with what it means. */
	readonly parameters: readonly (readonly [name: string, text: string])[];
	readonly returns: string;
	readonly throws: string;
}

/** What the document says of an operation, for the doc comments of its function and its method. */
export function operationDoc(document: OpenApiDocument, model: OperationModel): OperationDoc {
	const { operation } = model.placed;
	const summary = operation.summary?.trim() ?? `${model.placed.method.toUpperCase()} ${model.placed.path}`;
	return {
		summary: /[.!?]$/.test(summary) ? summary : `${summary}.`,
		remarks: operation.description?.trim(),
		parameters: [
			...model.pathParameters.map((one) => [argumentName(one), parameterText(document, one)] as const),
			...(model.request === undefined ? [] : [["body", requestText(document, model)] as const]),
		],
		returns: returnsText(model),
		throws: throwsText(model),
	};
}

/** The name of an argument that is a parameter of the path. */
export function argumentName({ name }: Parameter): string {
	const words = name.replace(/[^A-Za-z0-9_$]+(.)?/g, (_, next: string | undefined) => (next ?? "").toUpperCase());
	return /^(?:client|body|query|options|\d.*)$/.test(words) ? `_${words}` : words;
}

/** What a parameter means, and what it allows, on one line. */
export function parameterText(document: OpenApiDocument, { description = "", schema }: Parameter): string {
	const resolved = schema === undefined ? {} : resolveReference<Schema>(document, schema as Schema);
	const rules = constraintTags(resolved).map((tag) => tag.slice(1));
	const text = description.trim().replaceAll(/\s+/g, " ");
	return [text, rules.length === 0 ? "" : `(${rules.join(", ")})`].filter((part) => part !== "").join(" ");
}

/** Values for the arguments of an example: the document's own examples, the shortest body of them. */
export function exampleArguments(document: OpenApiDocument, model: OperationModel): string[] {
	const path = model.pathParameters.map((one) => code(exampleOf(document, one)));
	if (model.request === undefined) return path;
	const { schema } = model.request;
	const [shortest] = requestExamplesOf(document, model.placed.operation)
		.map((value) => code(shortened(document, schema, value)))
		.sort((a, b) => a.length - b.length);
	return [...path, shortest ?? code(sampleValue(document, schema))];
}

/** Longer examples are cut to two items, and to the members that must be there and one more. */
const longest = 80;

function shortened(document: OpenApiDocument, schema: Schema, value: unknown): unknown {
	if (code(value).length <= longest || typeof value !== "object" || value === null) return value;
	const resolved = resolveReference<Schema>(document, schema as Schema);
	if (Array.isArray(value)) {
		const items = value.slice(0, 2).map((item) => shortened(document, resolved.items ?? {}, item));
		return code(items[0]) === code(items[1]) ? [items[0], nextOf(items[1])] : items;
	}
	const members = membersOf(document, schema);
	const entries = Object.entries(value);
	const more = entries.find(([name]) => members.get(name)?.required !== true);
	return Object.fromEntries(entries.filter((entry) => entry === more || members.get(entry[0])?.required === true));
}

/** A value for a parameter: its example, or one that its schema allows. */
export function exampleOf(document: OpenApiDocument, { example, schema = {} }: Parameter): unknown {
	return example ?? sampleValue(document, schema);
}

/** The same with its first integer one higher, so that an example of two does not write one item twice. */
function nextOf(item: unknown): unknown {
	const entries = Object.entries(item as Record<string, unknown>);
	const at = entries.findIndex(([, value]) => Number.isInteger(value));
	return Object.fromEntries(entries.map(([name, value], index) => [name, index === at ? Number(value) + 1 : value]));
}

function requestText(document: OpenApiDocument, { placed, request }: OperationModel): string {
	const { requestBody } = placed.operation;
	const body = requestBody && resolveReference<RequestBody>(document, requestBody);
	const schema = request === undefined ? undefined : resolveReference<Schema>(document, request.schema as Schema);
	const text = body?.description ?? (typeof schema?.description === "string" ? schema.description : "What is sent");
	return text.trim().replaceAll(/\s+/g, " ");
}

function returnsText({ kind, habits }: OperationModel): string {
	switch (kind) {
		case "list":
			return habits.pagination === undefined
				? "the items; `[]` where there are none"
				: "one page; `[]` where there is nothing";
		case "single":
			return habits.notFound === undefined
				? "the item"
				: 'the item; with `notFound: "null"`, `null` where there is none';
		case "result":
			return "the id of what was written, the status and the outcome in words";
		case "batch":
			return "what became of each item, in `succeeded` and `failed`";
		case "plain":
			return "the body of success";
	}
}

function throwsText({ kind, habits }: OperationModel): string {
	const missing = habits.notFound === undefined ? "" : "NotFoundError where there is no such item; ";
	const failed = kind === "batch" ? "BatchError where a later request fails; " : "";
	return `${missing}${failed}ClientError, one of its kinds, for every other failure`;
}
