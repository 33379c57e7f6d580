/** One precise edit of a source file: a text that occurs in it exactly once, and what stands there instead. */
export interface Edit {
	/** From the root of the workspace, in `apps/api/src` or `packages/wire-codec/src`. */
	file: string;
	find: string;
	replace: string;
}

/** A programming error, by the kind that the mutation score has for it. */
export interface SourceFault {
	kind: string;
	edits: readonly Edit[];
	/**
	 * The cells that turn red, all of them and no others. Absent where the matrix has to stay green, because only a
	 * sequence of requests shows the fault.
	 */
	cells?: RegExp;
	/** The reason that each red cell, or the sequence, has to give. */
	because: RegExp;
}

/**
 * Applies edits to texts of files.
 *
 * @throws {Error} when a text that is to be edited is not in its file, or more than once
 */
export function applyEdits(sources: ReadonlyMap<string, string>, edits: readonly Edit[]): Map<string, string> {
	const edited = new Map<string, string>();
	for (const { file, find, replace } of edits) {
		const source = edited.get(file) ?? sources.get(file);
		if (source === undefined) throw new Error(`There is no ${file} to plant a fault in: mend the edit.`);
		const [before, after, ...more] = source.split(find);
		if (before === undefined || after === undefined || more.length > 0) {
			const times = after === undefined ? "no longer" : "more than once";
			throw new Error(`${file} has this ${times}, so no fault can be planted there: mend the edit.\n${find}`);
		}
		edited.set(file, before + replace + after);
	}
	return edited;
}
