import type { Database } from "libsql";
import type { Group, GroupChanges, GroupData, GroupMembers, GroupUpdate } from "../store.js";
import type { Blob } from "./blob.js";
import { fromColumn, toColumn } from "./text.js";
import { transaction } from "./transaction.js";

interface GroupRow {
	id: number;
	name: string | Blob;
	description: string | Blob;
	minimum_order: string;
	non_taxable: number;
	allow_registration: number;
	disable_reward_points: number;
	auto_approve: number;
	registration_message: string | Blob;
	price_level: number;
}

const COLUMNS =
	"id, name, description, minimum_order, non_taxable, allow_registration, disable_reward_points, auto_approve, registration_message, price_level";

/** {@link GroupData} in SQLite. */
export function sqliteGroups(database: Database): GroupData {
	const page = database.prepare(
		`SELECT ${COLUMNS} FROM customer_groups
		WHERE store_id = ?1 AND id >= (SELECT id FROM customer_groups WHERE store_id = ?1 ORDER BY id LIMIT 1 OFFSET ?2)
		ORDER BY id LIMIT ?3`,
	);
	const count = database.prepare("SELECT COUNT(*) AS count FROM customer_groups WHERE store_id = ?");
	const get = database.prepare(`SELECT ${COLUMNS} FROM customer_groups WHERE store_id = ? AND id = ?`);
	const assignId = database.prepare(
		"UPDATE stores SET next_group_id = next_group_id + 1 WHERE id = ? RETURNING next_group_id - 1 AS id",
	);
	const insert = database.prepare(
		`INSERT INTO customer_groups (store_id, ${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
	);
	// No member can be null, so NULL stands for "keep".
	const update = database.prepare(
		`UPDATE customer_groups SET
			name = COALESCE(?3, name),
			description = COALESCE(?4, description),
			minimum_order = COALESCE(?5, minimum_order),
			non_taxable = COALESCE(?6, non_taxable),
			allow_registration = COALESCE(?7, allow_registration),
			disable_reward_points = COALESCE(?8, disable_reward_points),
			auto_approve = COALESCE(?9, auto_approve),
			registration_message = COALESCE(?10, registration_message),
			price_level = COALESCE(?11, price_level)
		WHERE store_id = ?1 AND id = ?2`,
	);
	const remove = database.prepare("DELETE FROM customer_groups WHERE store_id = ? AND id = ?");

	function updateOne(storeId: number, id: number, changes: GroupChanges): boolean {
		return update.run([storeId, id, ...values(changes)]).changes === 1;
	}

	return {
		page: (storeId, offset, limit) => (page.all([storeId, offset - 1, limit]) as GroupRow[]).map(group),
		count: (storeId) => (count.get([storeId]) as { count: number }).count,
		get(storeId, id) {
			const row = get.get([storeId, id]) as GroupRow | undefined;
			return row && group(row);
		},
		create: (storeId: number, members: GroupMembers) =>
			transaction(database, () => {
				const assigned = assignId.get([storeId]) as { id: number } | undefined;
				if (assigned === undefined) throw new Error("The store was deleted while it was written to.");
				insert.run([storeId, assigned.id, ...values(members)]);
				return assigned.id;
			}),
		update: updateOne,
		updateMany: (storeId: number, updates: readonly GroupUpdate[]) =>
			updates.length === 0
				? []
				: transaction(database, () => updates.map(({ id, changes }) => updateOne(storeId, id, changes))),
		delete: (storeId, id) => remove.run([storeId, id]).changes === 1,
	};
}

function group(row: GroupRow): Group {
	return {
		CustomerGroupID: row.id,
		Name: fromColumn(row.name),
		Description: fromColumn(row.description),
		MinimumOrder: row.minimum_order,
		NonTaxable: row.non_taxable === 1,
		AllowRegistration: row.allow_registration === 1,
		DisableRewardPoints: row.disable_reward_points === 1,
		AutoApprove: row.auto_approve === 1,
		RegistrationMessage: fromColumn(row.registration_message),
		PriceLevel: row.price_level,
	};
}

/** The members in the order of the columns; the driver takes neither booleans nor undefined. */
function values(members: GroupChanges): (string | number | Buffer | null)[] {
	return [
		text(members.Name),
		text(members.Description),
		members.MinimumOrder ?? null,
		flag(members.NonTaxable),
		flag(members.AllowRegistration),
		flag(members.DisableRewardPoints),
		flag(members.AutoApprove),
		text(members.RegistrationMessage),
		members.PriceLevel ?? null,
	];
}

function text(value: string | undefined): string | Buffer | null {
	return value === undefined ? null : toColumn(value);
}

function flag(value: boolean | undefined): number | null {
	return value === undefined ? null : Number(value);
}
