import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import type { Cell } from "../cells.js";
import type { Verification } from "../results.js";
import { UsageError } from "./usage-error.js";

/** Cells that may stay open: words of operation, status and cause, of which `*` is any and those at the end may lack. */
export class ExpectedOpen {
	readonly #entries: { text: string; words: string[] }[];

	private constructor(texts: string[]) {
		this.#entries = texts.map((text) => ({ text, words: text.split(/\s+/) }));
	}

	/**
	 * Reads a file with an entry a line, where `#` begins a comment; or a list with commas.
	 *
	 * @throws UsageError for an entry that is no cell of the document.
	 * @example
	 * await ExpectedOpen.read("createThing 429, * 401 token-missing", cellsOf(document));
	 */
	static async read(source: string | undefined, cells: readonly Cell[]): Promise<ExpectedOpen> {
		if (source === undefined) return new ExpectedOpen([]);
		const isFile = existsSync(source);
		const pieces = isFile
			? (await readFile(source, "utf8")).split("\n").map((line) => line.replace(/#.*/, ""))
			: source.split(",");
		const expected = new ExpectedOpen(pieces.map((piece) => piece.trim()).filter((piece) => piece !== ""));
		for (const { text, words } of expected.#entries) {
			const known = cells.some((cell) => cell.causes.some((cause) => fits(words, cell, cause)));
			if (known) continue;
			const hint = isFile ? "" : ", and there is no such file";
			throw new UsageError(
				`--expect-open: "${text}" is no cell of the document${hint}; write "<operation> <status> <cause>".`,
			);
		}
		return expected;
	}

	/** Whether this cause of a cell may be open. */
	has(cell: Cell, cause: string): boolean {
		return this.#entries.some(({ words }) => fits(words, cell, cause));
	}

	/** What is open though nobody expects it, as `operation status cause`; and the entries that fit nothing open. */
	compare({ cells }: Verification): { unexpected: string[]; unused: string[] } {
		const open = cells.flatMap(({ cell, transactions }) =>
			transactions.filter(({ outcome }) => outcome === "open").map(({ cause }) => ({ cell, cause })),
		);
		const unexpected = open.filter(({ cell, cause }) => !this.has(cell, cause));
		const unused = this.#entries.filter(({ words }) => !open.some(({ cell, cause }) => fits(words, cell, cause)));
		return {
			unexpected: [...new Set(unexpected.map(({ cell, cause }) => `${cell.operationId} ${cell.status} ${cause}`))],
			unused: unused.map(({ text }) => text),
		};
	}
}

function fits(words: string[], { operationId, status }: Cell, cause: string): boolean {
	const own = [operationId, status, cause];
	return words.length <= own.length && words.every((word, index) => word === "*" || word === own[index]);
}
