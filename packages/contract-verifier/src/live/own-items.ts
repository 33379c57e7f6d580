import {
	type DocumentModel,
	escapeToken,
	flatten,
	type MediaType,
	type Operation,
	type Resource,
	resolve,
	resourcesOf,
	type Schema,
	typeOf,
	valueAt,
} from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { improbableIds } from "../requests/absent.js";
import type { Adapt, Request } from "../requests/build.js";
import { isSafe } from "../requests/read-only.js";
import { parameterSample, sampleOf } from "../requests/sample.js";
import { whole } from "../xml/names.js";
import { type Named, UnsafeError } from "./guard.js";
import { OwnValues } from "./own-values.js";
import { isCollectionOf, type Reference, referencesIn } from "./references.js";
import { collectionAt, createdId, isAction, levelsOf, linkedId, linkingTo, roleIn, valueIn } from "./roles.js";

/** Values of path parameters by name. */
export type PathValues = Record<string, string>;

/** What a request has to name. */
export interface Wanted {
	/** Values that are stated already. */
	stated: Readonly<Record<string, unknown>>;
	/** An item that nobody else uses. */
	fresh: boolean;
	/** The innermost parameter names an item that does not exist. */
	absent: boolean;
	/** The request makes the item that the innermost parameter names. */
	makes?: boolean;
}

/** Stands for a member that is not sent. */
export const LEFT_OUT = Symbol("left out");

/** Values of members that name other things, by their places: JSON pointers with `*` for each index. */
export type Pins = ReadonlyMap<string, unknown>;

/** Sends a request for set-up: an operation with path values, its own sample of a body changed by `adapt`. */
export type Ask = (
	operation: Operation,
	path: PathValues,
	adapt?: Adapt,
) => Promise<{ request: Request; answer: Answer }>;

/** The server that items are made on. */
export interface Server {
	model: DocumentModel;
	basePath: string;
	/** Whether it says that there is no such item; `undefined` where nobody can ask. */
	isAbsent(one: Named): Promise<boolean | undefined>;
	/** Whether what this run made under a path is still there, as far as the answers say. */
	isOwn(path: string): boolean;
}

/** A request of such a name may change what its body names. */
const MOVES = /transfer|move|merge|swap|assign|reassign|link|attach|replace|import|copy|invite|share|send|pay/i;
/** The slot of items that bodies refer to: others than those that requests change. */
const REFERRED = 4;

/** So often another body is tried where a server refuses the first: names may have to be unique. */
const TRIES = 3;

/** Makes the items that requests have to name, by the operations that the document has for it. */
export class OwnItems {
	readonly #server: Server;
	readonly #model: DocumentModel;
	readonly #ask: Ask;
	readonly #shared = new Map<string, Promise<string>>();
	/** Values that are nobody else's. */
	readonly values: OwnValues;
	/** Numbers the samples, so that no two items are alike. */
	#count = Math.floor(Math.random() * 1e6) + 2;

	constructor(server: Server, ask: Ask) {
		this.#server = server;
		this.#model = server.model;
		this.values = new OwnValues(server.model);
		this.#ask = ask;
	}

	/**
	 * A value for each parameter in the path of an operation.
	 * @throws UnsafeError where there is nothing of ours that it could name
	 */
	async pathFor(operation: Operation, { stated, fresh, absent, makes }: Wanted): Promise<PathValues> {
		const values: PathValues = {};
		const levels = levelsOf(operation) ?? [];
		for (const [index, { parameter, path }] of levels.entries()) {
			const last = index === levels.length - 1;
			const given = stated[parameter];
			if (given !== undefined) values[parameter] = String(given);
			else if (last && makes) values[parameter] = this.newId(operation);
			else if (last && absent) values[parameter] = await this.#absentId(operation, path, values);
			else {
				const collection = path.slice(0, path.lastIndexOf("/")) || "/";
				const outer = levels.slice(0, index).map((one) => values[one.parameter] ?? "");
				values[parameter] = await this.#item(operation, collection, outer, fresh && last);
			}
		}
		return values;
	}

	/**
	 * Changes the document's sample of a body so that it names what is ours: the item of the path, items made for it, or none;
	 * and so that no server takes it for somebody else's, see {@link OwnValues}.
	 */
	async bodyFor(operation: Operation, path: PathValues): Promise<Adapt | undefined> {
		if (operation.requestBody === undefined) return undefined;
		const pins = await this.pinsFor(operation, path);
		const named = await this.#naming(operation, path);
		const creates = roleIn(this.#model, operation)?.role === "create";
		return (sample, media) => {
			const safe = pinned(sample, pins);
			// What is nobody else's must not replace what names something.
			return pinned(creates ? this.#own(media, named(safe)) : named(this.#own(media, safe)), pins);
		};
	}

	/**
	 * What the members of a body say that name other things: items that this run makes for it, else they are left out. One that has
	 * to be sent, and that nothing can be made for, keeps what the document shows where the request makes something; where it may
	 * move or merge things it names nothing.
	 */
	async pinsFor(operation: Operation, path: PathValues, making: readonly string[] = []): Promise<Pins> {
		const content = operation.requestBody?.content ?? [];
		const schema = (content.find(({ kind }) => kind === "json") ?? content[0])?.schema ?? {};
		const key = isAction(this.#model, operation) ? undefined : roleIn(this.#model, operation)?.resource.key;
		const moves = key === undefined || MOVES.test(`${operation.id} ${operation.path.split("/").at(-1)}`);
		const pins = new Map<string, unknown>();
		for (const one of referencesIn(this.#model, schema, key)) {
			const place = whole(this.#model, one.schema);
			const isList = typeOf(place) === "array";
			const id = path[one.name] ?? (await this.#referred(operation, one, making));
			const typed = (text: string | number) => asTyped(isList ? whole(this.#model, place.items ?? {}) : place, text);
			if (id !== undefined) pins.set(one.place, isList ? [typed(id)] : typed(id));
			else if (!one.required) pins.set(one.place, LEFT_OUT);
			else if (isList && (place.minItems ?? 0) === 0) pins.set(one.place, []);
			else if (moves) {
				const [absent] = improbableIds(this.#model, isList ? (place.items ?? {}) : place);
				if (absent !== undefined) pins.set(one.place, isList ? [absent] : absent);
			}
		}
		return pins;
	}

	/** An item of ours of the kind that a member names; `undefined` where nobody can make one. */
	async #referred(operation: Operation, { what }: Reference, making: readonly string[]): Promise<string | undefined> {
		const collection = resourcesOf(this.#model).find(
			(one) => !one.path.includes("{") && one.create && one.delete && isCollectionOf(one.path, what),
		);
		if (collection === undefined || making.includes(collection.path)) return undefined;
		try {
			return await this.#item(operation, collection.path, [], false, REFERRED, making);
		} catch {
			return undefined;
		}
	}

	/** Puts the ids of the items that a request is about into its body. */
	async #naming(operation: Operation, path: PathValues): Promise<(sample: unknown) => unknown> {
		const found = roleIn(this.#model, operation);
		if (found === undefined) return (sample) => sample;
		const { resource, role } = found;
		const { key } = resource;
		if (role === "create") return (sample) => this.#newItem(resource, sample);
		if (role === "update" || role === "replace") {
			const id = Object.values(path).at(-1) ?? "";
			return (sample) => withMember(sample, key, this.#typed(resource, id));
		}
		if (role !== "updateMany") return (sample) => sample;
		const outer = Object.values(path);
		const ids = await Promise.all([1, 2, 3].map((slot) => this.#item(operation, resource.path, outer, false, slot)));
		return (sample) => {
			if (typeof sample === "string") return withMember(sample, key, this.#typed(resource, ids[0] ?? ""));
			const items = Array.isArray(sample) ? sample.slice(0, ids.length) : [{}];
			return items.map((item, place) => ({ ...(item as object), [key]: this.#typed(resource, ids[place] ?? "") }));
		};
	}

	/** The id of the item that a request changes, as its body has it; of a bulk request that of its first item. */
	async keyFor(operation: Operation, path: PathValues): Promise<unknown> {
		const found = roleIn(this.#model, operation);
		if (found === undefined || !["update", "replace", "updateMany"].includes(found.role)) return undefined;
		const { key } = found.resource;
		const sample = (await this.#naming(operation, path))(found.role === "updateMany" ? [{}] : { [key]: "" });
		const [item] = [sample].flat() as Record<string, unknown>[];
		return item?.[key];
	}

	#own(media: MediaType, sample: unknown): unknown {
		if (typeof sample !== "string") return this.values.of(media.schema ?? {}, sample);
		return media.kind === "xml" ? this.values.ofXml(media, sample) : sample;
	}

	/** The body of a new item: the server gives it its key, unless the document requires one. */
	#newItem(resource: Resource, sample: unknown): unknown {
		const { key, create } = resource;
		const schema = create?.operation.requestBody?.content[0]?.schema ?? {};
		const { required = [], properties = {} } = flatten(this.#model, schema);
		if (typeof sample === "string") return sample.replace(new RegExp(`<${key}>[^<]*</${key}>`), "");
		if (typeof sample !== "object" || sample === null || Array.isArray(sample)) return sample;
		if (required.includes(key)) {
			return { ...sample, [key]: sampleOf(this.#model, properties[key] ?? {}, key, this.#count++) };
		}
		const { [key]: _, ...others } = sample as Record<string, unknown>;
		return others;
	}

	/** @param slot tells shared items of one collection apart */
	async #item(
		operation: Operation,
		collection: string,
		outer: readonly string[],
		fresh: boolean,
		slot = 1,
		making: readonly string[] = [],
	): Promise<string> {
		const place = [slot, collection, ...outer].join(" ");
		const known = fresh ? undefined : await this.#shared.get(place);
		if (known !== undefined) {
			const { create, replace, delete: remove } = collectionAt(this.#model, collection) ?? {};
			const canMake = create !== undefined || (replace !== undefined && remove !== undefined);
			if (!canMake || this.#server.isOwn(this.#pathOf(collection, outer, known))) return known;
			// A server that deletes where it should refuse took it away.
			this.#shared.delete(place);
		}
		const made = this.#make(operation, collection, outer, making);
		if (!fresh) {
			this.#shared.set(place, made);
			// One that could not be made is tried again by who needs it next.
			made.catch(() => this.#shared.delete(place));
		}
		return made;
	}

	/** An id that nobody else has, for an operation that makes what its path names. */
	newId({ parameters, path }: Operation): string {
		const name = /\{([^{}]+)\}\/?$/.exec(path)?.[1] ?? "";
		const parameter = parameters.find((one) => one.in === "path" && one.name === name);
		const schema = parameter?.schema ?? {};
		const place = whole(this.#model, schema);
		if (typeOf(place) !== "integer") {
			const sample = parameter && parameterSample(this.#model, parameter);
			return this.values.text({ ...place, type: "string" }, String(sample ?? name));
		}
		const [most = 2 ** 31 - 1] = improbableIds(this.#model, schema).map(Number);
		return String(Math.max(place.minimum ?? 1, most - this.#count++));
	}

	/** Where an item is on the server. */
	#pathOf(collection: string, outer: readonly string[], id: string): string {
		let level = 0;
		const filled = collection.replace(/\{[^{}]+\}/g, () => encodeURIComponent(outer[level++] ?? ""));
		return `${this.#server.basePath}${filled === "/" ? "" : filled}/${encodeURIComponent(id)}`;
	}

	async #make(
		operation: Operation,
		collection: string,
		outer: readonly string[],
		making: readonly string[],
	): Promise<string> {
		const resource = collectionAt(this.#model, collection);
		if (resource?.create === undefined && resource?.replace !== undefined && resource.delete !== undefined) {
			const made = await this.#put(resource.replace.operation, collection, outer, making);
			if (made !== undefined) return made;
		}
		if (resource?.create === undefined) {
			const found = isSafe(operation.method)
				? ((await this.#linked(collection, outer)) ?? (await this.#existing(resource, outer)))
				: undefined;
			if (found !== undefined) return found;
			throw new UnsafeError(
				`${operation.method} ${operation.path} needs something in ${collection}, and no operation makes it`,
			);
		}
		const { operation: create } = resource.create;
		const names = levelsOf(create) ?? [];
		// What stands elsewhere than where it is made gets an outer item that has nothing else.
		const path =
			resource.itemsAt === undefined
				? Object.fromEntries(names.map(({ parameter }, index) => [parameter, outer[index] ?? ""]))
				: await this.pathFor(create, {
						stated: Object.fromEntries(outer.map((value, index) => [names[index]?.parameter ?? "", value])),
						fresh: true,
						absent: false,
					});
		const content = create.requestBody?.content ?? [];
		const schema = (content.find(({ kind }) => kind === "json") ?? content[0])?.schema;
		const pins = await this.pinsFor(create, path, [...making, collection]);
		let said = "";
		for (let attempt = 1; attempt <= TRIES; attempt++) {
			const adapt: Adapt = (sample, media) => {
				const other = attempt > 1 && schema ? sampleOf(this.#model, schema, undefined, this.#count++) : sample;
				return this.#own(media, this.#newItem(resource, pinned(other, pins)));
			};
			const { answer } = await this.#ask(create, path, adapt);
			if (answer.status >= 200 && answer.status <= 299) {
				const id = createdId(this.#model, resource, answer);
				if (id === undefined) throw new UnsafeError(`${create.id} does not say what it has made`);
				return id;
			}
			said = String(answer.status);
		}
		throw new UnsafeError(
			`${operation.method} ${operation.path} needs something in ${collection}, and ${create.id} answered ${said}`,
		);
	}

	/** Makes an item under an id of our choice; `undefined` where that is refused. */
	async #put(
		operation: Operation,
		collection: string,
		outer: readonly string[],
		making: readonly string[],
	): Promise<string | undefined> {
		const levels = levelsOf(operation) ?? [];
		const id = this.newId(operation);
		const path = Object.fromEntries(levels.map(({ parameter }, index) => [parameter, outer[index] ?? id]));
		const pins = await this.pinsFor(operation, path, [...making, collection]);
		const named = await this.#naming(operation, path);
		const { answer } = await this.#ask(operation, path, (sample, media) =>
			named(this.#own(media, pinned(sample, pins))),
		);
		return answer.status >= 200 && answer.status <= 299 ? id : undefined;
	}

	/** What an answer links to: that of an operation which only reads, or makes what is removed at the end. */
	async #linked(collection: string, outer: readonly string[]): Promise<string | undefined> {
		const itemPath = `${collection}/{}`;
		for (const operation of linkingTo(this.#model, itemPath)) {
			const levels = levelsOf(operation) ?? [];
			const isKnown = isSafe(operation.method) || roleIn(this.#model, operation)?.role === "create";
			if (!isKnown || levels.length > outer.length) continue;
			const path = Object.fromEntries(levels.map(({ parameter }, index) => [parameter, outer[index] ?? ""]));
			const { answer } = await this.#ask(operation, path);
			const id = linkedId(this.#model, operation, answer, itemPath);
			if (id !== undefined) return id;
		}
		return undefined;
	}

	/** The first item of a list; whoever only reads may read what is somebody else's. */
	async #existing(resource: Resource | undefined, outer: readonly string[]): Promise<string | undefined> {
		const { list, key } = resource ?? {};
		if (list === undefined || key === undefined) return undefined;
		const names = levelsOf(list.operation) ?? [];
		const path = Object.fromEntries(names.map(({ parameter }, index) => [parameter, outer[index] ?? ""]));
		const { answer } = await this.#ask(list.operation, path);
		const id = valueAt(valueIn(this.#model, list.operation, answer, list.items), `/0/${key}`);
		return typeof id === "string" || typeof id === "number" ? String(id) : undefined;
	}

	/** An id that the server says names nothing; the plainest where it says so of none, or can't be asked. */
	async #absentId(operation: Operation, template: string, outer: PathValues): Promise<string> {
		const name = /\{([^{}]+)\}$/.exec(template)?.[1] ?? "";
		const parameter = operation.parameters.find((one) => one.in === "path" && one.name === name);
		const ids = improbableIds(this.#model, parameter?.schema ?? {}).map(String);
		const [first] = ids;
		if (first === undefined) throw new UnsafeError(`no value of ${name} is one that surely names nothing`);
		const parent = template
			.slice(0, template.lastIndexOf("/"))
			.replace(/\{([^{}]+)\}/g, (_, one: string) => encodeURIComponent(outer[one] ?? ""));
		for (const id of ids) {
			const path = `${this.#server.basePath}${parent}/${encodeURIComponent(id)}`;
			if ((await this.#server.isAbsent({ template, path })) !== false) return id;
		}
		return first;
	}

	#typed({ item, key }: Resource, id: string): unknown {
		const member = flatten(this.#model, item).properties?.[key];
		const isNumber = member !== undefined && typeOf(resolve(this.#model, member)) === "integer";
		return isNumber && /^-?\d+$/.test(id) ? Number(id) : id;
	}
}

/** An id as a schema has it: a number where it is one. */
function asTyped(schema: Schema, id: string | number): unknown {
	return typeOf(schema) === "integer" && /^-?\d+$/.test(String(id)) ? Number(id) : id;
}

/** A sample with other values at some places, or nothing; in an XML text for the elements of such names. */
export function pinned(sample: unknown, pins: Pins): unknown {
	if (pins.size === 0) return sample;
	if (typeof sample === "string") {
		let text = sample;
		for (const [place, value] of pins) {
			const name = place.slice(place.lastIndexOf("/") + 1);
			if (value === LEFT_OUT) text = text.replace(new RegExp(`<${name}>[^<]*</${name}>`, "g"), "");
			else if (!Array.isArray(value)) text = withMember(text, name, value) as string;
		}
		return text;
	}
	const walk = (value: unknown, place: string): unknown => {
		if (Array.isArray(value)) return value.map((one) => walk(one, `${place}/*`));
		if (typeof value !== "object" || value === null) return value;
		const members = Object.entries(value).map(([name, member]): [string, unknown] => {
			const inside = `${place}/${escapeToken(name)}`;
			return [name, pins.has(inside) ? pins.get(inside) : walk(member, inside)];
		});
		return Object.fromEntries(members.filter(([, member]) => member !== LEFT_OUT));
	};
	return walk(sample, "");
}

/** A sample with another value for a member that it has; in an XML text for the element of that name. */
function withMember(sample: unknown, key: string, value: unknown): unknown {
	if (typeof sample === "string") {
		return sample.replace(new RegExp(`<${key}>[^<]*</${key}>`, "g"), () => `<${key}>${String(value)}</${key}>`);
	}
	if (typeof sample !== "object" || sample === null || !Object.hasOwn(sample, key)) return sample;
	return { ...sample, [key]: value };
}
