import { isDeepStrictEqual } from "node:util";
import { resolve } from "../../document/pointer.js";
import { mergedObject } from "../../xml/names.js";
import { writeJson } from "../exact-number.js";
import { readValue } from "../read-value.js";
import type { Caller, Client, RoleAnswer } from "./client.js";
import { SequenceError } from "./sequence-error.js";
import { StoreModel, type Thing } from "./store-model.js";

const NO_LIMIT = 100;

/** One store: what it should hold, and requests whose answers are held against that. */
export class Store {
	readonly model = new StoreModel();

	constructor(
		readonly caller: Caller,
		readonly profile: string,
	) {}

	client(media: number): Client {
		return { media, profile: this.profile };
	}

	/** The id of a thing, or one that names nothing. */
	id(place: number, missing: boolean): string {
		const absent = this.model.deleted.at(-1) ?? String(this.caller.model.absent);
		return missing ? absent : (this.model.pick(place) ?? absent);
	}

	/** Notes what is there already; it is not to be touched. */
	async begin(): Promise<void> {
		const { list } = this.caller.model;
		if (list === undefined) return;
		for (let offset = list.first; ; offset += this.mostAtOnce) {
			const query = { [list.limit]: this.mostAtOnce, [list.offset]: offset };
			const answer = await this.caller.call("list", this.client(0), { query });
			if (answer.status === list.empty || answer.status === list.pastEnd) return;
			expectStatus(answer, 200, "listing the store before the sequence");
			const things = thingsOf(answer);
			for (const thing of things) this.model.add(String(thing[this.caller.model.id]), thing);
			if (things.length < this.mostAtOnce) return;
		}
	}

	/** The greatest limit of a page. */
	get mostAtOnce(): number {
		const { list } = this.caller.model;
		const { document } = this.caller.context;
		const limit = this.caller.operation("list")?.parameters.find((one) => one.name === list?.limit);
		return (limit?.schema && resolve(document, limit.schema).maximum) ?? NO_LIMIT;
	}

	async create(media: number, body: Thing): Promise<string> {
		const { create, id } = this.caller.model;
		const answer = await this.caller.call("create", this.client(media), { body });
		if (answer.status < 200 || answer.status > 299) throw new SequenceError(`create: answered ${answer.status}`);
		const made = answer.text(create.id);
		if (this.model.issued.has(made))
			throw new SequenceError(`create: gave out the id ${made}, which was given out before`);
		const { [id]: _, ...members } = this.#canonical("create", body);
		this.model.add(made, { ...this.#canonical("create", create.defaults ?? {}), ...members, [id]: this.typed(made) });
		const read = await this.read(media + 1, made);
		// Members without a known default are what they are at first.
		if (read !== undefined) this.model.change(made, { ...read, ...this.model.things.get(made) });
		return made;
	}

	/** Reads a thing and holds it against the model. */
	async read(media: number, id: string): Promise<Thing | undefined> {
		const { read } = this.caller.model;
		const answer = await this.caller.call("read", this.client(media), { id });
		const known = this.model.things.get(id);
		if (known === undefined) {
			expectStatus(answer, read.missing ?? 404, `read ${id}, which is not in the store`);
			return undefined;
		}
		expectStatus(answer, 200, `read ${id}`);
		const thing = read.value === "" ? answer.value : at(answer.value, read.value);
		differ(`read ${id}`, thing, known);
		return thing as Thing;
	}

	async update(media: number, id: string, body: Thing): Promise<void> {
		const answer = await this.caller.call("update", this.client(media), { id, body });
		if (!this.model.things.has(id)) {
			expectStatus(answer, this.caller.model.update?.missing ?? 404, `update ${id}, which is not in the store`);
			return;
		}
		expectStatus(answer, 200, `update ${id}`);
		const { [this.caller.model.id]: _, ...members } = this.#canonical("update", body);
		this.model.change(id, members);
	}

	/** Updates several things; each item has its id. */
	async updateMany(media: number, items: Thing[]): Promise<void> {
		const { updateMany, id } = this.caller.model;
		const answer = await this.caller.call("updateMany", this.client(media), { body: items });
		const known = items.map((item) => this.model.things.has(String(item[id])));
		const some = known.some(Boolean);
		const status = known.every(Boolean) ? 200 : some ? (updateMany?.partial ?? 207) : (updateMany?.missing ?? 404);
		expectStatus(
			answer,
			status,
			`update of ${items.length} things, ${known.filter(Boolean).length} of which are in the store`,
		);
		const results = answer.value;
		// Where all failed, one result may stand for the whole request.
		if (!some && !Array.isArray(results)) return;
		if (!Array.isArray(results) || results.length !== items.length) {
			throw new SequenceError(`update of ${items.length} things: must have a result for each`);
		}
		if (updateMany?.result !== undefined) {
			const ids = results.map((result) => String(at(result, updateMany.result ?? "")));
			differ(
				"the ids of the results",
				ids,
				items.map((item) => String(item[id])),
			);
		}
		const schema = this.caller.requestSchema("updateMany");
		const sent = readValue(this.caller.context.document, schema, "application/json", writeJson(items)) as Thing[];
		for (const [index, item] of sent.entries()) {
			const { [id]: name, ...members } = item;
			if (known[index]) this.model.change(String(name), members);
		}
	}

	async delete(media: number, id: string): Promise<void> {
		const answer = await this.caller.call("delete", this.client(media), { id });
		if (!this.model.things.has(id)) {
			expectStatus(answer, this.caller.model.delete.missing ?? 404, `delete ${id}, which is not in the store`);
			return;
		}
		if (answer.status < 200 || answer.status > 299) throw new SequenceError(`delete ${id}: answered ${answer.status}`);
		this.model.remove(id);
	}

	/** Reads a page and holds it against the model; `undefined` leaves a parameter out. */
	async list(media: number, limit: number | undefined, offset: number | undefined): Promise<void> {
		const { list } = this.caller.model;
		if (list === undefined) return;
		const query = {
			...(limit !== undefined && { [list.limit]: limit }),
			...(offset !== undefined && { [list.offset]: offset }),
		};
		const answer = await this.caller.call("list", this.client(media), { query });
		const what = `list with ${list.limit} ${limit ?? "unset"} and ${list.offset} ${offset ?? "unset"}`;
		const { ids, things } = this.model;
		if (ids.length === 0) return expectStatus(answer, list.empty, `${what} of an empty store`);
		const start = Math.max(0, (offset ?? list.first) - list.first);
		if (start >= ids.length) return expectStatus(answer, list.pastEnd, `${what}, past ${ids.length} things`);
		expectStatus(answer, 200, what);
		const expected = ids.slice(start, start + (limit ?? list.defaultLimit));
		const found = thingsOf(answer);
		differ(
			`${what}: the ids`,
			found.map((thing) => String(thing[this.caller.model.id])),
			expected,
		);
		for (const [index, id] of expected.entries()) differ(`${what}: ${id}`, found[index], things.get(id));
	}

	async count(media: number): Promise<void> {
		const { count } = this.caller.model;
		if (count === undefined) return;
		const answer = await this.caller.call("count", this.client(media), { query: count.query });
		expectStatus(answer, 200, "count");
		differ("count", answer.text(count.value), String(this.model.things.size));
	}

	/** Everything that the store holds, as another client sees it. */
	async audit(media: number): Promise<void> {
		if (this.caller.model.list === undefined) {
			for (const id of this.model.ids) await this.read(media, id);
		} else await this.list(media, this.mostAtOnce, undefined);
	}

	/** A generated thing as it comes back. */
	#canonical(role: "create" | "update", thing: Thing): Thing {
		const schema = this.caller.requestSchema(role);
		return readValue(this.caller.context.document, schema, "application/json", writeJson(thing)) as Thing;
	}

	/** An id as its schema has it: a number where it is one. */
	typed(id: string): unknown {
		const { document } = this.caller.context;
		const create = mergedObject(document, this.caller.requestSchema("create"));
		const many = mergedObject(document, mergedObject(document, this.caller.requestSchema("updateMany")).items ?? {});
		const member = create.properties?.[this.caller.model.id] ?? many.properties?.[this.caller.model.id];
		const type = member && resolve(document, member).type;
		return type === "integer" || (type === undefined && /^-?\d+$/.test(id)) ? Number(id) : id;
	}
}

function at(value: unknown, pointer: string): unknown {
	let place = value;
	for (const segment of pointer.split("/").slice(1)) place = (place as Record<string, unknown> | undefined)?.[segment];
	return place;
}

function thingsOf({ value }: RoleAnswer): Thing[] {
	if (!Array.isArray(value)) throw new SequenceError("list: must be answered with an array");
	return value as Thing[];
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
