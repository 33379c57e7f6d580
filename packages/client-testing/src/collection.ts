/** An item as it is kept: decimals as text. */
export type Item = Readonly<Record<string, unknown>>;

/** The items of one place, in ascending order of their keys, which are never given out twice. */
export class Collection {
	readonly #key: string;
	#items: Item[] = [];
	#lastNumber = 0;

	constructor(key: string) {
		this.#key = key;
	}

	get size(): number {
		return this.#items.length;
	}

	/** Those from a place on, which is counted from 0. */
	page(from: number, most: number): Item[] {
		return this.#items.slice(from, from + most);
	}

	get(key: unknown): Item | undefined {
		return this.#items[this.#placeOf(key)];
	}

	/** The number of the next key that the collection itself gives. */
	next(): number {
		return ++this.#lastNumber;
	}

	/** Adds an item, or puts it in the place of the one with its key. */
	put(item: Item): void {
		const key = item[this.#key];
		if (Number(key) > this.#lastNumber) this.#lastNumber = Number(key);
		const place = this.#placeOf(key);
		if (place >= 0) this.#items[place] = item;
		else {
			const behind = this.#items.findIndex((other) => isBefore(key, other[this.#key]));
			this.#items.splice(behind < 0 ? this.#items.length : behind, 0, item);
		}
	}

	/** Whether there was one. */
	remove(key: unknown): boolean {
		const place = this.#placeOf(key);
		if (place < 0) return false;
		this.#items.splice(place, 1);
		return true;
	}

	#placeOf(key: unknown): number {
		return this.#items.findIndex((item) => String(item[this.#key]) === String(key));
	}
}

function isBefore(one: unknown, other: unknown): boolean {
	if (typeof one === "number" && typeof other === "number") return one < other;
	return String(one) < String(other);
}
