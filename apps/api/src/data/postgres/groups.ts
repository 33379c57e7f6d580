import { JsonText } from "../../json-text.js";
import { DatabaseError, IdsExhaustedError } from "../errors.js";
import { changeGroup, writeGroup } from "../group-text.js";
import type { Group, GroupChanges, GroupData, GroupMembers, GroupUpdate } from "../interface.js";
import { BatchLoader } from "./batch-loader.js";
import { type Connections, RefusedError, type Session, type Statement } from "./connections.js";
import { GroupCommit } from "./group-commit.js";

// Pages and groups are asked for in arrays, with a row for each. Subqueries instead of joins, so that each table is read by
// its key whatever the planner knows of it.

const PAGE = `
	SELECT string_agg(json, ',' ORDER BY id) FROM (
		SELECT id, json FROM customer_groups WHERE store_id = asked.store_id ORDER BY id OFFSET asked.skipped LIMIT asked.size
	) AS page`;

/** From which offset on the counts of ranges lead to the start of a page; up to it, skipping rows costs less. */
const COUNTED_FROM = 1000;

// Finds the wide range that the start lies in, in it the narrow one, in it the group. All is one statement, so it sees
// the counts and the groups of one moment.
const FAR_PAGE = `
	WITH wide AS MATERIALIZED (
		SELECT range, asked.skipped - before AS rest FROM (
			SELECT range, groups, sum(groups) OVER (ORDER BY range) - groups AS before
			FROM group_counts WHERE store_id = asked.store_id AND width = 18
		) AS counts WHERE before + groups > asked.skipped ORDER BY range LIMIT 1
	), narrow AS MATERIALIZED (
		SELECT range << 9 AS first_id, (SELECT rest FROM wide) - before AS rest FROM (
			SELECT range, groups, sum(groups) OVER (ORDER BY range) - groups AS before
			FROM group_counts WHERE store_id = asked.store_id AND width = 9
				AND range >= (SELECT range << 9 FROM wide) AND range <= (SELECT (range << 9) + 511 FROM wide)
		) AS counts WHERE before + groups > (SELECT rest FROM wide) ORDER BY range LIMIT 1
	)
	SELECT string_agg(json, ',' ORDER BY id) FROM (
		SELECT id, json FROM customer_groups
		WHERE store_id = asked.store_id AND id >= (SELECT first_id FROM narrow)
		ORDER BY id OFFSET (SELECT rest FROM narrow) LIMIT asked.size
	) AS page`;

const PAGES: Statement = {
	name: "pages",
	text: `SELECT CASE WHEN skipped < ${COUNTED_FROM} THEN (${PAGE}) ELSE (${FAR_PAGE}) END AS json
		FROM unnest($1::integer[], $2::integer[], $3::integer[]) WITH ORDINALITY AS asked (store_id, skipped, size, place)
		ORDER BY place`,
};

const GETS: Statement = {
	name: "gets",
	text: `SELECT (SELECT json FROM customer_groups WHERE store_id = asked.store_id AND id = asked.id) AS json
		FROM unnest($1::integer[], $2::integer[]) WITH ORDINALITY AS asked (store_id, id, place)
		ORDER BY place`,
};

/** The most groups that a statement reads for several requests, and that a page has. */
const MOST = 500;

const COUNT: Statement = {
	name: "count",
	text: "SELECT coalesce(sum(groups), 0)::integer AS groups FROM group_counts WHERE store_id = $1 AND width = 18",
};

// The ids are assigned here, so the texts come without: each is what follows its id.
const CREATE: Statement = {
	name: "create",
	text: `WITH store AS (
			UPDATE stores SET next_group_id = next_group_id + cardinality($2::text[]) WHERE id = $1
			RETURNING next_group_id - cardinality($2::text[]) - 1 AS last_id
		), added AS (
			SELECT (last_id + ordinality)::integer AS id, rest
			FROM store CROSS JOIN unnest($2::text[]) WITH ORDINALITY AS texts (rest, ordinality)
		)
		INSERT INTO customer_groups (store_id, id, json) SELECT $1, id, $3 || id || rest FROM added ORDER BY id RETURNING id`,
};

/** Changes a group that nobody has changed since it was read. */
const REPLACE: Statement = {
	name: "replace",
	text: "UPDATE customer_groups SET json = $4 WHERE store_id = $1 AND id = $2 AND json = $3 RETURNING id",
};

/** How often a single update is tried without a lock. */
const UNLOCKED_ATTEMPTS = 3;

// In ascending order of id, so that two who lock some of the same groups wait for each other in one direction alone.
const LOCK: Statement = {
	name: "lock",
	text: `SELECT id, json FROM customer_groups WHERE store_id = $1 AND id = ANY ($2::integer[])
		ORDER BY id FOR NO KEY UPDATE`,
};

const REPLACE_LOCKED: Statement = {
	name: "replace-locked",
	text: `UPDATE customer_groups SET json = changed.json FROM unnest($2::integer[], $3::text[]) AS changed (id, json)
		WHERE store_id = $1 AND customer_groups.id = changed.id`,
};

// The store's row first, as creating does and deleting the store.
const DELETE: Statement = {
	name: "delete",
	text: `WITH store AS MATERIALIZED (SELECT id FROM stores WHERE id = $1 FOR NO KEY UPDATE)
		DELETE FROM customer_groups WHERE store_id = (SELECT id FROM store) AND id = ANY ($2::integer[]) RETURNING id`,
};

/** {@link GroupData} in PostgreSQL. */
export function postgresGroups(connections: Connections): GroupData {
	const creates = new GroupCommit<string, number>(
		(storeId, texts) => insert(connections, storeId, texts),
		(error) => error instanceof IdsExhaustedError,
	);
	const deletes = new GroupCommit<number, boolean>(
		(storeId, ids) => remove(connections, storeId, ids),
		() => false,
	);

	const pages = new BatchLoader<PageKey, string | null>(
		(asked) =>
			readTexts(connections, PAGES, [
				asked.map(({ storeId }) => storeId),
				asked.map(({ offset }) => offset - 1),
				asked.map(({ limit }) => limit),
			]),
		{ most: MOST, weigh: ({ limit }) => limit },
	);
	const gets = new BatchLoader<GroupKey, string | null>(
		(asked) => readTexts(connections, GETS, [asked.map(({ storeId }) => storeId), asked.map(({ id }) => id)]),
		{ most: MOST },
	);

	async function updateMany(storeId: number, updates: readonly GroupUpdate[]): Promise<boolean[]> {
		if (updates.length === 0) return [];
		return connections.transaction((session) => updateLocked(session, storeId, updates));
	}

	return {
		async page(storeId, offset, limit) {
			const groups = await pages.ask({ storeId, offset, limit });
			return groups === null ? undefined : new JsonText<Group[]>(`[${groups}]`);
		},

		async count(storeId) {
			const [count] = await connections.query<{ groups: number }>(COUNT, [storeId]);
			return count?.groups ?? 0;
		},

		async get(storeId, id) {
			const group = await gets.ask({ storeId, id });
			return group === null ? undefined : new JsonText<Group>(group);
		},

		create: (storeId: number, members: GroupMembers) => creates.add(storeId, textAfterId(members)),

		async update(storeId: number, id: number, changes: GroupChanges) {
			for (let attempt = 1; attempt <= UNLOCKED_ATTEMPTS; attempt++) {
				const before = await gets.ask({ storeId, id });
				if (before === null) return false;
				const after = changeGroup(before, changes);
				if (after === before) return true;
				const replaced = await connections.query(REPLACE, [storeId, id, before, after]);
				if (replaced.length === 1) return true;
			}
			const [exists] = await updateMany(storeId, [{ CustomerGroupID: id, ...changes }]);
			return exists === true;
		},

		updateMany,

		delete: (storeId: number, id: number) => deletes.add(storeId, id),
	};
}

interface GroupKey {
	storeId: number;
	id: number;
}

interface PageKey {
	storeId: number;
	offset: number;
	limit: number;
}

/** What a statement reads for each of several keys, which it takes as an array for each of their members. */
async function readTexts(
	session: Session,
	statement: Statement,
	keys: readonly number[][],
): Promise<(string | null)[]> {
	const rows = await session.query<{ json: string | null }>(statement, keys);
	return rows.map(({ json }) => json);
}

async function insert(session: Session, storeId: number, texts: readonly string[]): Promise<number[]> {
	let created: { id: number }[];
	try {
		created = await session.query<{ id: number }>(CREATE, [storeId, texts, BEFORE_ID]);
	} catch (error) {
		if (error instanceof RefusedError && error.constraint === "stores_next_group_id") throw new IdsExhaustedError();
		throw error;
	}
	if (created.length !== texts.length) throw new DatabaseError("The store was deleted while it was written to.");
	return created.map(({ id }) => id).sort((one, other) => one - other);
}

async function remove(session: Session, storeId: number, ids: readonly number[]): Promise<boolean[]> {
	const deleted = new Set((await session.query<{ id: number }>(DELETE, [storeId, ids])).map(({ id }) => id));
	// Of two that ask for the same id, one has deleted it.
	return ids.map((id) => deleted.delete(id));
}

async function updateLocked(session: Session, storeId: number, updates: readonly GroupUpdate[]): Promise<boolean[]> {
	const rows = await session.query<{ id: number; json: string }>(LOCK, [
		storeId,
		updates.map((update) => update.CustomerGroupID),
	]);
	const before = new Map(rows.map(({ id, json }) => [id, json]));
	const after = new Map(before);
	const exist = updates.map((update) => {
		const text = after.get(update.CustomerGroupID);
		if (text === undefined) return false;
		after.set(update.CustomerGroupID, changeGroup(text, update));
		return true;
	});
	const changed = [...after].filter(([id, text]) => text !== before.get(id));
	if (changed.length > 0) {
		const [ids, texts] = [changed.map(([id]) => id), changed.map(([, text]) => text)];
		await session.query(REPLACE_LOCKED, [storeId, ids, texts]);
	}
	return exist;
}

const BEFORE_ID = '{"CustomerGroupID":';

/** The text of a new group from the end of its id on. */
function textAfterId(members: GroupMembers): string {
	const text = writeGroup({ CustomerGroupID: 0, ...members });
	if (!text.startsWith(`${BEFORE_ID}0,`)) throw new Error("The document's CustomerGroup does not begin with its id.");
	return text.slice(BEFORE_ID.length + 1);
}
