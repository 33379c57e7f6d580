import type { DocumentModel, MediaType, Schema } from "@onespec/openapi-document";

/** A request that a document's operation should accept, and what may come back. */
export interface SampleRequest {
	readonly name: string;
	readonly method: string;
	/** Below the base path. */
	readonly path: string;
	readonly headers: Record<string, string>;
	readonly request: Media[];
	readonly responses: { readonly status: string; readonly media: Media[] }[];
}

export interface Media {
	readonly type: string;
	readonly schema: Schema;
	readonly examples: Record<string, unknown>;
}

/** One request for each operation of a document, made of its examples. */
export function sampleRequests(model: DocumentModel): SampleRequest[] {
	return model.operations.map(({ method, path, parameters, requestBody, responses }) => {
		const values = new Map(parameters.map(({ name, examples }) => [name, String(examples[0]?.value ?? 1)]));
		return {
			name: `${method} ${path}`,
			method,
			path: path.replace(/\{([^}]+)\}/g, (_, name) => values.get(name) ?? "1"),
			headers: credentials(model),
			request: mediaOf(requestBody?.content),
			responses: responses.map(({ status, content }) => ({ status, media: mediaOf(content) })),
		};
	});
}

function credentials(model: DocumentModel): Record<string, string> {
	return Object.fromEntries(
		Object.values(model.securitySchemes).map((scheme) =>
			scheme.type === "apiKey" ? [scheme.name, "x"] : ["Authorization", "Bearer x"],
		),
	);
}

function mediaOf(content: readonly MediaType[] = []): Media[] {
	return content.map(({ mediaType, schema = {}, examples }) => ({
		type: mediaType,
		schema,
		examples: Object.fromEntries(examples.flatMap(({ name, value }) => (name === undefined ? [] : [[name, value]]))),
	}));
}
