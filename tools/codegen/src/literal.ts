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
	return write(JSON.parse(JSON.stringify(value)), "", member);
}

function write(value: unknown, indent: string, member: WriteMember): string {
	const flat = code(value, member);
	if (typeof value !== "object" || value === null || indent.length + flat.length <= width) return flat;
	const inner = `${indent}\t`;
	const lines = Array.isArray(value)
		? value.map((item) => write(item, inner, member))
		: Object.entries(value).map(([name, held]) => member(name, write(held, inner, member)));
	const [open, close] = Array.isArray(value) ? "[]" : "{}";
	return `${open}\n${lines.map((line) => `${inner}${line},`).join("\n")}\n${indent}${close}`;
}

/** A value as an expression on one line. */
export function code(value: unknown, member: WriteMember = plain): string {
	if (Array.isArray(value)) return `[${value.map((item) => code(item, member)).join(", ")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
	const members = Object.entries(value).map(([name, held]) => member(name, code(held, member)));
	return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
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
