import {
	type DocumentModel,
	type MediaType,
	type Operation,
	type Resource,
	type Schema,
	successOf,
	valueAt,
} from "@onespec/openapi-document";
import { greatestPage } from "../checks/pages.js";
import type { Answer } from "../judge.js";
import { mediaFor } from "../lookup.js";
import { readValue } from "../properties/read-value.js";
import { buildRequest, type Request } from "../requests/build.js";
import type { Credentials, Profile } from "../requests/credentials.js";
import { isSafe } from "../requests/read-only.js";
import type { RequestParts } from "../scenarios/types.js";
import { memberNameOf, whole } from "../xml/names.js";
import { isIdentifying } from "./own-values.js";
import { type Collection, itemPath, itemsTemplate, levelsOf, readerAt, roleIn, valueIn } from "./roles.js";

/** A request that is not sent, because it could change what this run has not made. The message says what. */
export class UnsafeError extends Error {
	override readonly name = "UnsafeError";
}

export interface GuardInput {
	model: DocumentModel;
	/** The path of the endpoint, without a slash at its end. */
	basePath: string;
	credentials: Credentials;
	/** Sends nothing that could change data. */
	readOnly?: boolean | undefined;
	/** Sends a request that only reads. */
	send(request: Request): Promise<Answer>;
}

/** Who asks, and on whose word. */
export interface Asked {
	/** The credentials of the request. */
	profile: Profile | undefined;
	/**
	 * A scenario states this very request. Its author answers for what nobody can ask the server about: requests that name
	 * nothing, and ids of things that can't be read.
	 */
	stated?: boolean;
}

/** An item that a request names and that this run has not made: the server has said that there is none. */
export interface Named {
	/** The path in the document: `/things/{id}`. */
	readonly template: string;
	/** The path on the server. */
	readonly path: string;
}

/** The items that a collection had. */
interface Seen {
	/** The page had room for more, so that it showed all. */
	readonly whole: boolean;
	/** Texts by which the server may know the items, each with the name of its member. */
	readonly texts: ReadonlySet<string>;
}

/** A page with fewer items may be all. */
const SHORT_PAGE = 10;

/** For so long the server's word that there is no such thing is new. */
const FRESH_MS = 2000;

/** Statuses that say that a path names nothing. */
const NOTHING: ReadonlySet<number> = new Set([400, 404, 410, 422]);

/**
 * Stands before every request to a live server. What can change something goes through only where it names things that
 * this run has made, or that the server has just said do not exist: in its path, at each level, and in its body.
 */
export class Guard {
	readonly #input: GuardInput;
	/** By path: whose credentials made it. One path may be two things, in the stores of two profiles. */
	readonly #made = new Map<string, Set<Profile | undefined>>();
	/** What was there before, or is there without our doing: never ours, whatever an answer says. */
	readonly #theirs = new Set<string>();
	readonly #profiles: (Profile | undefined)[] = [];
	/** What was in collections before anything was made there, as far as one page tells. */
	readonly #seen = new Map<string, Promise<Seen>>();
	/** By the path of a collection: the item that a create was answered with although it had been there before. */
	readonly #upserted = new Map<string, string>();
	/** What admitted requests name besides what is ours. */
	readonly #named = new WeakMap<Request, readonly Named[]>();
	/** What was not there when requests were admitted whose answers have not come. */
	readonly #underWay = new Set<string>();
	/** By path: when the server said that there is nothing. */
	readonly #absent = new Map<string, number>();

	constructor(input: GuardInput) {
		this.#input = input;
	}

	/**
	 * Notes what this run has made, by its path on the server.
	 * @returns whether it is ours: a server may answer a create with what was there before
	 */
	own(path: string, profile: Profile | undefined): boolean {
		const key = this.#key(path, profile);
		if (this.#theirs.has(key)) return false;
		this.#absent.delete(key);
		this.#underWay.delete(key);
		const owners = this.#made.get(path) ?? new Set();
		this.#made.set(path, owners.add(this.#profile(profile)));
		return true;
	}

	/** Notes that a create was answered with what is not ours: no more is made there, lest it be changed. */
	upserted(collection: string, profile: Profile | undefined, id: string): void {
		this.#upserted.set(this.#key(collection, profile), id);
	}

	/** Whether all items were seen that a collection had before anything was made there, and whether this was one of them. */
	async wasThere(collection: string, path: string, profile: Profile | undefined): Promise<boolean | undefined> {
		if (this.#theirs.has(this.#key(path, profile))) return true;
		return (await this.#seen.get(this.#key(collection, profile)))?.whole === true ? false : undefined;
	}

	/** Whether this run has made what a path names, and has not removed it. */
	isOwn(path: string, profile: Profile | undefined): boolean {
		return this.#made.get(path)?.has(this.#profile(profile)) === true;
	}

	/** Who sends no credentials is taken for the default profile. */
	#profile(profile: Profile | undefined): Profile | undefined {
		return profile ?? this.#input.credentials.default;
	}

	/** Tells the things of two profiles apart. */
	#key(path: string, profile: Profile | undefined): string {
		const own = this.#profile(profile);
		if (!this.#profiles.includes(own)) this.#profiles.push(own);
		return `${this.#profiles.indexOf(own)} ${path}`;
	}

	/**
	 * Notes what an answer says of what its request named: what was removed belongs to nobody any more.
	 * @returns the items that did not exist before the request and do now: the server has made them, of our doing
	 */
	async note(operation: Operation, request: Request, { status }: Answer, asked: Asked): Promise<Named[]> {
		if (isSafe(request.method)) return [];
		const succeeded = status >= 200 && status <= 299;
		if (operation.method === "DELETE") {
			if (succeeded) this.#made.get(pathOf(request))?.delete(this.#profile(asked.profile));
			return [];
		}
		// A server may have made something even where it refuses.
		const named = this.#named.get(request) ?? [];
		const made: Named[] = [];
		for (const one of named) {
			const key = this.#key(one.path, asked.profile);
			this.#absent.delete(key);
			const told = await this.#read(one, asked.profile);
			if (told !== undefined && isSuccess(told)) made.push(one);
			else this.#underWay.delete(key);
		}
		return made;
	}

	/** @throws UnsafeError unless the request changes nothing, or nothing but what this run has made */
	async admit(operation: Operation, request: Request, asked: Asked): Promise<void> {
		if (isSafe(request.method)) return;
		const name = `${request.method} ${operation.path}`;
		if (this.#input.readOnly) throw new UnsafeError(`read-only: ${name} would write`);
		const levels = levelsOf(operation);
		if (levels === undefined) {
			if (asked.stated) return;
			throw new UnsafeError(`${name} names a thing by a part of its path, of which nobody knows whose it is`);
		}
		const segments = pathOf(request).slice(this.#input.basePath.length).split("/");
		const named: Named[] = [];
		this.#named.set(request, named);
		for (const { path: template, length } of levels) {
			const path = `${this.#input.basePath}${segments.slice(0, length).join("/")}`;
			if (await this.#isOurs({ template, path }, asked)) continue;
			named.push(await this.#absentOne({ template, path }, asked, name));
			// Below what does not exist there is nothing.
			break;
		}
		named.push(...(await this.#admitBody(operation, request, asked, levels.length > 0, name)));
		for (const { path } of named) this.#underWay.add(this.#key(path, asked.profile));
	}

	/** Items that the body names by their key must be ours too; a server may go by it. */
	async #admitBody(
		operation: Operation,
		request: Request,
		asked: Asked,
		named: boolean,
		name: string,
	): Promise<Named[]> {
		const found = roleIn(this.#input.model, operation);
		if (found === undefined || found.role === "delete") {
			if (named || asked.stated) return [];
			throw new UnsafeError(`${name} names nothing that this run could have made; a scenario can state it`);
		}
		const { resource, role } = found;
		if (role === "create") await this.#admitCreate(resource, request, asked, named, name);
		const ids = this.#idsIn(operation, request, resource.key);
		const own = pathOf(request);
		const template = `${itemsTemplate(resource)}/{${resource.key}}`;
		const absent: Named[] = [];
		for (const id of new Set(ids)) {
			const path =
				role === "update" || role === "replace"
					? `${own.slice(0, own.lastIndexOf("/"))}/${encodeURIComponent(id)}`
					: itemPath(resource, own, id);
			if (!(await this.#isOurs({ template, path }, asked)))
				absent.push(await this.#absentOne({ template, path }, asked, name));
		}
		return absent;
	}

	/** What is made must be removable, and be told from what was there before. */
	async #admitCreate(
		resource: Collection,
		request: Request,
		asked: Asked,
		named: boolean,
		name: string,
	): Promise<void> {
		const { create, delete: remove } = resource;
		const says =
			create?.id !== undefined ||
			create?.operation.responses.some(({ headers }) => headers.some((header) => /^location$/i.test(header.name)));
		// What stands below an item of ours goes with it.
		if (!named && !asked.stated && (remove === undefined || !says)) {
			const why = remove === undefined ? "that no operation removes" : "whose id no answer says";
			throw new UnsafeError(`${name} could make something ${why}; a scenario can say how it is removed`);
		}
		const path = pathOf(request).replace(/\/$/, "");
		const key = this.#key(path, asked.profile);
		const looked = this.#seen.get(key) ?? this.#look(resource, path, asked);
		this.#seen.set(key, looked);
		const { texts } = await looked;
		if (asked.stated) return;
		const upserted = this.#upserted.get(key);
		if (upserted !== undefined)
			throw new UnsafeError(
				`${name} was answered with ${upserted}, which this run has not made: it could change it again`,
			);
		const taken = texts.size === 0 ? undefined : this.#textsOf(resource, request).find((text) => texts.has(text));
		if (taken !== undefined) throw new UnsafeError(`${name} would have the same ${taken} as an item that is there`);
	}

	/** The texts in a body by which a server may know its item, each with the name of its member. */
	#textsOf({ create }: Resource, request: Request): string[] {
		const { model } = this.#input;
		const media = mediaFor(create?.operation.requestBody?.content, request.headers["Content-Type"] ?? "");
		if (media === undefined) return [];
		const value = bodyValue(model, media, request.body.toString());
		return identifyingTexts(model, media.schema ?? {}, value);
	}

	/** Notes the items that a collection has, as far as one page tells. */
	async #look(resource: Collection, path: string, asked: Asked): Promise<Seen> {
		const { list, key, item: schema } = resource;
		const texts = new Set<string>();
		if (list === undefined) return { whole: false, texts };
		const { model } = this.#input;
		const size = greatestPage(model, list.operation);
		const items = await this.listed(list, path, asked.profile);
		for (const item of items ?? []) {
			for (const id of textOf(valueAt(item, `/${key}`))) {
				const place = itemPath(resource, path, id);
				if (this.isOwn(place, asked.profile)) continue;
				this.#theirs.add(this.#key(place, asked.profile));
				for (const text of identifyingTexts(model, schema, item)) texts.add(text);
			}
		}
		return { whole: items !== undefined && items.length < (size?.size ?? SHORT_PAGE), texts };
	}

	/** The items of a collection, as far as its greatest page has them; `undefined` where the answer has none. */
	async listed(
		{ operation, items }: NonNullable<Resource["list"]>,
		path: string,
		profile: Profile | undefined,
		query: RequestParts["query"] = {},
	): Promise<unknown[] | undefined> {
		const { model, basePath, credentials, send } = this.#input;
		const segments = path.slice(basePath.length).split("/");
		const names = levelsOf(operation) ?? [];
		const size = greatestPage(model, operation);
		const request = buildRequest({
			model,
			operation,
			requestMediaType: null,
			responseMediaType: successOf(operation)?.content.find(({ kind }) => kind === "json")?.mediaType ?? "",
			parts: {
				path: Object.fromEntries(names.map((one) => [one.parameter, decode(segments[one.length - 1] ?? "")])),
				query: { ...(size && { [size.name]: size.size }), ...query },
			},
			profile: profile ?? credentials.default,
			lookup: (one) => `{${one}}`,
			basePath,
		});
		const answer = await send(request);
		// The body of an error can be an array as well.
		if (answer.status < 200 || answer.status > 299) return undefined;
		const value = valueIn(model, operation, answer, items);
		return Array.isArray(value) ? value : undefined;
	}

	/**
	 * An item that the server says there is none of.
	 * @throws UnsafeError where there is one, or nobody can ask
	 */
	async #absentOne(one: Named, asked: Asked, name: string): Promise<Named> {
		const key = this.#key(one.path, asked.profile);
		const told = this.#absent.get(key);
		if (told !== undefined && performance.now() - told < FRESH_MS) return one;
		const status = await this.#read(one, asked.profile);
		const what = `${name} would name ${one.path.slice(this.#input.basePath.length)}`;
		if (status === undefined) {
			if (asked.stated) return one;
			throw new UnsafeError(`${what}, and nothing says whether that is somebody's`);
		}
		if (this.#saysNothing(one, status)) {
			this.#absent.set(key, performance.now());
			return one;
		}
		if (isSuccess(status)) {
			// Another request of ours may be making it at this moment.
			if (!this.#underWay.has(key)) this.#theirs.add(key);
			throw new UnsafeError(`${what}, which this run has not made`);
		}
		throw new UnsafeError(`${what}, and reading it is answered ${status}`);
	}

	/** Whether the server says that there is no such item; `undefined` where nobody can ask. */
	async isAbsent(one: Named, profile: Profile | undefined): Promise<boolean | undefined> {
		const status = await this.#read(one, profile);
		return status === undefined ? undefined : this.#saysNothing(one, status);
	}

	#saysNothing({ template }: Named, status: number): boolean {
		const reader = readerAt(this.#input.model, template);
		const missing = reader && roleIn(this.#input.model, reader)?.resource.read?.missing?.status;
		return NOTHING.has(status) || status === missing;
	}

	/**
	 * Whether a path names what this run has made. What another profile has made is ours too where these credentials see the
	 * very same, or are let see nothing.
	 */
	async #isOurs(one: Named, { profile }: Asked): Promise<boolean> {
		if (this.isOwn(one.path, profile)) return true;
		const [maker] = this.#made.get(one.path) ?? [];
		if (maker === undefined) return false;
		const seen = await this.#answer(one, profile);
		if (seen === undefined) return false;
		if ([401, 403, 429].includes(seen.status)) return true;
		// Whoever asks again may be throttled.
		if (this.#saysNothing(one, seen.status)) this.#absent.set(this.#key(one.path, profile), performance.now());
		const same = await this.#answer(one, maker);
		if (!isSuccess(seen.status) || same === undefined) return false;
		// Who was wrongly let make it may be let do nothing else.
		if ([401, 403].includes(same.status)) {
			const collection = one.path.slice(0, one.path.lastIndexOf("/"));
			return (await this.wasThere(collection, one.path, profile)) === false;
		}
		return Buffer.compare(seen.body, same.body) === 0;
	}

	/** The status that reading an item is answered with, by the request's own credentials or the default ones. */
	async #read(one: Named, own: Profile | undefined): Promise<number | undefined> {
		let status: number | undefined;
		for (const profile of new Set([this.#profile(own), this.#profile(undefined)])) {
			status = (await this.#answer(one, profile))?.status;
			if (status !== 401 && status !== 403) break;
		}
		return status;
	}

	async #answer({ template, path }: Named, profile: Profile | undefined): Promise<Answer | undefined> {
		const { model, basePath, send } = this.#input;
		const reader = readerAt(model, template);
		if (reader === undefined) return undefined;
		const segments = path.slice(basePath.length).split("/");
		const values = (levelsOf(reader) ?? []).map(({ parameter, length }) => [
			parameter,
			decode(segments[length - 1] ?? ""),
		]);
		const responseMediaType = reader.responses.flatMap(({ content }) => content)[0]?.mediaType ?? "";
		const common = { model, operation: reader, requestMediaType: null, responseMediaType, basePath };
		const parts = { path: Object.fromEntries(values) };
		return send(buildRequest({ ...common, parts, profile, lookup: (one) => `{${one}}` }));
	}

	/** The ids that a body has for items: of a whole body the keys at its top, of a broken one all that look like keys. */
	#idsIn(operation: Operation, request: Request, key: string): string[] {
		const text = request.body.toString();
		const json = parsed(text);
		if (json !== undefined) {
			const many = roleIn(this.#input.model, operation)?.role === "updateMany";
			const items = Array.isArray(json) ? json : [json, ...Object.values(json as object).flat()];
			// A value that is no id is asked about as the server would write it: `null`, and `undefined` where there is none.
			return items.flatMap((item) => {
				const id = valueAt(item, `/${key}`);
				return id === undefined && !(many && Array.isArray(json)) ? [] : [String(id)];
			});
		}
		const { model } = this.#input;
		const schema = operation.requestBody?.content.find(({ kind }) => kind === "xml")?.schema ?? {};
		const outer = whole(model, schema);
		const { properties = {} } = outer.items === undefined ? outer : whole(model, outer.items);
		const names = [...new Set([key, memberNameOf(model, key, properties[key] ?? {})])].map(escapeRegExp).join("|");
		const patterns = [
			`"(?:${names})"\\s*:\\s*"?([^",}\\]\\s]+)`,
			`<(?:${names})>([^<]*)<`,
			`(?:^|[&?\\s])(?:${names})="?([^&"\\s]+)`,
		];
		return patterns.flatMap((pattern) => [...text.matchAll(new RegExp(pattern, "g"))].map(([, id = ""]) => id.trim()));
	}
}

/** The value of a body in the form of its schema; `undefined` where it can't be read. */
function bodyValue(model: DocumentModel, { kind, schema = {}, mediaType }: MediaType, text: string): unknown {
	try {
		if (kind === "form") return Object.fromEntries(new URLSearchParams(text));
		return kind === "xml" ? readValue(model, schema, mediaType, text) : JSON.parse(text);
	} catch {
		return undefined;
	}
}

/** A text longer than this names nothing. */
const LONGEST_NAME = 200;

/** The texts of a value by which a server may know the thing, each with the name of its member. */
function identifyingTexts(model: DocumentModel, schema: Schema, value: unknown): string[] {
	const texts: string[] = [];
	const walk = (place: Schema, one: unknown): void => {
		const { properties = {}, required = [] } = whole(model, place);
		if (typeof one !== "object" || one === null || Array.isArray(one)) return;
		for (const [name, member] of Object.entries(one)) {
			const here = whole(model, properties[name] ?? {});
			if (typeof member !== "string") walk(here, member);
			else if (member.length > LONGEST_NAME || here.enum !== undefined || here.const !== undefined) continue;
			else if (isIdentifying(name, here, required.includes(name))) texts.push(`${name} ${JSON.stringify(member)}`);
		}
	};
	walk(schema, value);
	return texts;
}

function parsed(text: string): unknown {
	try {
		const value: unknown = JSON.parse(text);
		return typeof value === "object" && value !== null ? value : undefined;
	} catch {
		return undefined;
	}
}

function textOf(value: unknown): string[] {
	return typeof value === "string" || typeof value === "number" ? [String(value)] : [];
}

function isSuccess(status: number): boolean {
	return status >= 200 && status <= 299;
}

function pathOf({ target }: Request): string {
	return target.split("?")[0] ?? "";
}

function decode(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

function escapeRegExp(text: string): string {
	return text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}
