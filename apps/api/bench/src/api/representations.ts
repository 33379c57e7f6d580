import { join } from "node:path";
import type { Figure } from "../figures.js";
import { interleave, ratios, type Subject } from "../measure.js";
import { requestBytes } from "../requests.js";
import { seedSqlite } from "../seed.js";
import { startServer } from "../server.js";
import { createStore, startService } from "../service.js";
import { type Context, peer, withServers } from "./context.js";

const GROUPS = 10_000;

/** The list in XML beside the list in JSON, and what the throttle costs. */
export async function representations({ root, folder, rounds, step }: Context): Promise<Figure[]> {
	step("lists in XML, and the throttle's cost");
	const database = join(folder, "xml.db");
	const throttled = join(folder, "throttled.db");
	const credentials = await createStore(root, database);
	const throttledCredentials = await createStore(root, throttled, "own");
	for (const file of [database, throttled]) seedSqlite(file, { groups: GROUPS });
	const starts = [
		startService(root, database),
		startService(root, throttled),
		startServer("this API, uncached", [peer(root, "variant"), root, database, "uncached"]),
	];
	return withServers(starts, async ([server, slow, uncached]) => {
		if (server === undefined || slow === undefined || uncached === undefined)
			throw new Error("The service did not start.");
		const subject = (
			of: typeof server,
			who: typeof credentials,
			accept: string,
			path: (index: number) => string,
		): Subject => {
			const made = Array.from({ length: 500 }, (_, index) => requestBytes(of, who, "GET", path(index), { accept }));
			return {
				server: of,
				request: (index) => made[index % made.length] as Buffer,
				status: 200,
				count: 4000,
				connections: 32,
			};
		};
		const page = (index: number) => `/CustomerGroups?limit=20&offset=${1 + ((index * 7919) % (GROUPS - 20))}`;
		const item = (index: number) => `/CustomerGroups/${index + 1}`;
		const [json = [], xml = []] = await interleave(
			[subject(server, credentials, "application/json", page), subject(server, credentials, "application/xml", page)],
			rounds,
		);
		const [free = [], counted = []] = await interleave(
			[
				subject(server, credentials, "application/json", item),
				subject(slow, throttledCredentials, "application/json", item),
			],
			rounds,
		);
		const firstPage = () => "/CustomerGroups?limit=20";
		const [freshJson = [], freshXml = []] = await interleave(
			[
				subject(uncached, credentials, "application/json", firstPage),
				subject(uncached, credentials, "application/xml", firstPage),
			],
			rounds,
		);
		const fresh = ratios(freshXml, freshJson, (one, base) => one.cpu / base.cpu);
		const times = ratios(xml, json, (one, base) => one.cpu / base.cpu);
		const cost = ratios(counted, free, (one, base) => one.cpu / base.cpu);
		return [
			{
				what: "list of 20 in XML, uncached",
				value: fresh.median,
				spread: fresh,
				unit: "times JSON",
				aim: { atMost: 1.5 },
			},
			{
				what: "list of 20 in XML, read before",
				value: times.median,
				spread: times,
				unit: "times JSON",
				aim: { atMost: 1.5 },
			},
			{ what: "one item, with the throttle on", value: cost.median, spread: cost, unit: "times without" },
		];
	});
}
