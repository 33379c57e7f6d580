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
	/** Whether it was sent before. What is sent again is likely to be sent once more, so its bytes are kept. */
	#wasSent = false;
	#bytes: Buffer | undefined;
	/** The bytes in other representations, by what writes them. */
	#others: Map<(json: string) => string, Buffer> | undefined;

	constructor(json: string) {
		this.json = json;
	}

	/** What to send: the text, or its bytes in UTF-8. */
	toSend(): string | Buffer {
		if (this.#isFirst()) return this.json;
		this.#bytes ??= Buffer.from(this.json);
		return this.#bytes;
	}

	/** What to send of it in another representation. */
	toSendAs(write: (json: string) => string): string | Buffer {
		if (this.#isFirst()) return write(this.json);
		this.#others ??= new Map();
		const bytes = this.#others.get(write) ?? Buffer.from(write(this.json));
		this.#others.set(write, bytes);
		return bytes;
	}

	#isFirst(): boolean {
		const isFirst = !this.#wasSent;
		this.#wasSent = true;
		return isFirst;
	}
}

/** An array with one element. */
export function jsonArrayOf<Item>(item: JsonText<Item>): JsonText<Item[]> {
	return new JsonText(`[${item.json}]`);
}

/** All but controls, quotes, backslashes and halves of surrogate pairs, which may be without the other half. */
const TO_ESCAPE = /[^ !#-[\]-\ud7ff\ue000-\uffff]/;

/** `JSON.stringify` of a string, in half of the time where nothing has to be escaped. */
export function quoted(text: string): string {
	return TO_ESCAPE.test(text) ? JSON.stringify(text) : `"${text}"`;
}
