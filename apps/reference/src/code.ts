/** Code with a little colour: strings, comments, numbers and the names of members; all of it text. */
import { escapeHtml, Html } from "./html.js";

/** What is coloured, in the order in which it is looked for. */
const JSON_TOKENS = /("(?:\\.|[^"\\])*"(?=\s*:))|("(?:\\.|[^"\\])*")|(-?\b\d[\d.eE+-]*\b)|\b(true|false|null)\b/g;
const XML_TOKENS = /(<\/?[^\s<>/]+|\/?>)|("[^"]*")/g;
const CODE_TOKENS =
	/("""[\s\S]*?"""|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`(?:\\.|[^`\\])*`)|(^[ \t]*(?:#(?![a-z]).*|#!.*|\/\/.*)$)|\b(import|from|const|let|var|await|async|function|return|new|using|require|use|if|else|for|in|class|public|static|void|try|catch|finally|throw|throws|package|func|def|puts|print|echo|end|do|begin|rescue|raise|var_dump|true|false|null|nil|None|True|False)\b/gm;

const CLASSES = {
	json: ["key", "string", "number", "word"],
	xml: ["key", "string"],
	code: ["string", "comment", "word"],
} as const;

const TOKENS = { json: JSON_TOKENS, xml: XML_TOKENS, code: CODE_TOKENS } as const;

/** More than this is shown without colours: they cost more than they give. */
const LONGEST = 60_000;

/** Code as markup, coloured by its kind. */
export function coloured(text: string, kind: keyof typeof TOKENS | "text"): Html {
	if (kind === "text" || text.length > LONGEST) return new Html(escapeHtml(text));
	let written = "";
	let end = 0;
	for (const match of text.matchAll(TOKENS[kind])) {
		const group = match.slice(1).findIndex((one) => one !== undefined);
		written += `${escapeHtml(text.slice(end, match.index))}<span class="t-${CLASSES[kind][group]}">${escapeHtml(match[0])}</span>`;
		end = match.index + match[0].length;
	}
	return new Html(written + escapeHtml(text.slice(end)));
}
