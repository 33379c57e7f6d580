import { mayBeForbidden, replaceForbidden } from "./characters.js";

const TEXT: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };
const ATTRIBUTE: Readonly<Record<string, string>> = { ...TEXT, '"': "&quot;", "\t": "&#9;", "\n": "&#10;" };

/**
 * Escapes a text between tags. What XML 1.0 cannot carry (control characters, half of a surrogate pair, U+FFFE and
 * U+FFFF) becomes U+FFFD, the replacement character: one such character in one stored text must not take a whole list
 * away from everyone who reads XML. Who wants none of them refuses them on reading.
 */
export function escapeText(text: string): string {
	const clean = carriable(text);
	if (!/[&<>\r]/.test(clean)) return clean;
	return clean.replace(/[&<>\r]/g, (character) => TEXT[character] ?? character);
}

/** Escapes an attribute's value, to stand between double quotes. */
export function escapeAttribute(text: string): string {
	return carriable(text).replace(/[&<>\r"\t\n]/g, (character) => ATTRIBUTE[character] ?? character);
}

function carriable(text: string): string {
	return mayBeForbidden(text) ? replaceForbidden(text) : text;
}
