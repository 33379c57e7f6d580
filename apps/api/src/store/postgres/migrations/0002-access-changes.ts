import type { Migration } from "../../migrations/migration.js";

// access_changes tells whether anything may have changed a grant: its rows together name the last changes, and are never
// again what they were. Each change adds a row in its own transaction, and takes away those of changes that it sees. So
// two changes do not wait for each other, as they would for a number in one row; both rows are left then.
//
// A transaction's number is another one in each database that was restored, so the time goes with it.
//
// The applications come first, as for those who take turns, so that neither waits for the other in a circle.
export const accessChanges: Migration = {
	version: 2,
	name: "access changes",
	sql: `
		CREATE TABLE access_changes (
			change text COLLATE "C" NOT NULL DEFAULT txid_current() || ' ' || clock_timestamp()
		);
		INSERT INTO access_changes DEFAULT VALUES;

		CREATE FUNCTION note_access_change() RETURNS trigger LANGUAGE plpgsql AS $$
		BEGIN
			DELETE FROM access_changes WHERE ctid IN (SELECT ctid FROM access_changes FOR UPDATE SKIP LOCKED);
			INSERT INTO access_changes DEFAULT VALUES;
			RETURN NULL;
		END $$;
		CREATE TRIGGER note_change AFTER UPDATE OF key_hash ON applications
			FOR EACH STATEMENT EXECUTE FUNCTION note_access_change();
		CREATE TRIGGER note_change AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON tokens
			FOR EACH STATEMENT EXECUTE FUNCTION note_access_change();
		CREATE TRIGGER note_change
			AFTER UPDATE OF secure_url, throttle, throttle_capacity, throttle_leak_per_second ON stores
			FOR EACH STATEMENT EXECUTE FUNCTION note_access_change();
	`,
};
