import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from "node:fs";
import { dirname } from "node:path";
import Database from "libsql";
import { DatabaseError } from "../errors.js";
import { appliedVersion } from "../sql/upgrade.js";
import { doNow } from "../sql/work.js";
import { executor, SQLITE } from "./statements.js";

/** How long to wait for another process, in milliseconds; reading waits for a recovery after a crash alone. */
const BUSY_TIMEOUT = 5000;

/** How many of each a database holds. */
export interface Contents {
	stores: number;
	tokens: number;
	groups: number;
}

/**
 * Copies a database file as it is at one moment, while others read and write it; they are not held up. The copy is
 * checked before it gets its name, and has the permissions of the original.
 *
 * The schema stays as it is, so that a copy made before an upgrade can be used without it.
 *
 * @returns what the copy holds
 * @throws {DatabaseError} when the file is no database of this service, `out` exists, or the copy is not as it must be;
 * then nothing is left
 * @example
 * backUp(".data/customer-groups.db", "backup.db").groups; // 26
 */
export function backUp(file: string, out: string): Contents {
	if (!existsSync(file)) throw new DatabaseError(`There is no database ${file}.`);
	if (existsSync(out)) throw existsAlready(out);
	const partial = `${out}.partial`;
	rmSync(partial, { force: true }); // Of a backup that was interrupted.
	// Not opened as for serving: that would change a file that is none of this service's.
	const database = new Database(file);
	try {
		database.pragma(`busy_timeout = ${BUSY_TIMEOUT}`);
		const version = versionOf(database);
		if (version === 0) throw new DatabaseError(`${file} holds no data of this service.`);
		const before = dataVersion(database);
		const original = contentsOf(database);
		closeSync(openSync(partial, "wx", 0o600)); // Nobody else reads it while it is made.
		database.prepare("VACUUM INTO ?").run([partial]);
		const copied = check(partial, version);
		// Only while nobody writes are the two of the same moment.
		const still = dataVersion(database) === before;
		if (still && JSON.stringify(copied) !== JSON.stringify(original)) throw wrong("it holds other data");
		chmodSync(partial, statSync(file).mode);
		moveInto(partial, out);
		return copied;
	} catch (error) {
		rmSync(partial, { force: true });
		if (error instanceof DatabaseError) throw error;
		const reason = error instanceof Error ? error.message : String(error);
		throw new DatabaseError(`The database ${file} cannot be backed up: ${reason}`, { cause: error });
	} finally {
		database.close();
	}
}

/** Checks a copy from its pages up to its counts. */
function check(file: string, version: number): Contents {
	const copy = new Database(file, { readonly: true });
	try {
		const faults = copy.pragma("integrity_check") as { integrity_check: string }[];
		if (faults.length !== 1 || faults[0]?.integrity_check !== "ok")
			throw wrong(faults[0]?.integrity_check ?? "no answer");
		if ((copy.pragma("foreign_key_check") as unknown[]).length > 0) throw wrong("rows refer to rows that are missing");
		if (versionOf(copy) !== version) throw wrong("it has another schema");
		if (copy.prepare(MISCOUNTED).get([]) !== undefined) throw wrong("its counts and groups disagree");
		return contentsOf(copy);
	} finally {
		copy.close();
	}
}

/** A store and a width of ranges whose counts do not add up to its groups. */
const MISCOUNTED = `
	SELECT 1 FROM stores, (SELECT DISTINCT width FROM group_counts) AS widths
	WHERE (SELECT COUNT(*) FROM customer_groups WHERE store_id = stores.id) <> (
		SELECT COALESCE(SUM(groups), 0) FROM group_counts WHERE store_id = stores.id AND width = widths.width
	)`;

function versionOf(database: Database.Database): number {
	return doNow(appliedVersion(SQLITE), executor(database));
}

function contentsOf(database: Database.Database): Contents {
	const count = (table: string) =>
		(database.prepare(`SELECT COUNT(*) AS count FROM ${table}`).get([]) as { count: number }).count;
	return { stores: count("stores"), tokens: count("tokens"), groups: count("customer_groups") };
}

/** Changes whenever another connection commits. */
function dataVersion(database: Database.Database): unknown {
	return (database.pragma("data_version") as { data_version: number }[])[0]?.data_version;
}

/** Gives a file its name: on the disk first, never over another, and all at once. */
function moveInto(file: string, out: string): void {
	sync(file);
	try {
		closeSync(openSync(out, "wx"));
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === "EEXIST") throw existsAlready(out);
		throw error;
	}
	try {
		renameSync(file, out);
	} catch (error) {
		rmSync(out);
		throw error;
	}
	// Windows opens no folders, and needs none of it.
	if (process.platform !== "win32") sync(dirname(out));
}

function sync(path: string): void {
	const descriptor = openSync(path, "r");
	try {
		fsyncSync(descriptor);
	} finally {
		closeSync(descriptor);
	}
}

function existsAlready(out: string): DatabaseError {
	return new DatabaseError(`${out} exists already: choose another name.`);
}

function wrong(reason: string): DatabaseError {
	return new DatabaseError(`The copy is not as it must be: ${reason}. Nothing was kept.`);
}
