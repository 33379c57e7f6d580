const decimal = /^([+-]?)(\d*)\.?(\d*)(?:e([+-]?\d+))?$/i;

/**
 * Writes a number without an exponent, with the digits that JavaScript would print.
 *
 * @example plainText(1e-7) // "0.0000001"
 */
export function plainText(value: number): string {
	const [, sign = "", whole = "", fraction = "", exponent = "0"] = decimal.exec(String(value)) ?? [];
	const point = whole.length + Number(exponent);
	const digits = (whole + fraction).padEnd(point, "0");
	const all = point > 0 ? digits : digits.padStart(digits.length - point + 1, "0");
	const at = Math.max(point, 1);
	const rest = all.slice(at).replace(/0+$/, "");
	return `${sign === "-" ? "-" : ""}${all.slice(0, at)}${rest === "" ? "" : `.${rest}`}`;
}

/**
 * As {@link plainText}, for reading: at least two decimals, commas between thousands.
 *
 * @example readableText(1234.5) // "1,234.50"
 */
export function readableText(value: number): string {
	const [whole = "", fraction = ""] = plainText(value).split(".");
	return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${fraction.padEnd(2, "0")}`;
}

/**
 * Reads what a user typed into a number field.
 *
 * @param text digits, with a sign and a decimal point where wanted, blanks around
 * @returns the number, `"malformed"` where the text is none, `"inexact"` where a JavaScript number cannot hold all of
 * its digits, so that another number would be sent
 * @example readDecimal("101.25") // 101.25
 */
export function readDecimal(text: string): number | "malformed" | "inexact" {
	const trimmed = text.trim();
	if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(trimmed)) return "malformed";
	const value = Number(trimmed) + 0;
	return Number.isFinite(value) && canonical(trimmed) === canonical(plainText(value)) ? value : "inexact";
}

/** One text for all ways to write a number. */
function canonical(text: string): string {
	const [, sign = "", whole = "", fraction = ""] = decimal.exec(text) ?? [];
	const digits = `${whole.replace(/^0+/, "")}.${fraction.replace(/0+$/, "")}`;
	return sign === "-" && digits !== "." ? `-${digits}` : digits;
}
