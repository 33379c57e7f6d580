import type { Grant } from "../store.js";
import type { OutsideChanges } from "./outside-changes.js";

/** With so many grants in memory, all are forgotten. */
const LIMIT = 10_000;

/**
 * Keeps grants that were found, until anything may have changed them: the service's own writes to stores, applications
 * and tokens clear it, and so does what {@link OutsideChanges} has seen.
 */
export class GrantCache {
	readonly #grants = new Map<string, Grant>();
	readonly #changes: OutsideChanges;
	#generation: number;

	constructor(changes: OutsideChanges) {
		this.#changes = changes;
		this.#generation = changes.generation;
	}

	/** The grant of a store's token, from memory or else by `find`. */
	get(secureUrl: string, tokenHash: Buffer, find: () => Grant | undefined): Grant | undefined {
		if (this.#generation !== this.#changes.generation) this.clear();
		this.#generation = this.#changes.generation;

		const key = `${tokenHash.toString("latin1")}${secureUrl}`;
		const known = this.#grants.get(key);
		if (known) return known;
		const grant = find();
		if (grant === undefined) return undefined;
		if (this.#grants.size >= LIMIT) this.clear();
		this.#grants.set(key, grant);
		return grant;
	}

	clear(): void {
		this.#grants.clear();
	}
}
