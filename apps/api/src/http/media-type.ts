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
