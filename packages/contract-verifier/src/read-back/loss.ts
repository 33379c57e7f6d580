/** The reason that an update changes what it does not send, the same for all members and operations. */
export const RESET = {
	key: "an update resets members",
	title: "an update does not keep the members that are not sent",
	mend: "Keep the values of members that an update does not send.",
};

/**
 * What became of a value that was stored, in words, where the same would become of other members too; `undefined` where
 * nobody can tell.
 *
 * @example lossOf(" a ", "a") // "a text loses the blanks at its ends"
 */
export function lossOf(wanted: unknown, found: unknown): string | undefined {
	if (typeof wanted !== "string" || typeof found !== "string" || wanted === found) return undefined;
	// Exact numbers are texts here.
	if (NUMBER.test(wanted) && NUMBER.test(found)) return isRounded(wanted, found) ? "a number loses digits" : undefined;
	if (found === wanted.trim()) return "a text loses the blanks at its ends";
	if (found.normalize() === wanted.normalize()) return "a text comes back in another Unicode normalisation";
	if (found.toLowerCase() === wanted.toLowerCase()) return "a text comes back in another case";
	if (lines(found) === lines(wanted)) return "a text comes back with other line ends";
	if (ASTRAL.test(wanted) && wanted.replace(ASTRAL, "") === found.replace(/[?\ufffd]/g, ""))
		return "a text loses characters beyond the basic plane";
	return found !== "" && wanted.startsWith(found) ? "a text is cut" : undefined;
}

const NUMBER = /^-?\d/;
const ASTRAL = /[\u{10000}-\u{10ffff}]/gu;

/** Whether it is the same number but for its last digits. */
function isRounded(wanted: string, found: string): boolean {
	const digits = (text: string) => (text.split(".")[1] ?? "").length;
	return (
		digits(found) < digits(wanted) && Math.abs(Number(wanted) - Number(found)) < 10 ** -digits(found) + Number.EPSILON
	);
}

function lines(text: string): string {
	return text.replace(/\r\n?/g, "\n");
}
