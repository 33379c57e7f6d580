import {
	bodyKindOf,
	type DocumentModel,
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

/** What an operation does to the items of which collection. */
export interface RoleIn {
	readonly resource: Resource;
	readonly role: "create" | "read" | "update" | "replace" | "updateMany" | "delete" | "list";
}

interface Index {
	readonly roles: ReadonlyMap<Operation, RoleIn>;
	/** By path, the names of parameters left out: `/things/{}`. */
	readonly collections: ReadonlyMap<string, Resource>;
	readonly readers: ReadonlyMap<string, Operation>;
}

const ROLES = ["create", "read", "update", "replace", "updateMany", "delete", "list"] as const;
const known = new WeakMap<DocumentModel, Index>();

function indexOf(model: DocumentModel): Index {
	let index = known.get(model);
	if (index === undefined) {
		const roles = new Map<Operation, RoleIn>();
		for (const resource of resourcesOf(model)) {
			for (const role of ROLES) {
				const operation = resource[role]?.operation;
				if (operation !== undefined) roles.set(operation, { resource, role });
			}
		}
		index = {
			roles,
			collections: new Map(resourcesOf(model).map((resource) => [nameless(resource.path), resource])),
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

/** The collection at a path of the document, whatever its parameters are called. */
export function collectionAt(model: DocumentModel, path: string): Resource | undefined {
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
export function createdId(
	model: DocumentModel,
	{ create, path: collection }: Resource,
	answer: Answer,
): string | undefined {
	if (create === undefined) return undefined;
	const linked = linkedId(model, create.operation, answer, `${collection}/{}`);
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
