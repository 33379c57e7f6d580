import { describeBucket } from "../access/throttle.js";
import type { StoreThrottle } from "../data/interface.js";
import { type Command, DATABASE_FLAG, flagText, JSON_FLAG, secureUrlFlag, table, withData } from "./command.js";
import { CommandError, UsageError } from "./errors.js";
import type { Flags } from "./settings.js";

const STORE_FLAG = { name: "store", value: "URL", help: "The store's secure URL", required: true } as const;

/** `stores create` */
export const storesCreate: Command = {
	name: "stores create",
	summary: "Creates a store.",
	flags: [
		STORE_FLAG,
		{ name: "throttle", value: "document|off", help: "The document's bucket (default), or no throttle" },
		{ name: "capacity", value: "N", help: "A bucket of its own, of N requests; goes with --leak-per-second" },
		{ name: "leak-per-second", value: "N", help: "How fast that bucket leaks" },
		DATABASE_FLAG,
		JSON_FLAG,
	],
	async run(flags, { env, print }) {
		const secureUrl = secureUrlFlag(flagText(flags, "store") ?? "");
		const throttle = throttleFlags(flags);
		await withData(flags, env, async ({ access }) => access.createStore(secureUrl, throttle));
		print(
			flags.json
				? JSON.stringify({ secureUrl, throttle })
				: `Created the store ${secureUrl}. Next: tokens create --store ${secureUrl} --application NAME`,
		);
	},
};

/** `stores list` */
export const storesList: Command = {
	name: "stores list",
	summary: "Lists the stores.",
	flags: [DATABASE_FLAG, JSON_FLAG],
	async run(flags, { env, print }) {
		const stores = await withData(flags, env, async ({ access }) => access.listStores());
		if (flags.json) print(JSON.stringify(stores));
		else if (stores.length === 0) print("There are no stores.");
		else {
			const rows = stores.map((store) => [
				store.secureUrl,
				String(store.groups),
				String(store.tokens),
				throttleText(store.throttle),
				store.createdAt,
			]);
			print(table([["STORE", "GROUPS", "TOKENS", "THROTTLE", "CREATED"], ...rows]).join("\n"));
		}
	},
};

/** `stores delete` */
export const storesDelete: Command = {
	name: "stores delete",
	summary: "Deletes a store with all of its data.",
	flags: [STORE_FLAG, DATABASE_FLAG, JSON_FLAG],
	async run(flags, { env, print }) {
		const secureUrl = secureUrlFlag(flagText(flags, "store") ?? "");
		const deleted = await withData(flags, env, async ({ access }) => access.deleteStore(secureUrl));
		if (!deleted) throw new CommandError(`There is no store ${secureUrl}.`);
		print(flags.json ? JSON.stringify({ secureUrl }) : `Deleted the store ${secureUrl} with all of its data.`);
	},
};

function throttleFlags(flags: Flags): StoreThrottle {
	const capacity = flagText(flags, "capacity");
	const leak = flagText(flags, "leak-per-second");
	const throttle = flagText(flags, "throttle");
	if (capacity !== undefined || leak !== undefined) {
		if (throttle !== undefined) throw new UsageError("--throttle and --capacity exclude each other");
		return {
			capacity: positive("--capacity", capacity, 1),
			leakPerSecond: positive("--leak-per-second", leak, 1 / 3600),
		};
	}
	if (throttle === undefined || throttle === "document") return "document";
	if (throttle === "off") return "off";
	throw new UsageError(`--throttle must be document or off, not "${throttle}"`);
}

function positive(name: string, text: string | undefined, least: number): number {
	const value = Number(text);
	if (text === undefined || !/^[0-9]*\.?[0-9]+$/.test(text) || value < least) {
		throw new UsageError(`${name} must be a number of at least ${least}, not "${text ?? ""}"`);
	}
	return value;
}

function throttleText(throttle: StoreThrottle): string {
	return typeof throttle === "string" ? throttle : describeBucket(throttle).replace(/\.$/, "");
}
