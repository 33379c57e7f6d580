import type { Grant, Permission, StoreSummary, StoreThrottle, TokenSummary } from "./interface.js";

// The columns that both databases give, and what they stand for. A flag is a boolean in PostgreSQL and 0 or 1 in SQLite, a
// time is a Date and a text in ISO 8601.

export interface ThrottleColumns {
	throttle: "document" | "off" | "own";
	throttle_capacity: number | null;
	throttle_leak_per_second: number | null;
}

export interface PermissionColumns {
	can_read: boolean | number;
	can_write: boolean | number;
}

export interface GrantRow extends ThrottleColumns, PermissionColumns {
	store_id: number;
	application_id: number;
	key_hash: Buffer;
	token_hash: Buffer;
}

export interface StoreRow extends ThrottleColumns {
	secure_url: string;
	groups: number;
	tokens: number;
	created_at: Date | string;
}

export interface TokenRow extends PermissionColumns {
	id: number;
	secure_url: string;
	application: string;
	created_at: Date | string;
	revoked_at: Date | string | null;
}

export function grantOf(row: GrantRow): Grant {
	return {
		storeId: row.store_id,
		applicationId: row.application_id,
		keyHash: row.key_hash,
		tokenHash: row.token_hash,
		permissions: permissionsOf(row),
		throttle: throttleOf(row),
	};
}

export function storeSummary(row: StoreRow): StoreSummary {
	const { secure_url: secureUrl, groups, tokens, created_at: createdAt } = row;
	return { secureUrl, throttle: throttleOf(row), groups, tokens, createdAt: isoTime(createdAt) };
}

export function tokenSummary(row: TokenRow): TokenSummary {
	const { id, secure_url: secureUrl, application, created_at: createdAt, revoked_at: revokedAt } = row;
	return {
		id,
		secureUrl,
		application,
		permissions: permissionsOf(row),
		createdAt: isoTime(createdAt),
		revokedAt: revokedAt === null ? null : isoTime(revokedAt),
	};
}

/** The values of {@link ThrottleColumns}, in their order. */
export function throttleValues(throttle: StoreThrottle): [string, number | null, number | null] {
	return typeof throttle === "string" ? [throttle, null, null] : ["own", throttle.capacity, throttle.leakPerSecond];
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
