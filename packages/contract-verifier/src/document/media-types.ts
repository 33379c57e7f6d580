/** The media type of a Content-Type header, without parameters and in lower case: `text/xml; charset=utf-8` → `text/xml`. */
export function mediaTypeOf(contentType: string): string {
	return (contentType.split(";")[0] ?? "").trim().toLowerCase();
}

/** How bodies of a media type are written: by the suffix or subtype, RFC 6839. */
export function familyOf(mediaType: string): "json" | "xml" | "other" {
	const type = mediaTypeOf(mediaType);
	if (/[/+]json$/.test(type)) return "json";
	if (/[/+]xml$/.test(type)) return "xml";
	return "other";
}
