import type { SchemaObject } from "@onespec/wire-codec/json";
import { type ContentHolder, dereference, isRecord, METHODS, type MockDocument } from "../src/document.js";

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
	readonly schema: SchemaObject;
	readonly examples: Record<string, unknown>;
}

interface Parameter {
	readonly name: string;
	readonly in: string;
	readonly required?: boolean;
	readonly example?: unknown;
}

/** One request for each operation of a document, made of its examples. */
export function sampleRequests(document: MockDocument): SampleRequest[] {
	return Object.entries(document.paths).flatMap(([path, item]) =>
		METHODS.flatMap((method) => {
			const operation = item[method];
			if (!isRecord(operation)) return [];
			const parameters = [item.parameters, operation.parameters]
				.flat()
				.map((part) => dereference<Parameter>(document, part));
			const values = new Map(parameters.map((parameter) => [parameter.name, String(parameter.example ?? 1)]));
			const responses = isRecord(operation.responses) ? Object.entries(operation.responses) : [];
			return {
				name: `${method.toUpperCase()} ${path}`,
				method: method.toUpperCase(),
				path: path.replace(/\{([^}]+)\}/g, (_, name) => values.get(name) ?? "1"),
				headers: credentials(document),
				request: mediaOf(document, operation.requestBody),
				responses: responses.map(([status, response]) => ({ status, media: mediaOf(document, response) })),
			};
		}),
	);
}

function credentials(document: MockDocument): Record<string, string> {
	const schemes = (document as { components?: { securitySchemes?: Record<string, Record<string, string>> } })
		.components;
	return Object.fromEntries(
		Object.values(schemes?.securitySchemes ?? {}).map((scheme) =>
			scheme.type === "apiKey" ? [scheme.name ?? "", "x"] : ["Authorization", "Bearer x"],
		),
	);
}

function mediaOf(document: MockDocument, holder: unknown): Media[] {
	const { content = {} } = dereference<ContentHolder>(document, holder);
	return Object.entries(content).map(([type, media]) => {
		const named = "examples" in media && isRecord(media.examples) ? Object.entries(media.examples) : [];
		const examples = named.map(([name, example]) => [name, dereference<{ value: unknown }>(document, example).value]);
		return { type, schema: media.schema ?? {}, examples: Object.fromEntries(examples) };
	});
}
