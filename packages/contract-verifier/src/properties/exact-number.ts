/** A number by its text, which a double would not keep: `0.1000000000000000055`. */
export class ExactNumber {
	constructor(readonly text: string) {}

	/** For messages and `JSON.stringify`, which show the text. */
	toJSON(): string {
		return this.text;
	}
}

/** JSON of a value, exact numbers by their texts. */
export function writeJson(value: unknown): string {
	if (value instanceof ExactNumber) return value.text;
	if (Array.isArray(value)) return `[${value.map(writeJson).join(",")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value);
	const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${writeJson(member)}`);
	return `{${members.join(",")}}`;
}

/** A value whose exact numbers are what `map` makes of their texts. */
export function mapExact(value: unknown, map: (text: string) => unknown): unknown {
	if (value instanceof ExactNumber) return map(value.text);
	if (Array.isArray(value)) return value.map((item) => mapExact(item, map));
	if (typeof value !== "object" || value === null) return value;
	return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, mapExact(member, map)]));
}

/**
 * A decimal's one spelling: no exponent, no leading zeros, none at the end of the fraction, no sign at zero.
 * A text that is no decimal stays as it is.
 *
 * @example canonicalDecimal("-01.50"); // "-1.5"
 */
export function canonicalDecimal(text: string): string {
	const match = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,3}))?$/.exec(text);
	if (match === null) return text;
	const [, sign, whole = "", fraction = "", exponent = "0"] = match;
	let digits = whole + fraction;
	let point = whole.length + Number(exponent);
	if (point < 0) {
		digits = "0".repeat(-point) + digits;
		point = 0;
	}
	digits = digits.padEnd(point, "0");
	const left = digits.slice(0, point).replace(/^0+/, "") || "0";
	const right = digits.slice(point).replace(/0+$/, "");
	const plain = right === "" ? left : `${left}.${right}`;
	return sign === "-" && plain !== "0" ? `-${plain}` : plain;
}
