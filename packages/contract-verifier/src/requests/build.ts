import { type DocumentModel, type MediaType, type Operation, type Parameter, valueAt } from "@onespec/openapi-document";
import { firstExample, mediaFor } from "../lookup.js";
import { fillText } from "../scenarios/placeholders.js";
import type { RequestParts } from "../scenarios/types.js";
import { concreteType, type WrittenBody, writeBody } from "./body.js";
import { type Carrier, carriersOf, type Profile } from "./credentials.js";
import { fillBody } from "./fill-body.js";
import { HeaderList } from "./header-list.js";
import { contentText, cookieText, headerText, type Pair, pathText, queryPairs } from "./parameters.js";
import { parameterSample, sampleOf } from "./sample.js";
import { SetUpError } from "./set-up-error.js";

/** Changes the document's sample of a body in a media type. */
export type Adapt = (sample: unknown, media: MediaType) => unknown;

/** A request that is ready to be sent. */
export interface Request {
	method: string;
	/** Path and query; the endpoint's base path comes first. */
	target: string;
	headers: Record<string, string>;
	body: Buffer;
}

/** What a saved value is; `undefined` makes the document's sample stand for it. */
export type Lookup = ((name: string) => unknown) | undefined;

export interface BuildInput {
	model: DocumentModel;
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
	/** Which optional parameters are sent with the document's sample; none where it is absent. */
	optional?: ((parameter: Parameter) => boolean) | undefined;
	/** Changes the document's own sample of a body before it is written. */
	adapt?: Adapt | undefined;
}

/**
 * Builds a request of an operation: what the parts say, the document's examples for the rest, credentials in their
 * places. Optional parameters of query, header and cookie are sent only where the parts name them or `optional` takes them.
 *
 * @throws SetUpError where a media type cannot be written.
 */
export function buildRequest(input: BuildInput): Request {
	const { model, operation, parts, lookup } = input;
	const query: Pair[] = [];
	const headers = new HeaderList();
	const cookies: string[] = [];
	/** A parameter that is all of the query (`in: querystring` of OpenAPI 3.2). */
	let whole: string | undefined;
	const sampleFor = (parameter: Parameter) => contentText(parameter, parameterSample(model, parameter));

	// What follows a # tells operations of one path apart, and never reaches a server.
	const path = operation.path.replace(/#.*/s, "");
	const target = path.replace(/\{([^{}]+)\}|[^{}!-~]+/gu, (literal, name?: string) => {
		// What of the path a URL can't hold as it stands.
		if (name === undefined) return encodeURIComponent(literal);
		const parameter = operation.parameters.find((one) => one.in === "path" && one.name === name);
		const sample = () => (parameter === undefined ? name : sampleFor(parameter));
		const stated = parts.path?.[name];
		const value = stated === undefined ? sample() : fill(stated, lookup, sample);
		return pathText(parameter ?? { name, style: "simple", explode: false }, value);
	});
	for (const parameter of operation.parameters) {
		if (!parameter.required && input.optional?.(parameter) !== true) continue;
		const { name, in: place } = parameter;
		if (place === "query" && parts.query?.[name] === undefined)
			query.push(...queryPairs(parameter, sampleFor(parameter)));
		if (place === "querystring") whole = encodeURIComponent(String(sampleFor(parameter)));
		if (place === "header") headers.set(name, headerText(parameter, sampleFor(parameter)));
		if (place === "cookie") cookies.push(cookieText(parameter, sampleFor(parameter)));
	}
	for (const [name, stated] of Object.entries(parts.query ?? {})) {
		if (stated === null) continue;
		const parameter = operation.parameters.find((one) => one.in === "query" && one.name === name);
		const sample = () => (parameter === undefined ? "sample" : sampleFor(parameter));
		const values = Array.isArray(stated)
			? stated.map((one) => fill(one, lookup, sample))
			: fill(stated, lookup, sample);
		query.push(...queryPairs(parameter ?? { name, style: "form", explode: true }, values));
	}

	if (input.responseMediaType !== "") headers.set("Accept", input.responseMediaType);
	let body: Buffer = Buffer.alloc(0);
	if (input.requestMediaType !== null) {
		const written = bodyOf(input, input.requestMediaType);
		headers.set("Content-Type", written.contentType);
		body = written.bytes;
	}
	for (const [name, value] of Object.entries(input.headers ?? {})) headers.set(name, value);

	const carriers: Carrier[] = input.profile === undefined ? [] : carriersOf(model, operation, input.profile);
	for (const carrier of carriers) {
		const value = input.profile?.[carrier.scheme];
		if (value === undefined) continue;
		if (carrier.in === "header") headers.set(carrier.name, carrier.write(value));
		else if (carrier.in === "cookie") cookies.push(`${carrier.name}=${carrier.write(value)}`);
		else if (parts.query?.[carrier.name] === undefined) query.push([carrier.name, encodeURIComponent(value)]);
	}
	if (cookies.length > 0) headers.set("Cookie", cookies.join("; "));
	for (const [name, value] of Object.entries(parts.headers ?? {})) {
		if (value === null) headers.delete(name);
		else headers.set(name, String(fill(value, lookup, () => "sample")));
	}

	const search = whole ?? query.map(([name, value]) => `${name}=${value}`).join("&");
	return {
		method: operation.method,
		target: `${input.basePath}${target}${search === "" ? "" : `${target.includes("?") ? "&" : "?"}${search}`}`,
		headers: headers.toObject(),
		body,
	};
}

function fill(value: string | number | boolean, lookup: Lookup, sample: () => unknown): unknown {
	return typeof value === "string" ? fillText(value, lookup ?? sample) : value;
}

/** A form has members, and bytes have none, whatever schema and examples say. */
function membered({ kind }: MediaType, example: unknown): unknown {
	if (kind === "binary" && typeof example === "object") return undefined;
	const isForm = kind === "form" || kind === "multipart";
	const hasMembers = typeof example === "object" && example !== null && !Array.isArray(example);
	return isForm && !hasMembers ? { sample: "sample" } : example;
}

function bodyOf({ model, operation, parts, lookup, adapt }: BuildInput, mediaType: string): WrittenBody {
	const media: MediaType | undefined = mediaFor(operation.requestBody?.content, mediaType);
	const contentType = concreteType(mediaType);
	if (media === undefined) return { contentType, bytes: Buffer.alloc(0) };
	if (parts.bodyText !== undefined) {
		const text = media.kind === "json" || media.kind === "xml" ? parts.bodyText[media.kind] : undefined;
		if (text === undefined) throw new SetUpError(`bodyText has no text for ${mediaType}: add it`);
		return { contentType, bytes: Buffer.from(text) };
	}
	// What the schema itself tells will do where the document states no example.
	const stated = firstExample(model, media) ?? (media.schema && sampleOf(model, media.schema));
	const example = parts.body === undefined && adapt !== undefined ? adapt(stated, media) : stated;
	if (parts.body === undefined) {
		if (example === undefined && operation.requestBody?.required !== true)
			return { contentType, bytes: Buffer.alloc(0) };
		return writeBody(model, media, membered(media, example) ?? (media.kind === "json" ? {} : "sample"));
	}
	const schema = media.schema ?? {};
	const value = fillBody(model, schema, parts.body, (name, pointer, place) =>
		lookup === undefined ? (valueAt(example, pointer) ?? sampleOf(model, place)) : lookup(name),
	);
	return writeBody(model, media, value);
}
