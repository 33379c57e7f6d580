import { createJsonCodec } from "@onespec/wire-codec/json";
import { apiDocument, resolve, type SchemaObject } from "../document.js";
import { GROUP_DEFAULTS } from "../operations/defaults.js";
import { MigrationError } from "./errors.js";
import type { Group, GroupChanges, GroupMembers } from "./interface.js";

const schema: SchemaObject = { $ref: "#/components/schemas/CustomerGroup" };

// Text gives no way to tell `1` that was padded from `1.0`: read back, both are `1`.
const codec = createJsonCodec(apiDocument, schema, { padding: "dropped" });

/** Each member as it begins in a stored text, and what writes its value. */
const MEMBERS = Object.entries(resolve(apiDocument, schema).properties ?? {}).map(([name, member], index) => ({
	member: name as keyof Group,
	start: `${index === 0 ? "{" : ","}${JSON.stringify(name)}:`,
	write: memberWriter(member),
}));

/** The members of the texts that {@link writeGroup} writes, in their order, each with its type. */
const WRITTEN_MEMBERS = Object.entries(resolve(apiDocument, schema).properties ?? {}).map(([name, member]) => {
	const { type, "x-decimal": decimal } = resolve(apiDocument, member);
	return `${name}: ${decimal ? "decimal" : type}`;
});

/** {@link WRITTEN_MEMBERS} as a database keeps it beside the texts that it has. */
export const MEMBERS_ON_RECORD = JSON.stringify(WRITTEN_MEMBERS);

/**
 * What makes stored texts those that {@link writeGroup} would write, where the document has other members by now. Those
 * that are new get their default.
 *
 * @param onRecord the members that the texts were written with
 * @throws {MigrationError} when the document no longer has one of them, or a new one has no default
 * @example
 * const rewrite = textMigration('["CustomerGroupID: integer", …]');
 * rewrite('{"CustomerGroupID":7, …}'); // the same with "Colour":"" at its place
 */
export function textMigration(onRecord: string): (text: string) => string {
	const stored = JSON.parse(onRecord) as string[];
	const lost = stored.filter((member) => !WRITTEN_MEMBERS.includes(member));
	if (lost.length > 0) {
		throw new MigrationError(
			`The stored groups have a member that the document does not have, or not with this type: ${lost.join(", ")}. A step of the schema has to rewrite them first.`,
		);
	}
	const added = MEMBERS.filter((_, index) => !stored.includes(WRITTEN_MEMBERS[index] ?? ""));
	const defaults: Partial<Group> = GROUP_DEFAULTS;
	const unknown = added.filter(({ member }) => defaults[member] === undefined).map(({ member }) => member);
	if (unknown.length > 0) {
		throw new MigrationError(
			`The stored groups do not have ${unknown.join(", ")}, for which there is no default: give it one in operations/defaults.ts.`,
		);
	}
	return (text) => writeGroup({ ...GROUP_DEFAULTS, ...readGroup(text) });
}

function memberWriter(member: SchemaObject): (value: unknown) => string {
	const { type } = resolve(apiDocument, member);
	if (type === "integer" || type === "boolean") return String;
	const { write } = createJsonCodec(apiDocument, member);
	return type === "string" ? (value) => (typeof value === "string" ? JSON.stringify(value) : write(value)) : write;
}

/**
 * The JSON text that a group is stored as: what an answer in JSON has of it, members in the order of the document.
 *
 * @example
 * writeGroup({ CustomerGroupID: 7, Name: "Retail", …, MinimumOrder: "1" }); // {"CustomerGroupID":7,"Name":"Retail",…
 */
export function writeGroup(group: Group): string {
	let text = "";
	for (const { member, start, write } of MEMBERS) text += start + write(group[member]);
	return `${text}}`;
}

/** The group that a text of {@link writeGroup} stands for. */
export function readGroup(text: string): Group {
	return codec.read(text).value as Group;
}

/** The id in the text of a group, which begins with it. */
export function groupId(text: string): number {
	return Number.parseInt(text.slice('{"CustomerGroupID":'.length), 10);
}

/**
 * The text of a group after a partial update.
 *
 * @param changes an id among them is passed over
 */
export function changeGroup(text: string, changes: GroupChanges): string {
	return spliceGroup(text, changes) ?? spliceGroup(text, inOrder(changes)) ?? rewriteGroup(text, changes);
}

/** {@link changeGroup} the plain way: read, merged, written. */
export function rewriteGroup(text: string, changes: GroupChanges): string {
	return writeGroup({ ...readGroup(text), ...inOrder(changes) });
}

/** What an update may change. */
const CHANGEABLE = new Map(
	MEMBERS.filter(({ member }) => member !== "CustomerGroupID").map((one) => [one.member, one]),
);

/** The members that change, in the order of the document. */
function inOrder(changes: GroupChanges): Partial<GroupMembers> {
	const given: ReadonlyMap<string, unknown> = new Map(Object.entries(changes));
	const members = [...CHANGEABLE.keys()].filter((member) => given.get(member) !== undefined);
	return Object.fromEntries(members.map((member) => [member, given.get(member)]));
}

/**
 * {@link changeGroup} by copying the values that stay, without reading them (docs/benchmarks/fast-paths.md). A member is found
 * by its beginning, which occurs nowhere else: within a string, quotes have a backslash.
 *
 * @returns undefined where the changes are not in the order of the document, or the text not as {@link writeGroup} writes it
 */
function spliceGroup(text: string, changes: GroupChanges): string | undefined {
	let result = "";
	let copied = 0;
	for (const name in changes) {
		const value = changes[name as keyof GroupChanges];
		const member = CHANGEABLE.get(name as keyof GroupChanges);
		if (value === undefined || member === undefined) continue;
		const found = text.indexOf(member.start, copied);
		if (found === -1) return undefined;
		const position = found + member.start.length;
		result += text.slice(copied, position) + member.write(value);
		copied = valueEnd(text, position);
	}
	return copied === 0 ? text : result + text.slice(copied);
}

/** Where a string, number or boolean ends that begins at a position. */
function valueEnd(text: string, start: number): number {
	if (text.charCodeAt(start) !== QUOTE) {
		const comma = text.indexOf(",", start);
		return comma === -1 ? text.length - 1 : comma;
	}
	for (let quote = text.indexOf('"', start + 1); quote !== -1; quote = text.indexOf('"', quote + 1)) {
		let backslashes = 0;
		while (text.charCodeAt(quote - 1 - backslashes) === BACKSLASH) backslashes++;
		if (backslashes % 2 === 0) return quote + 1;
	}
	return text.length;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
