import { join } from "node:path";
import { lineChart } from "../chart.js";
import { type Figure, median } from "../figures.js";
import { load } from "../load.js";
import { measure, type Rounds, ratio, spread } from "../measure.js";
import { type Credentials, item, list, requests, scattered } from "../requests.js";
import { type Seed, seedSqlite } from "../seed.js";
import { type Server, withServers } from "../server.js";
import { createStore, startService } from "../service.js";
import type { Context, Outcome, Part } from "./part.js";

/** Groups of the store that asks. */
const OWN = 1000;

const STORES = [1, 10, 100, 1000, 10_000];
const OTHER_GROUPS = [0, 1000, 10_000, 100_000, 1_000_000];

const LISTS = requests(500, (index) => list(`limit=20&offset=${scattered(index, OWN - 20)}`));
const ITEMS = requests(500, (index) => item(scattered(index, OWN)));

/** What a list and an item cost with more and more stores, and with more and more groups in other stores. */
export const scale: Part = { title: "cost by the number of stores, and of groups in other stores", run };

async function run(context: Context): Promise<Outcome> {
	const byStores = await curve(context, "stores", STORES, (stores) => ({
		groups: OWN,
		otherStores: stores - 1,
		otherGroups: 10,
	}));
	const byGroups = await curve(context, "groups", OTHER_GROUPS, (groups) => ({
		groups: OWN,
		otherStores: groups === 0 ? 0 : 10,
		otherGroups: groups / 10,
	}));
	const svg = lineChart({
		title: "CPU time of a request, in µs",
		panels: [
			{ label: "number of stores", points: byStores.map(medians) },
			{ label: "groups in other stores", points: byGroups.map(medians) },
		],
	});
	const describes = "CPU time of a request by the number of stores, and of groups in other stores";
	return {
		figures: [...figures("stores", byStores), ...figures("groups in other stores", byGroups)],
		pictures: [{ name: "scale", describes, svg }],
	};
}

/** What was measured at one size: CPU times of a request, in microseconds. */
interface Point {
	size: number;
	list: Rounds;
	item: Rounds;
}

function medians({ size, list, item }: Point) {
	return { size, list: spread(list).median, item: spread(item).median };
}

async function curve(
	{ root, folder, rounds }: Context,
	name: string,
	sizes: readonly number[],
	seed: (size: number) => Seed,
): Promise<Point[]> {
	const stores: { size: number; file: string; credentials: Credentials }[] = [];
	for (const size of sizes) {
		const file = join(folder, `scale-${name}-${size}.db`);
		const credentials = await createStore(root, file);
		seedSqlite(file, seed(size));
		stores.push({ size, file, credentials });
	}
	const starts = Object.fromEntries(stores.map(({ file }) => [file, startService(root, file)]));
	return withServers(starts, async (servers) => {
		const loads = stores.flatMap(({ size, file, credentials }) => {
			const access = { server: servers[file] as Server, credentials };
			return [
				[`list ${size}`, load(access, 4000, LISTS)],
				[`item ${size}`, load(access, 4000, ITEMS)],
			] as const;
		});
		const measured = await measure(Object.fromEntries(loads), rounds);
		const cost = (load: string) => measured[load]?.cpu ?? [];
		return sizes.map((size) => ({ size, list: cost(`list ${size}`), item: cost(`item ${size}`) }));
	});
}

/** A curve is flat when its end is no more than this above its beginning; what is beyond is no noise. */
const FLAT = 1.25;

function figures(what: string, points: readonly Point[]): Figure[] {
	const [first] = points;
	const last = points.at(-1);
	if (first === undefined || last === undefined) throw new TypeError("The curve has no points.");
	const count = (size: number) => size.toLocaleString("en");
	return (["list", "item"] as const).map((kind) =>
		median(
			`${kind === "list" ? "list of 20" : "one item"}, ${count(first.size)} to ${count(last.size)} ${what}`,
			ratio(last[kind], first[kind]),
			"times the cost at the smallest",
			{
				aim: { atMost: FLAT },
				note: points.map((point) => `${count(point.size)}: ${spread(point[kind]).median.toFixed(0)} µs`).join(", "),
			},
		),
	);
}
