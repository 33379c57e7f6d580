import { parseAccept } from "./accept.js";

const CONTENT_TYPE = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+\/[!#$%&'*+.^_`|~0-9A-Za-z-]+[ \t]*(?:;.*)?$/;

/*
 * What follows gives Prism the same request in a form that it survives: at each of these places a malformed value ends
 * in an exception that it does not catch, and the request is never answered.
 */

/** The `Accept` header without malformed ranges; where none is well-formed, one that accepts nothing that exists. */
export function acceptForPrism(header: string | undefined): string | undefined {
	const ranges = parseAccept(header);
	if (ranges === undefined) return undefined;
	if (ranges.length === 0) return "malformed/accept";
	return ranges.map((range) => range.text.replace(/[ \t]/g, "")).join(", ");
}

/** The `Content-Type` header; a malformed one becomes that of unknown bytes. */
export function contentTypeForPrism(header: string | undefined): string | undefined {
	return header === undefined || CONTENT_TYPE.test(header.trim()) ? header : "application/octet-stream";
}

/** Path and query; in a segment that is not percent-encoded UTF-8 each `%` stands for itself. */
export function urlForPrism(url: string): string {
	const [path = "", ...query] = url.split("?");
	return [path.split("/").map(safeSegment).join("/"), ...query].join("?");
}

function safeSegment(segment: string): string {
	try {
		decodeURIComponent(segment);
		return segment;
	} catch {
		return segment.replaceAll("%", "%25");
	}
}
