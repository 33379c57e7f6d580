import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { lineChart } from "../chart.js";
import type { Figure } from "../figures.js";
import { interleave, type Subject, spread } from "../measure.js";
import { type Credentials, requestBytes } from "../requests.js";
import { type Seed, seedSqlite } from "../seed.js";
import type { Server } from "../server.js";
import { createStore, startService } from "../service.js";
import { type Context, withServers } from "./context.js";

/** Groups of the store that asks. */
const OWN = 1000;

const STORES = [1, 10, 100, 1000, 10_000];
const OTHER_GROUPS = [0, 1000, 10_000, 100_000, 1_000_000];

/** What a list and an item cost with more and more stores, and with more and more groups in other stores. */
export async function scale(context: Context): Promise<Figure[]> {
	const byStores = await curve(context, "stores", STORES, (stores) => ({
		groups: OWN,
		otherStores: stores - 1,
		otherGroups: 10,
	}));
	const byGroups = await curve(context, "groups in other stores", OTHER_GROUPS, (groups) => ({
		groups: OWN,
		otherStores: groups === 0 ? 0 : 10,
		otherGroups: groups / 10,
	}));
	writeFileSync(
		join(context.root, "docs/benchmarks/api-scale.svg"),
		lineChart({
			title: "CPU time of a request, in µs",
			panels: [
				{ label: "number of stores", points: byStores },
				{ label: "groups in other stores", points: byGroups },
			],
		}),
	);
	return [...figures("stores", byStores), ...figures("groups in other stores", byGroups)];
}

/** What was measured at one size. */
export interface Point {
	size: number;
	list: number;
	item: number;
}

async function curve(
	{ root, folder, rounds, step }: Context,
	what: string,
	sizes: readonly number[],
	seed: (size: number) => Seed,
): Promise<Point[]> {
	step(`cost by number of ${what}`);
	const stores: { size: number; database: string; credentials: Credentials }[] = [];
	for (const size of sizes) {
		const database = join(folder, `scale-${what.replaceAll(" ", "-")}-${size}.db`);
		const credentials = await createStore(root, database);
		seedSqlite(database, seed(size));
		stores.push({ size, database, credentials });
	}
	return withServers(
		stores.map(({ database }) => startService(root, database)),
		async (servers) => {
			const subjects = servers.flatMap((server, index): Subject[] => {
				const credentials = stores[index]?.credentials;
				if (credentials === undefined) throw new Error("A store is missing.");
				const subject = (path: (index: number) => string): Subject => {
					const made = Array.from({ length: 500 }, (_, request) =>
						requestBytes(server, credentials, "GET", path(request)),
					);
					return { server, request: (n) => made[n % made.length] as Buffer, status: 200, count: 3000, connections: 32 };
				};
				return [
					subject((n) => `/CustomerGroups?limit=20&offset=${1 + ((n * 79) % (OWN - 20))}`),
					subject((n) => `/CustomerGroups/${1 + ((n * 79) % OWN)}`),
				];
			});
			const samples = await interleave(subjects, rounds);
			const cpu = (index: number) => spread((samples[index] ?? []).map((sample) => sample.cpu)).median;
			return (servers as Server[]).map((_, index) => ({
				size: sizes[index] as number,
				list: cpu(index * 2),
				item: cpu(index * 2 + 1),
			}));
		},
	);
}

/** A curve is flat when its highest point is no more than this above its first; what is beyond is no noise. */
const FLAT = 1.25;

function figures(what: string, points: readonly Point[]): Figure[] {
	const [first] = points;
	const last = points.at(-1);
	if (first === undefined || last === undefined) throw new Error("The curve has no points.");
	return (["list", "item"] as const).map((kind) => ({
		what: `${kind}, ${first.size} to ${last.size} ${what}`,
		value: last[kind] / first[kind],
		unit: "times the cost at the smallest",
		aim: { atMost: FLAT },
		note: points.map((point) => `${point.size}: ${point[kind].toFixed(0)} µs`).join(", "),
	}));
}
