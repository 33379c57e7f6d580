import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Sqlite from "libsql";
import { describe } from "vitest";
import { openSqlite, SqliteDatabase } from "../../src/data/sqlite/sqlite-database.js";
import { itIsADatabase } from "./conformance.js";

function start() {
	const folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	const file = join(folder, "groups.db");
	return {
		open: async () => openSqlite(file),
		openPlain: async () => new SqliteDatabase(file),
		async setNextGroupId(storeId: number, id: number) {
			const database = new Sqlite(file);
			database.prepare("UPDATE stores SET next_group_id = ? WHERE id = ?").run([id, storeId]);
			database.close();
		},
		close: async () => rmSync(folder, { recursive: true, force: true }),
	};
}

describe("with memory", () => itIsADatabase(async () => start()));

describe("without memory", () =>
	itIsADatabase(async () => {
		const database = start();
		return { ...database, open: database.openPlain };
	}));
