import fc from "fast-check";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Database } from "../../src/data/interface.js";
import { openPostgres } from "../../src/data/postgres/postgres-database.js";
import { type PostgresServer, startPostgres } from "../support/postgres.js";

// Reads that share statements, against the same asked one by one in the plainest way.

/** A range of ids that counts are kept of, and the offset from which on they are used. */
const NARROW = 512;
const COUNTED_FROM = 1000;

let postgres: PostgresServer;
let client: Client;
let data: Database;
let storeIds: readonly [number, number];

beforeAll(async () => {
	postgres = await startPostgres();
	const url = await postgres.newDatabase();
	data = await openPostgres(url);
	client = new Client({ connectionString: url });
	await client.connect();
	storeIds = [await data.access.createStore("one.example", "off"), await data.access.createStore("two.example", "off")];
	// The first has gaps within ranges and whole ranges without groups.
	await client.query(
		`INSERT INTO customer_groups
		SELECT $1, id, '{"CustomerGroupID":' || id || ',"Name":"one' || E'\\n' || '"}' FROM generate_series(1, 6000) id
		WHERE id % 3 <> 0 AND id / 700 <> 4`,
		[storeIds[0]],
	);
	await client.query(
		`INSERT INTO customer_groups SELECT $1, id, '{"CustomerGroupID":' || id || '}' FROM generate_series(1, 40) id`,
		[storeIds[1]],
	);
});

afterAll(async () => {
	await client?.end();
	await data?.close();
	await postgres?.close();
});

const near = (value: number) => fc.integer({ min: Math.max(1, value - 3), max: value + 3 });
const id = fc.oneof(
	fc.integer({ min: 1, max: 6100 }),
	near(NARROW),
	fc.constantFrom(0, -1, 2_147_483_647, -2_147_483_648),
);
const offset = fc.oneof(near(1), near(COUNTED_FROM), fc.integer({ min: 1, max: 4000 }), fc.constant(2_147_483_647));
const limit = fc.oneof(fc.integer({ min: 1, max: 30 }), fc.constant(500));
const question = fc.oneof(fc.record({ store: fc.nat(2), id }), fc.record({ store: fc.nat(2), offset, limit }));
type Question = { store: number; id: number } | { store: number; offset: number; limit: number };

/** The third store does not exist. */
const storeId = ({ store }: Question) => storeIds[store] ?? 999;

async function ask(asked: Question): Promise<string | undefined> {
	const answer =
		"id" in asked
			? data.groups.get(storeId(asked), asked.id)
			: data.groups.page(storeId(asked), asked.offset, asked.limit);
	return (await answer)?.json;
}

async function askPlainly(asked: Question): Promise<string | undefined> {
	const all = "SELECT json FROM customer_groups WHERE store_id = $1";
	if ("id" in asked) {
		const { rows } = await client.query<{ json: string }>(`${all} AND id = $2`, [storeId(asked), asked.id]);
		return rows[0]?.json;
	}
	const { rows } = await client.query<{ json: string }>(`${all} ORDER BY id OFFSET $2 LIMIT $3`, [
		storeId(asked),
		asked.offset - 1,
		asked.limit,
	]);
	return rows.length === 0 ? undefined : `[${rows.map(({ json }) => json).join(",")}]`;
}

it("those asked for at once are answered as each by itself, with writes in between", async () => {
	const removed = fc.array(fc.integer({ min: 1, max: 6000 }), { maxLength: 5 });
	await fc.assert(
		fc.asyncProperty(fc.array(question, { maxLength: 40 }), removed, async (questions, ids) => {
			await Promise.all(ids.map((id) => data.groups.delete(storeIds[0], id)));
			const answers = await Promise.all(questions.map(ask));
			const expected: (string | undefined)[] = [];
			for (const asked of questions) expected.push(await askPlainly(asked));
			expect(answers).toEqual(expected);
		}),
		{ numRuns: 60 },
	);
});

it("a read sees all that was written before it was asked for, also by others", async () => {
	const store = await data.access.createStore("three.example", "off");
	const ids = [1, 2, 3, 4, 5, 6];
	await client.query("INSERT INTO customer_groups SELECT $1, id, '0' FROM unnest($2::integer[]) id", [store, ids]);
	const written = new Map(ids.map((id) => [id, 0]));
	let writing = true;
	let seen = 0;
	const reads = ids.flatMap((id) =>
		[
			async () => Number((await data.groups.get(store, id))?.json),
			async () => (JSON.parse((await data.groups.page(store, id, 1))?.json ?? "[]") as number[])[0] as number,
		].map(async (read) => {
			while (writing) {
				const least = written.get(id) ?? 0;
				const found = await read();
				expect(found).toBeGreaterThanOrEqual(least);
				expect(found).toBeLessThanOrEqual((written.get(id) ?? 0) + 1);
				seen++;
			}
		}),
	);
	try {
		for (let round = 1; round <= 100; round++) {
			for (const id of ids) {
				await client.query("UPDATE customer_groups SET json = $3 WHERE store_id = $1 AND id = $2", [
					store,
					id,
					`${round}`,
				]);
				written.set(id, round);
			}
		}
	} finally {
		writing = false;
	}
	await Promise.all(reads);
	expect(seen).toBeGreaterThan(100);
});
