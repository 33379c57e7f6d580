import { memberName } from "./names.js";

/** The longest line that a value is written on. */
const width = 100;

/** A value as it stands in code, over several lines where it is long; members that are undefined are left out. */
export function literal(value: unknown): string {
	return write(JSON.parse(JSON.stringify(value)), "");
}

function write(value: unknown, indent: string): string {
	const flat = code(value);
	if (typeof value !== "object" || value === null || indent.length + flat.length <= width) return flat;
	const inner = `${indent}\t`;
	const lines = Array.isArray(value)
		? value.map((item) => write(item, inner))
		: Object.entries(value).map(([name, member]) => `${memberName(name)}: ${write(member, inner)}`);
	const [open, close] = Array.isArray(value) ? "[]" : "{}";
	return `${open}\n${lines.map((line) => `${inner}${line},`).join("\n")}\n${indent}${close}`;
}

/** A value as an expression on one line. */
export function code(value: unknown): string {
	if (Array.isArray(value)) return `[${value.map(code).join(", ")}]`;
	if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? "undefined";
	const members = Object.entries(value).map(([name, member]) => `${memberName(name)}: ${code(member)}`);
	return members.length === 0 ? "{}" : `{ ${members.join(", ")} }`;
}
