import type { Migration } from "./migration.js";

// customer_groups has a rowid, so that its primary key is a narrow index: counting and skipping rows read that alone.
// Its text columns have no CHECK on their type: the driver cuts text off at a NUL, so that such text was a BLOB.
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
			name TEXT NOT NULL,
			description TEXT NOT NULL,
			minimum_order TEXT NOT NULL,
			non_taxable INTEGER NOT NULL CHECK (non_taxable IN (0, 1)),
			allow_registration INTEGER NOT NULL CHECK (allow_registration IN (0, 1)),
			disable_reward_points INTEGER NOT NULL CHECK (disable_reward_points IN (0, 1)),
			auto_approve INTEGER NOT NULL CHECK (auto_approve IN (0, 1)),
			registration_message TEXT NOT NULL,
			price_level INTEGER NOT NULL,
			PRIMARY KEY (store_id, id)
		);
	`,
};
