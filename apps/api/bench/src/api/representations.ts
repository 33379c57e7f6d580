import { join } from "node:path";
import { median } from "../figures.js";
import { load } from "../load.js";
import { measure, ratio } from "../measure.js";
import { item, list, requests, scattered } from "../requests.js";
import { seedSqlite } from "../seed.js";
import { withServers } from "../server.js";
import { createStore, startService, startVariant } from "../service.js";
import type { Context, Outcome, Part } from "./part.js";

const GROUPS = 10_000;

/** Different pages and items, few enough that this API remembers all. */
const REQUESTS = 500;

/** A throttle that counts, and never has to refuse. */
const WIDE = ["--capacity", "1000000000", "--leak-per-second", "1000"];

/** The list in XML beside the list in JSON, and what the throttle costs. */
export const representations: Part = { title: "lists in XML, and the throttle's cost", run };

async function run({ root, folder, rounds }: Context): Promise<Outcome> {
	const database = join(folder, "xml.db");
	const throttledDatabase = join(folder, "throttled.db");
	const credentials = await createStore(root, database);
	const throttledCredentials = await createStore(root, throttledDatabase, WIDE);
	for (const file of [database, throttledDatabase]) seedSqlite(file, { groups: GROUPS });
	const starts = {
		server: startService(root, database),
		throttledServer: startService(root, throttledDatabase),
		uncachedServer: startVariant(root, database, "uncached"),
	};
	return withServers(starts, async ({ server, throttledServer, uncachedServer }) => {
		const ours = { server, credentials };
		const uncached = { server: uncachedServer, credentials };
		const throttled = { server: throttledServer, credentials: throttledCredentials };
		const pages = (accept: string) =>
			requests(REQUESTS, (index) => list(`limit=20&offset=${scattered(index, GROUPS - 20)}`, accept));
		const items = requests(REQUESTS, (index) => item(index + 1));
		const fresh = await measure(
			{
				json: load(uncached, 8000, [list("limit=20", "application/json")]),
				xml: load(uncached, 4000, [list("limit=20", "application/xml")]),
			},
			rounds,
		);
		const known = await measure(
			{ json: load(ours, 8000, pages("application/json")), xml: load(ours, 8000, pages("application/xml")) },
			rounds,
		);
		const { counted, free } = await measure(
			{ counted: load(throttled, 8000, items), free: load(ours, 8000, items) },
			rounds,
		);
		return {
			figures: [
				median("list of 20 in XML, uncached", ratio(fresh.xml.cpu, fresh.json.cpu), "times JSON", {
					aim: { atMost: 1.5 },
				}),
				median("list of 20 in XML, read before", ratio(known.xml.cpu, known.json.cpu), "times JSON", {
					aim: { atMost: 1.5 },
				}),
				median("one item, with the throttle on", ratio(counted.cpu, free.cpu), "times without"),
			],
		};
	});
}
