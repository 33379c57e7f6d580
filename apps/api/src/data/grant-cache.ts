import type { Awaitable, Generation, Grant, KnownGrants } from "./interface.js";

/** With so many grants in memory, all are forgotten. */
const LIMIT = 10_000;

/** Keeps the grants that credentials were found to stand for; each holds as long as its generation is the last one. */
export class GrantCache implements KnownGrants {
	readonly #grants = new Map<string, Grant>();
	readonly #generation: () => Awaitable<Generation>;

	/** @param generation the last generation of grants, at the earliest as of when it is asked for */
	constructor(generation: () => Awaitable<Generation>) {
		this.#generation = generation;
	}

	get(digest: string): Awaitable<Grant | undefined> {
		const grant = this.#grants.get(digest);
		if (grant === undefined) return undefined;
		const ifLast = (last: Generation) => (grant.generation === last ? grant : undefined);
		const generation = this.#generation();
		return generation instanceof Promise ? generation.then(ifLast) : ifLast(generation);
	}

	set(digest: string, grant: Grant): void {
		if (this.#grants.size >= LIMIT) this.clear();
		this.#grants.set(digest, grant);
	}

	clear(): void {
		this.#grants.clear();
	}
}
