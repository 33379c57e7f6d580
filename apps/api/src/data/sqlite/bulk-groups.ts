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
 * What a statement for each group would do, by few: the driver's share of a statement, and of each text that it is given
 * or gives, costs more than SQLite's (docs/benchmarks/fast-paths.md). Groups whose ids lie close together are read and written in
 * one piece. Scattered ones are read in one piece and written one by one: a statement for many of them takes as long.
 */
export function manyGroups(database: Database): ManyGroups {
	// In one row, since the driver makes an object of each. Texts of groups have no line breaks.
	const readRange = prepare(
		database,
		"SELECT group_concat(json, char(10)) FROM customer_groups WHERE store_id = ?1 AND id BETWEEN ?2 AND ?3",
	);
	const readScattered = prepare(
		database,
		`SELECT group_concat(json, char(10)) FROM customer_groups
		WHERE store_id = ?1 AND id IN (SELECT value FROM json_each(?2))`,
	);
	const slot = "(id - ?2) * ?5 + 1";
	const writeRange = prepare(
		database,
		`UPDATE customer_groups SET json = rtrim(CAST(substr(?4, ${slot}, ?5) AS TEXT))
		WHERE store_id = ?1 AND id BETWEEN ?2 AND ?3 AND substr(?4, ${slot}, 1) <> x'20'`,
	);
	const writeOne = prepare(database, "UPDATE customer_groups SET json = ?3 WHERE store_id = ?1 AND id = ?2");

	return {
		read(storeId, ids) {
			const range = closeTogether(ids);
			const row = range ? readRange(storeId, range.first, range.last) : readScattered(storeId, JSON.stringify(ids));
			const [rows] = row as [string | null];
			const texts = new Map<number, string>();
			for (const text of rows?.split("\n") ?? []) texts.set(groupId(text), text);
			return texts;
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

/** Where slots are put together, over and over, with room for a character more. */
const room = Buffer.allocUnsafeSlow(MOST + 4);

/** Slots for the ids of a range. */
interface Slots {
	/** The slots, one after the other. The texts in them are filled up with spaces; that of another id has nothing else. */
	bytes: Buffer;
	/** The bytes of each. */
	size: number;
}

/** @returns undefined where slots would take up too much */
function slotsOf(texts: ReadonlyMap<number, string>, range: IdRange): Slots | undefined {
	// Most texts have a byte for each character, so their bytes are counted only where they do not fit.
	return slotsBy((text) => text.length, texts, range) ?? slotsBy(Buffer.byteLength, texts, range);
}

/** @returns undefined also where a text has more bytes than `sizeOf` says */
function slotsBy(
	sizeOf: (text: string) => number,
	texts: ReadonlyMap<number, string>,
	{ first, last }: IdRange,
): Slots | undefined {
	let size = 0;
	for (const text of texts.values()) size = Math.max(size, sizeOf(text));
	const length = size * (last - first + 1);
	if (length > MOST) return undefined;
	const padding = " ".repeat(size);
	let slots = "";
	for (let id = first; id <= last; id++) {
		const text = texts.get(id) ?? "";
		slots += text + padding.slice(sizeOf(text));
	}
	return room.write(slots) === length ? { bytes: room.subarray(0, length), size } : undefined;
}
