import type { DocumentModel, MediaType, Operation, Response, Schema } from "@onespec/openapi-document";
import { matches, parseMediaType, resolve } from "@onespec/openapi-document";
import { faultOf } from "@onespec/openapi-document/check";

const byId = new WeakMap<DocumentModel, ReadonlyMap<string, Operation>>();

/** The operations of a document by their ids, in its order; made once for each document. */
export function operationsById(model: DocumentModel): ReadonlyMap<string, Operation> {
	let known = byId.get(model);
	if (known === undefined) {
		known = new Map(model.operations.map((operation) => [operation.id, operation]));
		byId.set(model, known);
	}
	return known;
}

/**
 * The response that speaks of a status: the one of this status, else the one of its range, else `default`.
 * `undefined` where the operation documents none.
 */
export function responseFor({ responses }: Operation, status: number | string): Response | undefined {
	const text = String(status);
	const named = (name: string) => responses.find((one) => one.status === name);
	return named(text) ?? named(`${text.charAt(0)}XX`) ?? named("default");
}

/** The entry of `content` for a media type: the one of its name, else a range such as `image/*` that it lies in. */
export function mediaFor(content: readonly MediaType[] = [], mediaType: string): MediaType | undefined {
	const asked = parseMediaType(mediaType);
	return (
		content.find((one) => one.mediaType === mediaType) ??
		content.find((one) => matches(parseMediaType(one.mediaType), asked)) ??
		content.find((one) => parseMediaType(one.mediaType).essence === asked.essence)
	);
}

/**
 * Its own first example, else the first of its schema; `undefined` where neither has one. An example in JSON that its schema
 * does not allow is passed over: no server has to take it.
 */
export function firstExample(
	model: DocumentModel,
	{ examples, schema, kind }: MediaType,
	direction: "request" | "response" = "request",
): unknown {
	const fits = (value: unknown) =>
		kind !== "json" || schema === undefined || faultOf(model, schema, value, { direction }) === undefined;
	const own = examples.flatMap(({ value }) => (value === undefined ? [] : [value]));
	return [...own, ...schemaExamples(model, schema)].find(fits);
}

function schemaExamples(model: DocumentModel, schema: Schema | undefined): readonly unknown[] {
	return schema === undefined ? [] : (resolve(model, schema).examples ?? []);
}

/** The example of a response's media type that has a cause's name; the first one where none has it. */
export function exampleOf(model: DocumentModel, media: MediaType, cause: string): unknown {
	const named = media.examples.find(({ name }) => name === cause);
	return named === undefined ? firstExample(model, media, "response") : named.value;
}
