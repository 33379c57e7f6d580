import type { HttpRequest, Piece, Variable } from "./http-request.js";

/** A language that samples are written in. */
export interface Language {
	/** In names of files and in the command's flags: `python`. */
	readonly name: string;
	/** For people: `Python`. */
	readonly label: string;
	/** Of a file, without a dot. */
	readonly extension: string;
	/** Why its library can't send a request; `undefined` where it can. */
	readonly refusal?: (request: HttpRequest) => string | undefined;
	/** The program, with a line break at its end. `name` is a name for a class, different for each sample. */
	readonly source: (request: HttpRequest, name: string) => string;
	readonly runtime: Runtime;
}

/** What of a sample says how it is run. */
export interface SampleFile {
	readonly fileName: string;
	readonly className: string;
	readonly source: string;
}

/** A program with its arguments. */
export type Command = readonly [program: string, ...args: string[]];

/** How samples of a language are run, in a folder that has the files of all of them. */
export interface Runtime {
	/** The programs that must be there. */
	readonly programs: readonly string[];
	/** The files of a sample and what belongs to all, by their paths; the sample's own file alone unless told. */
	readonly files?: (samples: readonly SampleFile[]) => ReadonlyMap<string, string>;
	/** Compiles all at once. */
	readonly build?: (samples: readonly SampleFile[]) => readonly Command[];
	readonly run: (sample: SampleFile) => Command;
	/** Looks at the syntax without running anything; `build` where it is absent. */
	readonly check?: (samples: readonly SampleFile[]) => readonly Command[];
}

/** How a language writes the pieces of an expression. */
export interface Spelling {
	/** A text as a literal; the one place where the language's escapes are. */
	readonly literal: (text: string) => string;
	/** What stands between two texts that are put together: ` + `. */
	readonly plus: string;
	readonly variable: (variable: Variable) => string;
	readonly base64: (expression: string) => string;
	readonly percent: (expression: string) => string;
}

/** Pieces as one expression. */
export function expression({ literal, plus, variable, base64 }: Spelling, pieces: readonly Piece[]): string {
	const written: string[] = [];
	let text = "";
	for (const piece of pieces) {
		if (typeof piece === "string") {
			text += piece;
			continue;
		}
		if (text !== "") written.push(literal(text));
		text = "";
		written.push(piece.as === "base64" ? base64(variable(piece.variable)) : variable(piece.variable));
	}
	if (text !== "" || written.length === 0) written.push(literal(text));
	return written.join(plus);
}

/** The whole URL as one expression. */
export function urlExpression(spelling: Spelling, { baseUrl, target, queryVariables }: HttpRequest): string {
	const { literal, plus, variable, percent } = spelling;
	const parts = [variable(baseUrl)];
	let text = target;
	for (const { name, variable: key } of queryVariables) {
		text += `${text.includes("?") || parts.length > 1 ? "&" : "?"}${name}=`;
		parts.push(literal(text), percent(variable(key)));
		text = "";
	}
	if (text !== "") parts.push(literal(text));
	return parts.join(plus);
}

/** All variables of a request, the base URL first. */
export function variablesIn({ baseUrl, credentials }: HttpRequest): Variable[] {
	return [baseUrl, ...credentials.values()];
}

/** Whether credentials stand in a header as base64. */
export function hasBase64({ headers }: HttpRequest): boolean {
	return headers.some(({ value }) => value.some((piece) => typeof piece === "object" && piece.as === "base64"));
}

/** Whether an answer has the status of success, in the operators of most languages. */
export function isExpected({ statuses }: HttpRequest, status: string, or = " || ", and = " && "): string {
	if (statuses.length === 0) return `${status} >= 200${and}${status} <= 299`;
	return statuses.map((one) => `${status} == ${one}`).join(or);
}

/** Whether a success may be a redirect, which a library must not follow then. */
export function expectsRedirect({ statuses }: HttpRequest): boolean {
	return statuses.some((status) => status >= 300);
}

/** `API_SECURE_URL` as `apiSecureUrl`. */
export function camel({ name }: Variable): string {
	return name.toLowerCase().replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase());
}

/** `API_SECURE_URL` as `api_secure_url`. */
export function snake({ name }: Variable): string {
	return name.toLowerCase();
}

/** Lines with the same indent; empty ones stay empty. */
export function indented(indent: string, lines: readonly string[]): string {
	return lines.map((line) => (line === "" ? "" : `${indent}${line}`)).join("\n");
}

/**
 * Escapes a text for a literal in quotes.
 *
 * @param special what the language's quotes give a meaning, by character
 * @param code how it writes any other character that a source should not have: controls, and what turns the direction of a line
 */
export function escaped(
	text: string,
	special: Readonly<Record<string, string>>,
	code: (codePoint: number) => string,
): string {
	return [...text]
		.map((character) => {
			if (Object.hasOwn(special, character)) return special[character];
			return HIDDEN.test(character) ? code(character.codePointAt(0) as number) : character;
		})
		.join("");
}

const HIDDEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/u;

/** A number in so many hexadecimal digits. */
export function hex(number: number, digits: number): string {
	return number.toString(16).padStart(digits, "0");
}

/** A character as UTF-16 escapes of four digits, which several languages share: `\u200b`. */
export function utf16(codePoint: number): string {
	return [...Array(codePoint > 0xffff ? 2 : 1).keys()]
		.map((index) => `\\u${hex(String.fromCodePoint(codePoint).charCodeAt(index), 4)}`)
		.join("");
}

/** A text of several lines as literals of a line each, put together. */
export function linewise(text: string, literal: (text: string) => string, plus: string): string {
	return (text.match(/[^\n]*\n|[^\n]+/g) ?? [""]).map(literal).join(plus);
}
