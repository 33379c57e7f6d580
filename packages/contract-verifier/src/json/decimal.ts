import type { DecimalDeclaration } from "@onespec/openapi-document";

/** What is wrong with the raw text of a JSON number at a place with `x-decimal`; `undefined` where nothing is. */
export function decimalFault(raw: string, rule: DecimalDeclaration): string | undefined {
	if (/[eE]/.test(raw)) return `must be written without an exponent, but is ${raw}`;
	const [whole = "", fraction = ""] = raw.replace("-", "").split(".");
	const wanted = rule.jsonFractionDigits ?? 0;
	if (fraction.length < wanted) {
		return `must have at least ${wanted} ${wanted === 1 ? "decimal" : "decimals"}, but is ${raw}`;
	}
	// Zeros at the end of the fraction are padding, not digits of the number.
	const digits = `${whole}${fraction.replace(/0+$/, "")}`.replace(/^0+/, "");
	if (rule.significantDigits !== undefined && digits.length > rule.significantDigits) {
		return `must have at most ${rule.significantDigits} significant digits, but is ${raw}`;
	}
	return undefined;
}
