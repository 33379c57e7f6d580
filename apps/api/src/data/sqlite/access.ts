import type { Database } from "libsql";
import { StoreExistsError, UnknownStoreError } from "../errors.js";
import { GrantCache } from "../grant-cache.js";
import type {
	AccessData,
	Generation,
	Grant,
	IssuedToken,
	NewToken,
	Permission,
	StoreSummary,
	StoreThrottle,
	TokenSummary,
} from "../interface.js";
import type { CommitQueue } from "./commit-queue.js";
import type { OutsideChanges } from "./outside-changes.js";
import { type Blob, bytesOf, prepare } from "./statements.js";

interface ThrottleColumns {
	throttle: "document" | "off" | "own";
	throttle_capacity: number | null;
	throttle_leak_per_second: number | null;
}

interface PermissionColumns {
	can_read: number;
	can_write: number;
}

/** The columns of a grant, in the order in which they are selected. */
type GrantRow = [
	storeId: number,
	applicationId: number,
	keyHash: Blob,
	tokenHash: Blob,
	canRead: number,
	canWrite: number,
	throttle: ThrottleColumns["throttle"],
	capacity: number | null,
	leakPerSecond: number | null,
];

interface StoreRow extends ThrottleColumns {
	secure_url: string;
	groups: number;
	tokens: number;
	created_at: string;
}

interface TokenRow extends PermissionColumns {
	id: number;
	secure_url: string;
	application: string;
	created_at: string;
	revoked_at: string | null;
}

/** {@link AccessData} in SQLite; `changed` is told of each write that may end or change grants or delete groups. */
export function sqliteAccess(
	database: Database,
	queue: CommitQueue,
	changes: OutsideChanges,
	changed: () => void,
): AccessData {
	const cache = new GrantCache(() => changes.generation);
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

	/** Does a write that may end or change grants. */
	function write<T>(work: () => T): Promise<T> {
		return queue.write(() => {
			cache.clear();
			changed();
			return work();
		});
	}

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
			write(() => {
				if (storeId(secureUrl) !== undefined) throw new StoreExistsError(secureUrl);
				const { lastInsertRowid } = database
					.prepare(
						"INSERT INTO stores (secure_url, throttle, throttle_capacity, throttle_leak_per_second, created_at) VALUES (?, ?, ?, ?, ?)",
					)
					.run([secureUrl, ...throttleColumns(throttle), now()]);
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
			write(() => {
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

		known: cache,

		grant(secureUrl, tokenHash) {
			const row = findGrant(secureUrl, tokenHash) as GrantRow | undefined;
			return row && grant(row, changes.generation);
		},

		issueToken: (token: NewToken) =>
			write(() => {
				const store = storeId(token.secureUrl);
				if (store === undefined) throw new UnknownStoreError(token.secureUrl);
				const application = ensureApplication(token);
				const id = insertToken(store, application.id, permissionColumns(token.permissions), token.tokenHash);
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

		revokeToken: (id) => write(() => revokeToken(id)),

		rotateToken: (id: number, tokenHash: Buffer) =>
			write(() => {
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

function grant(row: GrantRow, generation: Generation): Grant {
	const [storeId, applicationId, keyHash, tokenHash, can_read, can_write, throttle, capacity, leakPerSecond] = row;
	return {
		storeId,
		applicationId,
		keyHash: bytesOf(keyHash),
		tokenHash: bytesOf(tokenHash),
		permissions: permissions({ can_read, can_write }),
		throttle: storeThrottle({ throttle, throttle_capacity: capacity, throttle_leak_per_second: leakPerSecond }),
		generation,
	};
}

function storeSummary(row: StoreRow): StoreSummary {
	const { secure_url: secureUrl, groups, tokens, created_at: createdAt } = row;
	return { secureUrl, throttle: storeThrottle(row), groups, tokens, createdAt };
}

function tokenSummary(row: TokenRow): TokenSummary {
	const { id, secure_url: secureUrl, application, created_at: createdAt, revoked_at: revokedAt } = row;
	return { id, secureUrl, application, permissions: permissions(row), createdAt, revokedAt };
}

function permissions(row: PermissionColumns): ReadonlySet<Permission> {
	const granted = new Set<Permission>();
	if (row.can_read === 1) granted.add("read");
	if (row.can_write === 1) granted.add("write");
	return granted;
}

function permissionColumns(granted: ReadonlySet<Permission>): PermissionColumns {
	return { can_read: Number(granted.has("read")), can_write: Number(granted.has("write")) };
}

function storeThrottle(row: ThrottleColumns): StoreThrottle {
	if (row.throttle !== "own") return row.throttle;
	return { capacity: row.throttle_capacity ?? 0, leakPerSecond: row.throttle_leak_per_second ?? 0 };
}

function throttleColumns(throttle: StoreThrottle): [string, number | null, number | null] {
	return typeof throttle === "string" ? [throttle, null, null] : ["own", throttle.capacity, throttle.leakPerSecond];
}
