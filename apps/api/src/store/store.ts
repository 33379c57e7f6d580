import type { components } from "@onespec/customer-groups/exact-types";
import type { Permission } from "../credentials/permission.js";
import type { StoreThrottle } from "../throttle/bucket.js";
import type { Awaitable } from "./awaitable.js";

/** A group as the document's `CustomerGroup` has it, decimals as exact text. */
export type Group = components["schemas"]["CustomerGroup"];

/** The members of a group that a request can set. */
export type GroupMembers = Omit<Group, "CustomerGroupID">;

/** Members to change; those that are absent keep their values. */
export type GroupChanges = { [Member in keyof GroupMembers]?: GroupMembers[Member] | undefined };

/** One change of a bulk update. */
export interface GroupUpdate {
	id: number;
	changes: GroupChanges;
}

/** The groups of all stores. Every method takes the store's id and sees that store's groups alone. */
export interface GroupData {
	/** Up to `limit` groups in ascending order of id, from the `offset`-th (counted from 1) on. */
	page(storeId: number, offset: number, limit: number): Awaitable<Group[]>;
	count(storeId: number): Awaitable<number>;
	get(storeId: number, id: number): Awaitable<Group | undefined>;
	/** Adds a group and returns its id: 1 for the store's first, never one that was assigned before. */
	create(storeId: number, members: GroupMembers): Awaitable<number>;
	/** Returns whether the group exists. */
	update(storeId: number, id: number, changes: GroupChanges): Awaitable<boolean>;
	/** Applies all updates in order and in one transaction; returns for each whether its group exists. */
	updateMany(storeId: number, updates: readonly GroupUpdate[]): Awaitable<boolean[]>;
	/** Returns whether the group existed. */
	delete(storeId: number, id: number): Awaitable<boolean>;
}

/** A live token with what authentication needs to judge it. Secrets are SHA-256 hashes. */
export interface Grant {
	storeId: number;
	applicationId: number;
	keyHash: Buffer;
	tokenHash: Buffer;
	permissions: ReadonlySet<Permission>;
	throttle: StoreThrottle;
}

export interface StoreSummary {
	secureUrl: string;
	throttle: StoreThrottle;
	groups: number;
	tokens: number;
	createdAt: string;
}

export interface TokenSummary {
	id: number;
	secureUrl: string;
	application: string;
	permissions: ReadonlySet<Permission>;
	createdAt: string;
	revokedAt: string | null;
}

export interface NewToken {
	secureUrl: string;
	application: string;
	permissions: ReadonlySet<Permission>;
	tokenHash: Buffer;
	/** The hash of a private key for the application, used where it has none yet or `replaceKey` says so. */
	keyHash: Buffer;
	replaceKey: boolean;
}

export interface IssuedToken {
	id: number;
	/** Whether the application now has the private key of {@link NewToken.keyHash}. */
	keyTaken: boolean;
}

/** Stores, applications and tokens. Secure URLs are normalised by the caller. */
export interface AccessData {
	/** Returns the new store's id. @throws {StoreExistsError} */
	createStore(secureUrl: string, throttle: StoreThrottle): Awaitable<number>;
	storeId(secureUrl: string): Awaitable<number | undefined>;
	listStores(): Awaitable<StoreSummary[]>;
	/** Removes the store, its groups and tokens, and applications that had tokens for it alone. */
	deleteStore(secureUrl: string): Awaitable<boolean>;
	/** The tokens of a store that are not revoked. */
	grants(secureUrl: string): Awaitable<Grant[]>;
	/** @throws {UnknownStoreError} */
	issueToken(token: NewToken): Awaitable<IssuedToken>;
	listTokens(secureUrl?: string): Awaitable<TokenSummary[]>;
	/** Returns whether there was such a token that was not revoked before. */
	revokeToken(id: number): Awaitable<boolean>;
	/** Revokes a token and issues one like it in the same transaction; undefined where there is none to revoke. */
	rotateToken(id: number, tokenHash: Buffer): Awaitable<number | undefined>;
}

/**
 * All that the service keeps. The SQLite implementation is the one there is; the interface allows promises, so that a
 * database behind a socket fits too.
 */
export interface DataStore {
	readonly groups: GroupData;
	readonly access: AccessData;
	/** Throws where what would be read or written is no longer what was opened. Asked once for each request. */
	check(): Awaitable<void>;
	close(): Awaitable<void>;
}
