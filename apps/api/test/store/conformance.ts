import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { authenticator } from "../../src/access/authenticate.js";
import { IdsExhaustedError, StoreExistsError, UnknownStoreError } from "../../src/data/errors.js";
import { changeGroup, readGroup, writeGroup } from "../../src/data/group-text.js";
import type { Database, Group, GroupChanges, GroupMembers, NewToken, Permission } from "../../src/data/interface.js";
import { GROUP_DEFAULTS } from "../../src/operations/defaults.js";
import { AccessModel, accessStep, grantOf } from "./known-grants.js";

/** A database that the suite runs against. */
export interface TestDatabase {
	/** Opens the data, as one more process would. */
	open(): Promise<Database>;
	/** The same without a memory in front of it. */
	openPlain(): Promise<Database>;
	/** Gives a store a next id, past ids that then are never assigned. */
	setNextGroupId(storeId: number, id: number): Promise<void>;
	close(): Promise<void>;
}

const LAST_ID = 2_147_483_647;

const DEFAULTS: GroupMembers = { ...GROUP_DEFAULTS, Name: "", PriceLevel: 0 };

/** Texts that databases, drivers and JSON have their troubles with. */
const TEXTS = [
	"",
	" ",
	"\0",
	"a\0b\0",
	"\u0001\u001f\u007f\u0080\t\r\n\b\f",
	"'; DROP TABLE customer_groups; --",
	`"quoted" and 'quoted' and \\ and \\u0000 and {braces} and $1 and ,`,
	"NULL",
	"{}",
	"\u00e9\u4e2d\u05d0\u0301",
	"\u{1f600}\u{10ffff}",
	"\ud800 alone",
	"\u2028\u2029\ufeff\ufffe\uffff",
	"</Name>&amp;<![CDATA[",
	"x".repeat(65_535),
	"\u{1f600}".repeat(20_000),
];

/** What every {@link Database} keeps, promises and refuses. */
export function itIsADatabase(start: () => Promise<TestDatabase>): void {
	let database: TestDatabase;
	let data: Database;
	/** The same data, opened as another process would. */
	let other: Database;
	let plain: Database;

	beforeAll(async () => {
		database = await start();
		data = await database.open();
		other = await database.open();
		plain = await database.openPlain();
	});

	afterAll(async () => {
		await data?.close();
		await other?.close();
		await plain?.close();
		await database?.close();
	});

	let stores = 0;
	const newUrl = () => `store-${++stores}.example`;
	const newStore = async () => data.access.createStore(newUrl(), "off");

	const create = (storeId: number, members: Partial<GroupMembers> = {}) =>
		data.groups.create(storeId, { ...DEFAULTS, ...members });
	const group = async (storeId: number, id: number): Promise<Group | undefined> => {
		const written = await data.groups.get(storeId, id);
		return written && readGroup(written.json);
	};
	const ids = async (storeId: number, offset: number, limit: number): Promise<number[] | undefined> => {
		const page = await data.groups.page(storeId, offset, limit);
		return page && (JSON.parse(page.json) as Group[]).map(({ CustomerGroupID }) => CustomerGroupID);
	};
	const fill = async (storeId: number, count: number) => {
		const created = await Promise.all(
			Array.from({ length: count }, (_, index) => create(storeId, { Name: `${index}` })),
		);
		return created.sort((one, two) => one - two);
	};

	/** As a request finds its grant. */
	const grantIn = async (store: Database, secureUrl: string, tokenHash: Buffer) => {
		await store.check();
		return store.access.grant(secureUrl, tokenHash);
	};

	describe("groups", () => {
		it("is empty at first", async () => {
			const storeId = await newStore();
			expect(await data.groups.page(storeId, 1, 10)).toBeUndefined();
			expect(await data.groups.count(storeId)).toBe(0);
			expect(await data.groups.get(storeId, 1)).toBeUndefined();
			expect(await data.groups.update(storeId, 1, { Name: "a" })).toBe(false);
			expect(await data.groups.updateMany(storeId, [{ CustomerGroupID: 1 }])).toEqual([false]);
			expect(await data.groups.delete(storeId, 1)).toBe(false);
		});

		it("counts ids from 1, and never assigns one again", async () => {
			const storeId = await newStore();
			expect([await create(storeId), await create(storeId), await create(storeId)]).toEqual([1, 2, 3]);
			await data.groups.delete(storeId, 3);
			await data.groups.delete(storeId, 1);
			expect(await create(storeId)).toBe(4);
			await data.groups.delete(storeId, 2);
			await data.groups.delete(storeId, 4);
			expect(await data.groups.count(storeId)).toBe(0);
			expect(await create(storeId)).toBe(5);
		});

		it("keeps a group as the text that the codec writes", async () => {
			const storeId = await newStore();
			const members = { ...DEFAULTS, Name: "Retail", MinimumOrder: "34158822.957761675", NonTaxable: true };
			const id = await data.groups.create(storeId, members);
			const text = writeGroup({ CustomerGroupID: id, ...members });
			expect((await data.groups.get(storeId, id))?.json).toBe(text);
			expect((await data.groups.page(storeId, 1, 10))?.json).toBe(`[${text}]`);
			await data.groups.update(storeId, id, { MinimumOrder: "-0.10", PriceLevel: -3 });
			const changed = changeGroup(text, { MinimumOrder: "-0.10", PriceLevel: -3 });
			expect((await data.groups.get(storeId, id))?.json).toBe(changed);
		});

		it.each(TEXTS.map((text) => [text.length > 40 ? `${text.length} units` : JSON.stringify(text), text]))(
			"keeps the text %s",
			async (_name, text) => {
				const storeId = await newStore();
				const texts = { Name: text, Description: text, RegistrationMessage: text };
				const created = await create(storeId, texts);
				const updated = await create(storeId);
				const updatedWithOthers = await create(storeId);
				expect(await data.groups.update(storeId, updated, texts)).toBe(true);
				expect(await data.groups.updateMany(storeId, [{ CustomerGroupID: updatedWithOthers, ...texts }])).toEqual([
					true,
				]);
				for (const id of [created, updated, updatedWithOthers]) {
					expect(await group(storeId, id)).toMatchObject({ CustomerGroupID: id, ...texts, PriceLevel: 0 });
				}
			},
		);

		it.each([
			"0",
			"1",
			"-1",
			"0.1",
			"34158822.957761675",
			"-94982155.70143786",
			"12345678901234567",
			"0.00000000000000001",
		])("keeps the decimal %s", async (MinimumOrder) => {
			const storeId = await newStore();
			const id = await create(storeId, { MinimumOrder });
			expect((await group(storeId, id))?.MinimumOrder).toBe(MinimumOrder);
			await data.groups.update(storeId, id, { Name: "changed" });
			expect((await group(storeId, id))?.MinimumOrder).toBe(MinimumOrder);
		});

		it.each([0, 1, -1, LAST_ID, -LAST_ID - 1])("keeps the integer %d", async (PriceLevel) => {
			const storeId = await newStore();
			const id = await create(storeId, { PriceLevel });
			expect((await group(storeId, id))?.PriceLevel).toBe(PriceLevel);
		});

		it("changes the members that are named, and no others", async () => {
			const all: GroupMembers = {
				...DEFAULTS,
				Name: "a",
				Description: "b",
				MinimumOrder: "1.5",
				NonTaxable: true,
				AllowRegistration: true,
				DisableRewardPoints: true,
				AutoApprove: true,
				RegistrationMessage: "c",
				PriceLevel: 4,
			};
			const storeId = await newStore();
			const [id, witness] = [await data.groups.create(storeId, all), await data.groups.create(storeId, all)];
			let expected: Group = { CustomerGroupID: id, ...all };
			const changes: GroupChanges[] = [
				{},
				{ Name: undefined },
				...Object.entries(DEFAULTS).map(([member, value]) => ({ [member]: value })),
				{ Name: "x", PriceLevel: 9 },
			];
			for (const change of changes) {
				expect(await data.groups.update(storeId, id, change)).toBe(true);
				const named = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
				expected = { ...expected, ...named };
				expect(await group(storeId, id)).toEqual(expected);
			}
			expect(await group(storeId, witness)).toEqual({ CustomerGroupID: witness, ...all });
		});

		it("applies many updates in their order, the same group twice among them", async () => {
			const storeId = await newStore();
			await fill(storeId, 3);
			const found = await data.groups.updateMany(storeId, [
				{ CustomerGroupID: 3, Name: "three" },
				{ CustomerGroupID: 9, Name: "nobody" },
				{ CustomerGroupID: 1, Name: "one", Description: "first" },
				{ CustomerGroupID: 1, Name: "one again" },
				{ CustomerGroupID: -5 },
				{ CustomerGroupID: 2 },
			]);
			expect(found).toEqual([true, false, true, true, false, true]);
			expect(await group(storeId, 1)).toMatchObject({ Name: "one again", Description: "first" });
			expect(await group(storeId, 2)).toMatchObject({ Description: "" });
			expect(await group(storeId, 3)).toMatchObject({ Name: "three" });
			expect(await data.groups.updateMany(storeId, [])).toEqual([]);
		});

		it("finds every page in a store with many groups and gaps", async () => {
			const storeId = await newStore();
			const present = new Set(await fill(storeId, 1300));
			// Over the borders of the ranges that counts are kept for, and to the end of all ids.
			for (const next of [16_380, 262_140, 1_000_000, LAST_ID - 50]) {
				await database.setNextGroupId(storeId, next);
				for (const id of await fill(storeId, next === 1_000_000 ? 600 : 20)) present.add(id);
			}
			const gone = [...present].filter((id) => id % 7 === 0 || (id > 120 && id < 260) || id === 1);
			expect(await Promise.all(gone.map((id) => data.groups.delete(storeId, id)))).toEqual(gone.map(() => true));
			for (const id of gone) present.delete(id);
			const expected = [...present].sort((one, two) => one - two);
			const last = expected.length;
			expect(await data.groups.count(storeId)).toBe(last);
			const borders = expected.flatMap((id, index) =>
				id >> 7 === (expected[index - 1] ?? id) >> 7 ? [] : [index + 1],
			);
			expect(borders.filter((offset) => offset > 1000).length).toBeGreaterThan(5);
			const offsets = [
				1,
				99,
				500,
				last,
				last + 1,
				LAST_ID,
				...[100, 1000, ...borders].flatMap((at) => [at - 1, at, at + 1]),
			];
			for (const offset of offsets) {
				for (const limit of [1, 300]) {
					const page = expected.slice(offset - 1, offset - 1 + limit);
					expect(await ids(storeId, offset, limit), `${limit} from ${offset}`).toEqual(
						page.length === 0 ? undefined : page,
					);
				}
			}
			const walked: number[] = [];
			for (let offset = 1; offset <= last; offset += 97) walked.push(...((await ids(storeId, offset, 97)) ?? []));
			expect(walked).toEqual(expected);
		});

		it("agrees with a simple model, whatever is created, updated and deleted", async () => {
			type Model = Map<number, string>;
			const id = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: -2, max: 300 }));
			const name = fc.constantFrom("a", "b", "c\0", "\u{1f600}");
			const act = fc.oneof(
				{ weight: 4, arbitrary: fc.record({ kind: fc.constant("create" as const), name }) },
				{ weight: 2, arbitrary: fc.record({ kind: fc.constant("delete" as const), id }) },
				{ weight: 2, arbitrary: fc.record({ kind: fc.constant("update" as const), id, name }) },
				{
					weight: 1,
					arbitrary: fc.record({
						kind: fc.constant("updateMany" as const),
						items: fc.array(fc.record({ id, name }), { maxLength: 8 }),
					}),
				},
				{
					weight: 1,
					arbitrary: fc.record({ kind: fc.constant("skip" as const), by: fc.constantFrom(1, 100, 20_000) }),
				},
			);
			await fc.assert(
				fc.asyncProperty(
					fc.array(act, { maxLength: 60 }),
					fc.array(fc.nat(70), { maxLength: 5 }),
					async (acts, offsets) => {
						const storeId = await newStore();
						const model: Model = new Map();
						let next = 1;
						const set = (item: { id: number; name: string }) => {
							if (!model.has(item.id)) return false;
							model.set(item.id, item.name);
							return true;
						};
						for (const step of acts) {
							if (step.kind === "create") {
								expect(await create(storeId, { Name: step.name })).toBe(next);
								model.set(next++, step.name);
							} else if (step.kind === "delete") {
								expect(await data.groups.delete(storeId, step.id)).toBe(model.delete(step.id));
							} else if (step.kind === "update") {
								expect(await data.groups.update(storeId, step.id, { Name: step.name })).toBe(set(step));
							} else if (step.kind === "updateMany") {
								const updates = step.items.map((item) => ({ CustomerGroupID: item.id, Name: item.name }));
								expect(await data.groups.updateMany(storeId, updates)).toEqual(step.items.map(set));
							} else {
								next += step.by;
								await database.setNextGroupId(storeId, next);
							}
						}
						const expected = [...model].sort(([one], [two]) => one - two);
						expect(await data.groups.count(storeId)).toBe(expected.length);
						for (const skipped of [0, ...offsets]) {
							const page = await data.groups.page(storeId, skipped + 1, 10);
							const found = page && (JSON.parse(page.json) as Group[]).map((one) => [one.CustomerGroupID, one.Name]);
							const part = expected.slice(skipped, skipped + 10);
							expect(found).toEqual(part.length === 0 ? undefined : part);
						}
					},
				),
				{ numRuns: 15 },
			);
		});

		it("assigns the last id, then says that there are no more", async () => {
			const [storeId, neighbour] = [await newStore(), await newStore()];
			await database.setNextGroupId(storeId, LAST_ID - 2);
			const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => create(storeId)));
			const created = attempts.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
			const refused = attempts.flatMap((one) => (one.status === "rejected" ? [one.reason] : []));
			expect(created.sort((one, two) => one - two)).toEqual([LAST_ID - 2, LAST_ID - 1, LAST_ID]);
			expect(refused).toHaveLength(3);
			for (const error of refused) expect(error).toBeInstanceOf(IdsExhaustedError);
			expect(await ids(storeId, 1, 10)).toEqual(created);
			expect(await data.groups.count(storeId)).toBe(3);
			await data.groups.delete(storeId, LAST_ID);
			await expect(create(storeId)).rejects.toThrow("2147483647");
			expect(await create(neighbour)).toBe(1);
		});

		it("writes nothing into a store that is gone", async () => {
			const url = newUrl();
			const storeId = await data.access.createStore(url, "off");
			await create(storeId);
			await data.access.deleteStore(url);
			await expect(create(storeId)).rejects.toThrow("The store was deleted while it was written to.");
			expect(await data.groups.count(storeId)).toBe(0);
			expect(await data.groups.page(storeId, 1, 10)).toBeUndefined();
			expect(await data.groups.update(storeId, 1, { Name: "a" })).toBe(false);
			expect(await data.groups.delete(storeId, 1)).toBe(false);
		});
	});

	describe("several writers", () => {
		it("get ids of their own, without a gap", async () => {
			const storeId = await newStore();
			const writers = [data, other];
			const created = await Promise.all(
				Array.from({ length: 120 }, (_, index) => writers[index % 2]?.groups.create(storeId, DEFAULTS)),
			);
			expect(created.sort((one = 0, two = 0) => one - two)).toEqual(
				Array.from({ length: 120 }, (_, index) => index + 1),
			);
			expect(await other.groups.count(storeId)).toBe(120);
		});

		it("each get the id of what they wrote", async () => {
			const storeId = await newStore();
			const names = Array.from({ length: 60 }, (_, index) => `group ${index}`);
			const created = await Promise.all(names.map((Name) => create(storeId, { Name })));
			for (const [index, id] of created.entries()) {
				expect(await group(storeId, id)).toMatchObject({ CustomerGroupID: id, Name: names[index] });
			}
		});

		it("lose none of their changes to one group", async () => {
			const storeId = await newStore();
			const id = await create(storeId);
			const rounds = Array.from({ length: 12 }, (_, index) => index + 1);
			for (const round of rounds) {
				const found = await Promise.all([
					data.groups.update(storeId, id, { Name: `${round}` }),
					other.groups.update(storeId, id, { Description: `${round}` }),
					data.groups.updateMany(storeId, [{ CustomerGroupID: id, RegistrationMessage: `${round}` }]),
					other.groups.update(storeId, id, { PriceLevel: round }),
					data.groups.update(storeId, id, { MinimumOrder: `${round}` }),
				]);
				expect(found.flat()).toEqual([true, true, true, true, true]);
				const text = `${round}`;
				const expected = {
					Name: text,
					Description: text,
					RegistrationMessage: text,
					PriceLevel: round,
					MinimumOrder: text,
				};
				expect(await group(storeId, id)).toMatchObject(expected);
			}
		});

		it("change many groups in opposite orders, each in one piece", async () => {
			const storeId = await newStore();
			const all = await fill(storeId, 30);
			const write = (store: Database, order: number[], Name: string) =>
				store.groups.updateMany(
					storeId,
					order.map((id) => ({ CustomerGroupID: id, Name })),
				);
			for (let round = 0; round < 5; round++) {
				await Promise.all([write(data, all, `up ${round}`), write(other, all.toReversed(), `down ${round}`)]);
				const page = await data.groups.page(storeId, 1, 30);
				const names = new Set((JSON.parse(page?.json ?? "") as Group[]).map(({ Name }) => Name));
				expect(names.size).toBe(1);
			}
		});

		it("delete a group once", async () => {
			const storeId = await newStore();
			const all = await fill(storeId, 20);
			const deleted = await Promise.all(
				[...all, ...all].flatMap((id) => [data.groups.delete(storeId, id), other.groups.delete(storeId, id)]),
			);
			expect(deleted.filter(Boolean)).toHaveLength(20);
			expect(await data.groups.count(storeId)).toBe(0);
		});

		it("see what another has written, from then on", async () => {
			const storeId = await newStore();
			for (let round = 1; round <= 10; round++) {
				const [writer, reader] = round % 2 === 0 ? [data, other] : [other, data];
				const id = await writer.groups.create(storeId, { ...DEFAULTS, Name: `${round}` });
				expect(await reader.groups.count(storeId)).toBe(round);
				expect((await reader.groups.get(storeId, id))?.json).toContain(`"Name":"${round}"`);
				await writer.groups.update(storeId, id, { Name: "changed" });
				expect((await reader.groups.page(storeId, round, 1))?.json).toContain('"Name":"changed"');
			}
		});
	});

	describe("stores", () => {
		it("keep their groups to themselves", async () => {
			const [mine, theirs] = [await newStore(), await newStore()];
			await fill(mine, 3);
			await create(theirs, { Name: "theirs" });
			expect(await data.groups.get(theirs, 2)).toBeUndefined();
			expect(await data.groups.update(theirs, 2, { Name: "x" })).toBe(false);
			expect(await data.groups.delete(theirs, 3)).toBe(false);
			const found = await data.groups.updateMany(theirs, [
				{ CustomerGroupID: 1, Name: "still theirs" },
				{ CustomerGroupID: 2, Name: "x" },
			]);
			expect(found).toEqual([true, false]);
			expect(await ids(theirs, 1, 10)).toEqual([1]);
			expect(await data.groups.count(mine)).toBe(3);
			expect(await group(mine, 1)).toMatchObject({ Name: "0" });
			expect(await group(theirs, 1)).toMatchObject({ Name: "still theirs" });
		});

		it("are found by their secure URL, once each", async () => {
			const url = newUrl();
			expect(await data.access.storeId(url)).toBeUndefined();
			const storeId = await data.access.createStore(url, "document");
			expect(await data.access.storeId(url)).toBe(storeId);
			await expect(async () => data.access.createStore(url, "off")).rejects.toThrow(StoreExistsError);
			expect(await data.access.storeId(url)).toBe(storeId);
		});

		it("are listed in order of their URL with their figures", async () => {
			const urls = ["list-b.example", "list-a.example:8080/path", "list-a.example"];
			const throttles = ["document", { capacity: 7, leakPerSecond: 1 / 3600 }, "off"] as const;
			for (const [index, url] of urls.entries()) await data.access.createStore(url, throttles[index] ?? "off");
			const storeId = (await data.access.storeId("list-b.example")) ?? 0;
			await fill(storeId, 4);
			await data.groups.delete(storeId, 2);
			await data.access.issueToken(newToken("list-b.example"));
			const revoked = await data.access.issueToken(newToken("list-b.example"));
			await data.access.revokeToken(revoked.id);
			const listed = (await other.access.listStores()).filter(({ secureUrl }) => secureUrl.startsWith("list-"));
			expect(listed).toEqual([
				{ secureUrl: "list-a.example", throttle: "off", groups: 0, tokens: 0, createdAt: expect.any(String) },
				{
					secureUrl: "list-a.example:8080/path",
					throttle: throttles[1],
					groups: 0,
					tokens: 0,
					createdAt: expect.any(String),
				},
				{ secureUrl: "list-b.example", throttle: "document", groups: 3, tokens: 1, createdAt: expect.any(String) },
			]);
			for (const { createdAt } of listed) expect(new Date(createdAt).toISOString()).toBe(createdAt);
		});

		it("go with all that they have, and with nothing of others", async () => {
			const [url, kept] = [newUrl(), newUrl()];
			const storeId = await data.access.createStore(url, "off");
			const keptId = await data.access.createStore(kept, "off");
			await fill(storeId, 3);
			await fill(keptId, 2);
			const alone = newToken(url, { application: `only in ${url}` });
			const shared = newToken(url, { application: `in ${url} and ${kept}` });
			const sharedThere = newToken(kept, { application: `in ${url} and ${kept}` });
			for (const token of [alone, shared, sharedThere]) await data.access.issueToken(token);
			expect(await data.access.deleteStore(url)).toBe(true);
			expect(await data.access.deleteStore(url)).toBe(false);
			expect(await data.access.storeId(url)).toBeUndefined();
			expect(await data.groups.count(storeId)).toBe(0);
			expect(await data.access.listTokens(url)).toEqual([]);
			expect(await grantIn(data, url, alone.tokenHash)).toBeUndefined();
			expect(await data.groups.count(keptId)).toBe(2);
			expect((await grantIn(data, kept, sharedThere.tokenHash))?.keyHash).toEqual(shared.keyHash);
			// The application that was there alone is gone: who takes its name takes a new key.
			const again = newToken(kept, { application: `only in ${url}` });
			expect((await data.access.issueToken(again)).keyTaken).toBe(true);
			// A store of the same name is another store.
			const newId = await data.access.createStore(url, "off");
			expect(newId).toBeGreaterThan(storeId);
			expect(await create(newId)).toBe(1);
			expect(await grantIn(data, url, alone.tokenHash)).toBeUndefined();
		});
	});

	describe("tokens", () => {
		it("grant what they were issued for, in their store alone", async () => {
			const [url, elsewhere] = [newUrl(), newUrl()];
			const throttle = { capacity: 3, leakPerSecond: 0.25 };
			const storeId = await data.access.createStore(url, throttle);
			await data.access.createStore(elsewhere, "off");
			for (const permissions of [[], ["read"], ["write"], ["read", "write"]] as Permission[][]) {
				const token = newToken(url, { permissions: new Set(permissions), application: `granted in ${url}` });
				await data.access.issueToken(token);
				const grant = await grantIn(other, url, token.tokenHash);
				expect(grant).toMatchObject({ storeId, permissions: new Set(permissions), throttle });
				expect(grant?.applicationId).toEqual(expect.any(Number));
				expect(Buffer.compare(grant?.tokenHash ?? Buffer.alloc(0), token.tokenHash)).toBe(0);
				expect(await grantIn(data, elsewhere, token.tokenHash)).toBeUndefined();
				expect(await grantIn(data, newUrl(), token.tokenHash)).toBeUndefined();
			}
			expect(await grantIn(data, url, randomBytes(32))).toBeUndefined();
		});

		it("of one application have one private key, until it is replaced", async () => {
			const [url, elsewhere] = [newUrl(), newUrl()];
			for (const store of [url, elsewhere]) await data.access.createStore(store, "off");
			const first = newToken(url, { application: `keys of ${url}` });
			const second = newToken(elsewhere, { application: first.application });
			const third = newToken(url, { application: first.application, replaceKey: true });
			const keyOf = async (token: NewToken) => (await grantIn(data, token.secureUrl, token.tokenHash))?.keyHash;
			expect(await data.access.issueToken(first)).toMatchObject({ keyTaken: true });
			expect(await data.access.issueToken(second)).toMatchObject({ keyTaken: false });
			expect(await keyOf(second)).toEqual(first.keyHash);
			expect(await data.access.issueToken(third)).toMatchObject({ keyTaken: true });
			for (const token of [first, second, third]) expect(await keyOf(token)).toEqual(third.keyHash);
		});

		it("need a store", async () => {
			await expect(async () => data.access.issueToken(newToken("nowhere.example"))).rejects.toThrow(UnknownStoreError);
		});

		it("end when they are revoked, for every process and from then on", async () => {
			const url = newUrl();
			await data.access.createStore(url, "off");
			for (const [revoker, asked] of [
				[data, other],
				[other, data],
			] as const) {
				const [token, kept] = [newToken(url), newToken(url)];
				const { id } = await data.access.issueToken(token);
				await data.access.issueToken(kept);
				expect(await grantIn(asked, url, token.tokenHash)).toBeDefined();
				expect(await revoker.access.revokeToken(id)).toBe(true);
				expect(await grantIn(asked, url, token.tokenHash)).toBeUndefined();
				expect(await grantIn(asked, url, kept.tokenHash)).toBeDefined();
				expect(await revoker.access.revokeToken(id)).toBe(false);
			}
			expect(await data.access.revokeToken(0)).toBe(false);
			expect(await data.access.revokeToken(999_999_999_999_999)).toBe(false);
		});

		it("are rotated into others with the same rights", async () => {
			const url = newUrl();
			await data.access.createStore(url, "off");
			const token = newToken(url, { permissions: new Set(["write"]) });
			const { id } = await data.access.issueToken(token);
			const before = await grantIn(other, url, token.tokenHash);
			const tokenHash = randomBytes(32);
			const newId = await data.access.rotateToken(id, tokenHash);
			expect(newId).toBeGreaterThan(id);
			expect(await grantIn(other, url, token.tokenHash)).toBeUndefined();
			expect(await grantIn(other, url, tokenHash)).toEqual({ ...before, tokenHash });
			expect(await data.access.rotateToken(id, randomBytes(32))).toBeUndefined();
		});

		it("are listed without their secrets, those of a store or all", async () => {
			const [url, elsewhere] = [newUrl(), newUrl()];
			for (const store of [url, elsewhere]) await data.access.createStore(store, "off");
			const { id: first } = await data.access.issueToken(newToken(url, { application: "Ledger \u{1f600}" }));
			const { id: second } = await data.access.issueToken(newToken(elsewhere));
			const { id: third } = await data.access.issueToken(newToken(url, { permissions: new Set(["read"]) }));
			await data.access.revokeToken(first);
			const listed = await other.access.listTokens(url);
			expect(listed).toEqual([
				{
					id: first,
					secureUrl: url,
					application: "Ledger \u{1f600}",
					permissions: new Set(["read", "write"]),
					createdAt: expect.any(String),
					revokedAt: expect.any(String),
				},
				{
					id: third,
					secureUrl: url,
					application: "Application",
					permissions: new Set(["read"]),
					createdAt: expect.any(String),
					revokedAt: null,
				},
			]);
			const all = (await data.access.listTokens()).map(({ id }) => id);
			expect(all.slice(-3)).toEqual([first, second, third]);
			expect(await data.access.listTokens("nowhere.example")).toEqual([]);
		});
	});

	it("knows whom one without memory knows, whoever changed it", async () => {
		let runs = 0;
		const knows = authenticator(data);
		await fc.assert(
			fc.asyncProperty(fc.array(accessStep, { maxLength: 10 }), async (steps) => {
				const model = new AccessModel(`known-${++runs}`);
				for (const step of steps) {
					await model.act(step.elsewhere ? other : data, step);
					await data.check();
					await other.check();
					const [known, found] = await Promise.all(
						[knows, authenticator(plain)].map((authenticate) =>
							Promise.all(model.headers.map((headers) => grantOf(headers, authenticate))),
						),
					);
					expect(known).toEqual(found);
				}
			}),
			{ numRuns: 25 },
		);
	});

	describe("buckets", () => {
		const hourly = { capacity: 3, leakPerSecond: 1 / 3600 };

		it("take what fits, and say when there is room again", async () => {
			const [storeId, applicationId] = await newApplication();
			for (let count = 0; count < 3; count++) {
				expect(await data.buckets.admit(storeId, applicationId, hourly)).toBeUndefined();
			}
			const refusal = await data.buckets.admit(storeId, applicationId, hourly);
			expect(refusal?.retryAfterSeconds).toBeGreaterThan(3500);
			expect(refusal?.retryAfterSeconds).toBeLessThanOrEqual(3600);
		});

		it("are of one store and application each", async () => {
			const [one, two] = [await newApplication(), await newApplication()];
			for (let count = 0; count < 3; count++) await data.buckets.admit(...one, hourly);
			expect(await data.buckets.admit(...one, hourly)).toBeDefined();
			expect(await data.buckets.admit(...two, hourly)).toBeUndefined();
			expect(await data.buckets.admit(one[0], two[1], hourly)).toBeUndefined();
		});

		it("never take more than their size and what has leaked", async () => {
			const application = await newApplication();
			const bucket = { capacity: 10, leakPerSecond: 100 };
			const start = performance.now();
			let admitted = 0;
			for (let count = 0; count < 60; count++) {
				if ((await data.buckets.admit(...application, bucket)) === undefined) admitted++;
			}
			const leaked = ((performance.now() - start) / 1000) * bucket.leakPerSecond;
			expect(admitted).toBeGreaterThanOrEqual(10);
			expect(admitted).toBeLessThanOrEqual(10 + leaked);
			await expect.poll(async () => data.buckets.admit(...application, bucket)).toBeUndefined();
		});

		/** A store and an application that has a token for it. */
		async function newApplication(): Promise<[storeId: number, applicationId: number]> {
			const url = newUrl();
			const storeId = await data.access.createStore(url, "off");
			const token = newToken(url, { application: `bucket of ${url}` });
			await data.access.issueToken(token);
			return [storeId, (await grantIn(data, url, token.tokenHash))?.applicationId ?? 0];
		}
	});

	it("is ready, and what was opened is still there", async () => {
		await data.check();
		await data.ready();
		await other.ready();
	});
}

function newToken(secureUrl: string, token: Partial<NewToken> = {}): NewToken {
	return {
		secureUrl,
		application: "Application",
		permissions: new Set<Permission>(["read", "write"]),
		tokenHash: randomBytes(32),
		keyHash: randomBytes(32),
		replaceKey: false,
		...token,
	};
}
