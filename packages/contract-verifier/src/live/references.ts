import { type DocumentModel, escapeToken, resolve, type Schema, typeOf } from "@onespec/openapi-document";
import { whole } from "../xml/names.js";

/** Names that end in what names another thing: `customerId`, `parent_id`, `ownerUuid`. */
const NAMES_ANOTHER =
	/(^|[_-])(id|ids|uuid|uuids|guid|guids|ref|refs)$|[a-z0-9](Id|ID|Ids|IDs|Uuid|UUID|Uuids|Guid|Guids|Ref|Refs)$/;
/** Names by which the caller's own thing goes elsewhere. */
const OWN_NAME = /extern|foreign|track|correl|trace|request|idempot|tax|vat|client_?ref/i;
/** Names that say how another thing stands to this one; of numbers and UUIDs they name it. */
const RELATES =
	/^(parent|child(ren)?|owner|author|assignee|target|source|from|to|destination|predecessor|successor)$|^(merged|moved|linked|attached|assigned|related|relates|transferred|depends|replaced|blocked|duplicate|copy)_?(into|to|of|on|by|from)$/i;
/** Words of a description: "Id of a user", "the slug of the task", "number of another ticket". */
const SAYS_SO =
	/\b(?:ids?|identifiers?|uuids?|slugs?|keys?|references?)\s+(?:of|to|for)\s+(?:an?\s+|the\s+|another\s+|other\s+)*([a-z]+)|\b(?:numbers?|codes?|names?|handles?)\s+of\s+(?:another|other|an existing)\s+([a-z]+)/i;

/**
 * Whether the value of a member names another thing: by its name, or by its description.
 *
 * @param schema resolved, so that it has its description
 * @example isReference("bestFriend", { type: "integer", description: "Id of a user" }) // true
 */
export function isReference(name: string, schema: Schema): boolean {
	const type = typeOf(schema);
	if (type === "boolean" || type === "object" || schema.enum !== undefined || OWN_NAME.test(name)) return false;
	const isKey = type === "integer" || schema.format === "uuid";
	return NAMES_ANOTHER.test(name) || (isKey && RELATES.test(name)) || SAYS_SO.test(schema.description ?? "");
}

/** What an action has numbers for that name nothing: an amount, a time, a place in an order. */
const QUANTITY =
	/amount|count|quantit|qty|days?|hours?|minutes?|seconds?|price|total|percent|rating|score|size|length|width|height|weight|limit|level|index|year|month|duration|time|points|people|guests|page|priority|version|digits?/i;
/** Names by which an action says with what, into what, or to whom. */
const OTHER =
	/^(an)?other|target|source|dest|^(into|from|to|with)([_-]|[A-Z]|$)|parent|winner|loser|duplicate|original|replac|successor|recipient|owner|member|receiver|assignee/i;
const SAYS_NUMBER = /\b(?:numbers?|nos?|names?|codes?)\s+of\s+(?:an?\s+|the\s+|another\s+|other\s+)*([a-z]+)/i;

/**
 * Whether a member of an action's body may name what the action changes beside its item: with `{ other: 7 }` a merge removes thing 7.
 * An action is what fits no role; nobody knows what it does, so that more is taken for a name than {@link isReference} does.
 */
function mayName(model: DocumentModel, name: string, schema: Schema): boolean {
	const here = whole(model, schema);
	const place = typeOf(here) === "array" ? whole(model, here.items ?? {}) : here;
	if (place.enum !== undefined || place.const !== undefined || OWN_NAME.test(name)) return false;
	const says = OTHER.test(name) || SAYS_NUMBER.test(here.description ?? "");
	const type = typeOf(place);
	if (type === "integer") return says || !QUANTITY.test(name);
	return type === "string" && (place.format === "uuid" || (says && (place.format ?? "") === ""));
}

/** A member of a body that names another thing. */
export interface Reference {
	/** A JSON pointer with `*` for each index. */
	readonly place: string;
	readonly name: string;
	readonly schema: Schema;
	/** It has to be sent, as all objects around it. */
	readonly required: boolean;
	/** What it names, in one word: `customer`. */
	readonly what: string;
}

const DEEPEST = 5;

/**
 * The members of a body that name other things; those named `key` at its top name the item itself.
 *
 * @param key `undefined` for an operation that fits no role: see {@link mayName}
 */
export function referencesIn(model: DocumentModel, schema: Schema, key: string | undefined): Reference[] {
	const found: Reference[] = [];
	const walk = (place: Schema, pointer: string, required: boolean, depth: number): void => {
		const here = whole(model, place);
		if (depth > DEEPEST) return;
		if (here.items !== undefined) walk(here.items, `${pointer}/*`, required, depth + 1);
		for (const [name, member] of Object.entries(here.properties ?? {})) {
			const inside = `${pointer}/${escapeToken(name)}`;
			const needed = required && here.required?.includes(name) === true;
			const described = resolve(model, member);
			if (name === key && /^(\/\*)?$/.test(pointer)) continue;
			const isNamed = key === undefined && mayName(model, name, member);
			if (isNamed || isReference(name, described)) {
				const { description = "" } = described;
				const [, one, other] = SAYS_SO.exec(description) ?? (isNamed ? SAYS_NUMBER.exec(description) : null) ?? [];
				const said = one ?? other;
				const what = name.replace(/[_-]?(ids?|uuids?|guids?|refs?)$/i, "") || said || "";
				found.push({ place: inside, name, schema: member, required: needed, what: said ?? what });
			} else walk(member, inside, needed, depth + 1);
		}
	};
	walk(schema, "", true, 0);
	return found;
}

/** Whether a collection is one of what a word names: `/customers` of `customer`. */
export function isCollectionOf(path: string, what: string): boolean {
	const name = (path.split("/").at(-1) ?? "").replace(/[^a-z0-9]/gi, "").toLowerCase();
	const word = what.replace(/[^a-z0-9]/gi, "").toLowerCase();
	return word !== "" && [word, `${word}s`, `${word}es`, word.replace(/y$/, "ies")].includes(name);
}
