import { StoreExistsError, UnknownStoreError } from "../errors.js";
import type {
	AccessData,
	Awaitable,
	Grant,
	IssuedToken,
	NewToken,
	Permission,
	StoreSummary,
	StoreThrottle,
	TokenSummary,
} from "../interface.js";
import { type Dialect, query, type SqlWork, takeTurn } from "./work.js";

/** Does work in a database. */
export interface Runner {
	/** Work that only reads. */
	read<T>(work: () => SqlWork<T>): Awaitable<T>;
	/** Work in a transaction, which may be begun again. @param patience `long` for what may take minutes */
	write<T>(work: () => SqlWork<T>, patience?: "long"): Awaitable<T>;
}

/** {@link AccessData} in a database. */
export function accessData({ read, write }: Runner, dialect: Dialect): AccessData {
	return {
		createStore: (secureUrl, throttle) => write(() => createStore(secureUrl, throttle, dialect)),
		storeId: (secureUrl) => read(() => storeId(secureUrl)),
		listStores: () => read(() => listStores(dialect)),
		deleteStore: (secureUrl) => write(() => deleteStore(secureUrl, dialect), "long"),
		grant: (secureUrl, tokenHash) => read(() => findGrant(secureUrl, tokenHash)),
		issueToken: (token) => write(() => issueToken(token, dialect)),
		listTokens: (secureUrl) => read(() => listTokens(secureUrl)),
		revokeToken: (id) =>
			write(function* () {
				return (yield* revoke(id, dialect)) !== undefined;
			}),
		rotateToken: (id, tokenHash) => write(() => rotateToken(id, tokenHash, dialect)),
	};
}

// A flag is a boolean in PostgreSQL and 0 or 1 in SQLite, a time is a Date and a text in ISO 8601.

interface ThrottleColumns {
	throttle: "document" | "off" | "own";
	throttle_capacity: number | null;
	throttle_leak_per_second: number | null;
}

interface PermissionColumns {
	can_read: boolean | number;
	can_write: boolean | number;
}

function* createStore(secureUrl: string, throttle: StoreThrottle, { now }: Dialect): SqlWork<number> {
	const [store] = yield* query<{ id: number }>(
		`INSERT INTO stores (secure_url, throttle, throttle_capacity, throttle_leak_per_second, created_at)
		VALUES ($1, $2, $3, $4, ${now}) ON CONFLICT (secure_url) DO NOTHING RETURNING id`,
		secureUrl,
		...(typeof throttle === "string" ? [throttle, null, null] : ["own", throttle.capacity, throttle.leakPerSecond]),
	);
	if (store === undefined) throw new StoreExistsError(secureUrl);
	return store.id;
}

function* storeId(secureUrl: string): SqlWork<number | undefined> {
	const [store] = yield* query<{ id: number }>("SELECT id FROM stores WHERE secure_url = $1", secureUrl);
	return store?.id;
}

function* listStores({ wide }: Dialect): SqlWork<StoreSummary[]> {
	const rows = yield* query<
		ThrottleColumns & { secure_url: string; groups: number; tokens: number; created_at: Date | string }
	>(
		`SELECT secure_url, throttle, throttle_capacity, throttle_leak_per_second, created_at,
			(SELECT CAST(coalesce(sum(groups), 0) AS integer) FROM group_counts
				WHERE store_id = stores.id AND width = ${wide}) AS groups,
			(SELECT CAST(count(*) AS integer) FROM tokens WHERE store_id = stores.id AND revoked_at IS NULL) AS tokens
		FROM stores ORDER BY secure_url`,
	);
	return rows.map((row) => ({
		secureUrl: row.secure_url,
		throttle: throttleOf(row),
		groups: row.groups,
		tokens: row.tokens,
		createdAt: isoTime(row.created_at),
	}));
}

function* deleteStore(secureUrl: string, dialect: Dialect): SqlWork<boolean> {
	yield* takeTurn(dialect, "tokens");
	const [store] = yield* query<{ id: number }>(
		`SELECT id FROM stores WHERE secure_url = $1 ${dialect.forUpdate}`,
		secureUrl,
	);
	if (store === undefined) return false;
	yield* query(
		`DELETE FROM applications
		WHERE id IN (SELECT application_id FROM tokens WHERE store_id = $1)
		AND id NOT IN (SELECT application_id FROM tokens WHERE store_id <> $1)`,
		store.id,
	);
	// Without their counts, the groups go without a change of counts for each.
	yield* query("DELETE FROM group_counts WHERE store_id = $1", store.id);
	yield* query("DELETE FROM stores WHERE id = $1", store.id);
	return true;
}

function* findGrant(secureUrl: string, tokenHash: Buffer): SqlWork<Grant | undefined> {
	const rows = yield {
		name: "grant",
		text: `SELECT tokens.store_id, tokens.application_id, applications.key_hash, tokens.token_hash,
				tokens.can_read, tokens.can_write,
				stores.throttle, stores.throttle_capacity, stores.throttle_leak_per_second
			FROM stores
			JOIN tokens ON tokens.store_id = stores.id
			JOIN applications ON applications.id = tokens.application_id
			WHERE stores.secure_url = $1 AND tokens.token_hash = $2 AND tokens.revoked_at IS NULL`,
		values: [secureUrl, tokenHash],
	};
	const [row] = rows as readonly (ThrottleColumns &
		PermissionColumns & { store_id: number; application_id: number; key_hash: Buffer; token_hash: Buffer })[];
	return (
		row && {
			storeId: row.store_id,
			applicationId: row.application_id,
			keyHash: row.key_hash,
			tokenHash: row.token_hash,
			permissions: permissionsOf(row),
			throttle: throttleOf(row),
		}
	);
}

function* issueToken(token: NewToken, dialect: Dialect): SqlWork<IssuedToken> {
	yield* takeTurn(dialect, "tokens");
	const store = yield* storeId(token.secureUrl);
	if (store === undefined) throw new UnknownStoreError(token.secureUrl);
	const [application] = yield* query<{ id: number; key_hash: Buffer }>(
		`INSERT INTO applications AS known (name, key_hash, created_at) VALUES ($1, $2, ${dialect.now})
		ON CONFLICT (name) DO UPDATE SET key_hash = CASE WHEN $3 THEN excluded.key_hash ELSE known.key_hash END
		RETURNING id, key_hash`,
		token.application,
		token.keyHash,
		token.replaceKey,
	);
	if (application === undefined) throw new Error("An application was neither added nor found.");
	const permissions = { can_read: token.permissions.has("read"), can_write: token.permissions.has("write") };
	const id = yield* insertToken(store, application.id, permissions, token.tokenHash, dialect);
	return { id, keyTaken: application.key_hash.equals(token.keyHash) };
}

function* insertToken(
	store: number,
	application: number,
	{ can_read, can_write }: PermissionColumns,
	tokenHash: Buffer,
	{ now }: Dialect,
): SqlWork<number> {
	const [token] = yield* query<{ id: number }>(
		`INSERT INTO tokens (store_id, application_id, token_hash, can_read, can_write, created_at)
		VALUES ($1, $2, $3, $4, $5, ${now}) RETURNING id`,
		store,
		application,
		tokenHash,
		can_read,
		can_write,
	);
	if (token === undefined) throw new Error("A token was not added.");
	return token.id;
}

function* listTokens(secureUrl: string | undefined): SqlWork<TokenSummary[]> {
	const rows = yield* query<
		PermissionColumns & {
			id: number;
			secure_url: string;
			application: string;
			created_at: Date | string;
			revoked_at: Date | string | null;
		}
	>(
		`SELECT tokens.id, stores.secure_url, applications.name AS application, tokens.can_read, tokens.can_write,
			tokens.created_at, tokens.revoked_at
		FROM tokens
		JOIN stores ON stores.id = tokens.store_id
		JOIN applications ON applications.id = tokens.application_id
		WHERE CAST($1 AS text) IS NULL OR stores.secure_url = $1
		ORDER BY tokens.id`,
		secureUrl ?? null,
	);
	return rows.map((row) => ({
		id: row.id,
		secureUrl: row.secure_url,
		application: row.application,
		permissions: permissionsOf(row),
		createdAt: isoTime(row.created_at),
		revokedAt: row.revoked_at === null ? null : isoTime(row.revoked_at),
	}));
}

/** Revokes a token; undefined where there is none that was not revoked before. A number beyond all ids names none. */
function* revoke(id: number, { now }: Dialect) {
	const [token] = yield* query<PermissionColumns & { store_id: number; application_id: number }>(
		`UPDATE tokens SET revoked_at = ${now} WHERE id = CAST($1 AS bigint) AND revoked_at IS NULL
		RETURNING store_id, application_id, can_read, can_write`,
		id,
	);
	return token;
}

function* rotateToken(id: number, tokenHash: Buffer, dialect: Dialect): SqlWork<number | undefined> {
	yield* takeTurn(dialect, "tokens");
	const old = yield* revoke(id, dialect);
	return old && (yield* insertToken(old.store_id, old.application_id, old, tokenHash, dialect));
}

function throttleOf(row: ThrottleColumns): StoreThrottle {
	if (row.throttle !== "own") return row.throttle;
	return { capacity: row.throttle_capacity ?? 0, leakPerSecond: row.throttle_leak_per_second ?? 0 };
}

function permissionsOf(row: PermissionColumns): ReadonlySet<Permission> {
	const granted = new Set<Permission>();
	if (row.can_read) granted.add("read");
	if (row.can_write) granted.add("write");
	return granted;
}

function isoTime(time: Date | string): string {
	return typeof time === "string" ? time : time.toISOString();
}
