import type { DocumentModel } from "@onespec/openapi-document";
import { type Cell, cellsOf } from "../cells.js";
import { nearest } from "../scenarios/nearest.js";
import { UsageError } from "./usage-error.js";

/**
 * Which cells `--only` chooses. Each entry has words: an operation, a status, a media type of request or answer; a cell is
 * chosen where all words of one entry are its own.
 *
 * @throws UsageError for a word that no cell has, with the nearest that one has
 * @example
 * onlyOf(["createThing 201", "application/xml"], model); // (cell) => boolean
 */
export function onlyOf(entries: readonly string[], model: DocumentModel): ((cell: Cell) => boolean) | undefined {
	if (entries.length === 0) return undefined;
	const cells = cellsOf(model);
	const known = new Set(cells.flatMap(wordsOf));
	const all = entries.map((entry) => entry.split(/[\s,]+/).filter((word) => word !== ""));
	for (const word of all.flat()) {
		if (known.has(word)) continue;
		const near = nearest(word, known).map((one) => `"${one}"`);
		throw new UsageError(
			`--only: "${word}" is no operation, status or media type of the document; nearest: ${near.join(", ")}.`,
		);
	}
	const chosen = (cell: Cell) => all.some((words) => words.every((word) => wordsOf(cell).includes(word)));
	if (!cells.some(chosen)) throw new UsageError(`--only: no cell has all of "${entries.join('", "')}".`);
	return chosen;
}

function wordsOf({ operationId, status, requestMediaType, responseMediaType }: Cell): string[] {
	return [operationId, status, requestMediaType ?? "", responseMediaType].filter((word) => word !== "");
}
