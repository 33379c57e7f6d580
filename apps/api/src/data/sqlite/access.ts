import type { Database } from "libsql";
import { StoreExistsError, UnknownStoreError } from "../errors.js";
import type { AccessData, Grant, IssuedToken, NewToken, StoreThrottle } from "../interface.js";
import {
	grantOf,
	type PermissionColumns,
	type StoreRow,
	storeSummary,
	type ThrottleColumns,
	type TokenRow,
	throttleValues,
	tokenSummary,
} from "../rows.js";
import type { CommitQueue } from "./commit-queue.js";
import { type Blob, bytesOf, prepare } from "./statements.js";

/** {@link AccessData} in SQLite. */
export function sqliteAccess(database: Database, queue: CommitQueue): AccessData {
	const findGrant = prepare(
		database,
		`SELECT tokens.store_id, tokens.application_id, applications.key_hash, tokens.token_hash,
			tokens.can_read, tokens.can_write,
			stores.throttle, stores.throttle_capacity, stores.throttle_leak_per_second
		FROM stores
		JOIN tokens ON tokens.store_id = stores.id
		JOIN applications ON applications.id = tokens.application_id
		WHERE stores.secure_url = ? AND tokens.token_hash = ? AND tokens.revoked_at IS NULL`,
	);

	function storeId(secureUrl: string): number | undefined {
		const row = database.prepare("SELECT id FROM stores WHERE secure_url = ?").get([secureUrl]);
		return (row as { id: number } | undefined)?.id;
	}

	function insertToken(store: number, application: number, permissions: PermissionColumns, tokenHash: Buffer): number {
		const { lastInsertRowid } = database
			.prepare(
				"INSERT INTO tokens (store_id, application_id, token_hash, can_read, can_write, created_at) VALUES (?, ?, ?, ?, ?, ?)",
			)
			.run([store, application, tokenHash, permissions.can_read, permissions.can_write, now()]);
		return Number(lastInsertRowid);
	}

	function revokeToken(id: number): boolean {
		const { changes } = database
			.prepare("UPDATE tokens SET revoked_at = ? WHERE id = ? AND revoked_at IS NULL")
			.run([now(), id]);
		return changes === 1;
	}

	/** The application's id, and whether it took the key. */
	function ensureApplication(token: NewToken): { id: number; keyTaken: boolean } {
		const row = database.prepare("SELECT id FROM applications WHERE name = ?").get([token.application]);
		if (row === undefined) {
			const { lastInsertRowid } = database
				.prepare("INSERT INTO applications (name, key_hash, created_at) VALUES (?, ?, ?)")
				.run([token.application, token.keyHash, now()]);
			return { id: Number(lastInsertRowid), keyTaken: true };
		}
		const { id } = row as { id: number };
		if (token.replaceKey) {
			database.prepare("UPDATE applications SET key_hash = ? WHERE id = ?").run([token.keyHash, id]);
		}
		return { id, keyTaken: token.replaceKey };
	}

	return {
		createStore: (secureUrl: string, throttle: StoreThrottle) =>
			queue.write(() => {
				if (storeId(secureUrl) !== undefined) throw new StoreExistsError(secureUrl);
				const { lastInsertRowid } = database
					.prepare(
						"INSERT INTO stores (secure_url, throttle, throttle_capacity, throttle_leak_per_second, created_at) VALUES (?, ?, ?, ?, ?)",
					)
					.run([secureUrl, ...throttleValues(throttle), now()]);
				return Number(lastInsertRowid);
			}),

		storeId,

		listStores() {
			const rows = database
				.prepare(
					`SELECT secure_url, throttle, throttle_capacity, throttle_leak_per_second, created_at,
						(SELECT COALESCE(SUM(groups), 0) FROM group_counts WHERE store_id = stores.id AND width = 15) AS groups,
						(SELECT COUNT(*) FROM tokens WHERE store_id = stores.id AND revoked_at IS NULL) AS tokens
					FROM stores ORDER BY secure_url`,
				)
				.all([]) as StoreRow[];
			return rows.map(storeSummary);
		},

		deleteStore: (secureUrl: string) =>
			queue.write(() => {
				const id = storeId(secureUrl);
				if (id === undefined) return false;
				database
					.prepare(
						`DELETE FROM applications
						WHERE id IN (SELECT application_id FROM tokens WHERE store_id = ?1)
						AND id NOT IN (SELECT application_id FROM tokens WHERE store_id <> ?1)`,
					)
					.run([id]);
				// Without their counts, the groups go without a change of counts for each.
				database.prepare("DELETE FROM group_counts WHERE store_id = ?").run([id]);
				database.prepare("DELETE FROM stores WHERE id = ?").run([id]);
				return true;
			}),

		grant(secureUrl, tokenHash) {
			const row = findGrant(secureUrl, tokenHash);
			return row && grant(row);
		},

		issueToken: (token: NewToken) =>
			queue.write(() => {
				const store = storeId(token.secureUrl);
				if (store === undefined) throw new UnknownStoreError(token.secureUrl);
				const application = ensureApplication(token);
				const id = insertToken(
					store,
					application.id,
					{
						can_read: Number(token.permissions.has("read")),
						can_write: Number(token.permissions.has("write")),
					},
					token.tokenHash,
				);
				return { id, keyTaken: application.keyTaken } satisfies IssuedToken;
			}),

		listTokens(secureUrl?: string) {
			const rows = database
				.prepare(
					`SELECT tokens.id, stores.secure_url, applications.name AS application, tokens.can_read, tokens.can_write,
						tokens.created_at, tokens.revoked_at
					FROM tokens
					JOIN stores ON stores.id = tokens.store_id
					JOIN applications ON applications.id = tokens.application_id
					WHERE ?1 IS NULL OR stores.secure_url = ?1
					ORDER BY tokens.id`,
				)
				.all([secureUrl ?? null]) as TokenRow[];
			return rows.map(tokenSummary);
		},

		revokeToken: (id) => queue.write(() => revokeToken(id)),

		rotateToken: (id: number, tokenHash: Buffer) =>
			queue.write(() => {
				const old = database
					.prepare(
						"SELECT store_id, application_id, can_read, can_write FROM tokens WHERE id = ? AND revoked_at IS NULL",
					)
					.get([id]) as (PermissionColumns & { store_id: number; application_id: number }) | undefined;
				if (old === undefined) return undefined;
				revokeToken(id);
				return insertToken(old.store_id, old.application_id, old, tokenHash);
			}),
	};
}

function now(): string {
	return new Date().toISOString();
}

/** @param row the columns of a grant, in the order in which they are selected */
function grant(row: unknown[]): Grant {
	const [store_id, application_id, keyHash, tokenHash, can_read, can_write, throttle, capacity, leak] = row as [
		...[number, number, Blob, Blob, number, number],
		...[ThrottleColumns["throttle"], number | null, number | null],
	];
	return grantOf({
		store_id,
		application_id,
		key_hash: bytesOf(keyHash),
		token_hash: bytesOf(tokenHash),
		can_read,
		can_write,
		throttle,
		throttle_capacity: capacity,
		throttle_leak_per_second: leak,
	});
}
