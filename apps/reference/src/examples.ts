import type { DocumentModel, Example, MediaType, Schema } from "@onespec/openapi-document";
import { refName } from "@onespec/openapi-document";
import { sampleOf } from "@onespec/openapi-document/sample";
import { createJsonCodec } from "@onespec/wire-codec/json";
import { createXmlCodec } from "@onespec/wire-codec/xml";
import { prettyJson, prettyXml } from "./pretty.js";

type Direction = "request" | "response";

/** A body as it goes over the wire, laid out to be read. */
export interface ShownExample {
	/** `undefined` where it is the only one, or was made from the schema. */
	readonly name: string | undefined;
	readonly summary: string | undefined;
	readonly text: string;
	readonly kind: "json" | "xml" | "text";
}

/** Bodies of media types that look the same, such as `application/json` and `text/json`. */
export interface ShownMedia {
	readonly mediaTypes: readonly MediaType[];
	readonly examples: readonly ShownExample[];
}

/** The examples of each media type; where there are none, one that its schema describes. Those that look the same are one. */
export function shownMedia(model: DocumentModel, content: readonly MediaType[], direction: Direction): ShownMedia[] {
	const shown = new Map<string, { mediaTypes: MediaType[]; examples: readonly ShownExample[] }>();
	for (const media of content) {
		const examples = examplesOf(model, media, direction);
		const key = JSON.stringify([media.kind, media.schema, examples]);
		const same = shown.get(key);
		if (same === undefined) shown.set(key, { mediaTypes: [media], examples });
		else same.mediaTypes.push(media);
	}
	return [...shown.values()];
}

/** The examples of one media type; see {@link shownMedia}. */
export function examplesOf(model: DocumentModel, media: MediaType, direction: Direction): ShownExample[] {
	const given = media.examples.filter(({ value }) => value !== undefined);
	if (given.length > 0) return given.map((example) => ({ ...about(example), ...bodyOf(model, media, example) }));
	if (media.schema === undefined || media.kind === "binary" || media.kind === "multipart") return [];
	const value = sampled(model, media.schema, direction);
	if (value === undefined) return [];
	return [{ name: undefined, summary: undefined, ...bodyOf(model, media, { value, serialized: false }) }];
}

function about({ name, summary }: Example) {
	return { name, summary };
}

/** A document with a schema that can't be sampled is a document without that example. */
function sampled(model: DocumentModel, schema: Schema, direction: Direction): unknown {
	try {
		return sampleOf(model, schema, { direction });
	} catch {
		return undefined;
	}
}

function bodyOf(
	model: DocumentModel,
	{ kind, schema = {} }: MediaType,
	{ value, serialized }: Pick<Example, "value" | "serialized">,
): Pick<ShownExample, "text" | "kind"> {
	const text = typeof value === "string" ? value : undefined;
	if (kind === "json") {
		return { text: serialized && text !== undefined ? prettyJson(text) : jsonText(model, schema, value), kind: "json" };
	}
	if (kind === "xml")
		return { text: text ?? xmlText(model, schema, value) ?? jsonText(model, schema, value), kind: "xml" };
	if (text !== undefined) return { text, kind: "text" };
	if (kind === "form" && isObject(value)) return { text: formText(value), kind: "text" };
	if (kind === "json-lines" && Array.isArray(value)) {
		return { text: value.map((item) => JSON.stringify(item)).join("\n"), kind: "json" };
	}
	return { text: JSON.stringify(value, undefined, 2), kind: "json" };
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function formText(value: Record<string, unknown>): string {
	const pairs = Object.entries(value).flatMap(([name, held]) =>
		(Array.isArray(held) ? held : [held]).map((one): [string, string] => [
			name,
			typeof one === "object" ? JSON.stringify(one) : String(one),
		]),
	);
	return new URLSearchParams(pairs).toString();
}

const withDecimals = new WeakMap<DocumentModel, boolean>();

/** A value as JSON, decimals with the digits that the wire shows. */
export function jsonText(model: DocumentModel, schema: Schema, value: unknown): string {
	let hasDecimals = withDecimals.get(model);
	if (hasDecimals === undefined) {
		hasDecimals = JSON.stringify([model.schemas, model.operations]).includes('"x-decimal"');
		withDecimals.set(model, hasDecimals);
	}
	if (!hasDecimals) return JSON.stringify(value, undefined, 2);
	try {
		const codec = createJsonCodec(model, schema);
		return prettyJson(codec.write(codec.read(JSON.stringify(value)).value));
	} catch {
		return JSON.stringify(value, undefined, 2);
	}
}

/** A value as XML; `undefined` where its schema has no form in XML. */
export function xmlText(model: DocumentModel, schema: Schema, value: unknown): string | undefined {
	try {
		const exact = createJsonCodec(model, schema).read(JSON.stringify(value)).value;
		return prettyXml(createXmlCodec(model, schema).write(exact));
	} catch {
		return undefined;
	}
}

/**
 * A value of an object: what an operation's example shows of it, by itself or in a list, else one that its schema describes.
 */
export function valueOfObject(model: DocumentModel, name: string): unknown {
	const is = (schema: Schema | undefined) => schema !== undefined && refName(schema) === name;
	for (const { requestBody, responses } of model.operations) {
		for (const { content } of [...responses, ...(requestBody === undefined ? [] : [requestBody])]) {
			for (const { kind, schema, examples } of content) {
				const value = examples.find((one) => typeof one.value === "object" && one.value !== null)?.value;
				if (kind !== "json" || schema === undefined || value === undefined) continue;
				if (is(schema)) return value;
				const named = refName(schema);
				const items = (named === undefined ? schema : model.schemas[named])?.items;
				if (is(items) && Array.isArray(value) && value.length > 0) return value[0];
			}
		}
	}
	return sampled(model, model.schemas[name] as Schema, "response");
}
