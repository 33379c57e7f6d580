/** JSON text with line breaks and indentation; every value stays as it is written, digit for digit. */
export function prettyJson(text: string): string {
	let written = "";
	let depth = 0;
	const line = () => `\n${"  ".repeat(depth)}`;
	for (const [token] of text.matchAll(/"(?:\\.|[^"\\])*"|[{}[\],:]|[^\s{}[\],:"]+/g)) {
		if (token === "{" || token === "[") {
			depth++;
			written += token + line();
		} else if (token === "}" || token === "]") {
			depth--;
			// Nothing stands between two brackets.
			written = /[{[]\s*$/.test(written) ? written.trimEnd() + token : written + line() + token;
		} else if (token === ",") written += `,${line()}`;
		else written += token === ":" ? ": " : token;
	}
	return written;
}

/** XML text with each element that has elements inside it on lines of its own; texts stay as they are. */
export function prettyXml(text: string): string {
	const tokens = text.match(/<!\[CDATA\[.*?\]\]>|<!--.*?-->|<(?:"[^"]*"|'[^']*'|[^"'>])*>|[^<]+/gs) ?? [];
	let written = "";
	let depth = 0;
	const line = () => (written === "" ? "" : `\n${"  ".repeat(Math.max(0, depth))}`);
	for (const [index, token] of tokens.entries()) {
		if (!token.startsWith("<") || token.startsWith("<![")) written += token.trim() === "" ? "" : token;
		else if (token.startsWith("</")) {
			depth--;
			const before = tokens[index - 1] ?? "";
			const isLeaf =
				isOpening(before) || ((!before.startsWith("<") || before.startsWith("<![")) && before.trim() !== "");
			written += isLeaf ? token : line() + token;
		} else {
			written += line() + token;
			if (isOpening(token)) depth++;
		}
	}
	return written;
}

function isOpening(token: string): boolean {
	return /^<[^/?!]/.test(token) && !token.endsWith("/>");
}
