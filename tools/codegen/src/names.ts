/**
 * The words of an API's folder name or of a scheme's name as one PascalCase name.
 *
 * @example pascalCase("parcel-lockers") // "ParcelLockers"
 */
export function pascalCase(name: string): string {
	return name
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
export function camelCase(name: string): string {
	return pascalCase(name).replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+(?![a-z])|^[A-Z]/, (head) => head.toLowerCase());
}

/** Whether the text can stand as a name in TypeScript. */
export function isIdentifier(text: string): boolean {
	return /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(text);
}

/** What TypeScript keeps to itself in modules. */
const reserved = new Set(
	"await break case catch class const continue debugger default delete do else enum export extends false finally for function if implements import in instanceof interface let new null package private protected public return static super switch this throw true try typeof var void while with yield arguments eval undefined".split(
		" ",
	),
);

/**
 * The name of a function, from an operation's id: the id itself wherever it can be one.
 *
 * @example functionName("get-locker") // "getLocker"
 * @example functionName("delete") // "delete_"
 */
export function functionName(operationId: string): string {
	const name = isIdentifier(operationId) ? operationId : camelCase(operationId);
	return reserved.has(name) || !isIdentifier(name) ? `${name}_` : name;
}

/** A name as a member in code: quoted where it has to be. */
export function memberName(name: string): string {
	return isIdentifier(name) ? name : JSON.stringify(name);
}
