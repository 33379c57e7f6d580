import { parseArgs } from "node:util";
import { UsageError } from "./usage-error.js";

/** What a verb takes: options with a value, options without one, and words. */
export interface Syntax {
	texts: readonly string[];
	flags: readonly string[];
	/** Options with a value that may stand there several times. */
	lists?: readonly string[];
	/** What the words mean, in their order: `["document"]`. */
	words: readonly string[];
}

/** A command line that was read. */
export interface CommandLine {
	text(name: string): string | undefined;
	flag(name: string): boolean;
	list(name: string): string[];
	/** The words that stand there without an option. */
	words: string[];
}

/**
 * Reads a command line.
 * @throws UsageError for an option that the verb doesn't have, or a word too many.
 */
export function readCommandLine(args: string[], { texts, flags, words, lists = [] }: Syntax): CommandLine {
	const options = Object.fromEntries([
		...texts.map((name) => [name, { type: "string" }] as const),
		...flags.map((name) => [name, { type: "boolean" }] as const),
		...lists.map((name) => [name, { type: "string", multiple: true }] as const),
	]);
	let values: Record<string, unknown>;
	let positionals: string[];
	try {
		({ values, positionals } = parseArgs({ args, options, allowPositionals: true }));
	} catch (error) {
		throw new UsageError((error as Error).message);
	}
	const extra = positionals[words.length];
	if (extra !== undefined) {
		const taken = words.length === 0 ? "takes no words" : `takes ${words.join(", ")} and nothing else`;
		throw new UsageError(`"${extra}" is one word too many: this ${taken}; put blanks in quotes.`);
	}
	return {
		text: (name) => values[name] as string | undefined,
		flag: (name) => values[name] === true,
		list: (name) => (values[name] ?? []) as string[],
		words: positionals,
	};
}

/** @throws UsageError where a text is no whole number, or less than the least. */
export function wholeNumber(name: string, text: string | undefined, least: number): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (/^-?\d+$/.test(text) && value >= least && value <= 2 ** 31 - 1) return value;
	throw new UsageError(`--${name} must be a whole number from ${least}, not "${text}".`);
}

/** @throws UsageError where a text is no http or https URL, or names a user. */
export function checkUrl(name: string, value: string): void {
	if (!isUrl(value)) throw new UsageError(`${name} must be an http or https URL, such as http://127.0.0.1:8080/v1.`);
	// The message must not repeat it.
	const { username, password } = new URL(value);
	if (username || password)
		throw new UsageError(`${name} must name no user: credentials belong into the credentials file.`);
}

/** Whether a text is an http or https URL. */
export function isUrl(value: string): boolean {
	return /^https?:\/\//i.test(value) && URL.canParse(value);
}
