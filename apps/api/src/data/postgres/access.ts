import { StoreExistsError, UnknownStoreError } from "../errors.js";
import { GrantCache } from "../grant-cache.js";
import type {
	AccessData,
	Grant,
	IssuedToken,
	NewToken,
	Permission,
	StoreSummary,
	StoreThrottle,
	TokenSummary,
} from "../interface.js";
import { Gathered } from "./batch-loader.js";
import type { Connections, Session, Statement } from "./connections.js";

interface ThrottleColumns {
	throttle: "document" | "off" | "own";
	throttle_capacity: number | null;
	throttle_leak_per_second: number | null;
}

interface PermissionColumns {
	can_read: boolean;
	can_write: boolean;
}

interface GrantRow extends ThrottleColumns, PermissionColumns {
	generation: string;
	store_id: number;
	application_id: number;
	key_hash: Buffer;
	token_hash: Buffer;
}

interface StoreRow extends ThrottleColumns {
	secure_url: string;
	groups: number;
	tokens: number;
	created_at: Date;
}

interface TokenRow extends PermissionColumns {
	id: number;
	secure_url: string;
	application: string;
	created_at: Date;
	revoked_at: Date | null;
}

const GENERATION = "(SELECT string_agg(change, ',') FROM access_changes) AS generation";

/** The grant and the generation that it is of, as of one moment. */
const GRANT: Statement = {
	name: "grant",
	text: `SELECT ${GENERATION}, tokens.store_id, tokens.application_id, applications.key_hash, tokens.token_hash,
			tokens.can_read, tokens.can_write,
			stores.throttle, stores.throttle_capacity, stores.throttle_leak_per_second
		FROM tokens
		JOIN stores ON stores.id = tokens.store_id
		JOIN applications ON applications.id = tokens.application_id
		WHERE stores.secure_url = $1 AND tokens.token_hash = $2 AND tokens.revoked_at IS NULL`,
};

const LAST_GENERATION: Statement = { name: "generation", text: `SELECT ${GENERATION}` };

/**
 * Those who write tokens take turns: whether an application goes with a store depends on the tokens of others, also on
 * those that are being issued. Requests only read, and do not wait for it.
 */
const TAKE_TURNS: Statement = { text: "LOCK TABLE applications IN SHARE ROW EXCLUSIVE MODE" };

/**
 * {@link AccessData} in PostgreSQL. What is known is compared with the last generation for each request that needs it, so
 * a revocation by another process holds from the next request.
 */
export function postgresAccess(connections: Connections): AccessData {
	const generations = new Gathered<undefined, string>(
		async (requests) => {
			const [last] = await connections.query<{ generation: string }>(LAST_GENERATION);
			return requests.map(() => last?.generation ?? "");
		},
		{ most: Number.POSITIVE_INFINITY },
	);
	return {
		known: new GrantCache(() => generations.ask(undefined)),

		async createStore(secureUrl: string, throttle: StoreThrottle) {
			const [row] = await connections.query<{ id: number }>(
				{
					text: `INSERT INTO stores (secure_url, throttle, throttle_capacity, throttle_leak_per_second, created_at)
						VALUES ($1, $2, $3, $4, now()) ON CONFLICT (secure_url) DO NOTHING RETURNING id`,
				},
				[secureUrl, ...throttleColumns(throttle)],
			);
			if (row === undefined) throw new StoreExistsError(secureUrl);
			return row.id;
		},

		storeId: (secureUrl: string) => storeId(connections, secureUrl),

		async listStores() {
			const rows = await connections.query<StoreRow>({
				text: `SELECT secure_url, throttle, throttle_capacity, throttle_leak_per_second, created_at,
						(SELECT coalesce(sum(groups), 0) FROM group_counts WHERE store_id = stores.id AND width = 18)::integer AS groups,
						(SELECT count(*) FROM tokens WHERE store_id = stores.id AND revoked_at IS NULL)::integer AS tokens
					FROM stores ORDER BY secure_url`,
			});
			return rows.map(storeSummary);
		},

		deleteStore: (secureUrl: string) =>
			connections.transaction(async (session) => {
				await session.query(TAKE_TURNS);
				const [store] = await session.query<{ id: number }>(
					{ text: "SELECT id FROM stores WHERE secure_url = $1 FOR UPDATE" },
					[secureUrl],
				);
				if (store === undefined) return false;
				await session.query(
					{
						text: `DELETE FROM applications
							WHERE id IN (SELECT application_id FROM tokens WHERE store_id = $1)
							AND id NOT IN (SELECT application_id FROM tokens WHERE store_id <> $1)`,
					},
					[store.id],
				);
				await session.query({ text: "DELETE FROM stores WHERE id = $1" }, [store.id]);
				return true;
			}, "long"),

		async grant(secureUrl: string, tokenHash: Buffer) {
			const [row] = await connections.query<GrantRow>(GRANT, [secureUrl, tokenHash]);
			return row && grant(row);
		},

		issueToken: (token: NewToken): Promise<IssuedToken> =>
			connections.transaction(async (session) => {
				await session.query(TAKE_TURNS);
				const store = await storeId(session, token.secureUrl);
				if (store === undefined) throw new UnknownStoreError(token.secureUrl);
				const application = await ensureApplication(session, token);
				const permissions = permissionColumns(token.permissions);
				const id = await insertToken(session, store, application.id, permissions, token.tokenHash);
				return { id, keyTaken: application.key_hash.equals(token.keyHash) };
			}),

		async listTokens(secureUrl?: string) {
			const rows = await connections.query<TokenRow>(
				{
					text: `SELECT tokens.id, stores.secure_url, applications.name AS application, tokens.can_read, tokens.can_write,
							tokens.created_at, tokens.revoked_at
						FROM tokens
						JOIN stores ON stores.id = tokens.store_id
						JOIN applications ON applications.id = tokens.application_id
						WHERE $1::text IS NULL OR stores.secure_url = $1
						ORDER BY tokens.id`,
				},
				[secureUrl ?? null],
			);
			return rows.map(tokenSummary);
		},

		revokeToken: async (id: number) => (await revoke(connections, id)) !== undefined,

		rotateToken: (id: number, tokenHash: Buffer) =>
			connections.transaction(async (session) => {
				await session.query(TAKE_TURNS);
				const old = await revoke(session, id);
				return old && insertToken(session, old.store_id, old.application_id, old, tokenHash);
			}),
	};
}

async function storeId(session: Session, secureUrl: string): Promise<number | undefined> {
	const [row] = await session.query<{ id: number }>({ text: "SELECT id FROM stores WHERE secure_url = $1" }, [
		secureUrl,
	]);
	return row?.id;
}

/** The application with the key that it has from now on. */
async function ensureApplication(session: Session, token: NewToken): Promise<{ id: number; key_hash: Buffer }> {
	const [row] = await session.query<{ id: number; key_hash: Buffer }>(
		{
			text: `INSERT INTO applications AS known (name, key_hash, created_at) VALUES ($1, $2, now())
				ON CONFLICT (name) DO UPDATE SET key_hash = CASE WHEN $3 THEN excluded.key_hash ELSE known.key_hash END
				RETURNING id, key_hash`,
		},
		[token.application, token.keyHash, token.replaceKey],
	);
	if (row === undefined) throw new Error("An application was neither added nor found.");
	return row;
}

async function insertToken(
	session: Session,
	store: number,
	application: number,
	permissions: PermissionColumns,
	tokenHash: Buffer,
): Promise<number> {
	const [row] = await session.query<{ id: number }>(
		{
			text: `INSERT INTO tokens (store_id, application_id, token_hash, can_read, can_write, created_at)
				VALUES ($1, $2, $3, $4, $5, now()) RETURNING id`,
		},
		[store, application, tokenHash, permissions.can_read, permissions.can_write],
	);
	if (row === undefined) throw new Error("A token was not added.");
	return row.id;
}

/** Revokes a token; undefined where there is none that was not revoked before. A number beyond all ids names none. */
async function revoke(session: Session, id: number) {
	const [row] = await session.query<PermissionColumns & { store_id: number; application_id: number }>(
		{
			text: `UPDATE tokens SET revoked_at = now() WHERE id = $1::bigint AND revoked_at IS NULL
				RETURNING store_id, application_id, can_read, can_write`,
		},
		[id],
	);
	return row;
}

function grant(row: GrantRow): Grant {
	return {
		storeId: row.store_id,
		applicationId: row.application_id,
		keyHash: row.key_hash,
		tokenHash: row.token_hash,
		permissions: permissions(row),
		throttle: storeThrottle(row),
		generation: row.generation,
	};
}

function storeSummary(row: StoreRow): StoreSummary {
	const { secure_url: secureUrl, groups, tokens, created_at: createdAt } = row;
	return { secureUrl, throttle: storeThrottle(row), groups, tokens, createdAt: createdAt.toISOString() };
}

function tokenSummary(row: TokenRow): TokenSummary {
	const { id, secure_url: secureUrl, application, created_at: createdAt, revoked_at: revokedAt } = row;
	return {
		id,
		secureUrl,
		application,
		permissions: permissions(row),
		createdAt: createdAt.toISOString(),
		revokedAt: revokedAt?.toISOString() ?? null,
	};
}

function permissions(row: PermissionColumns): ReadonlySet<Permission> {
	const granted = new Set<Permission>();
	if (row.can_read) granted.add("read");
	if (row.can_write) granted.add("write");
	return granted;
}

function permissionColumns(granted: ReadonlySet<Permission>): PermissionColumns {
	return { can_read: granted.has("read"), can_write: granted.has("write") };
}

function storeThrottle(row: ThrottleColumns): StoreThrottle {
	if (row.throttle !== "own") return row.throttle;
	return { capacity: row.throttle_capacity ?? 0, leakPerSecond: row.throttle_leak_per_second ?? 0 };
}

function throttleColumns(throttle: StoreThrottle): [string, number | null, number | null] {
	return typeof throttle === "string" ? [throttle, null, null] : ["own", throttle.capacity, throttle.leakPerSecond];
}
