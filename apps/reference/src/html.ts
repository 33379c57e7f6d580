/** HTML in which every text is escaped: nothing of a document can become markup by being forgotten. */

/** Markup that was made by {@link html}, or is trusted for another reason. */
export class Html {
	readonly text: string;

	constructor(text: string) {
		this.text = text;
	}

	toString(): string {
		return this.text;
	}
}

/** What may stand in a template: markup as it is, texts escaped, lists joined; `undefined` and `false` are nothing. */
export type Content = Html | string | number | undefined | false | readonly Content[];

/**
 * Markup from a template. Values are escaped for element content and for attributes in double quotes.
 *
 * @example html`<a href="${"a&b"}">${"<b>"}</a>`.text // <a href="a&amp;b">&lt;b&gt;</a>
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Html {
	let text = strings[0] as string;
	for (const [index, value] of values.entries()) text += write(value) + strings[index + 1];
	return new Html(text);
}

function write(content: Content): string {
	if (content === undefined || content === false) return "";
	if (content instanceof Html) return content.text;
	if (Array.isArray(content)) return content.map(write).join("");
	return escapeHtml(String(content));
}

const ESCAPES: Readonly<Record<string, string>> = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	'"': "&quot;",
	"'": "&#39;",
	// A page can't hold it, not even escaped.
	"\u0000": "\ufffd",
};

/** A text as it stands in markup. */
export function escapeHtml(text: string): string {
	// biome-ignore lint/suspicious/noControlCharactersInRegex: NUL is what has to go
	return text.replace(/[&<>"'\u0000]/g, (one) => ESCAPES[one] as string);
}

/** Pieces with markup between them. */
export function joined(pieces: readonly Content[], between: Content): Content[] {
	return pieces.flatMap((piece, index) => (index === 0 ? [piece] : [between, piece]));
}

/** Pieces as a sentence names them: `a, b and c`. */
export function enumerated(pieces: readonly Content[], word: "and" | "or" = "and"): Content[] {
	return pieces.flatMap((piece, index) => {
		if (index === 0) return [piece];
		return [index === pieces.length - 1 ? ` ${word} ` : ", ", piece];
	});
}
