import { Pool } from "pg";
import { describe } from "vitest";
import { openPlainPostgres, openPostgres } from "../../src/data/postgres/postgres-database.js";
import { startPostgres } from "../support/postgres.js";
import { itIsADatabase } from "./conformance.js";

async function start() {
	const postgres = await startPostgres();
	const url = await postgres.newDatabase();
	const pool = new Pool({ connectionString: url });
	return {
		open: () => openPostgres(url),
		openPlain: () => openPlainPostgres(url),
		async setNextGroupId(storeId: number, id: number) {
			await pool.query("UPDATE stores SET next_group_id = $1 WHERE id = $2", [id, storeId]);
		},
		async close() {
			await pool.end();
			await postgres.close();
		},
	};
}

describe("with memory", () => itIsADatabase(start));

describe("without memory", () =>
	itIsADatabase(async () => {
		const database = await start();
		return { ...database, open: database.openPlain };
	}));
