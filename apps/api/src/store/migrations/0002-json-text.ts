import type { Migration } from "./migration.js";

// A group becomes its JSON text, as the JSON codec writes it (a test holds the two against each other): text with a NUL
// was a BLOB, and decimals were not padded. Without a rowid, a page is rows that lie side by side.
//
// group_counts has the number of groups in each range of 2^width ids, by triggers, whoever writes; ranges without groups
// have no row. The wide ranges (2^15) add up to a total, and lead to the narrow ones (2^9), which lead to the start of a
// page: for a million groups some 40 rows, then 64. Adding up a count costs as much as skipping ten groups.
export const jsonText: Migration = {
	version: 2,
	name: "json text",
	sql: `
		CREATE TABLE groups_as_text (
			store_id INTEGER NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
			id INTEGER NOT NULL,
			json TEXT NOT NULL CHECK (typeof(json) = 'text'),
			PRIMARY KEY (store_id, id)
		) WITHOUT ROWID;

		INSERT INTO groups_as_text (store_id, id, json)
		SELECT store_id, id,
			'{"CustomerGroupID":' || id
			|| ',"Name":' || json_quote(CAST(name AS TEXT))
			|| ',"Description":' || json_quote(CAST(description AS TEXT))
			|| ',"MinimumOrder":' || minimum_order || CASE WHEN instr(minimum_order, '.') = 0 THEN '.0' ELSE '' END
			|| ',"NonTaxable":' || iif(non_taxable, 'true', 'false')
			|| ',"AllowRegistration":' || iif(allow_registration, 'true', 'false')
			|| ',"DisableRewardPoints":' || iif(disable_reward_points, 'true', 'false')
			|| ',"AutoApprove":' || iif(auto_approve, 'true', 'false')
			|| ',"RegistrationMessage":' || json_quote(CAST(registration_message AS TEXT))
			|| ',"PriceLevel":' || price_level
			|| '}'
		FROM customer_groups ORDER BY store_id, id;

		DROP TABLE customer_groups;
		ALTER TABLE groups_as_text RENAME TO customer_groups;

		CREATE TABLE group_counts (
			store_id INTEGER NOT NULL REFERENCES stores (id) ON DELETE CASCADE,
			width INTEGER NOT NULL CHECK (width IN (9, 15)),
			range INTEGER NOT NULL,
			groups INTEGER NOT NULL CHECK (groups >= 0),
			PRIMARY KEY (store_id, width, range)
		) WITHOUT ROWID;

		INSERT INTO group_counts (store_id, width, range, groups)
		SELECT store_id, 9, id >> 9, COUNT(*) FROM customer_groups GROUP BY store_id, id >> 9
		UNION ALL
		SELECT store_id, 15, id >> 15, COUNT(*) FROM customer_groups GROUP BY store_id, id >> 15;

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
