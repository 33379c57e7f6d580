import type { Migration } from "../sql/upgrade.js";

// A group is its JSON text. Without a rowid, a page is rows that lie side by side.
//
// group_counts has the number of groups in each range of 2^width ids, by triggers, whoever writes; ranges without groups
// have no row. The wide ranges (2^15) add up to a total, and lead to the narrow ones (2^9), which lead to the start of a
// page: for a million groups some 40 rows, then 64.
//
// group_members has one row: the members that the stored texts have.
export const initial: Migration = {
	version: 1,
	name: "initial",
	sql: `
		CREATE TABLE stores (
			id INTEGER PRIMARY KEY AUTOINCREMENT,
			secure_url TEXT NOT NULL UNIQUE,
			next_group_id INTEGER NOT NULL DEFAULT 1 CHECK (next_group_id BETWEEN 1 AND 2147483648),
			throttle TEXT NOT NULL CHECK (throttle IN ('document', 'off', 'own')),
			throttle_capacity REAL,
			throttle_leak_per_second REAL,
			created_at TEXT NOT NULL,
			CHECK ((throttle = 'own') = (throttle_capacity IS NOT NULL AND throttle_leak_per_second IS NOT NULL))
		);

		CREATE TABLE applications (
			id INTEGER PRIMARY KEY AUTOINCREMENT,
			name TEXT NOT NULL UNIQUE,
			key_hash BLOB NOT NULL UNIQUE,
			created_at TEXT NOT NULL
		);

		CREATE TABLE tokens (
			id INTEGER PRIMARY KEY AUTOINCREMENT,
			store_id INTEGER NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
			application_id INTEGER NOT NULL REFERENCES applications (id) ON DELETE CASCADE,
			token_hash BLOB NOT NULL UNIQUE,
			can_read INTEGER NOT NULL CHECK (can_read IN (0, 1)),
			can_write INTEGER NOT NULL CHECK (can_write IN (0, 1)),
			created_at TEXT NOT NULL,
			revoked_at TEXT
		);
		CREATE INDEX tokens_by_store ON tokens (store_id);
		CREATE INDEX tokens_by_application ON tokens (application_id);

		CREATE TABLE customer_groups (
			store_id INTEGER NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
			id INTEGER NOT NULL,
			json TEXT NOT NULL CHECK (typeof(json) = 'text'),
			PRIMARY KEY (store_id, id)
		) WITHOUT ROWID;

		CREATE TABLE group_members (members TEXT NOT NULL);

		CREATE TABLE group_counts (
			store_id INTEGER NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
			width INTEGER NOT NULL CHECK (width IN (9, 15)),
			range INTEGER NOT NULL,
			groups INTEGER NOT NULL CHECK (groups >= 0),
			PRIMARY KEY (store_id, width, range)
		) WITHOUT ROWID;

		CREATE TRIGGER customer_groups_added AFTER INSERT ON customer_groups BEGIN
			INSERT INTO group_counts (store_id, width, range, groups)
			VALUES (NEW.store_id, 9, NEW.id >> 9, 1), (NEW.store_id, 15, NEW.id >> 15, 1)
			ON CONFLICT (store_id, width, range) DO UPDATE SET groups = groups + 1;
		END;

		CREATE TRIGGER customer_groups_removed AFTER DELETE ON customer_groups BEGIN
			UPDATE group_counts SET groups = groups - 1
			WHERE store_id = OLD.store_id AND (width, range) IN ((9, OLD.id >> 9), (15, OLD.id >> 15));
			DELETE FROM group_counts
			WHERE store_id = OLD.store_id AND (width, range) IN ((9, OLD.id >> 9), (15, OLD.id >> 15)) AND groups = 0;
		END;
	`,
};

/** All steps of the schema, in order of version. */
export const migrations: readonly Migration[] = [initial];
