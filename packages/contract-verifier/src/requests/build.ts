import { familyOf, mediaTypeOf } from "../document/media-types.js";
import { firstExample, type Operation } from "../document/operations.js";
import { at } from "../document/pointer.js";
import type { OpenApiDocument } from "../document/types.js";
import { fillText } from "../scenarios/placeholders.js";
import type { RequestParts } from "../scenarios/types.js";
import { writeXml } from "../xml/write.js";
import { type Carrier, carriersOf, type Profile } from "./credentials.js";
import { fillBody } from "./fill-body.js";
import { HeaderList } from "./header-list.js";
import { parameterSample, sampleOf } from "./sample.js";
import { SetUpError } from "./set-up-error.js";

/** A request that is ready to be sent. */
export interface Request {
	method: string;
	/** Path and query; the endpoint's base path comes first. */
	target: string;
	headers: Record<string, string>;
	body: string;
}

/** What a saved value is; `undefined` makes the document's sample stand for it. */
export type Lookup = ((name: string) => unknown) | undefined;

export interface BuildInput {
	document: OpenApiDocument;
	operation: Operation;
	requestMediaType: string | null;
	responseMediaType: string;
	parts: RequestParts;
	/** `undefined`: send no credentials. */
	profile: Profile | undefined;
	lookup: Lookup;
	/** The path of the endpoint, without a slash at its end. */
	basePath: string;
	headers?: Record<string, string>;
}

/**
 * Builds a request of an operation: what the parts say, the document's examples for the rest, credentials in their
 * places. Optional query and header parameters are sent only where the parts name them.
 *
 * @throws SetUpError where the document has no example of the body, or a media type cannot be written.
 */
export function buildRequest(input: BuildInput): Request {
	const { document, operation, parts, lookup } = input;
	const query: [string, string][] = [];
	const headers = new HeaderList();

	const target = operation.path.replace(/\{([^}]+)\}/g, (_, name: string) => {
		const parameter = operation.parameters.find((one) => one.in === "path" && one.name === name);
		const sample = () => (parameter === undefined ? name : parameterSample(document, parameter));
		const stated = parts.path?.[name];
		return encodeURIComponent(String(stated === undefined ? sample() : fill(stated, lookup, sample)));
	});
	for (const parameter of operation.parameters) {
		if (parameter.required !== true) continue;
		const sample = () => String(parameterSample(document, parameter));
		if (parameter.in === "query" && parts.query?.[parameter.name] === undefined) query.push([parameter.name, sample()]);
		if (parameter.in === "header") headers.set(parameter.name, sample());
	}
	for (const [name, stated] of Object.entries(parts.query ?? {})) {
		const parameter = operation.parameters.find((one) => one.in === "query" && one.name === name);
		const sample = () => (parameter === undefined ? "sample" : parameterSample(document, parameter));
		for (const one of Array.isArray(stated) ? stated : [stated]) query.push([name, String(fill(one, lookup, sample))]);
	}

	if (input.responseMediaType !== "") headers.set("Accept", input.responseMediaType);
	let body = "";
	if (input.requestMediaType !== null) {
		headers.set("Content-Type", input.requestMediaType);
		body = buildBody(input, input.requestMediaType);
	}
	for (const [name, value] of Object.entries(input.headers ?? {})) headers.set(name, value);

	const carriers: Carrier[] = input.profile === undefined ? [] : carriersOf(document, operation);
	for (const carrier of carriers) {
		const value = input.profile?.[carrier.scheme];
		if (value === undefined) continue;
		if (carrier.in === "header") headers.set(carrier.name, carrier.write(value));
		else if (parts.query?.[carrier.name] === undefined) query.push([carrier.name, value]);
	}
	for (const [name, value] of Object.entries(parts.headers ?? {})) {
		if (value === null) headers.delete(name);
		else headers.set(name, String(fill(value, lookup, () => "sample")));
	}

	const search = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join("&");
	return {
		method: operation.method,
		target: `${input.basePath}${target}${search === "" ? "" : `?${search}`}`,
		headers: headers.toObject(),
		body,
	};
}

function fill(value: string | number | boolean, lookup: Lookup, sample: () => unknown): unknown {
	return typeof value === "string" ? fillText(value, lookup ?? sample) : value;
}

function buildBody({ document, operation, parts, lookup }: BuildInput, mediaType: string): string {
	const family = familyOf(mediaType);
	const media =
		Object.entries(operation.requestBody?.content ?? {}).find(([key]) => mediaTypeOf(key) === mediaType)?.[1] ?? {};
	if (parts.bodyText !== undefined) {
		const text = family === "other" ? undefined : parts.bodyText[family];
		if (text === undefined) throw new SetUpError(`bodyText has no text for ${mediaType}: add it.`);
		return text;
	}
	// What the schema itself tells will do where the document states no example.
	const example = firstExample(document, media) ?? (media.schema && sampleOf(document, media.schema));
	if (parts.body === undefined) {
		if (example === undefined) {
			if (operation.requestBody?.required !== true) return "";
			throw new SetUpError(
				`${operation.operationId} has no example of a request in ${mediaType}: add one to the document.`,
			);
		}
		if (family !== "json" && typeof example === "string") return example;
	}
	const schema = media.schema ?? {};
	const value =
		parts.body === undefined
			? example
			: fillBody(document, schema, parts.body, (name, pointer, place) =>
					lookup === undefined ? (at(example, pointer) ?? sampleOf(document, place)) : lookup(name),
				);
	if (family === "json") return JSON.stringify(value);
	if (family === "xml") return writeXml(document, schema, value);
	if (typeof value === "string") return value;
	throw new SetUpError(
		`${operation.operationId}: a body in ${mediaType} can be sent as text only: state it as a string.`,
	);
}
