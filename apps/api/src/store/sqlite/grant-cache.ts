import type { Grant, KnownGrants } from "../store.js";
import type { OutsideChanges } from "./outside-changes.js";

/** With so many grants in memory, all are forgotten. */
const LIMIT = 10_000;

/**
 * Keeps the grants that credentials were found to stand for, until anything may have changed them: the service's own
 * writes to stores, applications and tokens clear it, and so does what {@link OutsideChanges} has seen.
 */
export class GrantCache implements KnownGrants {
	readonly #grants = new Map<string, Grant>();
	readonly #changes: OutsideChanges;
	#generation: number;

	constructor(changes: OutsideChanges) {
		this.#changes = changes;
		this.#generation = changes.generation;
	}

	get(digest: string): Grant | undefined {
		if (this.#generation !== this.#changes.generation) this.clear();
		return this.#grants.get(digest);
	}

	set(digest: string, grant: Grant): void {
		if (this.#grants.size >= LIMIT) this.clear();
		this.#grants.set(digest, grant);
	}

	clear(): void {
		this.#grants.clear();
		this.#generation = this.#changes.generation;
	}
}
