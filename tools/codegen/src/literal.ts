import { memberName } from "./names.js";

/** The longest line that a value is written on. */
const width = 100;

/** Writes a member of an object. */
type WriteMember = (name: string, text: string) => string;

/**
 * A value as it stands in code, over several lines where it is long; members that are undefined are left out.
 *
 * @param member {@link constant} for a constant that has a type
 */
export function literal(value: unknown, member: WriteMember = plain): string {
	return write(value, "", member);
}

function write(value: unknown, indent: string, member: WriteMember): string {
	if (typeof value !== "object" || value === null) return code(value);
	const flat = short(value, width - indent.length, member);
	if (flat !== undefined) return flat;
	const inner = `${indent}\t`;
	const lines = membersOf(value).map(([name, held]) => {
		const text = write(held, inner, member);
		return Array.isArray(value) ? text : member(name, text);
	});
	const [open, close] = Array.isArray(value) ? "[]" : "{}";
	return `${open}\n${lines.map((line) => `${inner}${line},`).join("\n")}\n${indent}${close}`;
}

/**
 * A value on one line of so much room; `undefined` where it needs more. It is given up as soon as that is seen, so that a value
 * is not written anew for each of the many that it lies in.
 */
function short(value: unknown, room: number, member: WriteMember): string | undefined {
	let left = room;
	const texts: string[] = [];
	for (const [name, held] of membersOf(value as object)) {
		const inner = typeof held === "object" && held !== null ? short(held, left, member) : code(held);
		if (inner === undefined) return undefined;
		const text = Array.isArray(value) ? inner : member(name, inner);
		left -= text.length;
		if (left < 0) return undefined;
		texts.push(text);
	}
	const whole = around(Array.isArray(value), texts);
	return whole.length <= room ? whole : undefined;
}

/** A value as an expression on one line. */
export function code(value: unknown, member: WriteMember = plain): string {
	if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
	const isArray = Array.isArray(value);
	return around(
		isArray,
		membersOf(value).map(([name, held]) => (isArray ? code(held, member) : member(name, code(held, member)))),
	);
}

function around(isArray: boolean, texts: readonly string[]): string {
	if (isArray) return `[${texts.join(", ")}]`;
	return texts.length === 0 ? "{}" : `{ ${texts.join(", ")} }`;
}

function membersOf(value: object): [string, unknown][] {
	return Object.entries(value).filter(([, held]) => held !== undefined);
}

function plain(name: string, text: string): string {
	return `${memberName(name)}: ${text}`;
}

/**
 * A member of a constant that has a type. For the compiler a member called `toString` is always the function of all objects,
 * so that it takes `{ type: "string" }` there for one of any text.
 */
export function constant(name: string, text: string): string {
	return `${plain(name, text)}${name in Object.prototype && /^[[{]/.test(text) ? " as const" : ""}`;
}
