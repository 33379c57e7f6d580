/**
 * Markdown as markup. `marked` only reads it; what is written is written here, so that the text of a document can't become
 * markup: HTML in it is shown as text, save for plain formatting without attributes, and links lead to web pages only.
 */
import { lexer } from "marked";
import { type Content, escapeHtml, Html, html } from "./html.js";

/** What {@link markdown} may be told. */
export interface MarkdownOptions {
	/** The level of the text's first-level headings; 3 where it is absent. */
	readonly heading?: number;
	/** Where a link leads that is no web address, such as `#section`; it stays text where the answer is `undefined`. */
	readonly resolve?: (href: string) => string | undefined;
}

/** A token of marked, as far as it is read here. */
interface Token {
	readonly type: string;
	readonly raw: string;
	readonly text?: string;
	readonly tokens?: readonly Token[];
	readonly depth?: number;
	readonly lang?: string;
	readonly href?: string;
	readonly ordered?: boolean;
	readonly start?: number | "";
	readonly loose?: boolean;
	readonly task?: boolean;
	readonly checked?: boolean;
	readonly items?: readonly Token[];
	readonly header?: readonly Cell[];
	readonly rows?: readonly (readonly Cell[])[];
}

interface Cell {
	readonly tokens: readonly Token[];
	readonly align: string | null;
}

/** A table with so many columns is too wide for a page. */
const WIDE = 6;

/** A description can be anything: one that is longer is shown as plain text. */
const LONGEST = 400_000;

/**
 * A text in Markdown (GitHub's kind) as markup.
 *
 * @example markdown("A **bold** word").text // <p>A <strong>bold</strong> word</p>
 */
export function markdown(text: string, options: MarkdownOptions = {}): Html {
	if (text.length > LONGEST) return html`<pre>${text}</pre>`;
	const writer = new Writer(options);
	return new Html(writer.blocks(lexer(text) as readonly unknown[] as readonly Token[]) + writer.rest());
}

/** The text of a Markdown source without its marks, on one line: for titles, and for what is searched. */
export function plainText(text: string): string {
	const words: string[] = [];
	const visit = (tokens: readonly Token[]) => {
		for (const token of tokens) {
			const inside = token.tokens ?? token.items;
			if (inside !== undefined) visit(inside);
			else if (token.type === "table")
				for (const row of [token.header ?? [], ...(token.rows ?? [])])
					for (const cell of row) {
						visit(cell.tokens);
						words.push(" ");
					}
			else words.push(token.type === "space" || token.type === "br" ? " " : unescapeHtml(token.text ?? token.raw));
			if (["paragraph", "heading", "list_item", "code"].includes(token.type)) words.push(" ");
		}
	};
	visit(lexer(text.slice(0, LONGEST)) as readonly unknown[] as readonly Token[]);
	return words.join("").replace(/\s+/g, " ").trim();
}

/** A text that is cut at the end of a word where it is longer than so many characters. */
export function shortened(text: string, most: number): string {
	return text.length <= most ? text : `${text.slice(0, most).replace(/\s+\S*$/, "")} …`;
}

/** The tags that a text may have itself: none of them loads, links or runs anything. */
const FORMATTING =
	/^<(\/?)(a|b|strong|i|em|u|s|del|code|kbd|sub|sup|p|ul|ol|li|blockquote|details|summary|table|thead|tbody|tr|th|td)\s*>$/i;
/** A link that is written in HTML; whatever else the tag says is left out. */
const LINK = /^<a\s(?:[^>]*\s)?href\s*=\s*(?:"([^"]*)"|'([^']*)')[^>]*>$/i;
const LINE_BREAK = /^<br\s*\/?>$/i;

class Writer {
	readonly #options: MarkdownOptions;
	/** The formatting tags that are open, the innermost last. */
	readonly #open: string[] = [];

	constructor(options: MarkdownOptions) {
		this.#options = options;
	}

	/** Closes what the text left open. */
	rest(): string {
		return this.#open
			.splice(0)
			.reverse()
			.map((tag) => `</${tag}>`)
			.join("");
	}

	blocks(tokens: readonly Token[]): string {
		return tokens.map((token) => this.#block(token)).join("");
	}

	#block(token: Token): string {
		switch (token.type) {
			case "space":
			case "def":
				return "";
			case "heading": {
				const level = Math.min(6, (token.depth ?? 1) - 1 + (this.#options.heading ?? 3));
				return `<h${level}>${this.#inline(token)}</h${level}>`;
			}
			case "paragraph":
				return `<p>${this.#inline(token)}</p>`;
			case "code":
				return `<pre tabindex="0"><code>${escapeHtml(token.text ?? "")}</code></pre>`;
			case "blockquote":
				return `<blockquote>${this.blocks(token.tokens ?? [])}</blockquote>`;
			case "hr":
				return "<hr>";
			case "list": {
				const tag = token.ordered ? "ol" : "ul";
				const start =
					token.ordered && typeof token.start === "number" && token.start !== 1 ? ` start="${token.start}"` : "";
				const items = (token.items ?? []).map((item) => {
					const box = item.task ? `${item.checked ? "☑" : "☐"} ` : "";
					return `<li>${box}${this.blocks((item.tokens ?? []).filter(({ type }) => type !== "checkbox"))}</li>`;
				});
				return `<${tag}${start}>${items.join("")}</${tag}>`;
			}
			case "table":
				return this.#table(token);
			case "html":
				return this.#html(token.text ?? token.raw);
			default:
				return token.tokens === undefined ? this.#one(token) : this.#inline(token);
		}
	}

	#table({ header = [], rows = [] }: Token): string {
		const isWide = header.length >= WIDE;
		const cell = (tag: string, { tokens, align }: Cell, label?: string) => {
			const side = align === "right" || align === "center" ? ` class="${align}"` : "";
			const inside = this.#inlines(tokens);
			if (!isWide || label === undefined) return `<${tag}${side}>${inside}</${tag}>`;
			return `<${tag} data-label="${escapeHtml(label)}"><div>${inside}</div></${tag}>`;
		};
		const labels = header.map(({ tokens }) => tokens.map(({ raw }) => raw).join(""));
		// Many columns make narrow ones: such rows are shown one below the other.
		const kind = isWide ? ' class="records"' : "";
		return `<div class="scroll" tabindex="0" role="group" aria-label="Table"><table${kind}><thead><tr>${header
			.map((one) => cell("th", one))
			.join("")}</tr></thead><tbody>${rows
			.map((row) => `<tr${idOf(row[0])}>${row.map((one, index) => cell("td", one, labels[index])).join("")}</tr>`)
			.join("")}</tbody></table></div>`;
	}

	#inline({ tokens, text = "" }: Token): string {
		return tokens === undefined ? escapeHtml(unescapeHtml(text)) : this.#inlines(tokens);
	}

	#inlines(tokens: readonly Token[]): string {
		return tokens.map((token) => this.#one(token)).join("");
	}

	#one(token: Token): string {
		switch (token.type) {
			case "strong":
			case "em":
			case "del":
				return `<${token.type}>${this.#inline(token)}</${token.type}>`;
			case "codespan":
				return `<code>${escapeHtml(unescapeHtml(token.text ?? ""))}</code>`;
			case "br":
				return "<br>";
			case "link":
			case "image":
				return this.#link(token);
			case "html":
				return this.#html(token.text ?? token.raw);
			case "escape":
				return escapeHtml(unescapeHtml(token.text ?? ""));
			default:
				return this.#inline(token);
		}
	}

	/** An image becomes a link: pages load nothing from other hosts. */
	#link(token: Token): string {
		const href = unescapeHtml(token.href ?? "");
		const target = webAddress(href) ?? this.#options.resolve?.(href);
		const inside = token.type === "image" ? escapeHtml(unescapeHtml(token.text || href)) : this.#inline(token);
		if (target === undefined) return inside;
		return `<a href="${escapeHtml(target)}"${webAddress(href) === undefined ? "" : ' rel="noreferrer"'}>${inside}</a>`;
	}

	#html(text: string): string {
		return text
			.split(/(<[^<>]*>)/)
			.map((piece) => {
				if (LINE_BREAK.test(piece)) return "<br>";
				if (/^<!--.*-->$/s.test(piece)) return "";
				const [, quoted, single] = LINK.exec(piece) ?? [];
				const target = webAddress(unescapeHtml(quoted ?? single ?? ""));
				if (target !== undefined) {
					this.#open.push("a");
					return `<a href="${escapeHtml(target)}" rel="noreferrer">`;
				}
				const [, close, name = ""] = FORMATTING.exec(piece) ?? [];
				const tag = name.toLowerCase();
				if (tag !== "" && tag !== "a" && close === "") {
					this.#open.push(tag);
					return `<${tag}>`;
				}
				if (tag !== "" && this.#open.at(-1) === tag) {
					this.#open.pop();
					return `</${tag}>`;
				}
				return escapeHtml(unescapeHtml(piece));
			})
			.join("");
	}
}

/** A row that begins with a key, such as `DEC-004`, can be linked to. */
function idOf(first: Cell | undefined): string {
	const text = (first?.tokens ?? []).map(({ raw }) => raw).join("");
	return /^[A-Z][A-Z0-9]*-\d+$/.test(text) ? ` id="${text}"` : "";
}

/** An address that a link may lead to: http, https and mailto; `undefined` for all else. */
export function webAddress(href: string): string | undefined {
	if (/^mailto:[^\s]+$/i.test(href)) return href;
	return /^https?:\/\/[^\s]+$/i.test(href) && URL.canParse(href) ? new URL(href).href : undefined;
}

/** The character references that people write in Markdown, as the characters that they stand for. */
function unescapeHtml(text: string): string {
	return text.replace(/&(amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[0-9a-f]{1,6});/gi, (whole, name: string) => {
		const lower = name.toLowerCase();
		if (lower.startsWith("#")) {
			const code = lower.startsWith("#x") ? Number.parseInt(lower.slice(2), 16) : Number(lower.slice(1));
			return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
		}
		return { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" }[lower] ?? whole;
	});
}

/** Markdown, or nothing where there is none. */
export function prose(text: string | undefined, options?: MarkdownOptions): Content {
	return text === undefined || text.trim() === ""
		? undefined
		: html`<div class="prose">${markdown(text, options)}</div>`;
}
