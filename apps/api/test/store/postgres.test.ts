import { Pool } from "pg";
import { openPostgresStore } from "../../src/data/postgres/postgres-database.js";
import { startPostgres } from "../support/postgres.js";
import { itIsADataStore } from "./conformance.js";

itIsADataStore(async () => {
	const postgres = await startPostgres();
	const url = await postgres.newDatabase();
	const pool = new Pool({ connectionString: url });
	return {
		open: () => openPostgresStore(url),
		async setNextGroupId(storeId, id) {
			await pool.query("UPDATE stores SET next_group_id = $1 WHERE id = $2", [id, storeId]);
		},
		async close() {
			await pool.end();
			await postgres.close();
		},
	};
});
