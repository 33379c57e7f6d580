import type { Database } from "libsql";
import { groupId } from "../group-text.js";
import { prepare } from "./prepare.js";

/** So many texts are written by one statement. More of them take no less time each. */
const CHUNK = 25;

/** Reads and writes the texts of many groups of a store. */
export interface ManyGroups {
	/** The texts of the groups that there are, by their ids. */
	read(storeId: number, ids: readonly number[]): Map<number, string>;
	/** Writes the texts of groups that are there. */
	write(storeId: number, texts: ReadonlyMap<number, string>): void;
}

/**
 * What a statement for each group would do, by one that reads and few that write. For 100 groups this takes 150 instead of
 * 600 µs: the driver's share of a statement costs more than SQLite's.
 */
export function manyGroups(database: Database): ManyGroups {
	// One row, which takes half of the time of many: texts of groups have no line breaks.
	const readRange = prepare(
		database,
		"SELECT group_concat(json, char(10)) FROM customer_groups WHERE store_id = ?1 AND id BETWEEN ?2 AND ?3",
	);
	const readSome = prepare(
		database,
		`SELECT group_concat(json, char(10)) FROM customer_groups
		WHERE store_id = ?1 AND id IN (SELECT value FROM json_each(?2))`,
	);
	const numbers = Array.from({ length: CHUNK }, (_, index) => 2 + 2 * index);
	const writeChunk = prepare(
		database,
		`UPDATE customer_groups SET json = CASE id ${numbers.map((id) => `WHEN ?${id} THEN ?${id + 1}`).join(" ")} END
		WHERE store_id = ?1 AND id IN (${numbers.map((id) => `?${id}`).join()})`,
	);

	return {
		read(storeId, ids) {
			const first = Math.min(...ids);
			const last = Math.max(...ids);
			// Reading a group that is not asked for costs half as much as looking one up.
			const isDense = last - first < 2 * ids.length;
			const [rows] = (isDense ? readRange(storeId, first, last) : readSome(storeId, JSON.stringify(ids))) as [
				string | null,
			];
			const texts = new Map<number, string>();
			for (const text of rows?.split("\n") ?? []) texts.set(groupId(text), text);
			return texts;
		},
		write(storeId, texts) {
			const parameters: (number | string | null)[] = [storeId];
			const flush = () => {
				while (parameters.length <= 2 * CHUNK) parameters.push(null); // an id that no group has
				writeChunk(...parameters);
				parameters.length = 1;
			};
			for (const [id, text] of texts) {
				parameters.push(id, text);
				if (parameters.length > 2 * CHUNK) flush();
			}
			if (parameters.length > 1) flush();
		},
	};
}
