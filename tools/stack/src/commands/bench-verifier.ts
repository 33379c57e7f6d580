import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { join } from "node:path";
import { type RunningServer, runNode, startServer } from "../child.js";
import { temporaryFolder } from "../clean-up.js";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { columns, step, style } from "../terminal.js";
import { makeProfiles, requireLive, startLiveServer, startMockServer } from "../verification.js";
import { chooseApis } from "../workspace.js";

const help = `
npm run bench -- verifier [--api NAME] [--rounds N] [--dry-run]

Measures the verification of an API with a live service, with Dredd inside and with requests sent directly, and of documents of 300,
1,000 and 10,000 cells; writes docs/benchmarks/verifier.md. Node's start and the loading of modules are not in the figures. Fails
where a figure misses its aim.

  --api NAME   which API; the first one that has a live service by default
  --rounds N   of each the best of N, one kind after the other in turns; 3 by default
  --dry-run    writes nothing
`;

/** Both targets side by side, each transaction judged and each write read back, in seconds. */
const BOTH_AIM = 3;
/** The same with all checks beside the cells: no longer than the cells alone once took. */
const ALL_AIM = 6.3;
/** What a cell may cost among 10,000 as a multiple of what it costs among 1,000. */
const FLAT_AIM = 1.25;
/** The most memory at 10,000 cells, in MiB. */
const MEMORY_AIM = 700;
const SIZES = [300, 1_000, 10_000];
/** A document of 10,000 cells takes long on a busy machine. */
const LONGEST_S = 900;

/** What `bench/measure.mjs` prints. */
interface Measured {
	/** Milliseconds. */
	wall: number;
	cpu: number;
	/** The most memory that the process had. */
	mib: number;
	passed: number;
	total: number;
	transactions: number;
	readBack: number;
	ok: boolean;
}

/** One kind of run. */
interface Kind {
	name: string;
	options: Record<string, unknown>;
}

/** Measures the verifier; exits non-zero where an aim is missed. */
export async function benchVerifier(args: string[], root: string): Promise<number> {
	const options = { api: { type: "string" }, rounds: { type: "string" }, "dry-run": { type: "boolean" } } as const;
	const flags = readFlags(args, options, help);
	if (!flags) return 0;
	const rounds = Number(flags.rounds ?? 3);
	if (!(rounds >= 1)) throw new CommandError("--rounds must be a number from 1.", 2);
	const measure = async (kind: Kind): Promise<Measured> => {
		const program = join(root, "packages/contract-verifier/bench/measure.mjs");
		const { code, output } = await runNode(program, [JSON.stringify(kind.options)], { timeoutMs: LONGEST_S * 1000 });
		if (code !== 0) throw new CommandError(`${kind.name}: ${output.trim()}`);
		const measured = JSON.parse(output.trim().split("\n").at(-1) ?? "") as Measured;
		if (!measured.ok)
			throw new CommandError(`${kind.name}: only ${measured.passed} of ${measured.total} cells passed.`);
		return measured;
	};
	const api = await apiOf(root, flags.api);
	const { both, all, results } = await step(`verifying ${api.name}`, () => benchApi(root, api, rounds, measure));
	const sizes = await step("documents of many cells", () => benchSizes(root, measure));

	const perCell = (size: number) => {
		const { cpu, total } = sizes.find((one) => one.size === size && one.driver === "dredd")?.measured ?? NOTHING;
		return cpu / total;
	};
	const largest = sizes.find(({ size, driver }) => size === SIZES.at(-1) && driver === "dredd")?.measured ?? NOTHING;
	const aims = [
		{ what: "both targets side by side, cells and read-back alone, s", value: both / 1000, aim: BOTH_AIM },
		{ what: "both targets side by side, all checks, s", value: all / 1000, aim: ALL_AIM },
		{ what: "a cell among 10,000 beside one among 1,000", value: perCell(10_000) / perCell(1_000), aim: FLAT_AIM },
		{ what: "memory at 10,000 cells, MiB", value: largest.mib, aim: MEMORY_AIM },
	];
	const page = pageOf(api.name, results, sizes, aims, rounds);
	if (flags["dry-run"] !== true) writeFileSync(join(root, "docs/benchmarks/verifier.md"), page);
	console.log(`\n${page}`);
	const lines = aims.map(({ what, value, aim }) => [
		what,
		value.toFixed(2),
		`aim ≤ ${aim}`,
		value <= aim ? style.green("met") : style.red("MISSED"),
	]);
	console.log(columns(lines).join("\n"));
	return aims.every(({ value, aim }) => value <= aim) ? 0 : 1;
}

const NOTHING: Measured = { wall: 0, cpu: 0, mib: 0, passed: 0, total: 0, transactions: 0, readBack: 0, ok: false };

async function apiOf(root: string, name: string | undefined) {
	const apis = chooseApis(root, name);
	const api = apis.find(({ live }) => live !== undefined) ?? apis[0];
	if (api === undefined) throw new CommandError("spec/ holds no API.", 2);
	requireLive(api);
	return api;
}

type Api = Awaited<ReturnType<typeof apiOf>>;

/** Each kind of run in turns, and both targets side by side. */
async function benchApi(root: string, api: Api, rounds: number, measure: (kind: Kind) => Promise<Measured>) {
	const app = requireLive(api);
	const folder = temporaryFolder("bench-verifier");
	const servers: RunningServer[] = [];
	try {
		const database = join(folder.path, "live.db");
		const credentials = join(folder.path, "credentials.json");
		await makeProfiles(api, app, database, credentials);
		const live = await startLiveServer(app, database, 0);
		const mock = await startMockServer(root, api, 0);
		servers.push(live, mock);
		const about = { spec: api.spec, ...(api.scenarios && { scenarios: api.scenarios }) };
		const onMock = { ...about, endpoint: mock.url, target: "mock" };
		const onLive = { ...about, endpoint: live.url, target: "live", credentials };
		const kinds: Kind[] = [
			{ name: "mock, Dredd", options: { ...onMock, driver: "dredd" } },
			{ name: "mock, direct", options: { ...onMock, driver: "direct" } },
			{ name: "live, Dredd, all checks", options: { ...onLive, driver: "dredd" } },
			{ name: "live, direct, all checks", options: { ...onLive, driver: "direct" } },
			{ name: "live, Dredd, cells and read-back alone", options: { ...onLive, driver: "dredd", cellsAlone: true } },
		];
		const results = new Map<string, Measured>();
		/** The mock and the live service at once, in milliseconds. */
		const beside = async (live: Kind | undefined) => {
			const walls = await Promise.all([kinds[0], live].map(async (kind) => (await measure(kind as Kind)).wall));
			return Math.max(...walls);
		};
		let both = Number.POSITIVE_INFINITY;
		let all = Number.POSITIVE_INFINITY;
		for (let round = 0; round < rounds; round++) {
			for (const kind of kinds) results.set(kind.name, better(results.get(kind.name), await measure(kind)));
			both = Math.min(both, await beside(kinds[4]));
			all = Math.min(all, await beside(kinds[2]));
		}
		return { both, all, results };
	} finally {
		for (const server of servers) await server.stop();
		folder.remove();
	}
}

/** Of two measurements the one that took less of the processor. */
function better(one: Measured | undefined, other: Measured): Measured {
	return one === undefined || other.cpu < one.cpu ? other : one;
}

interface Sized {
	size: number;
	driver: "dredd" | "direct";
	measured: Measured;
}

async function benchSizes(root: string, measure: (kind: Kind) => Promise<Measured>): Promise<Sized[]> {
	const all: Sized[] = [];
	for (const size of SIZES) {
		const server = await startServer("many cells", join(root, "packages/contract-verifier/bench/many-cells.mjs"), [
			String(size),
		]);
		try {
			for (const driver of ["dredd", "direct"] as const) {
				const options = { spec: `${server.url}/openapi.json`, endpoint: server.url, target: "mock", driver };
				all.push({ size, driver, measured: await measure({ name: `${size} cells, ${driver}`, options }) });
			}
		} finally {
			await server.stop();
		}
	}
	return all;
}

function pageOf(
	api: string,
	results: ReadonlyMap<string, Measured>,
	sizes: readonly Sized[],
	aims: readonly { what: string; value: number; aim: number }[],
	rounds: number,
): string {
	const row = (cells: (string | number)[]) => `| ${cells.join(" | ")} |`;
	const seconds = (milliseconds: number) => (milliseconds / 1000).toFixed(2);
	const share = (dredd: Measured | undefined, direct: Measured | undefined) =>
		dredd && direct ? `${Math.round((1 - direct.cpu / dredd.cpu) * 100)} %` : "";
	const sized = (size: number, driver: string) =>
		sizes.find((one) => one.size === size && one.driver === driver)?.measured;
	const kinds = [...results].map(([name, one]) =>
		row([
			name,
			`${one.passed}/${one.total}`,
			one.transactions,
			one.readBack,
			seconds(one.cpu),
			seconds(one.wall),
			Math.round(one.mib),
		]),
	);
	const documents = SIZES.map((size) => {
		const [dredd, direct] = [sized(size, "dredd") ?? NOTHING, sized(size, "direct") ?? NOTHING];
		const each = (one: Measured) => (one.cpu / one.total).toFixed(2);
		return row([size, each(dredd), each(direct), share(dredd, direct), Math.round(dredd.mib), Math.round(direct.mib)]);
	});
	return `# What a verification costs

Written by \`npm run bench -- verifier\`: ${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}, Node ${process.versions.node}, load
${loadavg()[0]?.toFixed(1)} while it ended. Seconds of the processor (CPU) count, because other work on the machine slows the clock;
of each kind the best of ${rounds}, in turns. Node's start and the loading of modules are not in it, nor what the server takes.

## ${api}

| | cells | transactions | looked at beside them | CPU, s | clock, s | memory, MiB |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${kinds.join("\n")}

Dredd's share of the processor: ${share(results.get("mock, Dredd"), results.get("mock, direct"))} on the mock,
${share(results.get("live, Dredd, all checks"), results.get("live, direct, all checks"))} on the live service.

## Documents of many cells

On a server that answers at once; the cost of a cell in milliseconds of the processor, everything included.

| cells | with Dredd | sent directly | Dredd's share | memory with Dredd, MiB | directly, MiB |
| ---: | ---: | ---: | ---: | ---: | ---: |
${documents.join("\n")}

## Aims

| | is | aim | |
| --- | ---: | ---: | --- |
${aims.map(({ what, value, aim }) => row([what, value.toFixed(2), `≤ ${aim}`, value <= aim ? "met" : "**missed**"])).join("\n")}
`;
}
