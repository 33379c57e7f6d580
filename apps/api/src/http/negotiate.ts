import { parseMediaType } from "./media-type.js";

interface Range {
	essence: string;
	quality: number;
}

const QUALITY = /^(?:0(?:\.[0-9]{0,3})?|1(?:\.0{0,3})?)$/;

/**
 * Chooses the media type of an answer by the request's `Accept` header (RFC 9110, 12.5.1).
 *
 * Each media type on offer has the quality of the most specific range that matches it. The highest quality wins; among
 * equals the type that the header names itself, then the order of the header, then the order of the offer. Parameters
 * other than `q` do not count, and elements that are no media range are passed over.
 *
 * @param accept the header, or undefined where it was not sent; empty means the same
 * @param offered media types in order of preference
 * @returns undefined where nothing on offer is acceptable
 * @example
 * negotiate("text/xml;q=0.5, application/*", ["application/json", "text/xml"]); // "application/json"
 */
export function negotiate(accept: string | undefined, offered: readonly string[]): string | undefined {
	if (accept === undefined || accept.trim() === "") return offered[0];
	if (offered.includes(accept)) return accept;
	const ranges = elements(accept)
		.map(range)
		.filter((found) => found !== undefined);
	let best: { mediaType: string; quality: number; specificity: number; position: number } | undefined;
	for (const mediaType of offered) {
		const match = mostSpecific(ranges, mediaType);
		if (match === undefined || match.quality === 0) continue;
		const better =
			best === undefined ||
			match.quality > best.quality ||
			(match.quality === best.quality && match.specificity > best.specificity) ||
			(match.quality === best.quality && match.specificity === best.specificity && match.position < best.position);
		if (better) best = { mediaType, ...match };
	}
	return best?.mediaType;
}

function mostSpecific(ranges: readonly Range[], mediaType: string) {
	const [type] = mediaType.split("/");
	const levels = ["*/*", `${type}/*`, mediaType];
	let found: { quality: number; specificity: number; position: number } | undefined;
	for (const [position, { essence, quality }] of ranges.entries()) {
		const specificity = levels.indexOf(essence);
		if (specificity > (found?.specificity ?? -1)) found = { quality, specificity, position };
	}
	return found;
}

function range(element: string): Range | undefined {
	const mediaType = parseMediaType(element);
	if (mediaType === undefined) return undefined;
	const q = mediaType.parameters.get("q") ?? "1";
	return QUALITY.test(q) ? { essence: mediaType.essence, quality: Number(q) } : undefined;
}

/** The elements of a list header; a comma within quotes is none of its commas. */
function elements(header: string): string[] {
	return header.match(/(?:[^,"]|"(?:[^"\\]|\\.)*"?)+/g) ?? [];
}
