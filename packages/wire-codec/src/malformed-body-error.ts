/**
 * A body that is not well-formed JSON or XML, or is nested too deeply. `position` counts UTF-16 units from 0.
 *
 * @example
 * codec.read('{"Name": "Whol'); // MalformedBodyError: unexpected end at position 14
 */
export class MalformedBodyError extends Error {
	override readonly name = "MalformedBodyError";
	readonly position: number;

	constructor(reason: string, position: number) {
		super(`${reason} at position ${position}`);
		this.position = position;
	}
}
