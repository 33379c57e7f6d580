import { bodyKindOf, parseMediaType } from "@onespec/openapi-document";

/**
 * The text of a body: by its byte order mark, else the `charset` of its `Content-Type`, else what an XML declaration
 * names, else UTF-8. Undefined where the charset is unknown or the bytes are not of it.
 */
export function decodeBody(body: Buffer, contentType: string | undefined): string | undefined {
	const charset =
		markedCharset(body) ??
		parseMediaType(contentType ?? "").parameters.get("charset") ??
		declaredCharset(body, contentType) ??
		"utf-8";
	try {
		return new TextDecoder(charset, { fatal: true }).decode(body);
	} catch {
		return undefined;
	}
}

function markedCharset(body: Buffer): string | undefined {
	if (body.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))) return "utf-8";
	if (body.subarray(0, 2).equals(Buffer.from([0xff, 0xfe]))) return "utf-16le";
	if (body.subarray(0, 2).equals(Buffer.from([0xfe, 0xff]))) return "utf-16be";
	return undefined;
}

function declaredCharset(body: Buffer, contentType: string | undefined): string | undefined {
	if (bodyKindOf(contentType ?? "") !== "xml") return undefined;
	const start = body.subarray(0, 200).toString("latin1");
	const declared = /^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z][A-Za-z0-9._-]*)["']/.exec(start)?.[1]?.toLowerCase();
	// Writers of .NET declare the encoding of the string that they had. What could be read as ASCII up to here is not UTF-16.
	return declared?.startsWith("utf-16") ? "utf-8" : declared;
}
