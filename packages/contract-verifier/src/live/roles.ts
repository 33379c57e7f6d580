import {
	bodyKindOf,
	type DocumentModel,
	escapeToken,
	essenceOf,
	type Link,
	type Operation,
	type Resource,
	resourcesOf,
	valueAt,
} from "@onespec/openapi-document";
import { readStrictJson } from "../json/strict.js";
import type { Answer } from "../judge.js";
import { mediaFor, operationsById, responseFor } from "../lookup.js";
import { readXmlAt } from "../xml/read-at.js";

/** A collection, with the place of its items where that is another. */
export interface Collection extends Resource {
	/** The path below which items are read, changed and removed: `/notes` of `/things/{id}/notes`. */
	readonly itemsAt?: string;
}

/** What an operation does to the items of which collection. */
export interface RoleIn {
	readonly resource: Collection;
	readonly role: "create" | "read" | "update" | "replace" | "updateMany" | "delete" | "list";
}

interface Index {
	readonly roles: ReadonlyMap<Operation, RoleIn>;
	/** By path, the names of parameters left out: `/things/{}`. */
	readonly collections: ReadonlyMap<string, Collection>;
	readonly readers: ReadonlyMap<string, Operation>;
}

const ROLES = ["create", "read", "update", "replace", "updateMany", "delete", "list"] as const;
const ITEM_ROLES = ["read", "update", "replace", "delete"] as const;
const known = new WeakMap<DocumentModel, Index>();
const joined = new WeakMap<DocumentModel, readonly Collection[]>();

/**
 * The collections of a document. One that makes items below another item, and has their other operations at a shorter path (shallow
 * nesting: `POST /things/{id}/notes` beside `DELETE /notes/{note}`), is one collection with `itemsAt`.
 */
export function collectionsOf(model: DocumentModel): readonly Collection[] {
	let collections = joined.get(model);
	if (collections === undefined) {
		const resources = resourcesOf(model);
		const homes = new Map(resources.map((one) => [one, homeOf(resources, one)]));
		collections = resources.flatMap((one) => {
			const home = homes.get(one);
			if (home !== undefined) return [joinedWith(one, home)];
			const isHome = [...homes.values()].includes(one);
			if (!isHome) return [one];
			// Its list alone is left; it has the items of all.
			return one.list ? [{ ...one, read: undefined, update: undefined, replace: undefined, delete: undefined }] : [];
		});
		joined.set(model, collections);
	}
	return collections;
}

/** The one collection of the same name at a shorter path that has the items which this one makes. */
function homeOf(resources: readonly Resource[], one: Resource): Resource | undefined {
	if (one.create === undefined || ITEM_ROLES.some((role) => one[role] !== undefined)) return undefined;
	const segments = one.path.split("/");
	const homes = resources.filter((other) => {
		const shorter = other.path.split("/");
		const isOuter = shorter.slice(0, -1).every((segment, index) => segment === segments[index]);
		const hasItems = other.create === undefined && ITEM_ROLES.some((role) => other[role] !== undefined);
		return shorter.length < segments.length && shorter.at(-1) === segments.at(-1) && isOuter && hasItems;
	});
	return homes.length === 1 ? homes[0] : undefined;
}

function joinedWith(one: Resource, home: Resource): Collection {
	const { read, update, replace, delete: remove, key, path: itemsAt } = home;
	const item = read === undefined ? one.item : home.item;
	const id = one.create?.id?.replace(/[^/]*$/, escapeToken(key));
	return {
		...one,
		create: one.create && { ...one.create, id },
		read,
		update,
		replace,
		delete: remove,
		key,
		item,
		itemsAt,
	};
}

/** The path of the document below which the items of a collection stand. */
export function itemsTemplate({ path, itemsAt }: Collection): string {
	const at = itemsAt ?? path;
	return at === "/" ? "" : at;
}

/**
 * Where an item of a collection is on the server.
 *
 * @param collection the path of the collection on the server, with its base path
 * @example itemPath(notes, "/v1/things/7/notes", "3") // "/v1/notes/3" with notes.itemsAt "/notes"
 */
export function itemPath({ path, itemsAt }: Collection, collection: string, id: string): string {
	const own = collection.replace(/\/$/, "");
	if (itemsAt === undefined) return `${own}/${encodeURIComponent(id)}`;
	const segments = own.split("/");
	const base = segments.length - path.split("/").length;
	const outer = segments.slice(0, base + itemsAt.split("/").length - 1);
	return [...outer, segments.at(-1), encodeURIComponent(id)].join("/");
}

function indexOf(model: DocumentModel): Index {
	let index = known.get(model);
	if (index === undefined) {
		const roles = new Map<Operation, RoleIn>();
		const collections = collectionsOf(model);
		for (const resource of collections) {
			for (const role of ROLES) {
				const operation = resource[role]?.operation;
				if (operation !== undefined) roles.set(operation, { resource, role });
			}
		}
		index = {
			roles,
			collections: new Map([
				...collections.map((one) => [nameless(one.path), one] as const),
				...collections.flatMap((one) => (one.itemsAt === undefined ? [] : [[nameless(one.itemsAt), one] as const])),
			]),
			readers: new Map(
				model.operations.filter(({ method }) => method === "GET").map((one) => [nameless(one.path), one]),
			),
		};
		known.set(model, index);
	}
	return index;
}

/** The role of an operation; `undefined` where it has none that anybody knows. */
export function roleIn(model: DocumentModel, operation: Operation): RoleIn | undefined {
	return indexOf(model).roles.get(operation);
}

/** Whether an operation does something that no role tells: a POST below which there is nothing to read, list or change, such as a merge. */
export function isAction(model: DocumentModel, operation: Operation): boolean {
	const found = roleIn(model, operation);
	return (
		found === undefined ||
		(found.role === "create" && ROLES.every((role) => role === "create" || !found.resource[role]))
	);
}

/** The collection at a path of the document, whatever its parameters are called. */
export function collectionAt(model: DocumentModel, path: string): Collection | undefined {
	return indexOf(model).collections.get(nameless(path));
}

/** The operation that reads what stands at a path of the document. */
export function readerAt(model: DocumentModel, path: string): Operation | undefined {
	return indexOf(model).readers.get(nameless(path));
}

function nameless(path: string): string {
	return path.replace(/\{[^{}]+\}/g, "{}").replace(/(.)\/$/, "$1");
}

/** One segment of a path that is a parameter, with the path that ends there. */
export interface Level {
	readonly parameter: string;
	/** `/things/{id}` of `/things/{id}/notes`. */
	readonly path: string;
	/** How many segments the path has. */
	readonly length: number;
}

/** The parameters of a path, the outermost first; `undefined` where one is only a part of its segment. */
export function levelsOf({ path }: Pick<Operation, "path">): Level[] | undefined {
	const segments = path.replace(/(.)\/$/, "$1").split("/");
	const levels: Level[] = [];
	for (const [index, segment] of segments.entries()) {
		if (!segment.includes("{")) continue;
		const [, parameter] = /^\{([^{}]+)\}$/.exec(segment) ?? [];
		if (parameter === undefined) return undefined;
		levels.push({ parameter, path: segments.slice(0, index + 1).join("/"), length: index + 1 });
	}
	return levels;
}

/** The id that the answer to a create says: where a link or the document has it, else in its `Location`. */
export function createdId(model: DocumentModel, resource: Collection, answer: Answer): string | undefined {
	const { create, path: collection } = resource;
	if (create === undefined) return undefined;
	const linked = linkedId(model, create.operation, answer, `${itemsTemplate(resource)}/{}`);
	if (linked !== undefined) return linked;
	const said = create.id === undefined ? undefined : valueIn(model, create.operation, answer, create.id);
	if (typeof said === "string" || typeof said === "number") return String(said);
	return locatedId(collection, answer.headers.location);
}

/** The id in a `Location` that leads into a collection, whatever host and base path come before. */
function locatedId(collection: string, location: string | undefined): string | undefined {
	const segments = (location ?? "").split(/[?#]/)[0]?.replace(/\/$/, "").split("/") ?? [];
	const parent = collection.split("/").at(-1) ?? "";
	const last = segments.at(-1);
	// A reference that is relative to the collection names the id alone.
	if (last === undefined || last === "") return undefined;
	if (segments.length > 1 && parent !== "" && !parent.startsWith("{") && segments.at(-2) !== parent) return undefined;
	try {
		return decodeURIComponent(last);
	} catch {
		return undefined;
	}
}

/** The operations whose answers have a link to what stands at a path, or below it. */
export function linkingTo(model: DocumentModel, itemPath: string): Operation[] {
	return model.operations.filter(({ responses }) =>
		responses.some(({ links }) => links.some((link) => linkedParameter(model, link, itemPath) !== undefined)),
	);
}

/**
 * The value that an answer offers by its `links` for the last parameter of a path.
 *
 * @param itemPath ends in the parameter, whatever that is called: `/things/{}`
 * @returns `undefined` where no link of the answer leads there, or the answer does not have what it points to
 */
export function linkedId(
	model: DocumentModel,
	operation: Operation,
	answer: Answer,
	itemPath: string,
): string | undefined {
	for (const link of responseFor(operation, answer.status)?.links ?? []) {
		const expression = linkedParameter(model, link, itemPath);
		const [, header, pointer = ""] = /^\$response\.(?:header\.(.+)|body#(.*))$/.exec(String(expression)) ?? [];
		if (expression === undefined || (header ?? pointer) === "") continue;
		const value =
			header === undefined ? valueIn(model, operation, answer, pointer) : answer.headers[header.toLowerCase()];
		if (typeof value === "string" || typeof value === "number") return String(value);
	}
	return undefined;
}

/** What a link gives for the last parameter of a path. */
function linkedParameter(model: DocumentModel, { operation, parameters }: Link, itemPath: string): unknown {
	const target = operation === undefined ? undefined : operationsById(model).get(operation);
	const level = target && levelsOf(target)?.find(({ path }) => nameless(path) === nameless(itemPath));
	return level && (parameters[`path.${level.parameter}`] ?? parameters[level.parameter]);
}

/** The value at a pointer of an answer's body; `undefined` where there is none or the body can't be read. */
export function valueIn(model: DocumentModel, operation: Operation, answer: Answer, pointer: string): unknown {
	const text = Buffer.from(answer.body).toString();
	const mediaType = essenceOf(answer.headers["content-type"] ?? "application/json");
	try {
		if (bodyKindOf(mediaType) !== "xml") return valueAt(readStrictJson(text).value, pointer);
		const { schema = {} } = mediaFor(responseFor(operation, answer.status)?.content, mediaType) ?? {};
		return readXmlAt(model, schema, text, pointer);
	} catch {
		return undefined;
	}
}
