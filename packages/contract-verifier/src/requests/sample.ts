import type { DocumentModel, Parameter, Schema } from "@onespec/openapi-document";
import { faultOf } from "@onespec/openapi-document/check";
import { sampleOf as madeOf } from "@onespec/openapi-document/sample";

/** A value that a schema takes in a request: what the document shows, else one that is made; see the model's sampler. */
export function sampleOf(model: DocumentModel, schema: Schema, name?: string, n = 1): unknown {
	return madeOf(model, schema, { direction: "request", n, ...(name !== undefined && { name }), examples: n === 1 });
}

/**
 * The value that a parameter is sent with unless a scenario says another: its first example that may be sent, or one of its
 * schema.
 */
export function parameterSample(model: DocumentModel, { examples, schema, name, in: place }: Parameter): unknown {
	// An empty segment of a path leads to another path.
	const isSent = (value: unknown) => place !== "path" || value !== "";
	// The wire has texts: `5` and `"5"` are the same there.
	const isRight = (value: unknown) => [value, String(value), parsed(value)].some((one) => fits(model, schema, one));
	const example = examples.find(({ value }) => value !== undefined && isSent(value) && isRight(value));
	const samples = [example?.value, sampleOf(model, schema, name), sampleOf(model, schema, name, 2)];
	return samples.find((value) => value !== undefined && isSent(value)) ?? "sample";
}

function fits(model: DocumentModel, schema: Schema, value: unknown): boolean {
	return faultOf(model, schema, value, { direction: "request" }) === undefined;
}

function parsed(value: unknown): unknown {
	try {
		return JSON.parse(String(value));
	} catch {
		return value;
	}
}
