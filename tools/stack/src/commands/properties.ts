import { randomInt } from "node:crypto";
import { join } from "node:path";
import {
	agree,
	explore,
	type PropertiesReport,
	propertiesExitCode,
	renderProperties,
} from "@onespec/contract-verifier/properties";
import { temporaryFolder } from "../clean-up.js";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { step } from "../terminal.js";
import { guarded, makeProfiles, requireLive, startLiveServer, startMockServer } from "../verification.js";
import { type Api, chooseApis } from "../workspace.js";

const help = `
npm run properties [-- --seed N] [-- --runs N] [-- --sequences N] [-- --api NAME]

Starts the mock and the live service of every API that has one on free ports, and tries what no example shows: requests generated
from the schemas, valid ones and such as are wrong in exactly one way; sequences of requests from several clients,
held against a model of the store; and the same requests to mock and live, whose answers must be alike.

  --seed N        replays a run; printed with every run
  --runs N        requests for each constraint at each place, 20 by default
  --sequences N   sequences, 50 by default
  --api NAME      only this API (a folder of spec/)

Exit code: 0 everything holds, 1 something does not, 2 called wrongly, 3 something could not be tried.
`;

/** Runs properties, sequences and the comparison of mock and live; the last line has the counts and the seed. */
export async function properties(args: string[], root: string): Promise<number> {
	const text = { type: "string" } as const;
	const flags = readFlags(args, { seed: text, runs: text, sequences: text, api: text }, help);
	if (!flags) return 0;
	const seed = readNumber("--seed", flags.seed, -2147483648) ?? randomInt(2 ** 31 - 1);
	const runs = readNumber("--runs", flags.runs, 1) ?? 20;
	const sequences = readNumber("--sequences", flags.sequences, 1) ?? 50;
	const apis = chooseApis(root, flags.api).filter((api) => api.live);
	if (apis.length === 0) throw new CommandError("There is no such API with a live service.", 2);
	let exitCode = 0;
	for (const api of apis) {
		const code = await guarded(api, async () => {
			const report = await step(`trying ${api.name} beyond its examples`, (detail) =>
				tryApi(root, api, { seed, runs, sequences }, detail),
			);
			process.stdout.write(`\n${renderProperties(report)}`);
			return propertiesExitCode(report);
		});
		exitCode = code === 1 ? 1 : exitCode || code;
	}
	return exitCode;
}

interface Amounts {
	seed: number;
	runs: number;
	sequences: number;
}

async function tryApi(
	root: string,
	api: Api,
	amounts: Amounts,
	detail: (text: string) => void,
): Promise<PropertiesReport> {
	const app = requireLive(api);
	const folder = temporaryFolder("properties");
	const [database, credentials] = [join(folder.path, "live.db"), join(folder.path, "credentials.json")];
	const abort = new AbortController();
	const stop = () => abort.abort(new CommandError("Stopped."));
	for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, stop);
	const servers: { stop(): Promise<void> }[] = [];
	try {
		await makeProfiles(api, app, database, credentials);
		const live = await startLiveServer(app, database, 0);
		servers.push(live);
		const mock = await startMockServer(root, api, 0);
		servers.push(mock);
		const shown = new Map<string, string>();
		const progress = (name: string) => (done: number, total: number) => {
			shown.set(name, `${name} ${done}/${total}`);
			detail([...shown.values()].join(" · "));
		};
		const about = {
			spec: api.spec,
			...(api.scenarios && { scenarios: api.scenarios }),
			endpoint: live.url,
			credentials,
			seed: amounts.seed,
			signal: abort.signal,
		};
		const runs = [
			explore({ ...about, runs: amounts.runs, sequences: amounts.sequences, onProgress: progress("explore") }),
			agree({ ...about, mock: mock.url, generated: { seed: amounts.seed }, onProgress: progress("agree") }),
		] as const;
		// Nothing is left running behind an error.
		await Promise.allSettled(runs);
		const [explored, agreement] = await Promise.all(runs);
		return { ...explored, agreement };
	} finally {
		for (const signal of ["SIGINT", "SIGTERM"] as const) process.off(signal, stop);
		await Promise.all(servers.map((server) => server.stop()));
		folder.remove();
	}
}

/** @throws CommandError where the text is no whole number, or less than the least. */
function readNumber(flag: string, text: string | undefined, least: number): number | undefined {
	if (text === undefined) return undefined;
	const value = Number(text);
	if (/^-?\d+$/.test(text) && value >= least && value <= 2 ** 31 - 1) return value;
	throw new CommandError(`${flag} must be a whole number from ${least}, not "${text}".`, 2);
}
