import { expect } from "vitest";

/** Groups by id, each with its name; what a service says that there is. */
export type Found = ReadonlyMap<number, string>;

/** What a write returned; or that it was refused, and has left nothing; or that nobody knows. */
export type Outcome<T> = T | "refused" | "in doubt";

/**
 * What clients know of the groups of a store: what was acknowledged, and what was not, so that it may have happened or
 * not. Names are stamps, each used for one write alone. No two clients change one group at a time.
 */
export class Ledger {
	/** What each group may be named; undefined where it may be gone. */
	readonly #names = new Map<number, readonly (string | undefined)[]>();
	readonly #assigned = new Set<number>();
	/** The names of groups whose creation was not acknowledged. */
	readonly #doubtfulCreates = new Set<string>();
	/** Bulk updates that were not. */
	readonly #doubtfulBulks: { ids: readonly number[]; name: string }[] = [];
	#stamps = 0;
	/** What became of the writes. */
	readonly counts = { acknowledged: 0, refused: 0, doubtful: 0 };

	/** A name that no write has had. */
	stamp(): string {
		return `stamp ${this.#stamps++}`;
	}

	/** The groups that are there for certain. */
	certain(): number[] {
		return [...this.#names].flatMap(([id, names]) => (names.includes(undefined) ? [] : [id]));
	}

	/** Creates a group; `write` returns its id. */
	async create(write: (name: string) => Promise<Outcome<number>>): Promise<number | undefined> {
		const name = this.stamp();
		this.#doubtfulCreates.add(name);
		const id = this.#counted(await write(name));
		if (id !== "in doubt") this.#doubtfulCreates.delete(name);
		if (typeof id !== "number") return undefined;
		this.#assign(id, name);
		return id;
	}

	/** Renames groups in one request, several or one. */
	async rename(ids: readonly number[], write: (name: string) => Promise<Outcome<true>>): Promise<boolean> {
		const name = this.stamp();
		const before = ids.map((id) => [id, this.#names.get(id) ?? []] as const);
		const bulk = { ids, name };
		this.#doubtfulBulks.push(bulk);
		for (const [id, names] of before) this.#names.set(id, [...names, name]);
		const done = this.#counted(await write(name));
		if (done === "in doubt") return false;
		this.#doubtfulBulks.splice(this.#doubtfulBulks.indexOf(bulk), 1);
		for (const [id, names] of before) this.#names.set(id, done === true ? [name] : names);
		return done === true;
	}

	/** Deletes a group. */
	async delete(id: number, write: () => Promise<Outcome<true>>): Promise<boolean> {
		const before = this.#names.get(id) ?? [];
		this.#names.set(id, [...before, undefined]);
		const done = this.#counted(await write());
		if (done !== "in doubt") this.#names.set(id, done === true ? [undefined] : before);
		return done === true;
	}

	/** Expects what is found to be what was acknowledged, and of the rest all or nothing; from then on it is certain. */
	settle(found: Found): void {
		for (const { ids, name } of this.#doubtfulBulks.splice(0)) {
			const applied = ids.filter((id) => found.get(id) === name).length;
			expect([0, ids.length], `how many of ${ids.length} of an update are applied`).toContain(applied);
		}
		for (const [id, names] of this.#names) {
			expect(names, `the name of group ${id}`).toContain(found.get(id));
			this.#names.set(id, [found.get(id)]);
		}
		for (const [id, name] of found) {
			if (this.#names.has(id)) continue;
			expect([...this.#doubtfulCreates], `who created group ${id}`).toContain(name);
			this.#doubtfulCreates.delete(name);
			this.#assign(id, name);
		}
		this.#doubtfulCreates.clear();
	}

	#assign(id: number, name: string): void {
		expect(this.#assigned.has(id), `group ${id} was assigned twice`).toBe(false);
		this.#assigned.add(id);
		this.#names.set(id, [name]);
	}

	#counted<T>(outcome: Outcome<T>): Outcome<T> {
		const kind = outcome === "refused" ? "refused" : outcome === "in doubt" ? "doubtful" : "acknowledged";
		this.counts[kind]++;
		return outcome;
	}
}
