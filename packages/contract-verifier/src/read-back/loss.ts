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
	if (/^-?\d/.test(wanted) && /^-?\d/.test(found)) return undefined;
	if (found === wanted.trim()) return "a text loses the blanks at its ends";
	if (found.normalize() === wanted.normalize()) return "a text comes back in another Unicode normalisation";
	if (found.toLowerCase() === wanted.toLowerCase()) return "a text comes back in another case";
	if (lines(found) === lines(wanted)) return "a text comes back with other line ends";
	return found !== "" && wanted.startsWith(found) ? "a text is cut" : undefined;
}

function lines(text: string): string {
	return text.replace(/\r\n?/g, "\n");
}
