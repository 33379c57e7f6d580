import type { ListPagination, Operation } from "@onespec/openapi-document";
import { differencesOf, shown } from "../read-back/same.js";
import { type Check, type CheckContext, type Found, finding, isSuccessCell } from "./check.js";
import { nameChecks } from "./filters.js";
import { greatestPage, PAGED } from "./pages.js";
import { inParallel, roundsOf, valuesOf } from "./stored.js";
import type { Workplace } from "./workplace.js";

/** So many items are made at most to fill the greatest page. */
const MOST_MADE = 1000;
/** Where requests cost time. */
const FEW_MADE = 7;
/** So many requests walk a list at most. */
const MOST_PAGES = 40;

/**
 * Checks of a list: what was made is in it, what was removed is not, each item as it is read by itself; and where the
 * document says how it has pages: their order, their sizes up to the greatest, that they join without gap or repetition,
 * and the number of all.
 */
export function listChecks(context: CheckContext, place: Workplace): Check[] {
	const { list, count } = place.resource;
	if (list === undefined) return nameChecks(context, place);
	const { operation } = list;
	const belongs = isSuccessCell;
	const checks: Check[] = [
		{ name: "what comes and goes", operation, belongs, run: () => comesAndGoes(context, place, operation) },
	];
	if (list.pagination !== undefined) {
		const { pagination } = list;
		checks.push({ name: "pages", operation, belongs, run: () => pages(context, place, operation, pagination) });
	}
	if (count !== undefined) {
		checks.push({ name: "the count", operation: count.operation, belongs, run: () => counts(place, count.operation) });
	}
	return [...checks, ...nameChecks(context, place)];
}

type Item = Record<string, unknown>;

/** The whole list, page by page; `undefined` where it is too long, or a page is none. */
async function walk(place: Workplace, size: number | undefined): Promise<Item[] | undefined> {
	const pagination = place.resource.list?.pagination;
	if (pagination === undefined) return (await place.list()).items;
	const { limit, offset, first } = pagination;
	const all: Item[] = [];
	for (let page = 0; page < MOST_PAGES; page++) {
		const { items } = await place.list({ ...(size !== undefined && { [limit]: size }), [offset]: first + all.length });
		if (items === undefined) return all.length === 0 ? undefined : all;
		all.push(...items);
		// A page that is too short may be a fault: only an empty one is the end.
		if (items.length === 0) return all;
	}
	return undefined;
}

async function comesAndGoes(context: CheckContext, place: Workplace, operation: Operation) {
	const { model } = context;
	const found: Found[] = [];
	const { key, list } = place.resource;
	const pagination = list?.pagination;
	const hidden =
		pagination === undefined && operation.parameters.some((one) => one.in === "query" && PAGED.test(one.name));
	const greatest = hidden ? greatestPage(model, operation) : undefined;
	const whole = async () =>
		greatest === undefined
			? walk(place, pagination?.maximumLimit)
			: (await place.list({ [greatest.name]: greatest.size })).items;
	const idsOf = (items: Item[] | undefined) => items?.map((item) => String(item[key]));
	const { create } = place.resource;
	const [long = {}, other = {}] = roundsOf(context, place, create.operation, "xml");
	let made = await place.create({ ...place.base, ...valuesOf(long) });
	if (made.id === undefined) made = await place.create();
	const { id } = made;
	if (id === undefined) return { looked: 0, found };
	const listed = await whole();
	const item = listed?.find((one) => String(one[key]) === id);
	// A list that doesn't say how it has pages may show some of its items only.
	const named = listed?.every((one) => one[key] !== undefined) === true;
	const complete = named && (pagination !== undefined || (listed?.length ?? 0) < (greatest?.size ?? (hidden ? 0 : 10)));
	if (listed !== undefined && item === undefined && complete) {
		found.push(
			finding(
				operation,
				"what was made is not in the list",
				`list: must hold the new item ${id}, but holds ${shown(idsOf(listed))}`,
				made,
			),
		);
	}
	const sameInBoth = async (again: Item) => {
		const { thing } = await place.read(id);
		for (const [name, value] of Object.entries(thing ?? {})) {
			// A list may show less of each item.
			if (again[name] === undefined) continue;
			const schemas = { sent: place.resource.item, item: place.resource.item };
			for (const one of differencesOf(model, schemas, { [name]: value }, again, { verbatim: true })) {
				const text = `list: ${one.pointer} of item ${id} must be ${shown(one.wanted)}, as it is read by itself, but is ${shown(one.found)}`;
				found.push(finding(operation, "an item in the list is not what is read by itself", text, made));
			}
		}
	};
	if (item !== undefined) {
		await sameInBoth(item);
		const { update, replace } = place.resource;
		const change = (update ?? replace)?.operation;
		if (change !== undefined) {
			await place.send(change, { id, body: { ...(replace && place.base), ...valuesOf(other) } });
			const again = await whole();
			await sameInBoth(again?.find((one) => String(one[key]) === id) ?? {});
			if ((again?.filter((one) => String(one[key]) === id).length ?? 0) > 1) {
				const text = `list: must hold item ${id} once, but holds it several times after an update`;
				found.push(finding(operation, "an item is listed twice", text, made));
			}
		}
	}
	const gone = await place.remove(id);
	if (gone.succeeded && gone.status !== 202) {
		const after = await whole();
		if (idsOf(after)?.includes(id)) {
			const text = `list: must not hold item ${id}, which was removed, but the list still holds it`;
			found.push({ ...finding(place.resource.delete.operation, "what was removed is still in the list", text, gone) });
		}
	}
	return { looked: 3, found };
}

async function counts(place: Workplace, operation: Operation) {
	const found: Found[] = [];
	const tell = (what: string, wanted: number, is: number) =>
		found.push(finding(operation, `the count ${what}`, `count: must be ${wanted} ${what}, but is ${is}`));
	const before = await place.count();
	const made = await place.create();
	const after = await place.count();
	const listed = await walk(place, place.resource.list?.pagination?.maximumLimit);
	if (made.id === undefined || before === undefined || after === undefined) return { looked: 0, found };
	if (after !== before + 1) tell("after one more was made", before + 1, after);
	if (listed !== undefined && listed.length !== after) tell("as many as the list holds", listed.length, after);
	const gone = await place.remove(made.id);
	const last = await place.count();
	if (gone.succeeded && gone.status !== 202 && last !== undefined && last !== after - 1)
		tell("after one was removed", after - 1, last);
	return { looked: 3, found };
}

async function pages({ pace }: CheckContext, place: Workplace, operation: Operation, pagination: ListPagination) {
	const found: Found[] = [];
	let looked = 0;
	const { limit, offset, first, maximumLimit, defaultLimit } = pagination;
	const { key } = place.resource;
	const known = (await walk(place, maximumLimit)) ?? [];
	const wanted = Math.min((maximumLimit ?? defaultLimit ?? 10) + 2, pace.rate === undefined ? MOST_MADE : FEW_MADE);
	await inParallel(Array.from({ length: Math.max(2, wanted - known.length) }), () => place.create());
	const idsOf = (items: readonly Item[]) => items.map((item) => String(item[key]));
	// One page after the other, each as long as its answer: what is too short does not end the walk.
	const all: Item[] = [];
	let greatest: number | undefined;
	for (let page = 0; page < MOST_PAGES; page++) {
		const sent = await place.list({
			...(maximumLimit !== undefined && { [limit]: maximumLimit }),
			[offset]: first + all.length,
		});
		if (sent.items === undefined) return { looked, found };
		greatest ??= sent.items.length;
		all.push(...sent.items);
		if (sent.items.length === 0) break;
	}
	const ids = idsOf(all);
	const say = (what: string, text: string) => found.push(finding(operation, what, text));
	looked += 3;
	if (new Set(ids).size !== ids.length)
		say(
			"the pages of a list overlap",
			`list: the ids: must be all different, but ${shown(ids.find((id, at) => ids.indexOf(id) !== at))} comes twice`,
		);
	const sorted = [...ids].sort(byId);
	if (ids.join() !== sorted.join())
		say("the order of a list", `list: the ids: must be in ascending order of ${key}, but are ${shown(ids)}`);
	if (maximumLimit !== undefined && greatest !== undefined && greatest < Math.min(maximumLimit, ids.length)) {
		say(
			"the greatest page of a list",
			`list with ${limit} ${maximumLimit}: must have ${Math.min(maximumLimit, ids.length)} items of ${ids.length}, but has ${greatest}`,
		);
	}
	if (defaultLimit !== undefined) {
		const { items } = await place.list();
		looked++;
		const due = Math.min(defaultLimit, ids.length);
		if (items !== undefined && items.length !== due)
			say("the default page of a list", `list with ${limit} unset: must have ${due} items, but has ${items.length}`);
	}
	// Near the beginning, and as far in as there is something; sizes that share no factor with the greatest.
	const probes: [size: number, at: number][] = [
		1,
		2,
		3,
		7,
		Math.floor(ids.length / 2),
		ids.length - 4,
		ids.length - 1,
	].flatMap((at) =>
		at >= 0 && at < ids.length
			? ([
					[1, at],
					[3, at],
				] as [number, number][])
			: [],
	);
	if (maximumLimit !== undefined) probes.push([maximumLimit - 1, 0], [maximumLimit, 1]);
	await inParallel(probes, async ([size, at]) => {
		const given = Math.max(1, Math.min(size, maximumLimit ?? size));
		const { items } = await place.list({ [limit]: given, [offset]: first + at });
		looked++;
		if (items === undefined) return;
		const due = ids.slice(at, at + given);
		if (idsOf(items).join() !== due.join())
			say(
				"the pages of a list",
				`list with ${limit} ${given} and ${offset} ${first + at}: the ids: must be ${shown(due)}, but are ${shown(idsOf(items))}`,
			);
	});
	return { looked, found };
}

function byId(one: string, other: string): number {
	const difference = Number(one) - Number(other);
	if (!Number.isNaN(difference)) return difference;
	return one < other ? -1 : one > other ? 1 : 0;
}
