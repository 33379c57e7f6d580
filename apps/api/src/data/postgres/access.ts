import { StoreExistsError, UnknownStoreError } from "../errors.js";
import type { AccessData, IssuedToken, NewToken, StoreThrottle } from "../interface.js";
import {
	type GrantRow,
	grantOf,
	type PermissionColumns,
	type StoreRow,
	storeSummary,
	type TokenRow,
	throttleValues,
	tokenSummary,
} from "../rows.js";
import { BatchLoader } from "./batch-loader.js";
import type { Connections, Session, Statement } from "./connections.js";

const GRANT: Statement = {
	name: "grant",
	text: `SELECT tokens.store_id, tokens.application_id, applications.key_hash, tokens.token_hash,
			tokens.can_read, tokens.can_write,
			stores.throttle, stores.throttle_capacity, stores.throttle_leak_per_second
		FROM tokens
		JOIN stores ON stores.id = tokens.store_id
		JOIN applications ON applications.id = tokens.application_id
		WHERE stores.secure_url = $1 AND tokens.token_hash = $2 AND tokens.revoked_at IS NULL`,
};

const REVISION: Statement = {
	name: "revision",
	text: "SELECT string_agg(change, ',') AS revision FROM access_changes",
};

/**
 * Those who write tokens take turns: whether an application goes with a store depends on the tokens of others, also on
 * those that are being issued. Requests only read, and do not wait for it.
 */
const TAKE_TURNS: Statement = { text: "LOCK TABLE applications IN SHARE ROW EXCLUSIVE MODE" };

/** Gives the revision of all grants; those who ask together share a statement. */
export function grantsRevision(connections: Connections): () => Promise<string> {
	let unknown = 0;
	const revisions = new BatchLoader<undefined, string>(
		async (requests) => {
			const [last] = await connections.query<{ revision: string | null }>(REVISION);
			// Where somebody has emptied the table, nothing can be said: no two answers are the same.
			const revision = last?.revision ?? `unknown ${++unknown}`;
			return requests.map(() => revision);
		},
		{ most: Number.POSITIVE_INFINITY },
	);
	return () => revisions.ask(undefined);
}

/** {@link AccessData} in PostgreSQL. */
export function postgresAccess(connections: Connections): AccessData {
	return {
		async createStore(secureUrl: string, throttle: StoreThrottle) {
			const [row] = await connections.query<{ id: number }>(
				{
					text: `INSERT INTO stores (secure_url, throttle, throttle_capacity, throttle_leak_per_second, created_at)
						VALUES ($1, $2, $3, $4, now()) ON CONFLICT (secure_url) DO NOTHING RETURNING id`,
				},
				[secureUrl, ...throttleValues(throttle)],
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
			return row && grantOf(row);
		},

		issueToken: (token: NewToken): Promise<IssuedToken> =>
			connections.transaction(async (session) => {
				await session.query(TAKE_TURNS);
				const store = await storeId(session, token.secureUrl);
				if (store === undefined) throw new UnknownStoreError(token.secureUrl);
				const application = await ensureApplication(session, token);
				const permissions = { can_read: token.permissions.has("read"), can_write: token.permissions.has("write") };
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
