import type { ScalarShape } from "../shape.js";

const INTEGER = /^[+-]?[0-9]+$/;
const NUMBER = /^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/;
const BOOLEANS: Readonly<Record<string, boolean>> = { true: true, "1": true, false: false, "0": false };

/** The text without white space around it, as XML Schema collapses it for numbers and booleans. */
export function collapse(text: string): string {
	let start = 0;
	let end = text.length;
	while (start < end && isSpace(text.charCodeAt(start))) start++;
	while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
	return text.slice(start, end);
}

/** White space as XML knows it; String.prototype.trim takes more. */
function isSpace(code: number): boolean {
	return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

/** The value of an element's text, or undefined where the text is not of the type as XML Schema writes it. */
export function readScalar(
	kind: ScalarShape["kind"],
	text: string,
	wide = false,
): string | number | bigint | boolean | undefined {
	switch (kind) {
		case "string":
			return text;
		case "boolean":
			return ownValue(collapse(text));
		case "integer":
			return readInteger(collapse(text), wide);
		case "number":
			return readNumber(NUMBER, collapse(text));
	}
}

function ownValue(text: string): boolean | undefined {
	return Object.hasOwn(BOOLEANS, text) ? BOOLEANS[text] : undefined;
}

function readInteger(text: string, wide: boolean): number | bigint | undefined {
	const value = readNumber(INTEGER, text);
	return wide && value !== undefined && !Number.isSafeInteger(value) ? BigInt(text.replace("+", "")) : value;
}

function readNumber(form: RegExp, text: string): number | undefined {
	return form.test(text) ? Number(text) : undefined;
}
