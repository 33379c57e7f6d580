import { spawn } from "node:child_process";
import { join } from "node:path";
import { type Figure, median } from "../figures.js";
import { type Load, load, runLoad, runPaced } from "../load.js";
import { interleave, ratio, spread } from "../measure.js";
import { type Access, create, item, list, PEER_CREDENTIALS, requests, scattered, update } from "../requests.js";
import { seedSqlite } from "../seed.js";
import { startPeer, withServers } from "../server.js";
import { createStore, serviceProgram, startService } from "../service.js";
import type { Context, Outcome, Part } from "./part.js";

const GROUPS = 10_000;
const REQUESTS = 10_000;

/** What users notice of a service that is half as busy as it can be, and what each request leaves to the garbage collector. */
export const steady: Part = { title: "latency at half of the saturation, and allocation, SQLite", run };

async function run({ root, folder, rounds }: Context): Promise<Outcome> {
	const database = join(folder, "steady.db");
	const credentials = await createStore(root, database);
	seedSqlite(database, { groups: GROUPS });
	const starts = {
		raw: startPeer(root, "raw node:http", "raw", GROUPS),
		ours: startService(root, database),
	};
	const items = requests(4096, (index) => item(scattered(index, GROUPS)));
	const latencies = await withServers(starts, async (servers) => {
		const raw = { server: servers.raw, credentials: PEER_CREDENTIALS };
		const ours = { server: servers.ours, credentials };
		const figures: Figure[] = [];
		for (const [what, asked] of [
			["list of 20", [list("limit=20")]],
			["one item", items],
		] as const) {
			const p99 = (access: Access) => {
				const all = load(access, REQUESTS, asked);
				return (round: number) => tail(all, round);
			};
			const measured = await interleave({ raw: p99(raw), ours: p99(ours) }, rounds);
			const [own, other] = [spread(measured.ours).median, spread(measured.raw).median];
			figures.push(
				median(`${what}, SQLite: p99 at half of the saturation`, ratio(measured.ours, measured.raw), "times raw", {
					aim: { atMost: 2 },
					note: `${own.toFixed(2)} ms, raw ${other.toFixed(2)} ms`,
				}),
			);
		}
		return figures;
	});
	const allocated = await allocations(root, database, credentials, {
		"list of 20": { asked: [list("limit=20")], atMost: 32 },
		"one item": { asked: items, atMost: 32 },
		"create one": { asked: requests(512, create), status: 201, atMost: 48 },
		"update one": { asked: requests(512, (index) => update(scattered(index % 200, GROUPS), index)), atMost: 48 },
	});
	return { figures: [...latencies, ...allocated] };
}

/** The 99th percentile of the time of a request, in milliseconds, at half of the rate that is the most. */
async function tail(load: Load, round: number): Promise<number> {
	const most = load.count / (await runLoad(load, round));
	const times = await runPaced(load, most / 2, round);
	return times.sort((one, other) => one - other)[Math.floor(times.length * 0.99)] ?? Number.NaN;
}

/** How much a request allocates on the heap, by what the garbage collector says before and after each of its runs. */
async function allocations(
	root: string,
	database: string,
	credentials: Access["credentials"],
	kinds: Readonly<Record<string, { asked: Parameters<typeof load>[2]; status?: number; atMost: number }>>,
): Promise<Figure[]> {
	const args = ["--trace-gc", serviceProgram(root), "serve", "--database", database, "--port", "0"];
	const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"] });
	try {
		let output = "";
		const listening = new Promise<URL>((resolve, reject) => {
			child.once("close", () => reject(new Error("The service ended.")));
			child.stdout.setEncoding("utf8").on("data", (text: string) => {
				output += text;
				const url = /listening on (\S+)/.exec(output)?.[1];
				if (url) resolve(new URL(url));
			});
		});
		const { hostname: host, port, pathname: base } = await listening;
		const server = {
			name: "this API",
			pid: child.pid ?? 0,
			host,
			port: Number(port),
			base,
			stop: async () => undefined,
		};
		const figures: Figure[] = [];
		for (const [what, { asked, status = 200, atMost }] of Object.entries(kinds)) {
			const all = load({ server, credentials }, 2 * REQUESTS, asked, { status });
			await runLoad(all, 0);
			output = "";
			await runLoad(all, 1);
			const { megabytes, share } = allocatedIn(output);
			figures.push({
				what: `${what}, SQLite: allocation`,
				value: (megabytes * 1024) / (all.count * share),
				unit: "KB a request",
				aim: { atMost },
			});
		}
		return figures;
	} finally {
		child.kill("SIGKILL");
	}
}

/** What was allocated between the first and the last run of the collector, and in which share of the time. */
function allocatedIn(trace: string): { megabytes: number; share: number } {
	const runs = [...trace.matchAll(/ ([0-9.]+) \([0-9.]+\) -> ([0-9.]+) \(/g)].map(([, before, after]) => ({
		before: Number(before),
		after: Number(after),
	}));
	const megabytes = runs.slice(1).reduce((sum, { before }, index) => sum + before - (runs[index]?.after ?? before), 0);
	return { megabytes, share: (runs.length - 1) / runs.length };
}
