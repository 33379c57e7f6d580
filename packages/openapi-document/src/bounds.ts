/** What a document may ask of those who read it; a document beyond it is refused in one sentence. */
import { createReadStream } from "node:fs";
import { Script } from "node:vm";
import type { DocumentModel } from "./model.js";
import { patternSamples } from "./pattern-sample.js";
import { escapeToken } from "./pointer.js";
import { isNode, type Node } from "./reader.js";
import { refName, type Schema } from "./schema.js";

const MIB = 1024 * 1024;
/** One file of a document. */
const LARGEST_FILE = 64 * MIB;
/** Values of a document, aliases of YAML written out. */
const MOST_VALUES = 4_000_000;
const DEEPEST = 256;
/** Schemas that one schema consists of, through references, `allOf`, `oneOf` and `anyOf`. */
const MOST_PARTS = 10_000;
/** A pattern that takes longer than this for a short text has no end that anybody would wait for. */
const LONGEST_MATCH_MS = 100;

/**
 * The text of a file.
 * @throws Error where it is larger than 64 MiB, or has no end
 */
export async function textOfFile(path: string): Promise<string> {
	return textOf(createReadStream(path));
}

/** The text that comes in pieces, at most 64 MiB of it. */
export async function textOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
	const kept: Uint8Array[] = [];
	let length = 0;
	for await (const piece of pieces) {
		length += piece.length;
		if (length > LARGEST_FILE) throw new Error(`is larger than ${LARGEST_FILE / MIB} MiB; split it into several files`);
		kept.push(piece);
	}
	return Buffer.concat(kept).toString("utf8");
}

/** Why a parsed document is too much to be read; `undefined` where it is not. */
export function excessOf(parsed: unknown): string | undefined {
	let count = 0;
	// Aliases are counted each time: whoever copies or prints the document meets each of them.
	const walk = (value: unknown, depth: number): string | undefined => {
		if (++count > MOST_VALUES)
			return `has more than ${MOST_VALUES} values, its YAML aliases written out; use fewer aliases, or $ref in their place`;
		if (typeof value !== "object" || value === null) return undefined;
		if (depth > DEEPEST)
			return `is nested deeper than ${DEEPEST} levels; move inner parts to components and refer to them`;
		for (const name in value) {
			const excess = walk((value as Node)[name], depth + 1);
			if (excess !== undefined) return excess;
		}
		return undefined;
	};
	return walk(parsed, 0);
}

/** Why a schema is too much: the references in it double, level by level; `undefined` where none is. */
export function bombOf({ schemas }: Pick<DocumentModel, "schemas">): string | undefined {
	const parts = new Map<string, number>();
	const partsOf = (schema: Schema): number => {
		const name = refName(schema);
		let count = 1;
		if (name !== undefined) count += named(name);
		for (const list of [schema.allOf, schema.oneOf, schema.anyOf]) for (const one of list ?? []) count += partsOf(one);
		return count;
	};
	const named = (name: string): number => {
		const known = parts.get(name);
		if (known !== undefined) return known;
		// A schema that leads back to itself counts once.
		parts.set(name, 0);
		const schema = Object.hasOwn(schemas, name) ? schemas[name] : undefined;
		const count = schema === undefined ? 0 : partsOf(schema);
		parts.set(name, count);
		return count;
	};
	for (const name of Object.keys(schemas)) {
		if (named(name) > MOST_PARTS)
			return `#/components/schemas/${escapeToken(name)} consists of more than ${MOST_PARTS} schemas by its references in allOf, oneOf and anyOf; let each be referred to once`;
	}
	return undefined;
}

/**
 * Takes out of a document the patterns that need a time without end for a short text.
 * @returns where they stood
 */
export function takeOutEndless(document: Node): { readonly pointer: string; readonly pattern: string }[] {
	const taken: { pointer: string; pattern: string }[] = [];
	const known = new Map<string, boolean>();
	const isEndless = (pattern: string) => {
		if (!known.has(pattern)) known.set(pattern, backtracks(pattern));
		return known.get(pattern) === true;
	};
	const walk = (value: unknown, pointer: string): void => {
		if (typeof value !== "object" || value === null) return;
		for (const name in value) {
			const held = (value as Record<string, unknown>)[name];
			if (name === "pattern" && typeof held === "string") {
				if (!isEndless(held)) continue;
				taken.push({ pointer: `${pointer}/pattern`, pattern: held });
				delete (value as Record<string, unknown>)[name];
			} else if (typeof held === "object" && held !== null) {
				if (name === "patternProperties" && isNode(held)) {
					for (const key of Object.keys(held).filter(isEndless)) {
						taken.push({ pointer: `${pointer}/${name}/${escapeToken(key)}`, pattern: key });
						delete (held as Record<string, unknown>)[key];
					}
				}
				walk(held, `${pointer}/${escapeToken(name)}`);
			}
		}
	};
	walk(document, "#");
	return taken;
}

/** A group that is repeated is in every pattern whose time doubles with each character. */
const REPEATED_GROUP = /\)(?:[*+]|\{\d+,?\d*\})/;

/** Whether a pattern is seen to take more than {@link LONGEST_MATCH_MS} for a text of some dozens of characters. */
function backtracks(pattern: string): boolean {
	if (!REPEATED_GROUP.test(pattern)) return false;
	const characters = new Set(["a", "0", "A", " ", "-", ...(pattern.match(/[A-Za-z0-9]/g) ?? []).slice(0, 20)]);
	const repeated = [...characters].map((character) => character.repeat(48));
	const made = [...patternSamples(pattern, 1, 0)].slice(0, 2);
	const texts = ["", ...made].flatMap((beginning) => repeated.map((run) => `${beginning}${run}\u0001`));
	const source = `{ let p; try { p = new RegExp(${JSON.stringify(pattern)}, "u"); } catch {} if (p) for (const t of ${JSON.stringify(texts)}) p.test(t); }`;
	try {
		new Script(source).runInThisContext({ timeout: LONGEST_MATCH_MS });
		return false;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === "ERR_SCRIPT_EXECUTION_TIMEOUT";
	}
}
