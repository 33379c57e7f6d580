/**
 * A regular expression of JSON Schema as one of XSD, which is anchored at both ends and knows fewer constructs.
 * `undefined` where there is no equal.
 *
 * @example
 * xsdPatternOf("^-?\\d+$"); // "-?[0-9]+"
 */
export function xsdPatternOf(pattern: string): string | undefined {
	const anchoredStart = pattern.startsWith("^");
	const anchoredEnd = /(^|[^\\])(\\\\)*\$$/.test(pattern);
	const inner = pattern.slice(anchoredStart ? 1 : 0, anchoredEnd ? -1 : undefined);
	let result = "";
	let depth = 0;
	let inClass = false;
	for (let index = 0; index < inner.length; index++) {
		const character = inner.charAt(index);
		const next = inner.charAt(index + 1);
		if (character === "\\") {
			index++;
			if (next === "d") result += inClass ? "0-9" : "[0-9]";
			else if (next === "w") result += inClass ? "A-Za-z0-9_" : "[A-Za-z0-9_]";
			else if (next === "D" && !inClass) result += "[^0-9]";
			else if (next === "W" && !inClass) result += "[^A-Za-z0-9_]";
			else if ("sSnrt".includes(next)) result += `\\${next}`;
			else if (next === "x" || next === "u") {
				const digits = /^(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4}))/.exec(inner.slice(index));
				if (digits === null) return undefined;
				const code = Number.parseInt(digits[1] ?? digits[2] ?? "", 16);
				if (code < 0x20 || (code >= 0xd800 && code <= 0xdfff)) return undefined;
				const literal = String.fromCodePoint(code);
				result += /[\\^$.*+?()[\]{}|-]/.test(literal) ? `\\${literal}` : literal;
				index += digits[0].length - 1;
			} else if (/[A-Za-z0-9]/.test(next)) return undefined;
			else result += /[\\^.*+?()[\]{}|-]/.test(next) ? `\\${next}` : next;
		} else if (inClass) {
			if (character === "[") result += "\\[";
			else result += character;
			if (character === "]") inClass = false;
		} else if (character === "[") {
			inClass = true;
			result += character;
			if (next === "^") {
				result += next;
				index++;
			}
		} else if (character === "(") {
			depth++;
			result += character;
			if (next === "?") {
				if (inner.charAt(index + 2) !== ":") return undefined;
				index += 2;
			}
		} else if (character === ")") {
			depth--;
			result += character;
		} else if ("*+?}".includes(character) && next === "?") return undefined;
		else if (character === "^" || character === "$") return undefined;
		else if (character === "|" && depth === 0) return undefined;
		else result += character;
	}
	const anything = "[\\s\\S]*";
	return `${anchoredStart ? "" : anything}${result}${anchoredEnd ? "" : anything}`;
}
