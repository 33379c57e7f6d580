import { escapeToken } from "@onespec/openapi-document";

/** A JSON text that was read strictly. */
export interface StrictJson {
	value: unknown;
	/** The raw text of each number, by JSON pointer: `/0/price` → `1.0`. */
	numbers: Map<string, string>;
	/** The pointers of members that occur more than once in their object. */
	duplicates: string[];
}

/**
 * Reads a JSON text and keeps what `JSON.parse` hides: the raw text of numbers, and members that occur twice.
 *
 * @throws SyntaxError where the text is not JSON, or begins with a byte order mark.
 */
export function readStrictJson(text: string): StrictJson {
	if (text.startsWith("\ufeff")) throw new SyntaxError("begins with a byte order mark");
	const value: unknown = JSON.parse(text);
	return { value, ...scan(text) };
}

/** Walks a text that is known to be JSON. */
function scan(text: string): Omit<StrictJson, "value"> {
	const numbers = new Map<string, string>();
	const duplicates: string[] = [];
	let position = 0;

	const skipSpace = () => {
		while (/[ \t\n\r]/.test(text.charAt(position))) position++;
	};
	const readString = (): string => {
		const start = position++;
		while (text.charAt(position) !== '"') position += text.charAt(position) === "\\" ? 2 : 1;
		return JSON.parse(text.slice(start, ++position)) as string;
	};
	const readValue = (pointer: string): void => {
		skipSpace();
		const first = text.charAt(position);
		if (first === "{") readObject(pointer);
		else if (first === "[") readArray(pointer);
		else if (first === '"') readString();
		else {
			const token = /[^\s,\]}]*/y;
			token.lastIndex = position;
			const raw = token.exec(text)?.[0] ?? "";
			position += raw.length;
			if (/^[-\d]/.test(raw)) numbers.set(pointer, raw);
		}
		skipSpace();
	};
	const readObject = (pointer: string): void => {
		const names = new Set<string>();
		position++;
		skipSpace();
		while (text.charAt(position) !== "}") {
			skipSpace();
			const name = readString();
			const place = `${pointer}/${escapeToken(name)}`;
			if (names.has(name)) duplicates.push(place);
			names.add(name);
			skipSpace();
			position++;
			readValue(place);
			if (text.charAt(position) === ",") position++;
		}
		position++;
	};
	const readArray = (pointer: string): void => {
		position++;
		skipSpace();
		for (let index = 0; text.charAt(position) !== "]"; index++) {
			readValue(`${pointer}/${index}`);
			if (text.charAt(position) === ",") position++;
		}
		position++;
	};

	readValue("");
	return { numbers, duplicates };
}
