import type { MediaType, Operation, Schema } from "@onespec/openapi-document";
import { preferred } from "../operation-model.js";

/** An answer with one number for a status, and the schema of its body in JSON. */
export interface JsonAnswer {
	readonly status: number;
	readonly schema: Schema | undefined;
}

/** The body in JSON, of which the extensions speak. */
export function jsonOf(content: readonly MediaType[]): MediaType | undefined {
	return preferred(content.filter(({ kind }) => kind === "json"));
}

/** The answers whose status is one number, in the order of the document. */
export function answersOf({ responses }: Operation): JsonAnswer[] {
	return responses
		.filter(({ status }) => /^\d+$/.test(status))
		.map(({ status, content }) => ({ status: Number(status), schema: jsonOf(content)?.schema }));
}

/** The answers of success: 2xx. */
export function successesOf(operation: Operation): JsonAnswer[] {
	return answersOf(operation).filter(({ status }) => status >= 200 && status < 300);
}

/** The schema of the request body in JSON. */
export function requestSchemaOf({ requestBody }: Operation): Schema | undefined {
	return requestBody && jsonOf(requestBody.content)?.schema;
}
