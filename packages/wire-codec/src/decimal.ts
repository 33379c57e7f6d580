import type { DecimalDeclaration } from "@onespec/openapi-document/schema";

const JSON_NUMBER = /^(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?$/;
const XML_DECIMAL = /^([+-]?)([0-9]*)(?:\.([0-9]*))?$/;
const PLAIN = /^-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;

/**
 * The exact plain text of a JSON number, or undefined where it has too many digits. Exponents are expanded
 * (`1.5e2` → `150`), zeros at the end are kept (`1.50`), and zero has no sign (`-0` → `0`).
 */
export function readJsonDecimal(text: string, rule: DecimalDeclaration): string | undefined {
	const match = JSON_NUMBER.exec(text);
	if (!match) return undefined;
	const [, sign = "", whole = "", fraction = "", exponent = "0"] = match;
	return plain(sign === "-", whole, fraction, Number(exponent), rule);
}

/**
 * The exact plain text of an XML Schema decimal, or undefined where the text is none or has too many digits. What the
 * type allows beyond JSON is made plain: `+1`, `007`, `.5` and `1.` become `1`, `7`, `0.5` and `1`. It has no exponent.
 */
export function readXmlDecimal(text: string, rule: DecimalDeclaration): string | undefined {
	const match = XML_DECIMAL.exec(text);
	if (!match) return undefined;
	const [, sign = "", whole = "", fraction = ""] = match;
	if (whole === "" && fraction === "") return undefined;
	return plain(sign === "-", whole, fraction, 0, rule);
}

/** Whether a text is an XML Schema decimal, be it too long. */
export function isXmlDecimal(text: string): boolean {
	return XML_DECIMAL.test(text) && /[0-9]/.test(text);
}

/** The text of a value at a decimal place, or undefined where the value is no decimal. Numbers lose their exponent. */
export function decimalText(value: unknown): string | undefined {
	if (typeof value === "string") return PLAIN.test(value) ? value : undefined;
	if (typeof value !== "number" || !Number.isFinite(value)) return undefined;
	const text = String(value);
	if (PLAIN.test(text)) return text;
	return readJsonDecimal(text, { significantDigits: 400, jsonFractionDigits: 0 });
}

/** A plain decimal with at least so many decimals: `1` → `1.0`. */
export function padFraction(text: string, fractionDigits: number): string {
	const point = text.indexOf(".");
	const present = point === -1 ? 0 : text.length - point - 1;
	if (present >= fractionDigits) return text;
	return `${text}${point === -1 ? "." : ""}${"0".repeat(fractionDigits - present)}`;
}

/** The shortest decimal that {@link padFraction} turns into this one: `1.0` → `1`. */
export function dropFractionPadding(text: string, fractionDigits: number): string {
	const point = text.indexOf(".");
	if (point === -1 || text.length - point - 1 !== fractionDigits) return text;
	let end = text.length;
	while (text.charCodeAt(end - 1) === 0x30) end--;
	return text.slice(0, end - 1 === point ? point : end);
}

/** Whether a JSON number's exact value is an integer, which its double may hide: `1.00000000000000000001` is none. */
export function isExactInteger(text: string): boolean {
	const match = JSON_NUMBER.exec(text);
	if (!match) return false;
	const [, , whole = "", fraction = "", exponent = "0"] = match;
	const digits = whole + fraction;
	let last = digits.length;
	while (last > 0 && digits.charCodeAt(last - 1) === 0x30) last--;
	return last === 0 || last <= whole.length + Number(exponent);
}

/** The rule of a decimal place, as faults state it. */
export function decimalMessage(rule: DecimalDeclaration): string {
	return `must be a number with at most ${rule.significantDigits} significant digits`;
}

/**
 * Moves the point by the exponent. The digits are counted before anything is expanded, so that `1e999999999` costs
 * nothing.
 */
function plain(
	negative: boolean,
	whole: string,
	fraction: string,
	exponent: number,
	rule: DecimalDeclaration,
): string | undefined {
	const limit = rule.significantDigits;
	let digits = whole + fraction;
	let first = 0;
	while (first < digits.length && digits.charCodeAt(first) === 0x30) first++;
	let point = whole.length + exponent;
	const isZero = first === digits.length;
	let decimals = Math.max(digits.length - point, 0);
	if (isZero && decimals === 0) return "0";

	// The writer pads decimals with zeros: what it wrote must be readable even where the zeros exceed the limit.
	let padding = decimals <= rule.jsonFractionDigits ? decimals : 0;
	const tooMany = () => (isZero ? 0 : Math.max(digits.length, point) - first) > limit || decimals > limit;
	while (padding-- > 0 && digits.length > first + 1 && digits.endsWith("0") && tooMany()) {
		digits = digits.slice(0, -1);
		decimals--;
	}
	if (tooMany()) return undefined;

	if (isZero) return `0.${"0".repeat(decimals)}`;
	if (point > digits.length) digits += "0".repeat(point - digits.length);
	if (point <= 0) {
		digits = "0".repeat(1 - point) + digits;
		point = 1;
	}
	const wholeDigits = digits.slice(0, point).replace(/^0+(?=.)/, "");
	const text = decimals === 0 ? wholeDigits : `${wholeDigits}.${digits.slice(point)}`;
	return negative ? `-${text}` : text;
}
