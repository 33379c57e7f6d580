import { getEventListeners } from "node:events";
import { describe, expect, expectTypeOf, it } from "vitest";
import {
	AbortedError,
	count,
	createApiClient,
	iterate,
	MalformedResponseError,
	NotFoundError,
	type Page,
	type PagingOptions,
	pages,
	RepeatedPageError,
	ServerError,
	sendList,
	sendPage,
} from "../src/index.js";
import { rejection } from "./rejection.js";
import { json, type Received, serve } from "./server.js";
import { description, item, listThings, noThings, pastTheEnd, type Thing } from "./things.js";

/** What is asked for, of a list of so many things that begins at 1. */
function pageOf(total: number, { url = "" }: Pick<Received, "url">): { limit: number; offset: number; page: Thing[] } {
	const query = new URL(url, "http://x").searchParams;
	const limit = Number(query.get("limit") ?? 10);
	const offset = Number(query.get("offset") ?? 1);
	const page: Thing[] = [];
	for (let id = Math.max(1, offset); id < offset + limit && id <= total; id++)
		page.push({ ThingID: id, Name: `${id}` });
	return { limit, offset, page };
}

/** A server with so many things, and the vendor's habits. */
const serveThings = (total: number) =>
	serve((request, response) => {
		if (request.url?.includes("countonly=1")) return json(response, 200, { TotalCount: total });
		if (total === 0) return json(response, 404, noThings);
		const { offset, page } = pageOf(total, request);
		return offset > total ? json(response, 400, pastTheEnd) : json(response, 200, page);
	});

const connect = (baseUrl: string) => createApiClient({ baseUrl, retry: false }, description);
const offsets = (received: readonly Received[]) => received.map((request) => pageOf(0, request).offset);

async function idsOf(things: AsyncIterable<Thing>): Promise<number[]> {
	const ids: number[] = [];
	for await (const { ThingID } of things) ids.push(ThingID);
	return ids;
}

const upTo = (last: number, first = 1) => Array.from({ length: last - first + 1 }, (_, index) => first + index);

describe("a list", () => {
	it("that is empty is [], whatever the API answers instead", async () => {
		await using empty = await serveThings(0);
		const things = await sendList<Thing>(connect(empty.url), listThings);
		expectTypeOf(things).toEqualTypeOf<Thing[]>();
		expect(things).toEqual([]);
		await using few = await serveThings(3);
		expect(await sendList(connect(few.url), listThings, { query: { offset: 4 } })).toEqual([]);
	});

	it("is missing where the 404 has another cause, such as a base URL that leads elsewhere", async () => {
		await using server = await serve(({ url }, response) => {
			if (url?.startsWith("/v2/")) json(response, 404, [item(404, "", "No operation has this path.")]);
			else response.writeHead(404).end("<html>");
		});
		await rejection(sendList(connect(server.url), listThings), NotFoundError);
		await rejection(sendList(connect(`${server.url}/v2`), listThings), NotFoundError);
	});

	it("knows a cause also where its message differs in case, blanks and the full stop", async () => {
		await using server = await serve((_, response) => json(response, 404, [item(404, "", "There are  NO things")]));
		expect(await sendList(connect(server.url), listThings)).toEqual([]);
	});

	it("that is none is malformed", async () => {
		await using server = await serve((_, response) => json(response, 200, { TotalCount: 3 }));
		await rejection(sendList(connect(server.url), listThings), MalformedResponseError);
	});
});

describe("a page", () => {
	it("says where the next one begins, and nothing where it is the last", async () => {
		await using server = await serveThings(25);
		const client = connect(server.url);
		const places: unknown[] = [];
		for (let offset: number | undefined = 1; offset !== undefined; ) {
			const page: Awaited<ReturnType<typeof sendPage<Thing>>> = await sendPage<Thing>(client, listThings, {
				query: { offset },
			});
			places.push([page.offset, page.items.length, page.next]);
			offset = page.next;
		}
		expect(places).toEqual([
			[1, 10, 11],
			[11, 10, 21],
			[21, 5, undefined],
		]);
		expect((await sendPage(client, listThings, { query: { limit: 25 } })).next).toBe(26);
		expect((await sendPage(client, listThings, { query: { offset: 26 } })).items).toEqual([]);
	});
});

describe("a count", () => {
	it.each([0, 3])("of %i is a number", async (total) => {
		await using server = await serveThings(total);
		expect(await count(connect(server.url), listThings)).toBe(total);
		expect(server.received[0]?.url).toBe("/things?countonly=1");
	});

	it.each([[[]], [{}], [{ TotalCount: "3" }], [null]])("that is %j is malformed", async (body) => {
		await using server = await serve((_, response) => json(response, 200, body));
		await rejection(count(connect(server.url), listThings), MalformedResponseError);
	});
});

describe("an iteration", () => {
	it.each([
		[0, [1]],
		[1, [1]],
		[2, [1]],
		[3, [1, 4]],
		[4, [1, 4]],
		[7, [1, 4, 7]],
	])("gives each of %i items once, in pages of 3 that begin at %j", async (total, expected) => {
		for (const prefetch of [false, true]) {
			await using server = await serveThings(total);
			const client = connect(server.url);
			expect(await idsOf(iterate<Thing>(client, listThings, {}, { pageSize: 3, prefetch }))).toEqual(upTo(total));
			expect(offsets(server.received)).toEqual(expected);
		}
	});

	it("asks for the largest documented page and keeps other parameters", async () => {
		await using server = await serveThings(3);
		await idsOf(iterate<Thing>(connect(server.url), listThings, { query: { sort: "name" } }));
		expect(server.received.map(({ url }) => url)).toEqual(["/things?sort=name&limit=500&offset=1"]);
	});

	it("serves those who ask without waiting in their order", async () => {
		await using server = await serveThings(5);
		const things = iterate<Thing>(connect(server.url), listThings, {}, { pageSize: 2 });
		const asked = await Promise.all(Array.from({ length: 7 }, () => things.next()));
		expect(asked.map(({ value, done }) => (done ? "end" : value.ThingID))).toEqual([1, 2, 3, 4, 5, "end", "end"]);
	});

	it("of 100,000 items gives each once, with no more than two pages alive", async () => {
		await using server = await serveThings(100_000);
		const firsts: WeakRef<Thing>[] = [];
		let [expected, wrong, alive] = [0, 0, 0];
		for await (const thing of iterate<Thing>(connect(server.url), listThings, {}, { prefetch: true })) {
			expected += 1;
			if (thing.ThingID !== expected) wrong += 1;
			if (expected % 500 === 1) firsts.push(new WeakRef(thing));
			if (expected % 10_000 !== 250) continue;
			// A weak reference holds its object until the task ends.
			await new Promise((resolve) => setTimeout(resolve, 0));
			gc?.();
			alive = Math.max(alive, firsts.filter((first) => first.deref() !== undefined).length);
		}
		expect([expected, wrong, server.received.length]).toEqual([100_000, 0, 201]);
		expect(alive).toBeGreaterThanOrEqual(1);
		expect(alive).toBeLessThanOrEqual(2);
	});

	it("begins where it is told, and an error says where to begin again", async () => {
		let broken = true;
		await using server = await serve((request, response) => {
			const { offset, page } = pageOf(8, request);
			if (broken && offset === 7) json(response, 500, []);
			else json(response, 200, page);
		});
		const client = connect(server.url);
		const ids: number[] = [];
		const walk = async (options: PagingOptions) => {
			for await (const thing of iterate<Thing>(client, listThings, {}, { pageSize: 3, ...options }))
				ids.push(thing.ThingID);
		};
		const error = await rejection(walk({}), ServerError);
		expect([error.resumeAt, ids]).toEqual([7, upTo(6)]);
		broken = false;
		await walk({ offset: error.resumeAt });
		expect(ids).toEqual(upTo(8));
	});

	it("ends when its loop is left, and gives up the page that is being fetched", async () => {
		let closed = false;
		await using server = await serve((request, response) => {
			const { offset, page } = pageOf(100, request);
			if (offset === 1) return json(response, 200, page);
			response.once("close", () => {
				closed = true;
			});
			return undefined;
		});
		const controller = new AbortController();
		const options = { pageSize: 3, prefetch: true, signal: controller.signal };
		for await (const thing of iterate<Thing>(connect(server.url), listThings, {}, options)) {
			if (thing.ThingID === 2) {
				await expect.poll(() => server.received.length).toBe(2);
				break;
			}
		}
		await expect.poll(() => closed).toBe(true);
		expect(getEventListeners(controller.signal, "abort")).toEqual([]);
	});

	it.each([false, true])("is aborted at once, also within a page, and says where (prefetch %s)", async (prefetch) => {
		await using server = await serveThings(100);
		const controller = new AbortController();
		const options = { pageSize: 10, prefetch, signal: controller.signal };
		const ids: number[] = [];
		const walk = async () => {
			for await (const thing of iterate<Thing>(connect(server.url), listThings, {}, options)) {
				ids.push(thing.ThingID);
				if (thing.ThingID === 14) controller.abort("enough");
			}
		};
		const error = await rejection(walk(), AbortedError);
		expect([error.resumeAt, error.cause, ids]).toEqual([15, "enough", upTo(14)]);
		expect(getEventListeners(controller.signal, "abort")).toEqual([]);
	});

	const repeating: [string, (request: Received) => Thing[], number][] = [
		["ignores the offset", () => pageOf(100, { url: "/?limit=3" }).page, 4],
		["counts the offset from 0", (request) => pageOf(100, { url: shifted(request, -1) }).page, 4],
		["begins again after the end", (request) => pageOf(100, { url: wrapped(request, 9) }).page, 10],
	];
	it.each(repeating)("stops with an error where the server %s", async (_, answer, offset) => {
		await using server = await serve((request, response) => json(response, 200, answer(request)));
		const walk = idsOf(iterate<Thing>(connect(server.url), listThings, {}, { pageSize: 3 }));
		const error = await rejection(walk, RepeatedPageError);
		expect([error.resumeAt, error.key]).toEqual([offset, "ThingID"]);
		expect(error.message).toContain(`GET /things?limit=3&offset=${offset} gave an item again`);
	});

	it.each([{ pageSize: 0 }, { pageSize: 501 }, { pageSize: 1.5 }, { offset: 0 }, { offset: Number.NaN }])(
		"with %j is refused before it begins",
		(options) => {
			expect(() => iterate(connect("http://127.0.0.1:1"), listThings, {}, options)).toThrow(RangeError);
		},
	);
});

describe("pages", () => {
	it("come with their place and the next one's", async () => {
		await using server = await serveThings(5);
		const found: Page<Thing>[] = [];
		for await (const page of pages<Thing>(connect(server.url), listThings, {}, { pageSize: 2 })) found.push(page);
		expect(found.map(({ items, offset, next }) => [items.length, offset, next])).toEqual([
			[2, 1, 3],
			[2, 3, 5],
			[1, 5, 6],
		]);
	});

	it("are fetched one ahead with prefetch, and no further; without it not at all", async () => {
		for (const [prefetch, ahead] of [
			[false, 1],
			[true, 2],
		] as const) {
			await using server = await serveThings(100);
			const walk = pages<Thing>(connect(server.url), listThings, {}, { pageSize: 2, prefetch });
			await walk.next();
			await expect.poll(() => server.received.length).toBe(ahead);
			await walk.return?.();
		}
	});

	it("that cannot be prefetched fail in their turn", async () => {
		await using server = await serve((request, response) => {
			const { offset, page } = pageOf(9, request);
			if (offset > 1) response.destroy();
			else json(response, 200, page);
		});
		const walk = pages<Thing>(connect(server.url), listThings, {}, { pageSize: 2, prefetch: true });
		await walk.next();
		await expect.poll(() => server.received.length).toBe(2);
		await expect(walk.next()).rejects.toMatchObject({ name: "NetworkError", resumeAt: 3 });
	});
});

function shifted({ url = "" }: Received, by: number): string {
	return url.replace(/offset=(\d+)/, (_, offset) => `offset=${Math.max(1, Number(offset) + by)}`);
}

function wrapped({ url = "" }: Received, total: number): string {
	return url.replace(/offset=(\d+)/, (_, offset) => `offset=${((Number(offset) - 1) % total) + 1}`);
}
