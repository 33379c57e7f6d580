import type { IncomingHttpHeaders } from "node:http";

/** As much of `Headers` as a client needs. */
export class LightHeaders implements Iterable<[string, string]> {
	readonly #values: IncomingHttpHeaders;

	constructor(values: IncomingHttpHeaders) {
		this.#values = values;
	}

	get(name: string): string | null {
		const value = this.#values[name.toLowerCase()];
		return Array.isArray(value) ? value.join(", ") : (value ?? null);
	}

	*[Symbol.iterator](): Iterator<[string, string]> {
		for (const [name, value] of Object.entries(this.#values)) {
			for (const one of Array.isArray(value) ? value : [value ?? ""]) yield [name, one];
		}
	}
}
