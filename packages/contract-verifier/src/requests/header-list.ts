/** Request headers whose names keep their spelling, and are the same in any case. */
export class HeaderList {
	readonly #headers = new Map<string, [name: string, value: string]>();

	set(name: string, value: string): void {
		this.#headers.set(name.toLowerCase(), [name, value]);
	}

	delete(name: string): void {
		this.#headers.delete(name.toLowerCase());
	}

	toObject(): Record<string, string> {
		return Object.fromEntries(this.#headers.values());
	}
}
