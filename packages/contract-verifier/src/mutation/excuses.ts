import { readFile } from "node:fs/promises";
import { parse } from "yaml";
import { MutationError } from "./mutation-error.js";
import type { Survivor, Tally } from "./score.js";

/** More would hide a verification that does not notice enough. */
export const MOST_EXCUSES = 5;

/** A survivor that is known and reviewed. */
export interface Excuse {
	kind: string;
	operation: string;
	/** The cell's id, where only one cell of the operation is excused. */
	cell?: string;
	reason: string;
}

/**
 * Reads a file of excuses: a YAML list of `{ kind, operation, cell?, reason }`.
 * @throws MutationError where it is none, or has more than five.
 */
export async function loadExcuses(file: string): Promise<Excuse[]> {
	let value: unknown;
	try {
		value = parse(await readFile(file, "utf8"));
	} catch (error) {
		throw new MutationError(`${file}: cannot be read: ${(error as Error).message.split("\n")[0]}`);
	}
	const list = value ?? [];
	if (!Array.isArray(list)) throw new MutationError(`${file}: must be a list of { kind, operation, cell, reason }.`);
	if (list.length > MOST_EXCUSES)
		throw new MutationError(
			`${file}: has ${list.length} excuses; ${MOST_EXCUSES} are the most: mend the verification.`,
		);
	for (const [index, entry] of list.entries()) {
		const { kind, operation, cell = "", reason, ...rest } = (entry ?? {}) as Record<string, unknown>;
		const texts = [kind, operation, reason].every((one) => typeof one === "string" && one.trim() !== "");
		if (!texts || typeof cell !== "string" || Object.keys(rest).length > 0)
			throw new MutationError(`${file}: excuse ${index + 1} must have kind, operation and reason, and may have cell.`);
	}
	return list as Excuse[];
}

/** What a list of excuses covers. */
export interface Excused {
	excused: { survivor: Survivor; reason: string }[];
	survivors: Survivor[];
	/** Excuses that match no survivor, which is a fault in itself. */
	unused: Excuse[];
}

/** Sorts the survivors by whether an excuse covers them. */
export function applyExcuses(tallies: Tally[], excuses: Excuse[]): Excused {
	const result: Excused = { excused: [], survivors: [], unused: [] };
	const used = new Set<Excuse>();
	for (const survivor of tallies.flatMap((tally) => tally.survivors)) {
		const excuse = excuses.find(
			({ kind, operation, cell }) =>
				kind === survivor.kind &&
				operation === survivor.operation &&
				(cell === undefined || survivor.place === cell || survivor.place.startsWith(`${cell} (`)),
		);
		if (excuse === undefined) result.survivors.push(survivor);
		else {
			used.add(excuse);
			result.excused.push({ survivor, reason: excuse.reason });
		}
	}
	result.unused = excuses.filter((excuse) => !used.has(excuse));
	return result;
}
