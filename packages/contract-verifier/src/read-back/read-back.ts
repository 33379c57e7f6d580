import {
	type DocumentModel,
	documentExtensions,
	flatten,
	type Operation,
	operationExtensions,
	type Resource,
	valueAt,
} from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { createdId, itemPath, type RoleIn, roleIn } from "../live/roles.js";
import { writeJson } from "../properties/exact-number.js";
import { readValue } from "../properties/read-value.js";
import type { Reason } from "../reason.js";
import type { Request } from "../requests/build.js";
import { isSafe } from "../requests/read-only.js";
import type { SetUp } from "../requests/set-up.js";
import { isReadable, type Read, readItem } from "./items.js";
import { lossOf, RESET } from "./loss.js";
import { differencesOf, shown } from "./same.js";
import { answerValue, sentSchema, sentValue, type Thing } from "./values.js";

export interface ReadBackInput {
	model: DocumentModel;
	basePath: string;
	setUp: SetUp;
	/** Each kind of write is read back once, because requests cost time. */
	sparing: boolean;
}

/** A write that is under way. */
export interface Write {
	readonly operation: Operation;
	readonly request: Request;
	readonly profile: string;
	readonly found: RoleIn;
	/** The canonical value of the body; `undefined` where there is none that can be read. */
	readonly sent: unknown;
	/** What the request names, by its path on the server, as it was before. */
	readonly before: ReadonlyMap<string, Thing | undefined>;
}

/** So many items of a bulk write are read back. */
const MOST_ITEMS = 5;
/** A server may need a moment until what was written can be read; it gets this many in a run. */
const MOMENTS = 6;
const MOMENT_MS = 250;

/**
 * Reads what the writes of a run have done: what was made is there with what was sent, what was changed has changed and
 * nothing else, what was removed is gone, and what was refused did nothing.
 */
export class ReadBack {
	/** How many writes were read back. */
	count = 0;
	readonly #input: ReadBackInput;
	readonly #seen = new Set<string>();
	/** Items as they were last read. */
	readonly #known = new Map<string, Thing>();
	#moments = MOMENTS;

	constructor(input: ReadBackInput) {
		this.#input = input;
	}

	/**
	 * Notes what stands where a write goes.
	 * @param kind what is read back once where requests cost time, or where the write is refused
	 * @returns `undefined` where nobody can read what it does, or no more of this kind are to be read back
	 */
	async before(
		operation: Operation,
		request: Request,
		profile: string,
		{ kind, refused }: { kind: string; refused: boolean },
	): Promise<Write | undefined> {
		const { model } = this.#input;
		if (isSafe(request.method)) return undefined;
		const found = roleIn(model, operation);
		if (found === undefined || found.role === "list" || found.role === "read") return undefined;
		const family = /xml/.test(JSON.stringify(request.headers)) ? "xml" : "other";
		const key = `${operation.id} ${kind} ${family}`;
		const enough = this.#seen.has(key) && (refused || this.#input.sparing);
		this.#seen.add(key);
		const [path = ""] = request.target.split("?");
		const sent = sentValue(model, operation, request);
		const paths = pathsOf(found, path, sent);
		if (enough || !isReadable(found.resource)) {
			// What it does to them nobody looks at.
			for (const one of paths) this.#known.delete(`${profile} ${one}`);
			return undefined;
		}
		const before = new Map<string, Thing | undefined>();
		for (const one of paths.slice(0, MOST_ITEMS)) {
			const known = this.#known.get(`${profile} ${one}`);
			before.set(one, known ?? (await this.#read(found.resource, one, profile))?.thing);
		}
		return { operation, request, profile, found, sent, before };
	}

	/** What a write that was answered did that it should not have, or did not do. */
	async after(write: Write, answer: Answer): Promise<Reason[]> {
		const { status } = answer;
		// It may be done later.
		if (status === 202 || status === 429) return [];
		const succeeded = status >= 200 && status <= 299;
		this.count++;
		for (;;) {
			const deviations = succeeded ? await this.#done(write, answer) : await this.#refused(write, status);
			if (deviations.length === 0 || this.#moments === 0) return deviations;
			this.#moments--;
			await new Promise((resume) => setTimeout(resume, MOMENT_MS));
		}
	}

	async #done(write: Write, answer: Answer): Promise<Reason[]> {
		switch (write.found.role) {
			case "create":
				return this.#created(write, answer);
			case "delete":
				return this.#deleted(write);
			default:
				return this.#updated(write, answer);
		}
	}

	async #created({ operation, request, profile, found, sent }: Write, answer: Answer): Promise<Reason[]> {
		const { model } = this.#input;
		const { resource } = found;
		const id = createdId(model, resource, answer);
		if (id === undefined) return [];
		const [collection = ""] = request.target.split("?");
		const read = await this.#read(resource, itemPath(resource, collection, id), profile);
		if (read === undefined) return [];
		if (read.thing === undefined) {
			return [
				deviation(
					operation,
					"create not stored",
					`${read.what} after the create: must be answered 200, but is ${read.status}`,
				),
			];
		}
		const { properties = {} } = flatten(model, sentSchema(operation, request));
		const members = isThing(sent) ? sent : {};
		const defaults = readValue(
			model,
			sentSchema(operation, request),
			"application/json",
			writeJson(resource.create?.defaults ?? {}),
		);
		const due = Object.fromEntries(
			Object.entries(defaults as Thing).filter(
				([name]) => members[name] === undefined && (read.thing?.[name] ?? null) !== null,
			),
		);
		const isKey = (name: string) => name === resource.key && flatten(model, properties[name] ?? {}).readOnly !== true;
		const isRequired = flatten(model, sentSchema(operation, request)).required?.includes(resource.key) === true;
		return [
			...this.#differ(
				operation,
				request,
				resource,
				read,
				members,
				"as it was sent",
				(name) => !isKey(name) || isRequired,
			),
			...this.#differ(operation, request, resource, read, due, "its default", (name) => !isKey(name)),
			...namesItself(operation, resource, read, id),
			...this.#answered(operation, resource, answer, read),
		];
	}

	async #updated({ operation, request, profile, found, sent, before }: Write, answer: Answer): Promise<Reason[]> {
		const { resource, role } = found;
		const bulk = role === "updateMany";
		const partial = bulk && answer.status === resource.updateMany?.partial;
		const deviations: Reason[] = [];
		const results = bulk ? this.#results(operation, resource, answer, sent) : undefined;
		deviations.push(...(results?.deviations ?? []));
		for (const [path, was] of before) {
			const members = bulk ? lastOf(resource, path, sent) : sent;
			if (!isThing(members)) continue;
			const read = await this.#read(resource, path, profile);
			if (read === undefined) continue;
			if (role === "replace" && was === undefined && read.thing === undefined && answer.status === 201) {
				const text = `${read.what} after the create: must be answered 200, but is ${read.status}`;
				deviations.push(deviation(operation, "create not stored", text));
				continue;
			}
			// An upsert may have made it.
			if (was === undefined && (read.thing === undefined || bulk)) {
				const told = results?.succeeded.get(decodeURIComponent(path.slice(path.lastIndexOf("/") + 1)));
				if (bulk && read.thing === undefined && (!partial || told === true))
					deviations.push(
						deviation(
							operation,
							"update of nothing",
							`${read.what}: an item that does not exist was reported as updated`,
						),
					);
				continue;
			}
			if (read.thing === undefined) {
				deviations.push(
					deviation(
						operation,
						"update lost",
						`${read.what} after the update: must be answered 200, but is ${read.status}`,
					),
				);
				continue;
			}
			const others = (name: string) => name !== resource.key;
			const changed = this.#differ(operation, request, resource, read, members, "as it was sent", others);
			// Of an item that was refused all is as it was.
			const told = results?.succeeded.get(decodeURIComponent(path.slice(path.lastIndexOf("/") + 1)));
			if (partial && told !== true && changed.length > 0 && was !== undefined && sameThing(was, read.thing)) continue;
			deviations.push(...changed);
			if (role !== "replace" && was !== undefined) {
				const kept = Object.fromEntries(
					Object.entries(was).filter(
						([name]) => members[name] === undefined && this.#isWritten(operation, request, name, bulk),
					),
				);
				deviations.push(...this.#differ(operation, request, resource, read, kept, "as it was before", others));
			}
			deviations.push(
				...namesItself(operation, resource, read, decodeURIComponent(path.slice(path.lastIndexOf("/") + 1))),
			);
			if (!bulk) deviations.push(...this.#answered(operation, resource, answer, read));
		}
		return deviations;
	}

	/** An answer that has the item, or names it, says of it what is read. */
	#answered(operation: Operation, resource: Resource, answer: Answer, read: Read): Reason[] {
		const { model } = this.#input;
		const value = answerValue(model, operation, answer);
		const [only] = Array.isArray(value) && value.length === 1 ? value : [value];
		if (!isThing(only) || read.thing === undefined) return [];
		const { result } = operationExtensions(operation);
		const id = result && only[result.member];
		const own = read.thing[resource.key];
		if (id !== undefined && own !== undefined && String(id) !== String(own)) {
			return [
				deviation(
					operation,
					"its answer names another item",
					`/${result?.member}: must be ${shown(String(own))}, but is ${shown(id)}`,
				),
			];
		}
		const { properties = {} } = flatten(model, resource.item);
		// Only an answer with the key is one with the item.
		if (own === undefined || only[resource.key] === undefined) return [];
		const members = Object.keys(properties).filter(
			(name) => only[name] !== undefined && this.#isStable(operation, name, resource),
		);
		const both = Object.fromEntries(members.map((name) => [name, only[name]]));
		const schemas = { sent: resource.item, item: resource.item };
		return differencesOf(model, schemas, both, read.thing, { verbatim: true }).map((one) =>
			deviation(
				operation,
				"its answer is not what is stored",
				`${one.pointer}: the answer says ${shown(one.wanted)}, but ${read.what} reads ${shown(one.found)}`,
			),
		);
	}

	/** Whether a member changes by clients' writes alone. */
	#isStable(operation: Operation, name: string, { key }: Resource): boolean {
		const { model } = this.#input;
		const schema = operation.requestBody?.content.find(({ kind }) => kind === "json" || kind === "xml")?.schema ?? {};
		const member = flatten(model, schema).properties?.[name];
		return name === key || (member !== undefined && flatten(model, member).readOnly !== true);
	}

	/** What the results of a bulk write say of each item, and where they contradict the request. */
	#results(operation: Operation, resource: Resource, answer: Answer, sent: unknown) {
		const { model } = this.#input;
		const value = answerValue(model, operation, answer);
		const succeeded = new Map<string, boolean>();
		if (!Array.isArray(value) || !Array.isArray(sent)) return undefined;
		const deviations: Reason[] = [];
		if (value.length !== sent.length) {
			const text = `body: must have a result for each of the ${sent.length} items, but has ${value.length}`;
			return {
				succeeded,
				deviations: [deviation(operation, "the results of a bulk write are not one for each item", text)],
			};
		}
		const { status } = documentExtensions(model).errorShape ?? {};
		for (const [index, item] of sent.entries()) {
			const id = isThing(item) ? String(item[resource.key]) : "";
			const result: unknown = value[index];
			const told = resource.updateMany?.id === undefined ? undefined : valueAt(result, resource.updateMany.id);
			const said = status === undefined || !isThing(result) ? undefined : String(result[status] ?? "");
			if (said !== undefined && said !== "") succeeded.set(id, said.startsWith("2"));
			if (told !== undefined && String(told) !== id && said?.startsWith("2") !== false) {
				const text = `/${index}${resource.updateMany?.id}: must be ${shown(id)}, the item of the request at this place, but is ${shown(told)}`;
				deviations.push(deviation(operation, "the results of a bulk write are in another order", text));
			}
		}
		return { succeeded, deviations };
	}

	async #deleted({ operation, profile, found, before }: Write): Promise<Reason[]> {
		const { resource } = found;
		const deviations: Reason[] = [];
		for (const [path, was] of before) {
			const read = await this.#read(resource, path, profile);
			this.#known.delete(`${profile} ${path}`);
			if (read === undefined || was === undefined) continue;
			const gone = resource.read?.missing?.status ?? 404;
			if (read.thing !== undefined || (read.status >= 200 && read.status <= 299)) {
				const text = `${read.what} after the delete: must be answered ${gone}, but is ${read.status}: it is still there`;
				deviations.push(deviation(operation, "still there", text));
			} else if (resource.read?.missing !== undefined && ![gone, 410, 429].includes(read.status)) {
				const text = `${read.what} after the delete: must be answered ${gone}, but is ${read.status}`;
				deviations.push(deviation(operation, "gone with another status", text));
			}
		}
		return deviations;
	}

	/** Whoever is refused has changed nothing. */
	async #refused({ operation, request, profile, found, before }: Write, status: number): Promise<Reason[]> {
		const deviations: Reason[] = [];
		for (const [path, was] of before) {
			if (was === undefined) continue;
			const read = await this.#read(found.resource, path, profile);
			if (read === undefined || [401, 403, 429].includes(read.status)) continue;
			if (read.thing === undefined) {
				const text = `${read.what}: must still be answered 200 after ${request.method} was refused with ${status}, but is ${read.status}`;
				deviations.push(deviation(operation, `refused ${status} and done`, text));
				continue;
			}
			const writable = Object.fromEntries(
				Object.entries(was).filter(([name]) => this.#isWritten(operation, request, name, found.role === "updateMany")),
			);
			const why = `as it was before the request that was refused with ${status}`;
			deviations.push(...this.#differ(operation, request, found.resource, read, writable, why));
		}
		return deviations;
	}

	/** Whether clients can write a member: others may change by themselves. */
	#isWritten(operation: Operation, request: Request, name: string, bulk: boolean): boolean {
		const { model } = this.#input;
		const outer = flatten(model, sentSchema(operation, request));
		const { properties = {} } = bulk ? flatten(model, outer.items ?? {}) : outer;
		return properties[name] !== undefined && flatten(model, properties[name]).readOnly !== true;
	}

	#differ(
		operation: Operation,
		request: Request,
		resource: Resource,
		read: Read,
		wanted: unknown,
		why: string,
		compares?: (name: string) => boolean,
	): Reason[] {
		const { model } = this.#input;
		const outer = flatten(model, sentSchema(operation, request));
		const sent = outer.items !== undefined && isThing(wanted) ? outer.items : outer;
		const verbatim = documentExtensions(model).guarantees?.texts === "verbatim";
		const schemas = { sent, item: resource.item };
		return differencesOf(model, schemas, wanted, read.thing, { compares, verbatim }).map((one) => {
			const text = `read back by ${read.what}: ${one.pointer} must be ${shown(one.wanted)}, ${why}, but is ${shown(one.found)}`;
			const place = { text, pointer: operation.pointer };
			if (why === "as it was before") return { ...place, ...RESET };
			const loss = lossOf(one.wanted, one.found);
			return {
				...place,
				key: loss ?? `${one.pointer.replace(/\/\d+(?=\/|$)/g, "")} is not read back ${why}`,
				title: loss ?? `${one.pointer} is not read back ${why}`,
				mend: `Store ${one.pointer.slice(1)} as ${operation.id} was sent it, and give it back so.`,
			};
		});
	}

	/** Reads an item; `undefined` where no answer comes. */
	async #read(resource: Resource, path: string, profile: string): Promise<Read | undefined> {
		const { setUp, model, basePath } = this.#input;
		try {
			const read = await readItem(setUp, model, basePath, resource, path, profile);
			// Of an answer that is wrong itself its own cell tells.
			if (!read.documented) return undefined;
			if (read.thing === undefined) this.#known.delete(`${profile} ${path}`);
			else this.#known.set(`${profile} ${path}`, read.thing);
			return read;
		} catch {
			return undefined;
		}
	}
}

/** The paths of the items that a write names. */
function pathsOf({ resource, role }: RoleIn, path: string, sent: unknown): string[] {
	if (role === "create") return [];
	if (role !== "updateMany") return [path];
	const ids = (Array.isArray(sent) ? sent : []).flatMap((item) => {
		const id = isThing(item) ? item[resource.key] : undefined;
		return typeof id === "string" || typeof id === "number" ? [String(id)] : [];
	});
	return [...new Set(ids)].map((id) => `${path.replace(/\/$/, "")}/${encodeURIComponent(id)}`);
}

/** What a bulk write says of an item: of several that name it, all in their order. */
function lastOf({ key }: Resource, path: string, sent: unknown): Thing | undefined {
	const id = decodeURIComponent(path.slice(path.lastIndexOf("/") + 1));
	const items = (Array.isArray(sent) ? sent : []).filter((item) => isThing(item) && String(item[key]) === id);
	return items.length === 0 ? undefined : Object.assign({}, ...items);
}

/** An item that is read by its id has that id. */
function namesItself(operation: Operation, { key }: Resource, read: Read, id: string): Reason[] {
	const own = read.thing?.[key];
	if ((typeof own !== "string" && typeof own !== "number") || String(own) === id) return [];
	return [
		deviation(operation, "another id", `read back by ${read.what}: /${key} must be ${shown(id)}, but is ${shown(own)}`),
	];
}

function deviation(operation: Operation, what: string, text: string): Reason {
	return { text, key: `${operation.id} ${what}`, pointer: operation.pointer };
}

function sameThing(one: Thing, other: Thing): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

function isThing(value: unknown): value is Thing {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
