import { type DocumentModel, escapeToken, flatten, isNullable, type Schema, typeOf } from "@onespec/openapi-document";
import { branchFor, whole } from "../xml/names.js";

/** One place where what is read is not what was written. */
export interface Difference {
	/** A JSON pointer into the item. */
	readonly pointer: string;
	readonly wanted: unknown;
	/** `undefined` where there is nothing. */
	readonly found: unknown;
}

/** What of two values is compared. */
export interface SameOptions {
	/** Says of a member whether it is compared; all are where it is not given. */
	readonly compares?: ((name: string) => boolean) | undefined;
	/** The document says that texts come back as they were sent. Else a server may trim, fold and normalise them. */
	readonly verbatim: boolean;
}

/**
 * The places of a value that was sent at which another value is read. What the schema of a request calls read-only, and
 * what an item as it is read doesn't have or is write-only, is not compared; nor are members that were not sent.
 *
 * @param sent the canonical value of the request, see `readValue`
 * @param found the canonical value of the item as it is read
 */
export function differencesOf(
	model: DocumentModel,
	schemas: { readonly sent: Schema; readonly item: Schema },
	sent: unknown,
	found: unknown,
	{ compares = () => true, verbatim }: SameOptions,
): Difference[] {
	const differences: Difference[] = [];
	const walk = (place: Schema, item: Schema, one: unknown, other: unknown, pointer: string): void => {
		const [here, there] = [whole(model, branchFor(model, place, one)), whole(model, branchFor(model, item, one))];
		if (isObject(one)) {
			if (!isObject(other)) return void differences.push({ pointer, wanted: one, found: other });
			const read = flatten(model, there).properties;
			for (const [name, member] of Object.entries(one)) {
				if (pointer === "" && !compares(name)) continue;
				const [mine, theirs] = [here.properties?.[name] ?? {}, read?.[name]];
				// A map has members that no schema names.
				if (theirs === undefined && read !== undefined && here.properties?.[name] !== undefined) continue;
				if (isOneWay(model, mine, "readOnly") || isOneWay(model, theirs ?? {}, "writeOnly")) continue;
				walk(mine, theirs ?? {}, member, other[name], `${pointer}/${escapeToken(name)}`);
			}
			return;
		}
		if (Array.isArray(one)) {
			if (one.length === 0 && other === undefined && isInvisible(model, here)) return;
			if (!Array.isArray(other) || other.length !== one.length)
				return void differences.push({ pointer, wanted: one, found: other });
			if (here.uniqueItems === true || there.uniqueItems === true) {
				const texts = new Set(other.map((each) => JSON.stringify(each)));
				if (one.every((each) => texts.has(JSON.stringify(each)))) return;
			}
			for (const [index, each] of one.entries())
				walk(here.items ?? {}, there.items ?? {}, each, other[index], `${pointer}/${index}`);
			return;
		}
		// What is read can't be null: null stands for something else, that nothing changes, for one.
		if (one === null && typeOf(there) !== undefined && !isNullable(model, item)) return;
		if (!isSame(here, there, one, other, verbatim)) differences.push({ pointer, wanted: one, found: other });
	};
	walk(schemas.sent, schemas.item, sent, found, "");
	return differences;
}

const withXml = new WeakMap<DocumentModel, boolean>();

/** Whether an array can't be told from none where it is empty: in XML, without an element around its items. */
export function isInvisible(model: DocumentModel, array: Schema): boolean {
	let xml = withXml.get(model);
	if (xml === undefined) {
		const bodies = model.operations.flatMap(({ requestBody, responses }) => [requestBody, ...responses]);
		xml = bodies.some((body) => body?.content.some(({ kind }) => kind === "xml"));
		withXml.set(model, xml);
	}
	return xml && typeOf(array) === "array" && array.xml?.wrapped !== true;
}

function isOneWay(model: DocumentModel, schema: Schema, keyword: "readOnly" | "writeOnly"): boolean {
	return flatten(model, schema)[keyword] === true;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isSame(here: Schema, there: Schema, one: unknown, other: unknown, verbatim: boolean): boolean {
	if (one === other) return true;
	// What is null may be left out.
	if (one === null) return other === undefined;
	if (typeof one === "number" && typeof other === "number") {
		const type = typeOf(here) ?? typeOf(there);
		return type !== "integer" && Math.fround(one) === Math.fround(other) && here.format === "float";
	}
	// A number in one schema, its text in the other.
	if (typeof one !== typeof other && isScalar(one) && isScalar(other)) return String(one) === String(other);
	if (typeof one !== "string" || typeof other !== "string") return false;
	if (/^(date-time|date|time)$/.test(here.format ?? there.format ?? "")) {
		const [mine, theirs] = [Date.parse(one), Date.parse(other)];
		// A server may keep whole seconds.
		if (!Number.isNaN(mine) && !Number.isNaN(theirs)) return Math.abs(mine - theirs) < 1000;
	}
	if ((here.format ?? there.format) === "byte") return one.replace(/\s/g, "") === other.replace(/\s/g, "");
	return !verbatim && folded(one) === folded(other);
}

function isScalar(value: unknown): boolean {
	return typeof value === "string" || typeof value === "number";
}

/** A text without what a server may change that doesn't promise to keep it. */
function folded(text: string): string {
	return text.normalize("NFKC").replace(/\s+/g, " ").trim().toLowerCase().replace(/\/$/, "");
}

/** A value for a message, in one line and not too long. */
export function shown(value: unknown): string {
	if (value === undefined) return "missing";
	// What looks like another character is shown by its number.
	const text = (JSON.stringify(value) ?? "missing").replace(/[^\0-\u024f]/gu, (one) =>
		/\p{M}/u.test(one) || one.normalize("NFKC") !== one ? `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}` : one,
	);
	return text.length > 90 ? `${text.slice(0, 60)}… (${lengthIn(value)})` : text;
}

function lengthIn(value: unknown): string {
	if (typeof value === "string") return `${[...value].length} characters`;
	if (Array.isArray(value)) return `${value.length} items`;
	return `${JSON.stringify(value).length} characters of JSON`;
}
