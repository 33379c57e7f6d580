import type { DocumentModel, Operation, Response } from "./model.js";
import { type Cause, documentExtensions, operationExtensions, type Pagination } from "./operation-extensions.js";
import { flatten, isNullable, listOf, membersOf, resolve, type Schema, typeOf } from "./schema.js";

/** What an operation does to the items of a collection. */
export type Role = "create" | "read" | "update" | "replace" | "updateMany" | "delete" | "list";

/** An operation in its role. */
export interface Action {
	readonly operation: Operation;
}

/** An operation on one item. */
export interface ItemAction extends Action {
	/** The parameter of the path that names the item. */
	readonly parameter: string;
	/** The answer for an item that does not exist: `x-not-found`, else a documented 404. */
	readonly missing: { readonly status: number; readonly cause?: string } | undefined;
}

/**
 * A collection and what the document's operations do to its items. Pointers are JSON pointers into the body of the success.
 */
export interface Resource {
	/** The path of the collection: `/things`. */
	readonly path: string;
	/** The member of an item that no other item shares. */
	readonly key: string;
	/** An item as it is read. */
	readonly item: Schema;
	readonly create:
		| (Action & {
				/** Where the answer has the new id; `undefined` where it says none. */
				readonly id: string | undefined;
				/** The values of members that a request leaves out, as far as the document says. */
				readonly defaults: Readonly<Record<string, unknown>>;
		  })
		| undefined;
	readonly read:
		| (ItemAction & { /** Where the answer has the item: `""`, `/0`, `/data`. */ readonly item: string })
		| undefined;
	/** Members that are not sent keep their values. */
	readonly update: ItemAction | undefined;
	/** Members that are not sent are gone, or have their defaults. */
	readonly replace: ItemAction | undefined;
	readonly updateMany:
		| (Action & {
				/** The status where some items fail. */
				readonly partial: number;
				/** The statuses where all items fail. */
				readonly failed: readonly number[];
				/** Where an item's result has the item's id; `undefined` where it says none. */
				readonly id: string | undefined;
		  })
		| undefined;
	readonly delete: ItemAction | undefined;
	readonly list:
		| (Action & {
				/** Where the answer has the items: `""`, `/data`. */
				readonly items: string;
				readonly pagination: ListPagination | undefined;
				/** The answer for a collection without items, where that is an error. */
				readonly empty: Cause | undefined;
		  })
		| undefined;
	readonly count:
		| (Action & {
				readonly parameter: string;
				readonly value: number | boolean | string;
				/** Where the answer has the number. */
				readonly total: string;
		  })
		| undefined;
}

/** Offset pagination, with what the parameters' schemas say of it. */
export interface ListPagination {
	readonly limit: string;
	readonly offset: string;
	/** The offset of the first item of all. */
	readonly first: number;
	readonly defaultLimit: number | undefined;
	readonly maximumLimit: number | undefined;
	/** The answer for an offset after the last item, where that is an error. */
	readonly pastTheEnd: Cause | undefined;
}

const known = new WeakMap<DocumentModel, readonly Resource[]>();

/**
 * What the operations of a document do, said once for all who need to know it: by the extensions where the document has
 * them (`x-role`, `x-pagination`, `x-result` and so on), else by method and path as HTTP means them: `POST` on a collection
 * creates, `PATCH` on an item updates, `PUT` replaces.
 *
 * @returns the collections in the order of the document; operations that belong to none are in none. Computed once for
 *   each model.
 * @example resourcesOf(model)[0].create?.operation.id // "createThing"
 */
export function resourcesOf(model: DocumentModel): readonly Resource[] {
	let resources = known.get(model);
	if (resources === undefined) {
		resources = derive(model);
		known.set(model, resources);
	}
	return resources;
}

/** The role of an operation in its collection. */
export function roleOf(model: DocumentModel, operation: Operation): Role | undefined {
	const { role, batch } = operationExtensions(operation);
	if (role !== undefined) return role === "none" ? undefined : role;
	const { method } = operation;
	if (parameterOf(operation) !== undefined) {
		return ({ GET: "read", DELETE: "delete", PATCH: "update", PUT: "replace" } as const)[method];
	}
	if (method === "GET") return itemsIn(model, successOf(operation)) === undefined ? undefined : "list";
	if (method === "POST") return operation.requestBody === undefined ? undefined : "create";
	return batch === undefined ? undefined : "updateMany";
}

/** The documented success of an operation: its first 2xx that is no partial success; a range where there is no exact one. */
export function successOf(operation: Operation): Response | undefined {
	const partial = operationExtensions(operation).batch?.partial;
	const successes = operation.responses.filter(({ status }) => status.startsWith("2") && status !== String(partial));
	return successes.find(({ status }) => status !== "2XX") ?? successes[0];
}

/** The schema of a body in its first media type that is JSON, else in its first that has a schema. */
export function bodySchemaOf(body: Pick<Response, "content"> | undefined): Schema | undefined {
	const json = body?.content.find(({ kind, schema }) => kind === "json" && schema !== undefined);
	return (json ?? body?.content.find(({ schema }) => schema !== undefined))?.schema;
}

/** The parameter at the end of a path, which names an item: `id` of `/things/{id}`. */
function parameterOf({ path }: Operation): string | undefined {
	return /\/\{([^{}/]+)\}\/?$/.exec(path)?.[1];
}

function collectionOf(operation: Operation): string {
	const path = operation.path.replace(/\/$/, "") || "/";
	return parameterOf(operation) === undefined ? path : path.slice(0, path.lastIndexOf("/")) || "/";
}

function derive(model: DocumentModel): Resource[] {
	const collections = new Map<string, Map<Role, Operation>>();
	for (const operation of model.operations) {
		const role = roleOf(model, operation);
		if (role === undefined) continue;
		const path = collectionOf(operation);
		const roles = collections.get(path) ?? new Map<Role, Operation>();
		collections.set(path, roles);
		if (!roles.has(role)) roles.set(role, operation);
	}
	return [...collections].map(([path, roles]) => resourceOf(model, path, roles));
}

function resourceOf(model: DocumentModel, path: string, roles: ReadonlyMap<Role, Operation>): Resource {
	const item = itemOf(model, roles);
	const key = keyOf(model, roles, item);
	const itemAction = (role: Role): ItemAction | undefined => {
		const operation = roles.get(role);
		const parameter = operation && parameterOf(operation);
		return operation && parameter !== undefined ? { operation, parameter, missing: missingOf(operation) } : undefined;
	};
	const read = itemAction("read");
	return {
		path,
		key,
		item,
		create: createOf(model, roles.get("create"), key),
		read: read && { ...read, item: itemPointer(model, read.operation) },
		update: itemAction("update"),
		replace: itemAction("replace"),
		updateMany: updateManyOf(model, roles.get("updateMany"), key),
		delete: itemAction("delete"),
		list: listActionOf(model, roles.get("list")),
		count: countOf(roles.get("list")),
	};
}

function missingOf(operation: Operation): ItemAction["missing"] {
	const declared = operationExtensions(operation).notFound;
	if (declared !== undefined) return declared;
	return operation.responses.some(({ status }) => status === "404") ? { status: 404 } : undefined;
}

/** Where the items of a list are in a success: the body itself, or the one array among the members of an object. */
function itemsIn(
	model: DocumentModel,
	success: Response | undefined,
): { readonly item: Schema; readonly pointer: string } | undefined {
	const schema = bodySchemaOf(success);
	if (schema === undefined) return undefined;
	const list = listOf(model, schema);
	if (list !== undefined) return { item: list.item, pointer: "" };
	const arrays = [...membersOf(model, schema)].flatMap(([name, member]) => {
		const inside = listOf(model, member.schema);
		return inside === undefined
			? []
			: [{ item: inside.item, pointer: `/${name.replaceAll("~", "~0").replaceAll("/", "~1")}` }];
	});
	const named = arrays.filter(({ pointer }) => /^\/(data|items|results|values|records|entries)$/i.test(pointer));
	return arrays.length === 1 ? arrays[0] : named.length === 1 ? named[0] : undefined;
}

/** Where an answer about one item has it: in an array by itself, in an envelope, or as the body. */
function itemPointer(model: DocumentModel, operation: Operation): string {
	const schema = bodySchemaOf(successOf(operation));
	if (schema === undefined) return "";
	if (operationExtensions(operation).single === true || listOf(model, schema) !== undefined) return "/0";
	const members = [...membersOf(model, schema)];
	const inside = members.filter(([, { schema: member }]) => typeOf(flatten(model, member)) === "object");
	// Beside the item an envelope may have what is said of the answer: its time, its number.
	const named = inside.filter(([name]) => /^(data|item|result|value|record|entry|payload)$/i.test(name));
	const [only] = members.length === 1 ? inside : named.length === 1 && !members.some(isId) ? named : [];
	return only === undefined ? "" : `/${only[0]}`;
}

/** What has an id by itself is an item, and no envelope. */
function isId([name]: readonly [string, unknown]): boolean {
	return /^_?id$/i.test(name);
}

/** What an item is: what is read, else what is listed, else what is written. */
function itemOf(model: DocumentModel, roles: ReadonlyMap<Role, Operation>): Schema {
	const read = roles.get("read");
	if (read !== undefined) {
		const schema = bodySchemaOf(successOf(read));
		const pointer = itemPointer(model, read);
		if (schema !== undefined) {
			if (pointer === "/0") return listOf(model, schema)?.item ?? schema;
			return pointer === "" ? schema : (membersOf(model, schema).get(pointer.slice(1))?.schema ?? schema);
		}
	}
	const list = roles.get("list");
	const listed = list && itemsIn(model, successOf(list));
	if (listed !== undefined) return listed.item;
	for (const role of ["create", "replace", "update", "updateMany"] as const) {
		const written = bodySchemaOf(roles.get(role)?.requestBody);
		if (written !== undefined) return listOf(model, written)?.item ?? written;
	}
	return {};
}

/** The member that names an item: as declared, else the one that is called like the parameter, else the one that ends in `id`, else a slug or a code. */
function keyOf(model: DocumentModel, roles: ReadonlyMap<Role, Operation>, item: Schema): string {
	const operations = [...roles.values()];
	const declared = operations.flatMap((operation) => {
		const { pagination, batch } = operationExtensions(operation);
		return pagination?.key ?? batch?.item ?? [];
	})[0];
	if (declared !== undefined) return declared;
	const parameter = operations.map(parameterOf).find((name) => name !== undefined);
	const members = [...membersOf(model, item).keys()];
	const same = (one: string, other: string) =>
		one.replace(/[^a-z0-9]/gi, "").toLowerCase() === other.replace(/[^a-z0-9]/gi, "").toLowerCase();
	return (
		members.find((name) => name === parameter) ??
		members.find((name) => parameter !== undefined && same(name, parameter)) ??
		members.find((name) => /^_?id$/i.test(name)) ??
		// {petId} names the member id, {userSlug} the member slug.
		members.find(
			(name) => parameter !== undefined && name.length > 1 && parameter.toLowerCase().endsWith(name.toLowerCase()),
		) ??
		members.find((name) => /(^uu|_|[a-z])id$/i.test(name)) ??
		(parameter === undefined ? undefined : members.find((name) => /^(slug|key|code|handle|number)$/i.test(name))) ??
		parameter ??
		"id"
	);
}

function createOf(model: DocumentModel, operation: Operation | undefined, key: string): Resource["create"] {
	if (operation === undefined) return undefined;
	const { result } = operationExtensions(operation);
	const schema = bodySchemaOf(successOf(operation));
	const pointer = schema === undefined ? "" : itemPointer(model, operation);
	const inside =
		schema &&
		(pointer === "/0"
			? listOf(model, schema)?.item
			: pointer === ""
				? schema
				: membersOf(model, schema).get(pointer.slice(1))?.schema);
	const member = result?.member ?? (inside && membersOf(model, inside).has(key) ? key : undefined);
	return {
		operation,
		id: member === undefined ? undefined : `${pointer}/${member}`,
		defaults: defaultsOf(model, operation, key),
	};
}

/**
 * The values that members have which a request leaves out: those of `x-defaults`, the `default` of the member's schema, and,
 * where the operation has `x-defaults`, for all other members that can't be null the least of their type: `""`, `false`, `0`.
 */
function defaultsOf(model: DocumentModel, operation: Operation, key: string): Record<string, unknown> {
	const { defaults: declared } = operationExtensions(operation);
	const schema = bodySchemaOf(operation.requestBody);
	if (schema === undefined) return {};
	const stated = [...membersOf(model, schema)].flatMap(([name, member]) => {
		if (member.required || name === key) return [];
		const described = resolve(model, member.schema);
		// Of what may be null nobody knows whether null or the least value of its type stands for nothing.
		const least = declared && !isNullable(model, member.schema) ? leastOf(described) : undefined;
		const value = [declared?.[name], described.default, least].find((one) => one !== undefined);
		return value === undefined ? [] : [[name, value] as const];
	});
	return Object.fromEntries(stated);
}

function leastOf(schema: Schema): unknown {
	return { string: "", boolean: false, integer: 0, number: 0, array: undefined, object: undefined }[
		typeOf(schema) ?? "object"
	];
}

function updateManyOf(model: DocumentModel, operation: Operation | undefined, key: string): Resource["updateMany"] {
	const batch = operation && operationExtensions(operation).batch;
	if (operation === undefined || batch === undefined) return undefined;
	const results = bodySchemaOf(successOf(operation));
	const result = results && listOf(model, results)?.item;
	const members = result === undefined ? undefined : membersOf(model, result);
	const id = [documentExtensions(model).errorShape?.value, key].find(
		(name) => name !== undefined && members?.has(name),
	);
	return {
		operation,
		partial: batch.partial,
		failed: batch.failed ?? [],
		id: id === undefined ? undefined : `/${id}`,
	};
}

function listActionOf(model: DocumentModel, operation: Operation | undefined): Resource["list"] {
	if (operation === undefined) return undefined;
	const { pagination, empty } = operationExtensions(operation);
	return {
		operation,
		items: itemsIn(model, successOf(operation))?.pointer ?? "",
		pagination: pagination && listPagination(model, operation, pagination),
		empty,
	};
}

function listPagination(
	model: DocumentModel,
	operation: Operation,
	{ limit, offset, first, pastTheEnd }: Pagination,
): ListPagination {
	const parameter = operation.parameters.find((one) => one.in === "query" && one.name === limit);
	const schema = parameter === undefined ? {} : resolve(model, parameter.schema);
	return {
		limit,
		offset,
		first,
		defaultLimit: typeof schema.default === "number" ? schema.default : undefined,
		maximumLimit: schema.maximum,
		pastTheEnd,
	};
}

function countOf(operation: Operation | undefined): Resource["count"] {
	const count = operation && operationExtensions(operation).pagination?.count;
	if (operation === undefined || count === undefined) return undefined;
	return { operation, parameter: count.parameter, value: count.value, total: `/${count.member}` };
}
