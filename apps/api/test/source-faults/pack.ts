import { applyEdits, type SourceFault } from "./fault.js";

/** Faults that one service can have at once. */
export interface Batch {
	faults: SourceFault[];
	/** The cells that have to be red; undefined for a fault that only a sequence shows. */
	cells: Set<string> | undefined;
}

/**
 * Puts faults together whose cells are disjoint and whose edits do not get in each other's way: starting and verifying
 * a service takes seconds. What only a sequence shows stands alone, as no matrix tells such faults apart.
 *
 * @throws {Error} when a fault names no cell, or one of its edits cannot be made
 */
export function pack(
	sources: ReadonlyMap<string, string>,
	cells: readonly string[],
	faults: readonly SourceFault[],
): Batch[] {
	const batches: Batch[] = [];
	for (const fault of faults) {
		applyEdits(sources, fault.edits);
		const pattern = fault.cells;
		if (pattern === undefined) {
			batches.push({ faults: [fault], cells: undefined });
			continue;
		}
		const own = cells.filter((cell) => pattern.test(cell));
		if (own.length === 0) throw new Error(`${fault.kind}: no cell is like ${pattern}.`);
		const roomy = batches.find((batch) => {
			if (batch.cells === undefined || own.some((cell) => batch.cells?.has(cell))) return false;
			return fitsIn(sources, batch, fault);
		});
		const batch = roomy ?? { faults: [], cells: new Set<string>() };
		if (roomy === undefined) batches.push(batch);
		batch.faults.push(fault);
		for (const cell of own) batch.cells?.add(cell);
	}
	return batches;
}

function fitsIn(sources: ReadonlyMap<string, string>, batch: Batch, fault: SourceFault): boolean {
	try {
		applyEdits(
			sources,
			[...batch.faults, fault].flatMap(({ edits }) => edits),
		);
		return true;
	} catch {
		return false;
	}
}
