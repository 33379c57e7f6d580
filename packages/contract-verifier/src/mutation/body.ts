/** A value as a fault writes it: text is quoted in JSON and escaped in XML, a token is written as it is. */
export type Written = { text: string } | { token: string };

/**
 * The body of an answer, taken apart so that one place can be changed and every other byte that matters stays: numbers
 * keep their text, members and elements their order. Places are the segments of a JSON pointer.
 */
export interface Body {
	/** @throws PlantError where the place is not there, as all below. */
	replace(place: string[], value: Written): void;
	/** Puts `null` at a place, which XML writes as `xsi:nil`. */
	setNull(place: string[]): void;
	remove(place: string[]): void;
	/** Adds a member at the end of an object. */
	add(object: string[], name: string, value: Written): void;
	/** Writes a member a second time, behind the first. */
	repeatMember(place: string[]): void;
	/** The text of a scalar, as the body has it. */
	read(place: string[]): string;
	clear(array: string[]): void;
	/** Repeats the first item until the array has `count` items. */
	fill(array: string[], count: number): void;
	toString(): string;
}
