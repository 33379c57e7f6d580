import type { components } from "@onespec/customer-groups/exact-types";
import type { JsonText } from "../json-text.js";

/** Says when a bucket that is full has room again. */
export type Refusal = { retryAfterSeconds: number };

/** What a token allows: each operation needs the one that its `x-permission` names. */
export type Permission = "read" | "write";

export const PERMISSIONS: readonly Permission[] = ["read", "write"];

/** The size of a leaky bucket, as the document's `x-throttle` gives it or a store has its own. */
export interface Bucket {
	capacity: number;
	leakPerSecond: number;
}

/** How a store is throttled: as the document says, by a bucket of its own, or not at all. */
export type StoreThrottle = Bucket | "document" | "off";

/**
 * A value or its promise: an embedded database answers at once, one behind a socket later. Who asks waits with `await`;
 * who hands on does with {@link after}.
 */
export type Awaitable<T> = T | Promise<T>;

/**
 * What `next` makes of a value, at once where the value is there.
 *
 * @example
 * after(groups.get(storeId, 7), (group) => group !== undefined); // true, or its promise
 */
export function after<T, Result>(value: Awaitable<T>, next: (value: T) => Awaitable<Result>): Awaitable<Result> {
	return value instanceof Promise ? value.then(next) : next(value);
}

/** Figures of a store for metrics. */
export interface DatabaseStats {
	/** The connections to the database, where there is a pool of them. */
	pool?: {
		/** The most that there may be. */
		max: number;
		/** Those that there are, idle ones among them. */
		open: number;
		idle: number;
		/** Requests that wait for one. */
		waiting: number;
	};
	/** How many commits there were since the start, by the number of writes that they made durable. */
	commits?: ReadonlyMap<number, number>;
}

/** A group as the document's `CustomerGroup` has it, decimals as exact text: all members, also those that may be absent. */
export type Group = Required<components["schemas"]["CustomerGroup"]>;

/** The members of a group that a request can set. */
export type GroupMembers = Omit<Group, "CustomerGroupID">;

/** Members to change; those that are absent keep their values. */
export type GroupChanges = { [Member in keyof GroupMembers]?: GroupMembers[Member] | undefined };

/** One change of a bulk update, with the id of the group that it changes. */
export type GroupUpdate = Pick<Group, "CustomerGroupID"> & GroupChanges;

/**
 * The groups of all stores. Every method takes the store's id and sees that store's groups alone. A write is durable
 * when its promise is fulfilled, and has left nothing when it is rejected.
 */
export interface GroupData {
	/**
	 * Up to `limit` groups in ascending order of id, from the `offset`-th (counted from 1) on; undefined where there are
	 * none.
	 */
	page(storeId: number, offset: number, limit: number): Awaitable<JsonText<Group[]> | undefined>;
	count(storeId: number): Awaitable<number>;
	get(storeId: number, id: number): Awaitable<JsonText<Group> | undefined>;
	/** Adds a group and returns its id: 1 for the store's first, never one that was assigned before. */
	create(storeId: number, members: GroupMembers): Promise<number>;
	/** Returns whether the group exists. */
	update(storeId: number, id: number, changes: GroupChanges): Promise<boolean>;
	/** Applies all updates in order and in one transaction; returns for each whether its group exists. */
	updateMany(storeId: number, updates: readonly GroupUpdate[]): Promise<boolean[]>;
	/** Returns whether the group existed. */
	delete(storeId: number, id: number): Promise<boolean>;
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
	/** The grant of a store's token that is not revoked. It holds now: what another process revoked is not found. */
	grant(secureUrl: string, tokenHash: Buffer): Awaitable<Grant | undefined>;
	/** @throws {UnknownStoreError} */
	issueToken(token: NewToken): Awaitable<IssuedToken>;
	listTokens(secureUrl?: string): Awaitable<TokenSummary[]>;
	/** Returns whether there was such a token that was not revoked before. */
	revokeToken(id: number): Awaitable<boolean>;
	/** Revokes a token and issues one like it in the same transaction; undefined where there is none to revoke. */
	rotateToken(id: number, tokenHash: Buffer): Awaitable<number | undefined>;
}

/** The leaky buckets of stores and applications; all that serve the same data share them. */
export interface BucketData {
	/** Admits one request, or says after how many whole seconds (at least 1) there is room for it. */
	admit(storeId: number, applicationId: number, bucket: Bucket): Awaitable<Refusal | undefined>;
}

/** All that the service keeps, in SQLite or PostgreSQL. */
export interface Database {
	readonly groups: GroupData;
	readonly access: AccessData;
	readonly buckets: BucketData;
	/** Makes sure that what is read from now on is what anybody has written until now; throws where the data is gone. */
	check(): Awaitable<void>;
	/** Throws where the data cannot be read or written at the moment; for readiness. */
	ready(): Awaitable<void>;
	/** Figures for metrics. */
	stats?(): DatabaseStats;
	close(): Awaitable<void>;
}
