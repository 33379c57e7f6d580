import {
	documentExtensions,
	flatten,
	type MediaType,
	membersOf,
	type Operation,
	resolve,
} from "@onespec/openapi-document";
import { isReference } from "../live/references.js";
import { isXmlText } from "../properties/characters.js";
import { writeJson } from "../properties/exact-number.js";
import { readValue } from "../properties/read-value.js";
import { lossOf, RESET } from "../read-back/loss.js";
import { differencesOf, shown } from "../read-back/same.js";
import { sentValue, type Thing } from "../read-back/values.js";
import { companyOf, type Variant, variantsOf } from "./bounds.js";
import { alike, type Check, type CheckContext, type Found, finding, isSuccessCell, REFUSED_INPUT } from "./check.js";
import { readable, type Sent, type Workplace } from "./workplace.js";

/**
 * Checks of what is stored: values at each bound of each member are sent and read back, by a create, by an update and in
 * a bulk update as long as the document allows; members that are not sent keep their values; an id in a body does not win.
 */
export function storedChecks(context: CheckContext, place: Workplace): Check[] {
	const { resource } = place;
	const { create } = resource;
	const update = resource.update?.operation ?? resource.replace?.operation;
	const checks: Check[] = [
		{
			name: "read back at the bounds",
			operation: create.operation,
			belongs: isSuccessCell,
			run: () => new Stored(context, place).creates(),
		},
	];
	if (resource.choosesIds !== true) {
		const run = () => new Stored(context, place).ids();
		checks.push({ name: "ids", operation: create.operation, belongs: isSuccessCell, run });
	}
	const remove = resource.delete.operation;
	checks.push({
		name: "one alone",
		operation: remove,
		belongs: isSuccessCell,
		run: () => new Stored(context, place).alone(remove, update),
	});
	if (update !== undefined) {
		checks.push({
			name: "read back at the bounds",
			operation: update,
			belongs: isSuccessCell,
			run: () => new Stored(context, place).updates(update),
		});
	}
	if (resource.updateMany !== undefined) {
		const bulk = resource.updateMany.operation;
		checks.push({
			name: "as many items as allowed",
			operation: bulk,
			belongs: isSuccessCell,
			run: () => new Stored(context, place).bulk(bulk),
		});
	}
	return checks;
}

/** So many items a bulk update has at most. */
const MOST_ITEMS = 100;
/** Where requests cost time. */
const FEW_ITEMS = 5;

class Stored {
	readonly #context: CheckContext;
	readonly #place: Workplace;
	readonly #found: Found[] = [];
	#looked = 0;

	constructor(context: CheckContext, place: Workplace) {
		this.#context = context;
		this.#place = place;
	}

	get #result() {
		return { looked: this.#looked, found: this.#found };
	}

	async creates() {
		const place = this.#place;
		const { operation } = place.resource.create;
		const families = readable(operation);
		await this.#least(operation);
		for (const [media] of families.entries()) {
			const rounds = roundsOf(this.#context, this.#place, operation, families[media]?.kind);
			await inParallel(rounds, async (round) => {
				const sent = await place.create({ ...place.base, ...valuesOf(round) }, media);
				if (sent.id !== undefined) return this.#compare(sent, sent.id, round);
				// One member may be what is refused: each is tried alone.
				for (const [name, variant] of Object.entries(round)) {
					const alone = await this.#alone(operation, name, variant, (members) =>
						place.create({ ...place.base, ...members }, media),
					);
					if (alone.id !== undefined) await this.#compare(alone, alone.id, { [name]: variant });
					else this.#refused(alone, name, variant);
				}
			});
		}
		return this.#result;
	}

	/** Of what is not sent the document may say the default. */
	async #least(operation: Operation) {
		const place = this.#place;
		const { model } = this.#context;
		const { required = [] } = flatten(model, place.schemaOf(operation));
		const body = Object.fromEntries(Object.entries(place.base).filter(([name]) => required.includes(name)));
		const sent = await place.create(body);
		const read = sent.id === undefined ? undefined : await place.read(sent.id);
		if (read?.thing === undefined) return;
		const defaults = readValue(
			model,
			place.schemaOf(operation),
			"application/json",
			writeJson(place.resource.create.defaults),
		) as Thing;
		const due = Object.entries(defaults).filter(
			// What is nullable may have null for its least value.
			([name]) => body[name] === undefined && (read.thing?.[name] ?? null) !== null,
		);
		this.#looked += due.length;
		for (const one of this.#differences(operation, Object.fromEntries(due), read.thing)) {
			const text = `read back by ${read.what}: ${one.pointer} must be ${shown(one.wanted)}, its default, but is ${shown(one.found)}`;
			this.#found.push(finding(operation, `${one.pointer} has another default`, text, sent));
		}
	}

	async updates(operation: Operation) {
		const place = this.#place;
		const families = readable(operation);
		const replaces = place.resource.update === undefined;
		for (const [media] of families.entries()) {
			const rounds = roundsOf(this.#context, this.#place, operation, families[media]?.kind);
			// Each member alone, so that all others have to keep their values; then all together.
			const single = replaces
				? []
				: rounds.slice(0, 2).flatMap((round) => Object.entries(round).map(([name, one]) => ({ [name]: one })));
			const { id } = await place.create();
			if (id === undefined) return this.#result;
			let before = (await place.read(id)).thing;
			for (const round of [...single, ...rounds]) {
				const base = replaces ? place.base : {};
				const sent = await place.send(operation, { id, body: { ...base, ...valuesOf(round) }, media });
				if (sent.succeeded) before = await this.#compare(sent, id, round, replaces ? undefined : before);
				else {
					for (const [name, variant] of Object.entries(round)) {
						const alone = await this.#alone(operation, name, variant, (members) =>
							place.send(operation, { id, body: { ...base, ...members }, media }),
						);
						if (alone.succeeded)
							before = await this.#compare(alone, id, { [name]: variant }, replaces ? undefined : before);
						else this.#refused(alone, name, variant);
					}
				}
			}
			await this.#idInBody(operation, id, media);
			if (media > 0) continue;
			await this.#readOnly(operation, id, before);
			await this.#replaced(operation, id);
		}
		return this.#result;
	}

	/** What is done to one item is done to no other. */
	async alone(remove: Operation, update: Operation | undefined) {
		const place = this.#place;
		const made = [await place.create(), await place.create(), await place.create()];
		const [first, own, last] = made.map(({ id }) => id);
		if (first === undefined || own === undefined || last === undefined) return this.#result;
		if (new Set([first, own, last]).size < made.length) return this.#result;
		const before = new Map<string, Thing | undefined>();
		for (const id of [first, last]) before.set(id, (await place.read(id)).thing);
		const look = async (sent: Sent, what: string) => {
			for (const [id, was] of before) {
				if (was === undefined || !sent.succeeded) continue;
				const { thing, status, what: read } = await place.read(id);
				this.#looked++;
				const [one] = this.#differences(sent.operation, this.#written(place.resource.create.operation, was), thing);
				if (thing !== undefined && one === undefined) continue;
				const is = thing === undefined ? `is answered ${status}` : `has ${shown(one?.found)} at ${one?.pointer}`;
				const text = `${read}: must be as it was after the ${what} of another item, ${own}, but ${is}`;
				this.#found.push(finding(sent.operation, `the ${what} of one item changes another`, text, sent));
			}
		};
		if (update !== undefined) {
			const variant = roundsOf(this.#context, place, update, "xml")[0] ?? {};
			const replaces = place.resource.update === undefined;
			await look(
				await place.send(update, { id: own, body: { ...(replaces && place.base), ...valuesOf(variant) } }),
				"update",
			);
		}
		await look(await place.remove(own), "delete");
		if (this.#found.some(({ key }) => key.startsWith(remove.id))) return this.#result;
		return { looked: this.#looked, found: this.#found };
	}

	/** What only the server says of an item no request can change. */
	async #readOnly(operation: Operation, id: string, before: Thing | undefined) {
		const place = this.#place;
		const { model } = this.#context;
		const members = membersOf(model, place.resource.item);
		const { additionalProperties } = flatten(model, place.schemaOf(operation));
		const others = Object.entries(before ?? {}).flatMap(([name, value]): [string, unknown][] => {
			const schema = resolve(model, members.get(name)?.schema ?? {});
			const sent = flatten(model, place.schemaOf(operation)).properties?.[name] !== undefined;
			if (name === place.resource.key || schema.readOnly !== true || (additionalProperties === false && !sent))
				return [];
			if (isReference(name, schema) || schema.enum !== undefined) return [];
			if (typeof value === "number") return [[name, value + 1]];
			return typeof value === "boolean" ? [[name, !value]] : [];
		});
		if (before === undefined || others.length === 0) return;
		const replaces = place.resource.update === undefined;
		const variant = roundsOf(this.#context, place, operation, "xml")[0] ?? {};
		const body = { ...(replaces && place.base), ...valuesOf(variant), ...Object.fromEntries(others) };
		const sent = await place.send(operation, { id, body });
		const { thing, what } = await place.read(id);
		this.#looked += others.length;
		for (const [name, other] of sent.succeeded ? others : []) {
			if (thing?.[name] !== other) continue;
			const text = `read back by ${what}: /${name} is read-only and must not be ${shown(other)}, as an update sent it`;
			this.#found.push(finding(operation, `/${name} is read-only and is changed`, text, sent));
		}
	}

	/** What a replacement does not send is gone, where the document says that it replaces. */
	async #replaced(operation: Operation, id: string) {
		const place = this.#place;
		const { model } = this.#context;
		const says = /replac/i.test(`${operation.id} ${operation.summary ?? ""} ${operation.description ?? ""}`);
		const { required = [], properties = {} } = flatten(model, place.schemaOf(operation));
		if (!says || place.resource.update !== undefined) return;
		const variant = valuesOf(roundsOf(this.#context, place, operation, "xml")[0] ?? {});
		const whole = await place.send(operation, { id, body: { ...place.base, ...variant } });
		const full = (await place.read(id)).thing;
		const least = Object.fromEntries(Object.entries(place.base).filter(([name]) => required.includes(name)));
		const sent = await place.send(operation, { id, body: least });
		const { thing, what } = await place.read(id);
		if (!whole.succeeded || !sent.succeeded || thing === undefined) return;
		for (const [name, schema] of Object.entries(properties)) {
			const described = resolve(model, schema);
			const isOwn = described.readOnly !== true && described.writeOnly !== true && described.default === undefined;
			if (required.includes(name) || !isOwn || name === place.resource.key) continue;
			this.#looked++;
			const value = full?.[name];
			const isEmpty = value === undefined || value === null || value === "" || value === 0 || value === false;
			if (isEmpty || JSON.stringify(value) === "[]" || JSON.stringify(thing[name]) !== JSON.stringify(value)) continue;
			const text = `read back by ${what}: /${name} must be gone after a replacement that does not send it, but is still ${shown(value)}`;
			this.#found.push(finding(operation, "a replacement keeps what it does not send", text, sent));
			return;
		}
	}

	/** An id in the body of an update does not win over the one of the path. */
	async #idInBody(operation: Operation, id: string, media: number) {
		const place = this.#place;
		const { key } = place.resource;
		const { model } = this.#context;
		const { properties = {} } = flatten(model, place.schemaOf(operation));
		if (properties[key] === undefined || flatten(model, properties[key]).readOnly === true) return;
		const other = await place.create();
		if (other.id === undefined) return;
		const before = (await place.read(other.id)).thing;
		const variant = roundsOf(this.#context, this.#place, operation, "xml")[0] ?? {};
		const replaces = place.resource.update === undefined;
		const value = before?.[key] ?? other.id;
		const sent = await place.send(operation, {
			id,
			media,
			body: { ...(replaces && place.base), ...valuesOf(variant), [key]: value },
		});
		// A server may refuse an id that is not the one of the path.
		const { what, thing } = await place.read(other.id);
		this.#looked++;
		const kept = Object.fromEntries(Object.entries(before ?? {}).filter(([name]) => properties[name] !== undefined));
		for (const one of this.#differences(operation, kept, thing)) {
			const text = `read back by ${what}: ${one.pointer} must be ${shown(one.wanted)}, as it was before an update of another item whose body has this id, but is ${shown(one.found)}`;
			this.#found.push(finding(operation, "the id in the body wins over the path", text, sent));
			return;
		}
		const own = await place.read(id);
		if (sent.succeeded && own.thing === undefined) {
			const text = `read back by ${own.what}: must be answered 200 after an update whose body has another id, but is ${own.status}`;
			this.#found.push(finding(operation, "the id in the body wins over the path", text, sent));
		}
	}

	async ids() {
		const place = this.#place;
		const { operation } = place.resource.create;
		const { key } = place.resource;
		const { model } = this.#context;
		const { properties = {} } = flatten(model, place.schemaOf(operation));
		const first = await place.create();
		const second = await place.create();
		if (first.id === undefined || second.id === undefined) return this.#result;
		this.#looked++;
		if (first.id === second.id) {
			const text = `create: gave out the id ${second.id}, which another item has`;
			this.#found.push(finding(operation, "an id is given out twice", text, second));
			return this.#result;
		}
		if (properties[key] !== undefined && flatten(model, properties[key]).readOnly !== true) {
			const before = await place.read(first.id);
			const taken = before.thing?.[key] ?? first.id;
			const third = await place.create({ ...place.base, [key]: taken });
			this.#looked++;
			if (third.id !== undefined && third.id === first.id) {
				const text = `create: took the id ${third.id} from the body, which another item has`;
				this.#found.push(finding(operation, "the id is taken from the body", text, third));
			}
		}
		if (documentExtensions(model).guarantees?.ids === "never-reused") {
			const last = await place.create();
			const gone = last.id === undefined ? undefined : await place.remove(last.id);
			const next = gone?.succeeded ? await place.create() : undefined;
			this.#looked++;
			if (next?.id !== undefined && next.id === last.id) {
				const text = `create: gave out the id ${next.id}, which was given out before to an item that was removed`;
				this.#found.push(finding(operation, "an id is given out again", text, next));
			}
		}
		return this.#result;
	}

	/** As many items as one request may have, each with values of its own; and the same item twice. */
	async bulk(operation: Operation) {
		const place = this.#place;
		const { key } = place.resource;
		const { model, pace } = this.#context;
		const media = readable(operation)[0];
		const { maxItems = FEW_ITEMS } = flatten(model, media?.schema ?? {});
		const count = Math.min(maxItems, pace.rate === undefined ? MOST_ITEMS : FEW_ITEMS);
		const rounds = roundsOf(this.#context, this.#place, operation, "xml");
		const made: string[] = [];
		await inParallel(Array.from({ length: count }), async () => {
			const { id } = await place.create();
			if (id !== undefined) made.push(id);
		});
		const before = new Map<string, Thing>();
		const some = (place.resource.list ? [] : made).slice(0, FEW_ITEMS);
		const own = new Map<string, Thing>();
		await inParallel(made, async (id) => {
			if (some.length > 0 && !some.includes(id)) return;
			const { thing } = await place.read(id);
			if (thing !== undefined) before.set(id, thing);
		});
		const items = made.flatMap((id, index) => {
			const item = { ...valuesOf(rounds[index % rounds.length] ?? {}), [key]: before.get(id)?.[key] ?? id };
			own.set(id, item);
			return before.has(id) ? [item] : [];
		});
		const sent = await place.send(operation, { body: items });
		if (!sent.succeeded || sent.status === place.resource.updateMany?.partial) {
			if (REFUSED_INPUT.has(sent.status) || sent.status >= 500 || sent.succeeded) {
				const text = `${items.length} items, as many as allowed, each of which exists: must be answered as a full success, but is ${sent.status}`;
				this.#found.push(finding(operation, "as many items as allowed", text, sent));
			}
			return this.#result;
		}
		const values = sentValue(model, operation, sent.request) as Thing[];
		await inParallel(values, async (value, index) => {
			const id = String(value[key]);
			const { thing, what } = await place.read(id);
			this.#looked++;
			const { [key]: _, ...members } = value;
			const unsent = Object.fromEntries(
				Object.entries(before.get(id) ?? {}).filter(([name]) => value[name] === undefined),
			);
			const kept = this.#differences(operation, this.#written(operation, unsent), thing);
			for (const one of [...this.#differences(operation, members, thing), ...kept]) {
				const text = `read back by ${what} after the bulk update: ${one.pointer} of item ${index + 1} of ${values.length} must be ${shown(one.wanted)}, but is ${shown(one.found)}`;
				const loss = lossOf(one.wanted, one.found);
				this.#found.push({
					...finding(operation, "an item of a bulk update is not read back", text, sent),
					...(loss !== undefined && alike(loss)),
					...(kept.includes(one) && thing !== undefined && RESET),
				});
			}
		});
		return this.#result;
	}

	/** The members that a request can write. */
	#written(operation: Operation, thing: Thing): Thing {
		const { model } = this.#context;
		const { properties = {} } = flatten(model, this.#place.schemaOf(operation));
		return Object.fromEntries(
			Object.entries(thing).filter(
				([name]) => properties[name] !== undefined && flatten(model, properties[name]).readOnly !== true,
			),
		);
	}

	#differences(operation: Operation, wanted: unknown, thing: Thing | undefined) {
		const { model } = this.#context;
		const { resource } = this.#place;
		const verbatim = documentExtensions(model).guarantees?.texts === "verbatim";
		return differencesOf(model, { sent: this.#place.schemaOf(operation), item: resource.item }, wanted, thing, {
			verbatim,
			compares: (name) => name !== resource.key,
		});
	}

	/** Reads an item back and holds it against what was sent; returns it. */
	async #compare(sent: Sent, id: string, round: Round, before?: Thing): Promise<Thing | undefined> {
		const { operation, request } = sent;
		const read = await this.#place.read(id);
		this.#looked += Object.keys(round).length;
		if (read.thing === undefined) {
			const text = `read back by ${read.what}: must be answered 200, but is ${read.status}`;
			this.#found.push(finding(operation, "what is written can't be read", text, sent));
			return undefined;
		}
		const value = (sentValue(this.#context.model, operation, request) ?? {}) as Thing;
		for (const one of this.#differences(operation, value, read.thing)) {
			const [, name = ""] = one.pointer.split("/");
			const variant = round[name];
			const what = variant === undefined ? "" : `, ${variant.what},`;
			const text = `read back by ${read.what}: ${one.pointer} must be ${shown(one.wanted)}${what} as it was sent, but is ${shown(one.found)}`;
			const title = lossOf(one.wanted, one.found) ?? `${one.pointer} is not read back as it was sent`;
			this.#found.push({
				...finding(operation, title, text, sent),
				...alike(title),
				mend: `Store ${name} as it is sent, and give it back so.`,
			});
		}
		const kept =
			before === undefined
				? {}
				: this.#written(
						operation,
						Object.fromEntries(Object.entries(before).filter(([name]) => value[name] === undefined)),
					);
		for (const one of this.#differences(operation, kept, read.thing)) {
			const text = `read back by ${read.what}: ${one.pointer} must be ${shown(one.wanted)}, as it was before an update that does not send it, but is ${shown(one.found)}`;
			this.#found.push({ ...finding(operation, RESET.title, text, sent), ...RESET });
		}
		for (const [name, was] of Object.entries(before ?? {}).filter(([one]) => MADE_AT.test(one))) {
			if (value[name] !== undefined || JSON.stringify(read.thing[name]) === JSON.stringify(was)) continue;
			const text = `read back by ${read.what}: /${name} must be ${shown(was)}, as it was before an update, but is ${shown(read.thing[name])}`;
			this.#found.push(finding(operation, `an update changes ${name}`, text, sent));
		}
		return read.thing;
	}

	/** Sends one member, and where that is refused, in other company too: what a value may be can depend on others. */
	async #alone<S extends Sent>(
		operation: Operation,
		name: string,
		{ value, stated }: Variant,
		send: (members: Thing) => Promise<S>,
	): Promise<S> {
		const alone = await send({ [name]: value });
		if (!stated || !REFUSED_INPUT.has(alone.status)) return alone;
		for (const company of companyOf(this.#context.model, this.#place.schemaOf(operation), name)) {
			const sent = await send({ ...company, [name]: value });
			if (sent.succeeded) return sent;
		}
		return alone;
	}

	/** A value at a bound that the document states must be accepted. */
	#refused(sent: Sent, name: string, { what, value, stated }: Variant) {
		this.#looked++;
		const failure = sent.status >= 500;
		if (!failure && !(stated && REFUSED_INPUT.has(sent.status))) return;
		const text = `/${name}: ${what} must be accepted, but is answered ${sent.status} (${shown(value)})`;
		this.#found.push({
			...finding(sent.operation, `/${name} at its bounds is answered ${sent.status}`, text, sent),
			mend: `Accept ${what} for ${name}, or state another bound in the document.`,
		});
	}
}

/** Bodies in each of which every member has one of its variants. */
export function roundsOf(
	{ model, setUp }: CheckContext,
	place: Workplace,
	operation: Operation,
	kind?: MediaType["kind"],
): Round[] {
	const { properties = {} } = flatten(model, place.schemaOf(operation));
	const rounds: Round[] = [];
	for (const [name, schema] of Object.entries(properties)) {
		// Values of references name things that would have to be there, and may be somebody's.
		const isOther = isReference(name, resolve(model, schema)) || /(^|[a-z_-])ids?$/i.test(name);
		if (name === place.resource.key || isOther || flatten(model, schema).readOnly === true) continue;
		const variants = variantsOf(model, schema, setUp.items.values).filter(({ value }) => canCarry(kind, value));
		for (const [index, variant] of variants.entries()) {
			rounds[index] ??= {};
			(rounds[index] as Round)[name] = variant;
		}
	}
	return rounds;
}

/** Whether a media type can carry a value; in a form an empty text may stand for none. */
function canCarry(kind: MediaType["kind"] | undefined, value: unknown): boolean {
	if (kind === "form" || kind === "multipart") return value !== "" && typeof value !== "object";
	return kind !== "xml" || typeof value !== "string" || isXmlText(value);
}

/** Names of members that say when or by whom an item was made. */
const MADE_AT = /^(date_?)?(created|inserted)(_?(at|on|by|date|time))?$/i;

/** Variants by member. */
export type Round = Record<string, Variant>;

/** The values of a round. */
export function valuesOf(round: Round): Thing {
	return Object.fromEntries(Object.entries(round).map(([name, { value }]) => [name, value]));
}

const SIDE_BY_SIDE = 6;

/** Does something for each of several things, a few at a time. */
export async function inParallel<T>(
	all: readonly T[],
	act: (one: T, index: number) => Promise<unknown>,
): Promise<void> {
	let next = 0;
	const worker = async () => {
		for (let index = next++; index < all.length; index = next++) await act(all[index] as T, index);
	};
	await Promise.all(Array.from({ length: Math.min(SIDE_BY_SIDE, all.length) }, worker));
}
