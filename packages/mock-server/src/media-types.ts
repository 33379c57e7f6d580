import { createJsonCodec } from "@onespec/wire-codec/json";
import { createXmlCodec } from "@onespec/wire-codec/xml";

/** The media types that the front reads and writes, with the codec of each. All others stay with Prism. */
const CODECS: Readonly<Record<string, typeof createJsonCodec>> = {
	"application/json": createJsonCodec,
	"text/json": createJsonCodec,
	"application/xml": createXmlCodec,
	"text/xml": createXmlCodec,
};

/** The media type that Prism reads and writes. */
export const JSON_TYPE = "application/json";

/** Makes the codec of a schema in a media type, undefined where the front does not know the media type. */
export function codecFactory(mediaType: string): typeof createJsonCodec | undefined {
	return Object.hasOwn(CODECS, mediaType) ? CODECS[mediaType] : undefined;
}

/** Whether the media type is one of the two of XML. */
export function isXml(mediaType: string): boolean {
	return codecFactory(mediaType) === createXmlCodec;
}

/** The media type of a `Content-Type`, in lower case and without parameters; undefined where there is none. */
export function mediaTypeOf(contentType: string | undefined): string | undefined {
	const [type] = (contentType ?? "").split(";");
	return type?.trim().toLowerCase() || undefined;
}

/** The `charset` of a `Content-Type`, in lower case. */
export function charsetOf(contentType: string | undefined): string | undefined {
	return /;[ \t]*charset[ \t]*=[ \t]*"?([^"; \t]+)/i.exec(contentType ?? "")?.[1]?.toLowerCase();
}
