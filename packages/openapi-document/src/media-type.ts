import type { BodyKind, MediaTypeName } from "./model.js";

/** A media type or media range in its parts; RFC 9110, 8.3.1. */
export interface ParsedMediaType {
	/** Type and subtype in lower case: `application/json`. */
	readonly essence: string;
	/** By name in lower case; quoted values without their quotes. */
	readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Reads a `Content-Type`, a range of `Accept`, or a key of `content`.
 *
 * @example parseMediaType('Text/XML; Charset="UTF-8"') // { essence: "text/xml", parameters: Map { "charset" → "UTF-8" } }
 */
export function parseMediaType(text: string): ParsedMediaType {
	const [essence = "", ...rest] = splitOutsideQuotes(text);
	const parameters = new Map<string, string>();
	for (const part of rest) {
		const at = part.indexOf("=");
		const name = (at < 0 ? part : part.slice(0, at)).trim().toLowerCase();
		const value = at < 0 ? "" : part.slice(at + 1).trim();
		if (name !== "" && !parameters.has(name)) parameters.set(name, unquote(value));
	}
	return { essence: essence.trim().toLowerCase(), parameters };
}

function splitOutsideQuotes(text: string): string[] {
	return text.match(/(?:"(?:\\.|[^"\\])*"?|[^;"])+/g) ?? [];
}

function unquote(value: string): string {
	return /^".*"$/s.test(value) ? value.slice(1, -1).replace(/\\(.)/gs, "$1") : value;
}

/**
 * A media type in the one form that the model and everything beside it use: without `charset`, which says how text is
 * encoded and not what it is.
 *
 * @example mediaTypeName("Application/JSON;charset=utf-8") // "application/json"
 * @example mediaTypeName("application/vnd.a+json;Version=2") // "application/vnd.a+json; version=2"
 */
export function mediaTypeName(text: string): MediaTypeName {
	const { essence, parameters } = parseMediaType(text);
	const kept = [...parameters].filter(([name]) => name !== "charset");
	return [
		essence,
		...kept.map(([name, value]) => `${name}=${/^[\w.+-]+$/.test(value) ? value : JSON.stringify(value)}`),
	].join("; ");
}

/** The type and subtype alone: `essenceOf("text/xml; charset=utf-8")` is `text/xml`. */
export function essenceOf(text: string): string {
	const end = text.indexOf(";");
	return (end < 0 ? text : text.slice(0, end)).trim().toLowerCase();
}

/** How bodies of a media type are read and written: by its name, or by its suffix (RFC 6839). */
export function bodyKindOf(mediaType: string): BodyKind {
	const essence = essenceOf(mediaType);
	if (essence.includes("*")) return "any";
	if (essence === "application/x-www-form-urlencoded") return "form";
	if (essence.startsWith("multipart/")) return "multipart";
	if (essence === "text/event-stream") return "event-stream";
	if (JSON_LINES.has(essence)) return "json-lines";
	if (/[/+]json$/.test(essence) || essence === "application/x-json") return "json";
	if (/[/+]xml$/.test(essence)) return "xml";
	if (essence.startsWith("text/") || TEXTS.has(essence)) return "text";
	return "binary";
}

const JSON_LINES: ReadonlySet<string> = new Set([
	"application/jsonl",
	"application/x-jsonl",
	"application/jsonlines",
	"application/x-jsonlines",
	"application/ndjson",
	"application/x-ndjson",
	"application/json-seq",
]);

const TEXTS: ReadonlySet<string> = new Set([
	"application/yaml",
	"application/x-yaml",
	"application/javascript",
	"application/ecmascript",
	"application/graphql",
	"application/jwt",
	"application/sql",
	"application/toml",
	"application/x-sh",
	"application/csv",
]);

/** A range of an `Accept` header with its weight; RFC 9110, 12.5.1. */
export interface MediaRange extends ParsedMediaType {
	/** From 0, which refuses, to 1. */
	readonly weight: number;
}

/**
 * Reads an `Accept` header. Malformed ranges are left out; what stands without a weight has the weight 1.
 *
 * @returns `undefined` where there is no header, which accepts everything
 */
export function parseAccept(header: string | undefined): MediaRange[] | undefined {
	if (header === undefined || header.trim() === "") return undefined;
	return (header.match(/(?:"(?:\\.|[^"\\])*"?|[^,"])+/g) ?? []).flatMap((text) => {
		const { essence, parameters } = parseMediaType(text);
		if (!/^[^\s/]+\/[^\s/]+$/.test(essence) || /^\*\/[^*]/.test(essence)) return [];
		const q = parameters.get("q");
		if (q !== undefined && !/^(0(\.\d{0,3})?|1(\.0{0,3})?)$/.test(q)) return [];
		const others = new Map([...parameters].filter(([name]) => name !== "q"));
		return [{ essence, parameters: others, weight: q === undefined ? 1 : Number(q) }];
	});
}

/**
 * Chooses what to answer with, of what there is: the offer with the greatest weight; among equals the more exactly named,
 * then the earlier one.
 *
 * @param accept the header of the request
 * @param offers media types, the preferred one first
 * @returns `undefined` where nothing is acceptable
 * @example negotiate("text/*;q=0.5, application/json;q=0.1", ["application/json", "text/xml"]) // "text/xml"
 */
export function negotiate(accept: string | undefined, offers: readonly string[]): string | undefined {
	const ranges = parseAccept(accept);
	if (ranges === undefined) return offers[0];
	let best: { readonly offer: string; readonly weight: number; readonly exactness: number } | undefined;
	for (const offer of offers) {
		const range = rangeFor(parseMediaType(offer), ranges);
		if (range === undefined || range.weight === 0) continue;
		const exactness = exactnessOf(range);
		if (
			best === undefined ||
			range.weight > best.weight ||
			(range.weight === best.weight && exactness > best.exactness)
		) {
			best = { offer, weight: range.weight, exactness };
		}
	}
	return best?.offer;
}

/** The range that speaks of an offer: the most exact one that matches. */
function rangeFor(offer: ParsedMediaType, ranges: readonly MediaRange[]): MediaRange | undefined {
	let found: MediaRange | undefined;
	for (const range of ranges) {
		if (matches(range, offer) && (found === undefined || exactnessOf(range) > exactnessOf(found))) found = range;
	}
	return found;
}

/** Whether a media type lies in a range: any type, `text/*`, or the type itself; parameters of the range must be there. */
export function matches(range: ParsedMediaType, { essence, parameters }: ParsedMediaType): boolean {
	const [type = ""] = essence.split("/");
	if (range.essence !== essence && range.essence !== "*/*" && range.essence !== `${type}/*`) return false;
	return [...range.parameters].every(
		([name, value]) => name === "charset" || parameters.get(name)?.toLowerCase() === value.toLowerCase(),
	);
}

function exactnessOf({ essence, parameters }: ParsedMediaType): number {
	if (essence === "*/*") return 0;
	return (essence.endsWith("/*") ? 1 : 2) + parameters.size;
}
