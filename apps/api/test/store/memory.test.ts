import { describe } from "vitest";
import { cached } from "../../src/data/cached.js";
import type { Database } from "../../src/data/interface.js";
import { itIsADatabase, type TestDatabase } from "./conformance.js";
import { MemoryDatabase } from "./memory-database.js";

const WRITES = /^(create|update|delete|issue|revoke|rotate)/;

/** A database whose writes are told. */
function observed(database: Database, wrote: () => void): Database {
	const tell = <Part extends object>(part: Part): Part =>
		new Proxy(part, {
			get(target, name) {
				const method = Reflect.get(target, name) as (...args: unknown[]) => Promise<unknown>;
				if (!WRITES.test(String(name))) return method;
				return (...args: unknown[]) => method(...args).finally(wrote);
			},
		});
	return {
		groups: tell(database.groups),
		access: tell(database.access),
		buckets: database.buckets,
		check: () => database.check(),
		ready: () => database.ready(),
		close: () => database.close(),
	};
}

async function start(): Promise<TestDatabase> {
	const database = new MemoryDatabase();
	return {
		open: async () => database,
		openPlain: async () => database,
		setNextGroupId: async (storeId, id) => database.setNextGroupId(storeId, id),
		close: async () => undefined,
	};
}

describe("without memory in front", () => itIsADatabase(start));

describe("with memory in front, which is told of the writes of others alone", () =>
	itIsADatabase(async () => {
		const database = await start();
		let all = 0;
		return {
			...database,
			async open() {
				let own = 0;
				const counted = observed(await database.openPlain(), () => {
					all++;
					own++;
				});
				const others = () => all - own;
				return cached(counted, { grants: others, groups: others });
			},
		};
	}));
