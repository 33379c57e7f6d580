/**
 * The words of a text as one PascalCase name; empty where it has no letters and digits of ASCII.
 *
 * @example pascalCase("parcel-lockers") // "ParcelLockers"
 */
export function pascalCase(text: string): string {
	return text
		.split(/[^A-Za-z0-9]+/)
		.filter((word) => word !== "")
		.map((word) => word.charAt(0).toUpperCase() + word.slice(1))
		.join("");
}

/**
 * As {@link pascalCase}, with the first word in lower case; a leading run of capitals counts as one word.
 *
 * @example camelCase("SecureURL") // "secureURL"
 * @example camelCase("APIKey") // "apiKey"
 */
export function camelCase(text: string): string {
	return pascalCase(text).replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+(?![a-z])|^[A-Z]/, (head) => head.toLowerCase());
}

/** Whether the text can stand as a name in TypeScript. */
export function isIdentifier(text: string): boolean {
	return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(text);
}

/** What TypeScript keeps to itself, and the types of its library that generated code uses by their names. */
const RESERVED =
	"await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield arguments eval undefined async of any unknown never object string number boolean symbol bigint type as is keyof infer Array AsyncIterable AsyncIterableIterator Blob Date Error Extract JSON Map NonNullable Number Object Omit Partial Pick Promise Readonly ReadonlyArray Record RegExp Set Uint8Array ReadableStream".split(
		" ",
	);

/**
 * The names of one scope of generated code. Every name that comes from a document is made here, so that it is an
 * identifier, no word of TypeScript, and different from all others of its scope.
 *
 * @example
 * const names = new Names(["send"]);
 * names.take("getPet"); // "getPet"
 * names.take("delete"); // "delete_"
 * names.take("send"); // "send_"
 * names.take("get-pet", camelCase); // "getPet2"
 */
export class Names {
	readonly #taken: Set<string>;

	/** @param taken names that the scope has already */
	constructor(taken: Iterable<string> = []) {
		this.#taken = new Set([...RESERVED, ...taken]);
	}

	/** @param style how a text that is no identifier becomes one */
	take(text: string, style: (text: string) => string = pascalCase): string {
		const styled = isIdentifier(text) ? text : style(text);
		const name = isIdentifier(styled) ? styled : `_${styled}`;
		let free = name;
		if (this.#taken.has(free)) free = `${name}_`;
		for (let number = 2; this.#taken.has(free); number++) free = `${name}${number}`;
		this.#taken.add(free);
		return free;
	}
}

/** A name as a member in code: quoted where it has to be. `__proto__` in an object would be its prototype. */
export function memberName(name: string): string {
	if (name === "__proto__") return '["__proto__"]';
	return isIdentifier(name) ? name : JSON.stringify(name);
}
