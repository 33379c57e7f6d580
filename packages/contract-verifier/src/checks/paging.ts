import {
	type DocumentModel,
	flatten,
	membersOf,
	type Operation,
	type Parameter,
	type Resource,
	resolve,
	type Schema,
	typeOf,
	valueAt,
} from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { shown } from "../read-back/same.js";
import { answerValue } from "../read-back/values.js";
import type { RequestParts } from "../scenarios/types.js";
import { whole } from "../xml/names.js";
import { type Check, type CheckContext, type Found, finding, isSuccessCell, type Shown } from "./check.js";
import { greatestPage, SIZE } from "./pages.js";
import { probe } from "./probe.js";
import { inParallel } from "./stored.js";
import type { Workplace } from "./workplace.js";

const PAGE = /^(page|page_?(number|no|index)|p)$/i;
const OFFSET = /^(\$?skip|offset|start(_?index)?|from)$/i;
const CURSOR = /cursor|token|marker|^(starting_?)?after$|^next$|continuation/i;
const TOTAL = /^total(_?(count|items|results|records|elements|size))?$|^count$/i;
const NEXT = /^next(_?(page|cursor|token|page_?token|link|url|href))?$|^(end_?)?cursor$|^continuation(_?token)?$/i;
const SORT = /^(sort|order)(_?by)?$/i;
/** What stands beside the items in an answer may be in one of these. */
const BESIDE = /^(meta|metadata|page|paging|pagination|links|_links|page_?info|cursors?)$/i;

/** So many items of ours are in the list while it is walked. */
const MADE = 5;
/** About so many pages a walk has, and so many at most. */
const PAGES = 10;
const MOST_PAGES = 40;

/** What the pages together, and what an answer says of them, may both be the reason of. */
const NOT_ALL = "the pages of a list do not hold as many items as there are";

type Query = NonNullable<RequestParts["query"]>;

/** How a list is walked page by page, as far as the names of its parameters tell. */
interface Paging {
	size: Parameter | undefined;
	page: Parameter | undefined;
	offset: Parameter | undefined;
	cursor: Parameter | undefined;
}

/** One page, as it was answered. */
interface Page {
	items: Record<string, unknown>[];
	value: unknown;
	answer: Answer;
	shown: Shown;
}

/**
 * Checks of a list whose pages the document does not declare by `x-pagination`: its pages follow each other without a gap or a
 * repetition, none is longer than asked for, the number of all that an answer says is true, and a member that is asked for
 * orders it. How it goes on, the names of its parameters tell, a `Link` header, or what the answer says of the next page.
 *
 * @param place where items can be made for it; without one, what is there is only read
 */
export function pagingChecks(context: CheckContext, resource: Resource, place: Workplace | undefined): Check[] {
	const { list } = resource;
	if (list === undefined || list.pagination !== undefined) return [];
	if (place === undefined && list.operation.path.includes("{")) return [];
	const { operation } = list;
	const queries = operation.parameters.filter((one) => one.in === "query");
	const find = (names: RegExp) => queries.find(({ name, required }) => names.test(name) && !required);
	const [page, offset, cursor] = [find(PAGE), find(OFFSET), find(CURSOR)];
	const size = queries.find(
		(one) => !one.required && isSize(context.model, one, (page ?? offset ?? cursor) !== undefined),
	);
	const paging = { size, page, offset, cursor };
	const walker = new Walker(context, resource, list.items, operation, paging, place);
	const checks: Check[] = [];
	if (paging.size !== undefined || paging.page !== undefined)
		checks.push({ name: "pages", operation, belongs: isSuccessCell, run: () => walker.pages() });
	else checks.push({ name: "the total", operation, belongs: isSuccessCell, run: () => walker.total() });
	const sort = queries.find(({ name }) => SORT.test(name));
	const orders = sort === undefined ? [] : ordersOf(context.model, sort, resource.item);
	if (sort !== undefined && orders.length > 0)
		checks.push({ name: "the order", operation, belongs: isSuccessCell, run: () => walker.order(sort.name, orders) });
	return checks;
}

/** Whether a parameter says how many items a page has; one called `count` alone may ask for their number. */
function isSize(model: DocumentModel, { name, schema }: Parameter, hasPages: boolean): boolean {
	const { enum: listed, maximum = 2, ...range } = whole(model, schema);
	const isNumber = typeOf(range) === "integer" && listed === undefined && maximum >= 2;
	return isNumber && SIZE.test(name) && (hasPages || !/^count$/i.test(name));
}

/** A value of a parameter that orders by a member. */
interface Order {
	value: string;
	member: string;
	descending: boolean;
}

function ordersOf(model: DocumentModel, { schema }: Parameter, item: Schema): Order[] {
	const members = membersOf(model, item);
	return (whole(model, schema).enum ?? []).flatMap((value): Order[] => {
		const [, sign = "", member = "", way = ""] = /^([+-]?)(\w+?)(?:[:_ ,](asc|desc))?$/i.exec(String(value)) ?? [];
		const type = typeOf(flatten(model, members.get(member)?.schema ?? {}));
		const isOrdered = type === "integer" || type === "number" || type === "string";
		if (!isOrdered) return [];
		return [{ value: String(value), member, descending: sign === "-" || /desc/i.test(way) }];
	});
}

class Walker {
	constructor(
		readonly context: CheckContext,
		readonly resource: Resource,
		readonly pointer: string,
		readonly operation: Operation,
		readonly paging: Paging,
		readonly place: Workplace | undefined,
	) {}

	/** A page; `undefined` where the answer is none. */
	async #page(query: Query): Promise<Page | undefined> {
		const { context, operation, place } = this;
		const sent =
			place === undefined ? await probe(context, operation, { query }) : await place.send(operation, { query });
		if (!sent.succeeded) return undefined;
		const value = answerValue(context.model, operation, sent.answer);
		const items = valueAt(value, this.pointer);
		return Array.isArray(items) ? { items, value, answer: sent.answer, shown: sent } : undefined;
	}

	#idOf(item: Record<string, unknown>): string | undefined {
		const id = item[this.resource.key];
		return typeof id === "string" || typeof id === "number" ? String(id) : undefined;
	}

	async #make(): Promise<string[]> {
		const made: string[] = [];
		if (this.place === undefined) return made;
		const { place } = this;
		await inParallel(Array.from({ length: MADE }), async () => {
			const { id } = await place.create();
			if (id !== undefined) made.push(id);
		});
		return made;
	}

	async pages() {
		const found: Found[] = [];
		const { operation, context, paging } = this;
		const made = await this.#make();
		const greatest = greatestPage(context.model, operation);
		const first = await this.#page(greatest === undefined ? {} : { [greatest.name]: greatest.size });
		if (first === undefined) return { looked: 0, found };
		const schema = whole(context.model, paging.size?.schema ?? {});
		const about = totalIn(first) ?? first.items.length;
		const wanted = Math.max(2, Math.ceil(about / PAGES), schema.minimum ?? 1);
		const size = Math.min(wanted, schema.maximum ?? wanted);
		const walk = await this.#walk(paging.size === undefined ? {} : { [paging.size.name]: size });
		const say = (what: string, text: string, page?: Page) => found.push(finding(operation, what, text, page?.shown));
		const seen = new Map<string, number>();
		for (const [index, page] of walk.pages.entries()) {
			if (paging.size !== undefined && page.items.length > size)
				say(
					"a page is longer than asked for",
					`list with ${paging.size.name} ${size}: must have at most ${size} items, but page ${index + 1} has ${page.items.length}`,
					page,
				);
			for (const id of page.items.flatMap((item) => this.#idOf(item) ?? [])) {
				const before = seen.get(id);
				if (before !== undefined)
					say(
						"the pages of a list overlap",
						`list: each item must come once, but ${shown(id)} of page ${before + 1} comes again in page ${index + 1}`,
						page,
					);
				seen.set(id, before ?? index);
			}
			// One that goes round in circles never ends.
			if (found.length > 0) break;
		}
		const lost = walk.ended && seen.size > 0 ? made.find((id) => !seen.has(id)) : undefined;
		if (found.length === 0 && lost !== undefined)
			say(
				NOT_ALL,
				`list with ${paging.size?.name ?? "pages"} ${paging.size === undefined ? "" : size}: must hold the new item ${lost} on one of its ${walk.pages.length} pages, but none has it`,
				walk.pages.at(-1),
			);
		if (found.length === 0 && walk.ended) this.#holdTotal(walk.pages, say);
		return { looked: walk.pages.length, found };
	}

	/** Of a list without pages, the number of all must be that of its items. */
	async total() {
		const found: Found[] = [];
		await this.#make();
		const page = await this.#page({});
		// A list of a round number of items may be the beginning of a longer one.
		const isCut = page !== undefined && page.items.length > 0 && page.items.length % 5 === 0;
		if (page === undefined || isCut || totalsIn(page).length === 0) return { looked: 0, found };
		this.#holdTotal([page], (what, text) => found.push(finding(this.operation, what, text, page.shown)));
		return { looked: 1, found };
	}

	#holdTotal(pages: readonly Page[], say: (what: string, text: string, page?: Page) => unknown): void {
		const count = pages.reduce((sum, { items }) => sum + items.length, 0);
		for (const page of pages) {
			for (const { name, value } of totalsIn(page)) {
				// It may count the items of this page.
				if (value === count || (/^count$/i.test(name) && value === page.items.length)) continue;
				return void say(
					NOT_ALL,
					`${name}: must be ${count}, as many as the pages have together, but is ${value}`,
					page,
				);
			}
		}
	}

	/** Reads page after page; `ended` where the last one was reached. */
	async #walk(query: Query): Promise<{ pages: Page[]; ended: boolean }> {
		const { context, paging } = this;
		const pages: Page[] = [];
		const start = (parameter: Parameter, otherwise: number) => {
			const { default: value, minimum } = resolve(context.model, parameter.schema);
			return typeof value === "number" ? value : (minimum ?? otherwise);
		};
		let number = paging.page === undefined ? 0 : start(paging.page, 1);
		let offset = paging.offset === undefined ? 0 : start(paging.offset, 0);
		let next: Query | undefined = { ...query };
		if (paging.page !== undefined) next[paging.page.name] = number;
		else if (paging.offset !== undefined) next[paging.offset.name] = offset;
		while (next !== undefined && pages.length < MOST_PAGES) {
			const page = await this.#page(next);
			// After the last page a server may answer an error.
			if (page === undefined) return { pages, ended: pages.length > 0 && paging.cursor === undefined };
			pages.push(page);
			const said = this.#next(page, query);
			if (said !== undefined) next = said === "none" ? undefined : said;
			else if (page.items.length === 0) next = undefined;
			else if (paging.page !== undefined) next = { ...query, [paging.page.name]: ++number };
			else if (paging.offset !== undefined) {
				offset += page.items.length;
				next = { ...query, [paging.offset.name]: offset };
			} else return { pages, ended: false };
		}
		return { pages, ended: next === undefined };
	}

	/** What an answer says of the next page; `none` where it says that there is none. */
	#next({ answer, value }: Page, query: Query): Query | "none" | undefined {
		const { paging } = this;
		const fromUrl = (url: string): Query | undefined => {
			if (!URL.canParse(url, "http://host")) return undefined;
			// It says all that has to be asked for.
			const named = [...new URL(url, "http://host").searchParams];
			return named.length === 0 ? undefined : Object.fromEntries(named);
		};
		const { link } = answer.headers;
		if (link !== undefined && /rel="?[^",;]*\b(next|prev|first|last)\b/i.test(link)) {
			const [, url] = /<([^>]*)>[^,]*;\s*rel="?[^",;]*\bnext\b/i.exec(link) ?? [];
			return url === undefined ? "none" : fromUrl(url);
		}
		const header = Object.entries(answer.headers).find(([name]) => /^x-next-(page|cursor|token)$/i.test(name));
		const parameter = paging.cursor ?? paging.page;
		if (header !== undefined && parameter !== undefined)
			return header[1] === "" ? "none" : { ...query, [parameter.name]: header[1] };
		for (const [, token] of besideItems(value).filter(([name]) => NEXT.test(name))) {
			if (token === null || token === "") return "none";
			if (typeof token === "object" && "href" in token) return fromUrl(String(token.href));
			if (typeof token === "string" && /^(https?:\/\/|\/|\?)/.test(token)) return fromUrl(token);
			if (parameter !== undefined && (typeof token === "string" || typeof token === "number"))
				return { ...query, [parameter.name]: token };
		}
		// A cursor that is left out means the end.
		return paging.cursor !== undefined && paging.page === undefined && paging.offset === undefined ? "none" : undefined;
	}

	async order(parameter: string, orders: readonly Order[]) {
		const found: Found[] = [];
		await this.#make();
		let looked = 0;
		for (const { value, member, descending } of orders) {
			const page = await this.#page({ [parameter]: value });
			if (page === undefined) continue;
			looked++;
			const values = page.items.flatMap((item) => {
				const one = item[member];
				return typeof one === "string" || typeof one === "number" ? [one] : [];
			});
			if (descending) values.reverse();
			if (ORDERS.some((order) => values.every((one, at) => at === 0 || order(values[at - 1] ?? one, one) <= 0)))
				continue;
			const text = `list with ${parameter}=${value}: must be ordered by ${member}, ${descending ? "the greatest" : "the least"} first, but its values are ${shown(descending ? values.reverse() : values)}`;
			found.push(finding(this.operation, `${parameter} does not order the list`, text, page.shown));
		}
		return { looked, found };
	}
}

/** The orders that a server may have: by number, by code units, or as people of some language would. */
const ORDERS: readonly ((one: string | number, other: string | number) => number)[] = [
	(one, other) => Number(one) - Number(other),
	(one, other) => (String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0),
	(one, other) => Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other))),
	(one, other) => new Intl.Collator("en").compare(String(one), String(other)),
	(one, other) => new Intl.Collator("en", { numeric: true }).compare(String(one), String(other)),
	(one, other) => new Intl.Collator("en", { ignorePunctuation: true }).compare(String(one), String(other)),
	(one, other) => (String(one).toLowerCase() < String(other).toLowerCase() ? -1 : one === other ? 0 : 1),
];

/** The members of an answer that stand beside its items, and those of an object among them. */
function besideItems(value: unknown): [name: string, value: unknown][] {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return [];
	return Object.entries(value).flatMap(([name, member]) =>
		BESIDE.test(name) && typeof member === "object" && member !== null
			? Object.entries(member)
			: [[name, member] as [string, unknown]],
	);
}

/** The numbers of all items that an answer says. */
function totalsIn({ answer, value }: Page): { name: string; value: number }[] {
	const header = answer.headers["x-total-count"];
	const inHeader =
		header !== undefined && /^\d+$/.test(header) ? [{ name: "X-Total-Count", value: Number(header) }] : [];
	const inBody = besideItems(value).flatMap(([name, total]) =>
		TOTAL.test(name) && typeof total === "number" ? [{ name, value: total }] : [],
	);
	return [...inHeader, ...inBody];
}

function totalIn(page: Page): number | undefined {
	return totalsIn(page).find(({ name }) => !/^count$/i.test(name))?.value;
}
