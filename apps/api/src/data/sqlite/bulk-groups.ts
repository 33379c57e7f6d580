import type { Database } from "libsql";
import { groupId } from "../group-text.js";
import { prepare } from "./statements.js";

/** Reads and writes the texts of many groups of a store. */
export interface ManyGroups {
	/** The texts of the groups that there are, by their ids. */
	read(storeId: number, ids: readonly number[]): Map<number, string>;
	/** Writes the texts of groups that are there. */
	write(storeId: number, texts: ReadonlyMap<number, string>): void;
}

/**
 * What a statement for each group would do, in one piece where their ids lie close together: the driver's share of a
 * statement, and of each text that it is given or gives, costs more than SQLite's (docs/benchmarks/fast-paths.md).
 */
export function manyGroups(database: Database): ManyGroups {
	const readOne = prepare(database, "SELECT json FROM customer_groups WHERE store_id = ?1 AND id = ?2");
	// In one row, since the driver makes an object of each. Texts of groups have no line breaks.
	const readRange = prepare(
		database,
		"SELECT group_concat(json, char(10)) FROM customer_groups WHERE store_id = ?1 AND id BETWEEN ?2 AND ?3",
	);
	const writeOne = prepare(database, "UPDATE customer_groups SET json = ?3 WHERE store_id = ?1 AND id = ?2");
	const slot = "(id - ?2) * ?5 + 1";
	const writeRange = prepare(
		database,
		`UPDATE customer_groups SET json = rtrim(CAST(substr(?4, ${slot}, ?5) AS TEXT))
		WHERE store_id = ?1 AND id BETWEEN ?2 AND ?3 AND substr(?4, ${slot}, 1) <> x'20'`,
	);

	return {
		read(storeId, ids) {
			const range = closeTogether(ids);
			const texts = range
				? (readRange(storeId, range.first, range.last)?.[0] as string | null)?.split("\n")
				: ids.flatMap((id) => (readOne(storeId, id) as [string] | undefined) ?? []);
			return new Map(texts?.map((text) => [groupId(text), text]));
		},
		write(storeId, texts) {
			if (texts.size === 0) return;
			const range = closeTogether([...texts.keys()]);
			const slots = range && slotsOf(texts, range);
			if (slots) writeRange(storeId, range.first, range.last, slots.bytes, slots.size);
			else for (const [id, text] of texts) writeOne(storeId, id, text);
		},
	};
}

interface IdRange {
	first: number;
	last: number;
}

/** Where ids lie close together: passing over a group that is not asked for costs less than looking one up. */
function closeTogether(ids: readonly number[]): IdRange | undefined {
	const first = Math.min(...ids);
	const last = Math.max(...ids);
	return last - first < 2 * ids.length ? { first, last } : undefined;
}

/** The bytes that slots may have together. */
const MOST = 512 * 1024;

/** Where slots are put together, over and over. */
const room = Buffer.allocUnsafeSlow(MOST);

/**
 * Slots of the same size for the ids of a range, one after the other. The texts in them are filled up with spaces; that of
 * another id has nothing else.
 *
 * @returns undefined where slots would take up too much, or texts have characters of more than a byte
 */
function slotsOf(texts: ReadonlyMap<number, string>, { first, last }: IdRange) {
	let size = 0;
	for (const { length } of texts.values()) size = Math.max(size, length);
	const length = size * (last - first + 1);
	if (length > MOST) return undefined;
	let slots = "";
	for (let id = first; id <= last; id++) slots += (texts.get(id) ?? "").padEnd(size);
	return Buffer.byteLength(slots) === length
		? { bytes: room.subarray(0, room.write(slots, "latin1")), size }
		: undefined;
}
