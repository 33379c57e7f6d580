import { isDeepStrictEqual } from "node:util";
import { flatten, isNullable, membersOf, resolve, typeOf, valueAt } from "@onespec/openapi-document";
import { isInvisible } from "../../read-back/same.js";
import { improbableId } from "../../requests/absent.js";
import { whole } from "../../xml/names.js";
import { writeJson } from "../exact-number.js";
import { BY_DATA } from "../expect.js";
import { readValue } from "../read-value.js";
import type { Caller, Client, RoleAnswer } from "./client.js";
import { SequenceError } from "./sequence-error.js";
import { StoreModel, type Thing } from "./store-model.js";

const NO_LIMIT = 100;

/** One store: what it should hold, and requests whose answers are held against that. */
export class Store {
	readonly model = new StoreModel();
	/** An id that the server says names nothing. */
	#absentId: string | undefined;

	constructor(
		readonly caller: Caller,
		readonly profile: string,
	) {}

	get isShared(): boolean {
		return this.caller.stores.isShared;
	}

	client(media: number): Client {
		return { media, profile: this.profile };
	}

	/** The id of a thing, or one that names nothing. */
	id(place: number, missing: boolean): string {
		const absent = this.model.deleted.at(-1) ?? String(this.#absent());
		return missing ? absent : (this.model.pick(place) ?? absent);
	}

	#absent(): string | number {
		if (this.#absentId !== undefined) return this.#absentId;
		const { model, resource } = this.caller;
		const { operation, parameter: name } = resource.read ?? {};
		const parameter = operation?.parameters.find((one) => one.in === "path" && one.name === name);
		return improbableId(model, parameter?.schema ?? {}) ?? "no-such-item";
	}

	/** Notes what is there already; it is not to be touched. In a shared store nobody knows what stays there. */
	async begin(): Promise<void> {
		const { list, key, read } = this.caller.resource;
		if (this.isShared) {
			const wanted = { stated: {}, fresh: false, absent: true };
			const path = read && (await this.caller.context.setUp?.items.pathFor(read.operation, wanted));
			this.#absentId = path && Object.values(path).at(-1);
		}
		if (list === undefined || this.isShared) return;
		const { pagination, empty } = list;
		for (let offset = pagination?.first ?? 0; ; offset += this.mostAtOnce) {
			const query = pagination && { [pagination.limit]: this.mostAtOnce, [pagination.offset]: offset };
			const answer = await this.caller.call("list", this.client(0), { query });
			if (answer.status === empty?.status || answer.status === pagination?.pastTheEnd?.status) return;
			expectStatus(answer, 200, "listing the store before the sequence");
			const things = this.#thingsOf(answer);
			for (const thing of things) this.model.add(String(thing[key]), thing);
			if (pagination === undefined || things.length < this.mostAtOnce) return;
		}
	}

	/** The greatest limit of a page. */
	get mostAtOnce(): number {
		return this.caller.resource.list?.pagination?.maximumLimit ?? NO_LIMIT;
	}

	/** @returns the id of what was made; `undefined` where the data refuse it, which the document lets them */
	async create(media: number, generated: Thing): Promise<string | undefined> {
		const { create, key } = this.caller.resource;
		const body = this.caller.own("create", generated);
		const answer = await this.caller.call("create", this.client(media), { body });
		if (this.#isRefusedByData(answer)) return undefined;
		if (answer.status < 200 || answer.status > 299) throw new SequenceError(`create: answered ${answer.status}`);
		const made = answer.text(create?.id ?? "");
		if (this.model.issued.has(made))
			throw new SequenceError(`create: gave out the id ${made}, which was given out before`);
		this.model.own.add(made);
		const { [key]: _, ...members } = this.#canonical("create", body);
		const defaults = this.#canonical("create", create?.defaults ?? {});
		this.model.add(made, { ...defaults, ...members, [key]: this.typed(made) });
		const read = await this.read(media + 1, made);
		// Members without a known default are what they are at first.
		if (read !== undefined) this.model.change(made, { ...read, ...this.model.things.get(made) });
		return made;
	}

	/** Reads a thing and holds it against the model. */
	async read(media: number, id: string): Promise<Thing | undefined> {
		const { read } = this.caller.resource;
		const answer = await this.caller.call("read", this.client(media), { id });
		const known = this.model.things.get(id);
		if (known === undefined) {
			expectMissing(answer, read?.missing, `read ${id}, which is not in the store`);
			return undefined;
		}
		expectStatus(answer, 200, `read ${id}`);
		const thing = valueAt(answer.value, read?.item ?? "");
		differ(`read ${id}`, this.#visible(thing), this.#visible(known));
		return thing as Thing;
	}

	async update(media: number, id: string, generated: Thing): Promise<void> {
		const { update, replace, key, create } = this.caller.resource;
		const body = { ...this.caller.own("update", generated), ...(key in generated && { [key]: generated[key] }) };
		const answer = await this.caller.call("update", this.client(media), { id, body });
		const missing = (update ?? replace)?.missing;
		const isThere = this.model.things.has(id);
		// Where the document names no answer for it, a replacement may make what is not there.
		if (!isThere && !(missing === undefined && update === undefined && isSuccess(answer))) {
			expectMissing(answer, missing, `update ${id}, which is not in the store`);
			return;
		}
		if (!isThere) this.model.own.add(id);
		else if (this.#isRefusedByData(answer)) return;
		expectSuccess(answer, `update ${id}`);
		const { [key]: _, ...members } = this.#canonical("update", body);
		// A replaced thing keeps nothing: what is not sent has its default, which may be unknown.
		if (update === undefined) {
			this.model.add(id, { ...this.#canonical("update", create?.defaults ?? {}), ...members, [key]: this.typed(id) });
			return;
		}
		this.model.change(id, members);
	}

	/** Updates several things; each item has its id. */
	async updateMany(media: number, items: Thing[]): Promise<void> {
		const { updateMany, key } = this.caller.resource;
		const answer = await this.caller.call("updateMany", this.client(media), { body: items });
		const known = items.map((item) => this.model.things.has(String(item[key])));
		const some = known.some(Boolean);
		const what = `update of ${items.length} things, ${known.filter(Boolean).length} of which are in the store`;
		if (some) expectStatus(answer, known.every(Boolean) ? 200 : (updateMany?.partial ?? 207), what);
		else if (!updateMany?.failed.includes(answer.status)) expectStatus(answer, updateMany?.failed[0] ?? 404, what);
		const results = answer.value;
		// Where all failed, one result may stand for the whole request.
		if (!some && !Array.isArray(results)) return;
		if (!Array.isArray(results) || results.length !== items.length) {
			throw new SequenceError(`update of ${items.length} things: must have a result for each`);
		}
		if (updateMany?.id !== undefined) {
			const ids = results.map((result) => String(valueAt(result, updateMany.id ?? "")));
			differ(
				"the ids of the results",
				ids,
				items.map((item) => String(item[key])),
			);
		}
		const schema = this.caller.requestSchema("updateMany");
		const sent = readValue(this.caller.model, schema, "application/json", writeJson(items)) as Thing[];
		for (const [index, item] of sent.entries()) {
			const { [key]: name, ...members } = item;
			if (known[index]) this.model.change(String(name), members);
		}
	}

	async delete(media: number, id: string): Promise<void> {
		const answer = await this.caller.call("delete", this.client(media), { id });
		if (!this.model.things.has(id)) {
			const { missing } = this.caller.resource.delete ?? {};
			// Without a documented answer for it, what is gone may be removed again.
			if (missing !== undefined || !isSuccess(answer))
				expectMissing(answer, missing, `delete ${id}, which is not in the store`);
			return;
		}
		if (answer.status < 200 || answer.status > 299) throw new SequenceError(`delete ${id}: answered ${answer.status}`);
		this.model.remove(id);
	}

	/** Reads a page and holds it against the model; `undefined` leaves a parameter out. */
	async list(media: number, limit: number | undefined, offset: number | undefined): Promise<void> {
		const { list, key } = this.caller.resource;
		if (list === undefined) return;
		const { pagination, empty } = list;
		const query = pagination && {
			...(limit !== undefined && { [pagination.limit]: limit }),
			...(offset !== undefined && { [pagination.offset]: offset }),
		};
		const answer = await this.caller.call("list", this.client(media), { query });
		const what =
			pagination === undefined
				? "list"
				: `list with ${pagination.limit} ${limit ?? "unset"} and ${pagination.offset} ${offset ?? "unset"}`;
		const { ids, things } = this.model;
		if (this.isShared) return this.#ownIn(answer, what);
		if (ids.length === 0 && empty) return expectStatus(answer, empty.status, `${what} of an empty store`);
		const start = pagination ? Math.max(0, (offset ?? pagination.first) - pagination.first) : 0;
		if (start >= ids.length && ids.length > 0 && pagination?.pastTheEnd) {
			return expectStatus(answer, pagination.pastTheEnd.status, `${what}, past ${ids.length} things`);
		}
		expectStatus(answer, 200, what);
		const most = pagination ? (limit ?? pagination.defaultLimit ?? ids.length) : ids.length;
		const expected = ids.slice(start, start + most);
		const found = this.#thingsOf(answer);
		differ(
			`${what}: the ids`,
			found.map((thing) => String(thing[key])),
			expected,
		);
		for (const [index, id] of expected.entries())
			differ(`${what}: ${id}`, this.#visible(found[index]), this.#visible(things.get(id)));
	}

	async count(media: number): Promise<void> {
		const { count } = this.caller.resource;
		if (count === undefined || this.isShared) return;
		const answer = await this.caller.call("count", this.client(media), { query: { [count.parameter]: count.value } });
		expectStatus(answer, 200, "count");
		differ("count", answer.text(count.total), String(this.model.things.size));
	}

	/** In a store that nobody made for this, a right server may have its reasons: a name that is taken, a state. */
	#isRefusedByData({ status }: RoleAnswer): boolean {
		return this.isShared && status !== 404 && status !== 410 && BY_DATA.includes(status);
	}

	/** What is listed of ours is as it should be, and nothing of it is gone. */
	#ownIn(answer: RoleAnswer, what: string): void {
		const { empty, pagination } = this.caller.resource.list ?? {};
		const { things, own } = this.model;
		if ([empty?.status, pagination?.pastTheEnd?.status].includes(answer.status)) return;
		expectStatus(answer, 200, what);
		for (const thing of this.#thingsOf(answer)) {
			const id = String(thing[this.caller.resource.key]);
			if (!own.has(id)) continue;
			const known = things.get(id);
			if (known === undefined) throw new SequenceError(`${what}: ${id} was deleted, and is still there`);
			differ(`${what}: ${id}`, this.#visible(thing), this.#visible(known));
		}
	}

	/** Everything that the store holds, as another client sees it. */
	async audit(media: number): Promise<void> {
		const { list } = this.caller.resource;
		// In a shared store ours may stand on any page.
		if (list === undefined || this.isShared) for (const id of this.model.ids) await this.read(media, id);
		if (list !== undefined) await this.list(media, list.pagination && this.mostAtOnce, undefined);
	}

	/** A generated thing as it comes back. */
	#canonical(role: "create" | "update", thing: Thing): Thing {
		const { model, resource } = this.caller;
		const schema = this.caller.requestSchema(role);
		const whole = readValue(model, schema, "application/json", writeJson(thing)) as Thing;
		const [sent, read] = [membersOf(model, schema), membersOf(model, resource.item)];
		const comesBack = (name: string) => {
			const [one, other] = [sent, read].map((members) => resolve(model, members.get(name)?.schema ?? {}));
			return read.has(name) && one?.readOnly !== true && other?.readOnly !== true && one?.writeOnly !== true;
		};
		// Null may stand for something else where what is read can't be null.
		const stays = (name: string, value: unknown) =>
			value !== null ||
			isNullable(model, read.get(name)?.schema ?? {}) ||
			typeOf(read.get(name)?.schema ?? {}) === undefined;
		return Object.fromEntries(Object.entries(whole).filter(([name, value]) => comesBack(name) && stays(name, value)));
	}

	/** A thing in which arrays are left out that are empty, and that one media type can't tell from none. */
	#visible(thing: unknown): unknown {
		if (typeof thing !== "object" || thing === null || Array.isArray(thing)) return thing;
		const { model, resource } = this.caller;
		const members = membersOf(model, resource.item);
		const isGone = (name: string, value: unknown) =>
			Array.isArray(value) && value.length === 0 && isInvisible(model, whole(model, members.get(name)?.schema ?? {}));
		return Object.fromEntries(Object.entries(thing).filter(([name, value]) => !isGone(name, value)));
	}

	/** An id as its schema has it: a number where it is one. */
	typed(id: string): unknown {
		const { model, resource } = this.caller;
		const create = flatten(model, this.caller.requestSchema("create"));
		const item = flatten(model, resource.item);
		const member = item.properties?.[resource.key] ?? create.properties?.[resource.key];
		const type = member && typeOf(resolve(model, member));
		return type === "integer" || (type === undefined && /^-?\d+$/.test(id)) ? Number(id) : id;
	}

	#thingsOf({ value }: RoleAnswer): Thing[] {
		const things = valueAt(value, this.caller.resource.list?.items ?? "");
		if (!Array.isArray(things)) throw new SequenceError("list: must be answered with an array");
		return things as Thing[];
	}
}

function isSuccess({ status }: RoleAnswer): boolean {
	return status >= 200 && status <= 299;
}

/** @throws SequenceError unless an answer says that something is not there; without a documented status, 404 or 410 do. */
function expectMissing(answer: RoleAnswer, missing: { status: number } | undefined, what: string): void {
	if (missing === undefined && answer.status === 410) return;
	expectStatus(answer, missing?.status ?? 404, what);
}

function expectSuccess(answer: RoleAnswer, what: string): void {
	if (answer.status < 200 || answer.status > 299) throw new SequenceError(`${what}: answered ${answer.status}`);
}

function expectStatus(answer: RoleAnswer, status: number, what: string): void {
	if (answer.status !== status) throw new SequenceError(`${what}: must be answered ${status}, but is ${answer.status}`);
}

/** @throws SequenceError that names the first place where two values differ. */
function differ(what: string, found: unknown, expected: unknown): void {
	const plain = (value: unknown) => JSON.parse(JSON.stringify(value ?? null)) as unknown;
	const [one, other] = [plain(found), plain(expected)];
	if (isDeepStrictEqual(one, other)) return;
	if (typeof one === "object" && typeof other === "object" && one !== null && other !== null && !Array.isArray(one)) {
		for (const name of new Set([...Object.keys(other), ...Object.keys(one)])) {
			const [mine, theirs] = [(one as Thing)[name], (other as Thing)[name]];
			// A member whose default nobody knows yet.
			if (theirs === undefined) continue;
			if (!isDeepStrictEqual(mine, theirs)) {
				throw new SequenceError(`${what}: ${name} must be ${shorten(theirs)}, but is ${shorten(mine)}`);
			}
		}
		return;
	}
	throw new SequenceError(`${what}: must be ${shorten(other)}, but is ${shorten(one)}`);
}

function shorten(value: unknown): string {
	const text = JSON.stringify(value) ?? "missing";
	return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
