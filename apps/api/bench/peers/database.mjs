// The database of the framework peers: a table with a column for each member, and credentials as ours has them.
import { createHash, timingSafeEqual } from "node:crypto";
import Database from "libsql";
import { groupOf } from "./groups.mjs";

const sha256 = (text) => createHash("sha256").update(text).digest();

export function openDatabase(file, size) {
	const database = new Database(file);
	database.pragma("journal_mode = WAL");
	database.pragma("synchronous = FULL");
	database.exec(`
		CREATE TABLE tokens (store TEXT, key_hash TEXT, token_hash TEXT);
		CREATE TABLE groups (id INTEGER PRIMARY KEY, Name TEXT, Description TEXT, MinimumOrder REAL, NonTaxable INTEGER,
			AllowRegistration INTEGER, DisableRewardPoints INTEGER, AutoApprove INTEGER, RegistrationMessage TEXT,
			PriceLevel INTEGER)`);
	database
		.prepare("INSERT INTO tokens VALUES (?, ?, ?)")
		.run(["bench.example", sha256("key").toString("hex"), sha256("token").toString("hex")]);
	const insert = database.prepare("INSERT INTO groups VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
	database.exec("BEGIN");
	for (let id = 1; id <= size; id++) insert.run(Object.values(groupOf(id)).map(column));
	database.exec("COMMIT");
	return database;
}

/** Makes the check of a request's three headers. */
export function credentialsCheck(database) {
	const find = database.prepare("SELECT key_hash, token_hash FROM tokens WHERE store = ?");
	return ({ secureurl, privatekey, token }) => {
		const row = find.get([String(secureurl).replace(/^https?:\/\//, "")]);
		return (
			row !== undefined &&
			timingSafeEqual(Buffer.from(row.key_hash, "hex"), sha256(String(privatekey))) &&
			timingSafeEqual(Buffer.from(row.token_hash, "hex"), sha256(String(token)))
		);
	};
}

/** A row as a group; the driver adds a member of its own to single rows. */
export const group = ({ id, _metadata: _, ...row }) => ({
	CustomerGroupID: id,
	...row,
	NonTaxable: row.NonTaxable === 1,
	AllowRegistration: row.AllowRegistration === 1,
	DisableRewardPoints: row.DisableRewardPoints === 1,
	AutoApprove: row.AutoApprove === 1,
});

export const MEMBERS = Object.keys(groupOf(1)).slice(1);

/** A request's members as columns; null for those that are absent. */
export const columns = (body) => MEMBERS.map((member) => column(body[member] ?? null));

/** SQLite has no booleans. */
function column(value) {
	return typeof value === "boolean" ? Number(value) : value;
}
