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
