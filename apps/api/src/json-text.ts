declare const body: unique symbol;

/**
 * A body that is JSON text already, as the document's JSON codec writes it. Where answers are typed, it stands for the
 * body of type `Body`.
 *
 * @example
 * new JsonText<Group[]>(`[${groups.map(writeGroup).join(",")}]`);
 */
export class JsonText<Body> {
	/** The type alone; there is no such member. */
	declare readonly [body]: Body;
	readonly json: string;
	/** The text in other representations, by what wrote them. */
	#others: Map<(json: string) => string, string> | undefined;

	constructor(json: string) {
		this.json = json;
	}

	/** The text in another representation, which is written once: a page that is asked for again is the same object. */
	as(write: (json: string) => string): string {
		this.#others ??= new Map();
		const other = this.#others.get(write) ?? write(this.json);
		this.#others.set(write, other);
		return other;
	}
}

/** An array with one element. */
export function jsonArrayOf<Item>(item: JsonText<Item>): JsonText<Item[]> {
	return new JsonText(`[${item.json}]`);
}
