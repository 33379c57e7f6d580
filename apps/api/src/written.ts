declare const body: unique symbol;

/**
 * A body that is JSON text already, as the document's JSON codec writes it. Where answers are typed, it stands for the
 * body of type `Body`.
 *
 * @example
 * new Written<Group[]>(`[${groups.map(writeGroup).join(",")}]`);
 */
export class Written<Body> {
	/** The type alone; there is no such member. */
	declare readonly [body]: Body;
	readonly json: string;
	#bytes: Buffer | undefined;

	constructor(json: string) {
		this.json = json;
	}

	/** The text in UTF-8, where it {@link willBeSentAgain}. */
	get bytes(): Buffer | undefined {
		return this.#bytes;
	}

	/** Encodes the text once for all the times that it is sent. */
	willBeSentAgain(): void {
		this.#bytes ??= Buffer.from(this.json);
	}
}

/** An array with one element. */
export function writtenArrayOf<Item>(item: Written<Item>): Written<Item[]> {
	return new Written(`[${item.json}]`);
}
