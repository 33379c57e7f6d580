/** A media type with its parameters, names in lower case. */
export interface MediaType {
	/** Such as `application/json`. */
	essence: string;
	parameters: ReadonlyMap<string, string>;
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const TYPE = new RegExp(`^[ \\t]*(${TOKEN}/${TOKEN})[ \\t]*(?:;|$)`);
/** White space in but one place where the parameter is absent: in two, a header of nothing else would take ages. */
const PARAMETER = new RegExp(`[ \\t]*(?:(${TOKEN})=(?:(${TOKEN})|"((?:[^"\\\\]|\\\\.)*)")[ \\t]*)?(?:;|$)`, "y");

/**
 * Reads one media type of a `Content-Type` or `Accept` header (RFC 9110, 8.3.1).
 *
 * @returns undefined where the text is none
 * @example
 * parseMediaType('text/xml; charset="utf-8"'); // { essence: "text/xml", parameters: Map { "charset" => "utf-8" } }
 */
export function parseMediaType(text: string): MediaType | undefined {
	const type = TYPE.exec(text);
	if (type?.[1] === undefined) return undefined;
	const parameters = new Map<string, string>();
	PARAMETER.lastIndex = type[0].length;
	while (PARAMETER.lastIndex < text.length) {
		const match = PARAMETER.exec(text);
		if (match === null) return undefined;
		const [, name, token, quoted] = match;
		if (name !== undefined) parameters.set(name.toLowerCase(), token ?? (quoted ?? "").replace(/\\(.)/g, "$1"));
	}
	return { essence: type[1].toLowerCase(), parameters };
}

/** Whether bodies of a media type are XML; the others are JSON. */
export function isXml(essence: string): boolean {
	return essence.endsWith("/xml");
}

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
