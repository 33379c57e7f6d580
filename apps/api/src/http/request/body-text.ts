import type { IncomingHttpHeaders } from "node:http";
import {
	malformedBody,
	unsupportedCharset,
	unsupportedContentCoding,
	unsupportedMediaType,
} from "../response/problems.js";
import { isXml, type MediaType, parseMediaType } from "./media-type.js";

/** The charsets that bodies can have, by the names that decode them. */
const CHARSETS: ReadonlyMap<string, string> = new Map([
	["utf-8", "utf-8"],
	["utf8", "utf-8"],
	["us-ascii", "windows-1252"],
	["iso-8859-1", "windows-1252"],
	["windows-1252", "windows-1252"],
]);

const CHARSET_NAMES = ["utf-8", "us-ascii", "iso-8859-1", "windows-1252"];

/** How the body of a request is to be read. */
export interface BodyFormat {
	/** One of the four media types. */
	mediaType: string;
	/** The decoder's name of the charset; undefined where the header has none. */
	charset: string | undefined;
}

/** Whether a request has a body, be it an empty one of unknown length. */
export function hasBody(headers: IncomingHttpHeaders): boolean {
	return headers["transfer-encoding"] !== undefined || Number(headers["content-length"] ?? 0) > 0;
}

/**
 * Reads how a body is represented. A request without body and `Content-Type` counts as the first media type.
 *
 * @throws {Problem} 415 when the media type, charset or content coding is none that can be read
 */
export function bodyFormat(headers: IncomingHttpHeaders, taken: readonly string[]): BodyFormat {
	const mediaType = contentType(headers, taken);
	const coding = headers["content-encoding"]?.trim().toLowerCase() ?? "";
	if (coding !== "" && coding !== "identity") throw unsupportedContentCoding();
	const charset = mediaType.parameters.get("charset");
	const decoder = charset === undefined ? undefined : CHARSETS.get(charset.toLowerCase());
	if (charset !== undefined && decoder === undefined) throw unsupportedCharset(CHARSET_NAMES);
	return { mediaType: mediaType.essence, charset: decoder };
}

function contentType(headers: IncomingHttpHeaders, taken: readonly string[]): MediaType {
	const header = headers["content-type"];
	if (header === undefined && !hasBody(headers)) return { essence: taken[0] ?? "", parameters: new Map() };
	const mediaType = parseMediaType(header ?? "");
	if (mediaType === undefined || !taken.includes(mediaType.essence)) throw unsupportedMediaType(taken);
	return mediaType;
}

/**
 * The text of a body. Where the header has no charset, an XML body is in that of its declaration, any other in UTF-8. A
 * byte order mark is left to the codec, which takes one.
 *
 * @throws {Problem} 400 when the bytes are no text of the charset
 */
export function bodyText(bytes: Buffer, format: BodyFormat): string {
	const charset = format.charset ?? (isXml(format.mediaType) ? declaredCharset(bytes) : undefined) ?? "utf-8";
	try {
		return new TextDecoder(charset, { fatal: true, ignoreBOM: true }).decode(bytes);
	} catch {
		throw malformedBody(`its bytes are not ${charset}`);
	}
}

function declaredCharset(bytes: Buffer): string | undefined {
	const start = bytes.toString("latin1", 0, 200);
	const declared = /^<\?xml[ \t\r\n][^>]*?encoding[ \t\r\n]*=[ \t\r\n]*["']([\w.:-]+)["']/.exec(start)?.[1];
	if (declared === undefined) return undefined;
	// Writers of .NET declare the encoding of the string that they had. What could be read as ASCII up to here is not UTF-16.
	if (declared.toLowerCase() === "utf-16") return "utf-8";
	const charset = CHARSETS.get(declared.toLowerCase());
	if (charset === undefined) throw malformedBody(`its encoding is none of ${CHARSET_NAMES.join(", ")}`);
	return charset;
}
