const NAME_START =
	"A-Z_a-z\\u{c0}-\\u{d6}\\u{d8}-\\u{f6}\\u{f8}-\\u{2ff}\\u{370}-\\u{37d}\\u{37f}-\\u{1fff}\\u{200c}\\u{200d}\\u{2070}-\\u{218f}" +
	"\\u{2c00}-\\u{2fef}\\u{3001}-\\u{d7ff}\\u{f900}-\\u{fdcf}\\u{fdf0}-\\u{fffd}\\u{10000}-\\u{effff}";
const NAME_REST = `${NAME_START}\\-.0-9\\u{b7}\\u{300}-\\u{36f}\\u{203f}\\u{2040}`;

/** A name without a colon, of an element, attribute, prefix, entity or processing instruction. */
const NAME = new RegExp(`[${NAME_START}][${NAME_REST}]*`, "uy");
const WHOLE_NAME = new RegExp(`^[${NAME_START}][${NAME_REST}]*$`, "u");

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 refuses
const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/u;
/** The same without looking at pairs, which is several times faster: any surrogate may be half a pair. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 refuses
const SUSPICIOUS = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that XML 1.0 refuses
const ALL_FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/gu;

/** The name without a colon that begins at a position, or the empty string. */
export function nameAt(text: string, position: number): string {
	let end = position;
	let code = text.charCodeAt(end);
	if (isAsciiLetter(code)) {
		do code = text.charCodeAt(++end);
		while (isAsciiLetter(code) || (code >= 0x30 && code <= 0x39) || code === 0x2d || code === 0x2e);
		if (!(code >= 0x80)) return text.slice(position, end);
	}
	NAME.lastIndex = position;
	return NAME.exec(text)?.[0] ?? "";
}

/** A letter or underscore, with which most names begin. */
function isAsciiLetter(code: number): boolean {
	return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

/** Whether an element may have this name (without a prefix). */
export function isName(text: string): boolean {
	return WHOLE_NAME.test(text);
}

/** Where the first character stands that XML 1.0 cannot carry, half a surrogate pair included; -1 if nowhere. */
export function forbiddenCharacterAt(text: string): number {
	return mayBeForbidden(text) ? text.search(FORBIDDEN) : -1;
}

/** Whether a text is worth a closer look for characters that XML 1.0 cannot carry. */
export function mayBeForbidden(text: string): boolean {
	return SUSPICIOUS.test(text);
}

/** Whether a character reference may stand for this code point. */
export function isCharacter(codePoint: number): boolean {
	return codePoint <= 0x10ffff && !FORBIDDEN.test(String.fromCodePoint(codePoint));
}

/** The text with U+FFFD for each character that XML 1.0 cannot carry. */
export function replaceForbidden(text: string): string {
	return text.replace(ALL_FORBIDDEN, "\ufffd");
}
