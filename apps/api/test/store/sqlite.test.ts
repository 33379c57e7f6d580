import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "libsql";
import { openSqliteStore } from "../../src/data/sqlite/sqlite-database.js";
import { itIsADataStore } from "./conformance.js";

itIsADataStore(async () => {
	const folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	const file = join(folder, "groups.db");
	return {
		open: async () => openSqliteStore(file),
		async setNextGroupId(storeId, id) {
			const database = new Database(file);
			database.prepare("UPDATE stores SET next_group_id = ? WHERE id = ?").run([id, storeId]);
			database.close();
		},
		close: async () => rmSync(folder, { recursive: true, force: true }),
	};
});
