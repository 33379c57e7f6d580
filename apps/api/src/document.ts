import { createRequire } from "node:module";
import {
	basePathOf,
	type DocumentModel,
	documentExtensions,
	readModel,
	type Schema,
	type Throttle,
} from "@onespec/openapi-document";
import type { Codec } from "@onespec/wire-codec/json";

export {
	type DocumentModel as ApiDocument,
	type Parameter as ParameterObject,
	refName as componentName,
	resolve,
	type Schema as SchemaObject,
} from "@onespec/openapi-document";

/** Gives the codec of a media type and schema. */
export type CodecOf = (mediaType: string, schema: Schema) => Codec;

/** The document has something that this service cannot serve; says where. */
export class DocumentError extends Error {
	override readonly name = "DocumentError";
}

/** The document that this service implements. */
export const apiDocument: DocumentModel = readModel(
	createRequire(import.meta.url)("@onespec/customer-groups/openapi.json"),
);

/** The path under which all operations lie, from the document's server. */
export const basePath = basePathOf(apiDocument.servers);

/** The body of an answer that belongs to no operation, by its cause: `unavailable`. */
export function generalExample(cause: string): unknown {
	return apiDocument.generalResponses.find((response) => response.cause === cause)?.example;
}

/**
 * The bucket of each application at each store.
 *
 * @throws {DocumentError} where the document declares none
 */
export function throttleOf(document: DocumentModel): Throttle {
	const { throttle } = documentExtensions(document);
	if (throttle === undefined) throw new DocumentError("The document declares no x-throttle.");
	return throttle;
}
