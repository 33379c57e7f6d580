import type { Database } from "libsql";
import { JsonText } from "../../json-text.js";
import { DatabaseError, IdsExhaustedError } from "../errors.js";
import { changeGroup, writeGroup } from "../group-text.js";
import type { Group, GroupChanges, GroupData, GroupUpdate } from "../interface.js";
import { manyGroups } from "./bulk-groups.js";
import type { CommitQueue } from "./commit-queue.js";
import { prepare } from "./statements.js";

/** The last id that a group can have. */
const LAST_ID = 2_147_483_647;

/** Up to so many groups are skipped one by one, which then costs less than asking the kept counts. */
const SKIP_ONE_BY_ONE = 100;

// An aggregate takes the rows as its subquery yields them. In order, which the LIMIT there keeps from being optimised away.
const PLAIN_PAGE = `
	SELECT group_concat(json, ',') FROM (
		SELECT json FROM customer_groups WHERE store_id = ?1 ORDER BY id LIMIT ?3 OFFSET ?2
	)`;

/**
 * The page that PLAIN_PAGE gives, found by the kept counts: the wide range of ids in which it starts, then the narrow
 * one, then the rows before it there. PLAIN_PAGE steps over all rows before the page (docs/benchmarks/fast-paths.md).
 */
const FAR_PAGE = `
	WITH wide AS MATERIALIZED (
		SELECT range, total - groups AS before FROM (
			SELECT range, groups, SUM(groups) OVER (ORDER BY range ROWS UNBOUNDED PRECEDING) AS total
			FROM group_counts WHERE store_id = ?1 AND width = 15
		) WHERE total > ?2 LIMIT 1
	), narrow AS MATERIALIZED (
		SELECT range, (SELECT before FROM wide) + total - groups AS before FROM (
			SELECT range, groups, SUM(groups) OVER (ORDER BY range ROWS UNBOUNDED PRECEDING) AS total
			FROM group_counts WHERE store_id = ?1 AND width = 9
			AND range BETWEEN (SELECT range << 6 FROM wide) AND (SELECT (range << 6) + 63 FROM wide)
		) WHERE total > ?2 - (SELECT before FROM wide) LIMIT 1
	)
	SELECT group_concat(json, ',') FROM (
		SELECT json FROM customer_groups
		WHERE store_id = ?1 AND id >= (SELECT range << 9 FROM narrow)
		ORDER BY id LIMIT ?3 OFFSET COALESCE((SELECT ?2 - before FROM narrow), 0)
	)`;

/** {@link GroupData} in SQLite. */
export function sqliteGroups(database: Database, queue: CommitQueue): GroupData {
	const plainPage = prepare(database, PLAIN_PAGE);
	const farPage = prepare(database, FAR_PAGE);
	const count = prepare(
		database,
		"SELECT COALESCE(SUM(groups), 0) FROM group_counts WHERE store_id = ? AND width = 15",
	);
	const get = prepare(database, "SELECT json FROM customer_groups WHERE store_id = ? AND id = ?");
	const assignId = prepare(
		database,
		"UPDATE stores SET next_group_id = next_group_id + 1 WHERE id = ?1 AND next_group_id <= ?2 RETURNING next_group_id - 1",
	);
	const insert = prepare(database, "INSERT INTO customer_groups (store_id, id, json) VALUES (?, ?, ?)");
	const update = prepare(database, "UPDATE customer_groups SET json = ?3 WHERE store_id = ?1 AND id = ?2");
	const many = manyGroups(database);
	const remove = database.prepare("DELETE FROM customer_groups WHERE store_id = ? AND id = ?");
	const storeExists = prepare(database, "SELECT 1 FROM stores WHERE id = ?");

	function text(storeId: number, id: number): string | undefined {
		const row = get(storeId, id) as [string] | undefined;
		return row?.[0];
	}

	function nextId(storeId: number): number {
		const row = assignId(storeId, LAST_ID) as [number] | undefined;
		if (row) return row[0];
		throw storeExists(storeId)
			? new IdsExhaustedError()
			: new DatabaseError("The store was deleted while it was written to.");
	}

	function change(storeId: number, id: number, changes: GroupChanges): boolean {
		const before = text(storeId, id);
		if (before === undefined) return false;
		const after = changeGroup(before, changes);
		if (after !== before) update(storeId, id, after);
		return true;
	}

	/** As {@link change} for each in order. */
	function changeMany(storeId: number, updates: readonly GroupUpdate[]): boolean[] {
		const texts = many.read(
			storeId,
			updates.map(({ CustomerGroupID: id }) => id),
		);
		const changed = new Map<number, string>();
		const outcomes = updates.map((update) => {
			const id = update.CustomerGroupID;
			const before = changed.get(id) ?? texts.get(id);
			if (before === undefined) return false;
			const after = changeGroup(before, update);
			if (after !== before) changed.set(id, after);
			return true;
		});
		many.write(storeId, changed);
		return outcomes;
	}

	return {
		page(storeId, offset, limit) {
			const page = offset <= SKIP_ONE_BY_ONE ? plainPage : farPage;
			const [rows] = page(storeId, offset - 1, limit) as [string | null];
			return rows === null ? undefined : new JsonText<Group[]>(`[${rows}]`);
		},
		count: (storeId) => (count(storeId) as [number])[0],
		get(storeId, id) {
			const group = text(storeId, id);
			return group === undefined ? undefined : new JsonText<Group>(group);
		},
		create: (storeId, members) =>
			queue.write(() => {
				const id = nextId(storeId);
				insert(storeId, id, writeGroup({ CustomerGroupID: id, ...members }));
				return id;
			}),
		update: (storeId, id, changes) => queue.write(() => change(storeId, id, changes)),
		updateMany: async (storeId, updates) =>
			updates.length === 0 ? [] : queue.write(() => changeMany(storeId, updates)),
		delete: (storeId, id) => queue.write(() => remove.run([storeId, id]).changes === 1),
	};
}
