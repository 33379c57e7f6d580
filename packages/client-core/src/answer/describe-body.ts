/**
 * What a body is that is not as documented, in words: "an empty body", "an HTML page (502 Bad Gateway)".
 *
 * @param expected the representation that was asked for
 */
export function describeBody(text: string, expected: "JSON" | "XML"): string {
	const body = text.trim();
	if (body === "") return "an empty body";
	if (/^<(!doctype html|html)\b/i.test(body)) {
		const title = /<title[^>]*>([^<]{1,200})/i.exec(body)?.[1]?.trim();
		return title ? `an HTML page (${title})` : "an HTML page";
	}
	if (/^[[{]/.test(body) && !/[\]}]$/.test(body)) return "JSON that ends early";
	return `a body that is not ${expected} as documented`;
}

/** So much of a body as an error carries. */
export function excerpt(text: string): string {
	return text.slice(0, 1000);
}
