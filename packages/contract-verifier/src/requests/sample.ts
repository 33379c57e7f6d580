import type { DocumentModel, Parameter, Schema } from "@onespec/openapi-document";
import { sampleOf as madeOf } from "@onespec/openapi-document/sample";

/** A value that a schema takes in a request: what the document shows, else one that is made; see the model's sampler. */
export function sampleOf(model: DocumentModel, schema: Schema, name?: string, n = 1): unknown {
	return madeOf(model, schema, { direction: "request", n, ...(name !== undefined && { name }), examples: n === 1 });
}

/** The value that a parameter is sent with unless a scenario says another: its example, or one of its schema. */
export function parameterSample(model: DocumentModel, { examples, schema, name }: Parameter): unknown {
	return examples.find(({ value }) => value !== undefined)?.value ?? sampleOf(model, schema, name) ?? "sample";
}
