import Database from "libsql";
import { Client } from "pg";

/** The text that {@link groupOf} has as JSON, by SQL that both databases understand. `i` is the id. */
const GROUP_JSON = `
	'{"CustomerGroupID":' || i || ',"Name":"Wholesale buyers of region ' || i ||
	'","Description":"Resellers with a trade licence, looked at once a year by the office in charge.","MinimumOrder":' ||
	(i % 500) || '.25,"NonTaxable":' || CASE WHEN i % 2 = 0 THEN 'true' ELSE 'false' END ||
	',"AllowRegistration":true,"DisableRewardPoints":false,"AutoApprove":' ||
	CASE WHEN i % 3 = 0 THEN 'true' ELSE 'false' END ||
	',"RegistrationMessage":"Thank you. We look at your licence within two working days.","PriceLevel":' ||
	(i % 10 + 1) || '}'`;

const INSERT = "INSERT INTO customer_groups (store_id, id, json)";

/** Which stores get how many groups; the first store is the one with the credentials. */
export interface Seed {
	/** Groups of the store that is measured. */
	groups: number;
	/** How many further stores there are. */
	otherStores?: number;
	/** Groups in each of them. */
	otherGroups?: number;
}

/** Fills a database whose schema and first store are there. Rows go in by SQL: a million by requests takes minutes. */
export function seedSqlite(file: string, { groups, otherStores = 0, otherGroups = 0 }: Seed): void {
	const database = new Database(file);
	try {
		database.exec("BEGIN IMMEDIATE");
		fill(1, groups);
		for (let store = 2; store <= otherStores + 1; store++) {
			database.exec(
				`INSERT INTO stores (id, secure_url, throttle, created_at) VALUES (${store}, 'other-${store}.example', 'off', '2026-01-01T00:00:00.000Z')`,
			);
			if (otherGroups > 0) fill(store, otherGroups);
		}
		database.exec("COMMIT");
		database.exec("ANALYZE");
	} finally {
		database.close();
	}

	function fill(store: number, count: number): void {
		database.exec(
			`WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ${count})
			${INSERT} SELECT ${store}, i, ${GROUP_JSON} FROM numbers`,
		);
		database.exec(`UPDATE stores SET next_group_id = ${count + 1} WHERE id = ${store}`);
	}
}

/** As {@link seedSqlite}, for PostgreSQL. */
export async function seedPostgres(url: string, { groups }: Pick<Seed, "groups">): Promise<void> {
	const client = new Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(
			`BEGIN;
			${INSERT} SELECT (SELECT MIN(id) FROM stores), i, ${GROUP_JSON} FROM generate_series(1, ${groups}) AS i;
			UPDATE stores SET next_group_id = ${groups + 1} WHERE id = (SELECT MIN(id) FROM stores);
			COMMIT`,
		);
		await client.query("VACUUM ANALYZE");
	} finally {
		await client.end();
	}
}
