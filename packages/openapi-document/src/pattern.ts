/** Whether a regular expression can be made of the text, with the flag `u` as JSON Schema recommends. */
function compiles(pattern: string): boolean {
	try {
		new RegExp(pattern, "u");
		return true;
	} catch {
		return false;
	}
}

/**
 * The pattern in a form that the flag `u` accepts. Documents have patterns that other engines take: escapes that escape
 * nothing (`\-`, `\_`), braces and brackets that stand for themselves, `\A`, `\Z`, `\h`, possessive marks.
 *
 * @returns `undefined` where no such form is found
 * @example unicodePattern("^[\\w\\-\\.]+\\_$") // "^[\\w\\-\\.]+_$"
 */
export function unicodePattern(pattern: string): string | undefined {
	if (compiles(pattern)) return pattern;
	const mended = mend(pattern);
	return compiles(mended) ? mended : undefined;
}

/** Escapes that the flag `u` knows, outside and inside of brackets. */
const ESCAPES = /^[dDwWsSbBfnrtv0cxukpP^$\\.*+?()[\]{}|/1-9]$/;

function mend(pattern: string): string {
	// A delimited pattern: "/^a$/".
	const bare = /^\/(.*)\/[gimsuy]*$/s.exec(pattern)?.[1] ?? pattern;
	let mended = "";
	let inside = false;
	for (let at = 0; at < bare.length; at++) {
		const character = bare.charAt(at);
		if (character === "\\") {
			at++;
			mended += mendEscape(bare.charAt(at), inside);
		} else if (inside) {
			if (character === "]") inside = false;
			mended += character === "[" ? "\\[" : character;
		} else if (character === "[") {
			inside = true;
			mended += character;
			if (bare.charAt(at + 1) === "^") mended += bare.charAt(++at);
			// A bracket in first place stands for itself.
			if (bare.charAt(at + 1) === "]") {
				mended += "\\]";
				at++;
			}
		} else if (character === "{" && !/^\{\d+(,\d*)?\}/.test(bare.slice(at))) mended += "\\{";
		else if (character === "}" && !/\{\d+(,\d*)?$/.test(mended)) mended += "\\}";
		else if (character === "]") mended += "\\]";
		else if (character === "+" && /[*+?}]$/.test(mended) && !/\\[*+?}]$/.test(mended)) continue;
		else mended += character;
	}
	return mended.replace(/\[([^\]]*?)(\\[dDwWsS])-(?=[^\]])/g, "[$1$2\\-");
}

function mendEscape(escaped: string, inside: boolean): string {
	if (escaped === "-") return inside ? "\\-" : "-";
	if (!inside && escaped === "A") return "^";
	if (!inside && (escaped === "Z" || escaped === "z")) return "$";
	if (escaped === "h") return inside ? " \\t" : "[ \\t]";
	return ESCAPES.test(escaped) ? `\\${escaped}` : escaped;
}
