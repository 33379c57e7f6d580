import type { JsonText } from "../json-text.js";
import { type AccessData, type Awaitable, after, type Database, type Grant, type GroupData } from "./interface.js";

/** Names a state of what others may change; a state that differs has another revision, never one that was. */
export type Revision = number | string;

/** What tells whether another process has changed the data since it was read. */
export interface Revisions {
	/** That of all grants, at the earliest as of when it is asked for. */
	grants(): Awaitable<Revision>;
	/** That of all groups, as of the last `check` of the database. Without it, groups are not kept. */
	groups?(): Revision;
}

/** How much is kept. */
export interface CacheOptions {
	/** How many characters of pages and groups; one more makes all of them go. */
	characters?: number;
}

/** 16 million characters, of a byte each for most text; what was asked for as XML is there as that too. */
const CHARACTERS = 16 * 1024 * 1024;

/** With so many grants in memory, all are forgotten. */
const GRANTS = 10_000;

/** No page has as many groups. */
const MAX_PAGE = 4096;

/** What a method may change, and so makes the cache forget. The compiler asks for each method of the interface. */
type Effect = "nothing" | "groups of the store" | "grants" | "everything";

const GROUP_EFFECTS: Readonly<Record<keyof GroupData, Effect>> = {
	page: "nothing",
	count: "nothing",
	get: "nothing",
	create: "groups of the store",
	update: "groups of the store",
	updateMany: "groups of the store",
	delete: "groups of the store",
};

const ACCESS_EFFECTS: Readonly<Record<keyof AccessData, Effect>> = {
	createStore: "nothing",
	storeId: "nothing",
	listStores: "nothing",
	deleteStore: "everything",
	grant: "nothing",
	issueToken: "grants",
	listTokens: "nothing",
	revokeToken: "grants",
	rotateToken: "grants",
};

/**
 * The same data with a memory of the grants, pages and groups that were read. Each is kept until it may have changed:
 * writes that go through here make it forget before they are acknowledged, by {@link Effect}; those of others by a
 * revision that differs. The plain way is the database itself.
 *
 * A grant that is found again is the same object as long as it has not changed, and so is a page.
 *
 * @example
 * const data = cached(database, { grants: () => database.revision, groups: () => database.revision });
 */
export function cached(database: Database, revisions: Revisions, options: CacheOptions = {}): Database {
	const grants = new Memory<Grant>(GRANTS, () => 1);
	const groups = new Memory<JsonText<unknown>>(options.characters ?? CHARACTERS, ({ json }) => json.length);

	function forget(effect: Effect, storeId: unknown): void {
		if (effect === "grants" || effect === "everything") grants.forgetAll();
		if (effect === "groups of the store") groups.forget(storeId as number);
		if (effect === "everything") groups.forgetAll();
	}

	/** The methods of a part of the data: those that change something make the cache forget it when they have ended. */
	function forgetting<Part extends object>(part: () => Part, effects: Readonly<Record<keyof Part, Effect>>): Part {
		const methods = Object.entries<Effect>(effects).map(([name, effect]) => {
			const call = (...args: unknown[]): unknown =>
				(part() as Record<string, (...args: unknown[]) => unknown>)[name]?.(...args);
			if (effect === "nothing") return [name, call];
			const write = async (...args: unknown[]): Promise<unknown> => {
				try {
					return await call(...args);
				} finally {
					forget(effect, args[0]);
				}
			};
			return [name, write];
		});
		return Object.fromEntries(methods) as Part;
	}

	const access: AccessData = {
		...forgetting(() => database.access, ACCESS_EFFECTS),
		grant: (secureUrl, tokenHash) =>
			after(revisions.grants(), (revision) =>
				grants.read(revision, 0, `${tokenHash.toString("latin1")}${secureUrl}`, () =>
					database.access.grant(secureUrl, tokenHash),
				),
			),
	};
	const plain = forgetting(() => database.groups, GROUP_EFFECTS);
	const revision = revisions.groups;
	const remembered: GroupData = revision
		? {
				...plain,
				page: (storeId, offset, limit) =>
					groups.read(revision(), storeId, pageKey(offset, limit), () => database.groups.page(storeId, offset, limit)),
				get: (storeId, id) => groups.read(revision(), storeId, groupKey(id), () => database.groups.get(storeId, id)),
			}
		: plain;

	return {
		groups: remembered,
		access,
		buckets: database.buckets,
		check: () => database.check(),
		ready: () => database.ready(),
		...(database.stats ? { stats: database.stats.bind(database) } : {}),
		close: () => database.close(),
	};
}

/** What was read under one revision: by part of the data, such as a store, and by key. */
class Memory<Value> {
	readonly #most: number;
	readonly #sizeOf: (value: Value) => number;
	readonly #parts = new Map<number, Map<number | string, Value>>();
	#size = 0;
	#revision: Revision | undefined;
	/** Makes it show that something was forgotten while a value was looked for: that one is not kept. */
	#forgotten = 0;

	/** @param most how much is kept, by `sizeOf`: all goes before there is more */
	constructor(most: number, sizeOf: (value: Value) => number) {
		this.#most = most;
		this.#sizeOf = sizeOf;
	}

	read<Found extends Value>(
		revision: Revision,
		part: number,
		key: number | string,
		find: () => Awaitable<Found | undefined>,
	): Awaitable<Found | undefined> {
		if (revision !== this.#revision) this.forgetAll();
		this.#revision = revision;
		const known = this.#parts.get(part)?.get(key);
		if (known !== undefined) return known as Found;
		const before = this.#forgotten;
		return after(find(), (found) => {
			if (found !== undefined && before === this.#forgotten) this.#keep(part, key, found);
			return found;
		});
	}

	forget(part: number): void {
		this.#forgotten++;
		for (const value of this.#parts.get(part)?.values() ?? []) this.#size -= this.#sizeOf(value);
		this.#parts.delete(part);
	}

	forgetAll(): void {
		this.#forgotten++;
		this.#parts.clear();
		this.#size = 0;
	}

	#keep(part: number, key: number | string, value: Value): void {
		const size = this.#sizeOf(value);
		if (size > this.#most) return;
		if (this.#size + size > this.#most) this.forgetAll();
		const kept = this.#parts.get(part) ?? new Map<number | string, Value>();
		this.#parts.set(part, kept);
		const before = kept.get(key);
		this.#size += size - (before === undefined ? 0 : this.#sizeOf(before));
		kept.set(key, value);
	}
}

/** Odd numbers are groups, even ones pages. */
function groupKey(id: number): number {
	return id * 2 + 1;
}

function pageKey(offset: number, size: number): number {
	return (offset * MAX_PAGE + size) * 2;
}
