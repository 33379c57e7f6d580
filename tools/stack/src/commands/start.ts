import { existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { loadDocument, renderMatrix } from "@onespec/contract-verifier";
import { type RunningServer, startServer } from "../child.js";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { build, requireNx } from "../nx.js";
import { parsePort, requireFreePort } from "../ports.js";
import { coloured, columns, step, style } from "../terminal.js";
import {
	keepReport,
	requireLive,
	runApp,
	startLiveServer,
	startMockServer,
	verifyLiveServer,
	verifyRunning,
} from "../verification.js";
import { type Api, findApis, shown } from "../workspace.js";
import { settleAll } from "./verify.js";

const help = `
npm start [-- FLAGS]

Generates what is stale, builds, starts the mock, the live service with demo data and the console, verifies mock and
live against the spec (live on throw-away data), prints where everything is, and serves until Ctrl-C.

  flag                 environment      default
  --host ADDRESS       ONESPEC_HOST     127.0.0.1   the address that everything listens on
  --mock-port PORT     MOCK_PORT        4010        0 takes any free port
  --api-port PORT      API_PORT         3000
  --console-port PORT  CONSOLE_PORT     3002
  --console TARGET     ONESPEC_CONSOLE  live        what the console shows: live or mock
  --data FOLDER        ONESPEC_DATA     .data       databases, demo credentials and logs
  --no-verify                                       start without verifying
`;

/** What `npm start` was told. */
interface Settings {
	host: string;
	mockPort: number;
	apiPort: number;
	consolePort: number;
	consoleTarget: "live" | "mock";
	data: string;
	verify: boolean;
}

/** What runs for one API. */
interface Running {
	api: Api;
	mock: RunningServer;
	live: RunningServer;
	consoles: RunningServer[];
	database: string;
	credentials: string;
}

/** Brings the whole system up, shows it, and serves until it is asked to stop. */
export async function start(args: string[], root: string): Promise<number> {
	const settings = readSettings(args, root);
	if (!settings) return 0;
	const apis = findApis(root);
	if (apis.length === 0) throw new CommandError("spec/ holds no API: add spec/<api>/openapi.yaml.");

	const servers: RunningServer[] = [];
	const asked = askedToStop();
	try {
		const work = bringUp(root, settings, apis, servers);
		const outcome = await Promise.race([work, asked]);
		if (outcome === "stop") {
			work.catch(() => {});
			return 0;
		}
		if (outcome !== 0) return outcome;
		console.log(style.dim("Ctrl-C stops everything."));
		return await Promise.race([asked.then(() => 0), ...servers.map((server) => endedByItself(server, asked))]);
	} finally {
		await Promise.all(servers.map((server) => server.stop()));
		if (servers.length > 0) console.log("Everything is stopped.");
	}
}

/** Does all that comes before serving; returns 0, or the exit code with which to give up. */
async function bringUp(root: string, settings: Settings, apis: Api[], servers: RunningServer[]): Promise<number> {
	for (const index of apis.keys()) {
		await requireFreePort(settings.host, portOf(settings.mockPort, index), "--mock-port or MOCK_PORT");
		await requireFreePort(settings.host, portOf(settings.apiPort, index), "--api-port or API_PORT");
		await requireFreePort(settings.host, portOf(settings.consolePort, index), "--console-port or CONSOLE_PORT");
	}
	await step("generating what is stale", () =>
		requireNx(root, ["run-many", "-t", "generate"], "The packages could not be generated."),
	);
	await step("building what that changed", () => build(root));

	for (const [index, api] of apis.entries()) {
		const running = await step(`starting ${api.name}`, () => startApi(root, settings, api, index, servers));
		const verifications = settings.verify
			? await step(`verifying ${api.name}`, (detail) => verifyBoth(running, detail))
			: [];
		for (const verification of verifications) keepReport(api, verification);
		if (verifications.length > 0) process.stdout.write(`\n${renderMatrix(verifications, { color: coloured })}`);
		if (verifications.some((one) => !one.ok)) {
			console.log(style.red("\nThe contract is broken at the cells above; the servers stay up for you to look at."));
		}
		await show(root, running, settings);
	}
	return 0;
}

async function startApi(
	root: string,
	settings: Settings,
	api: Api,
	index: number,
	servers: RunningServer[],
): Promise<Running> {
	const app = requireLive(api);
	mkdirSync(settings.data, { recursive: true });
	const database = join(settings.data, `${api.name}.db`);
	const credentials = join(settings.data, `${api.name}.demo-credentials.json`);
	const log = (name: string) => join(settings.data, "logs", `${api.name}.${name}.log`);
	const started = async (server: Promise<RunningServer>) => {
		const running = await server;
		servers.push(running);
		return running;
	};

	await runApp(app, ["demo", "--database", database, "--out", credentials]);
	const [mock, live] = (await settleAll([
		started(startMockServer(root, api, portOf(settings.mockPort, index), settings.host, log("mock"))),
		started(startLiveServer(app, database, portOf(settings.apiPort, index), settings.host, log("live"))),
	])) as [RunningServer, RunningServer];

	const consoles: RunningServer[] = [];
	const target = settings.consoleTarget === "mock" ? mock : live;
	for (const [place, { name, bin }] of api.consoles.entries()) {
		const port = settings.consolePort === 0 ? 0 : portOf(settings.consolePort, index) + place;
		const args = ["--host", settings.host, "--port", String(port), "--api", target.url, "--credentials", credentials];
		const env = { CONSOLE_TARGET_LABEL: settings.consoleTarget };
		consoles.push(await started(startServer(name, bin, args, { env, log: log(name) })));
	}
	return { api, mock, live, consoles, database, credentials };
}

function verifyBoth({ api, mock, live, database }: Running, detail: (text: string) => void) {
	const shownNow = new Map<string, string>();
	const progress = (target: string) => (done: number, total: number) => {
		shownNow.set(target, `${target} ${done}/${total}`);
		detail([...shownNow.values()].join(" · "));
	};
	const scenarios = api.scenarios ? { scenarios: api.scenarios } : {};
	return settleAll([
		verifyRunning({ spec: api.spec, ...scenarios, endpoint: mock.url, target: "mock" }, progress("mock")),
		verifyLiveServer(api, requireLive(api), database, live.url, progress("live")),
	]);
}

async function show(root: string, running: Running, settings: Settings): Promise<void> {
	const { api, mock, live, consoles, database, credentials } = running;
	const demo = JSON.parse(readFileSync(credentials, "utf8")) as Record<string, string>;
	console.log();
	const rows = [
		["mock", mock.url, "Prism: answers with the spec's examples"],
		["live", live.url, `keeps its data in ${shown(root, database)}`],
		...consoles.map((one) => [one.name, one.url, `shows the ${settings.consoleTarget} service`]),
	];
	for (const line of columns(rows)) console.log(`  ${line}`);
	console.log(`\n  ${style.bold("demo credentials")} ${style.dim(`(${shown(root, credentials)})`)}`);
	for (const line of columns(Object.entries(demo))) console.log(`  ${line}`);
	const path = await firstListPath(api);
	if (path) {
		const headers = Object.entries(demo).map(([name, value]) => `-H '${name}: ${value}'`);
		console.log(`\n  ${style.bold("try")}\n  curl ${headers.join(" ")} ${live.url}${path}`);
	}
	console.log();
}

/** The first path with a GET that needs no parameter in it. */
async function firstListPath(api: Api): Promise<string | undefined> {
	const document = await loadDocument(api.spec);
	return Object.entries(document.paths).find(([path, item]) => item?.get && !path.includes("{"))?.[0];
}

/** Settles with "stop" when the process is asked to end; further requests change nothing, it is ending already. */
function askedToStop(): Promise<"stop"> {
	return new Promise((resolve) => {
		for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve("stop"));
	});
}

/**
 * A server that ends though nobody asked takes the others with it. Ctrl-C reaches the servers as well as this process,
 * in any order, so an end is given a moment to turn out to be asked for.
 */
async function endedByItself(server: RunningServer, asked: Promise<"stop">): Promise<number> {
	await server.ended;
	const stop = await Promise.race([asked, setTimeout(200)]);
	if (stop) return 0;
	console.error(`${server.name} ended by itself; its log is in the data folder.`);
	return 1;
}

/** Further APIs take the ports ten above the one before. */
function portOf(base: number, index: number): number {
	return base === 0 ? 0 : base + index * 10;
}

function readSettings(args: string[], root: string): Settings | undefined {
	const text = { type: "string" } as const;
	const flags = readFlags(
		args,
		{
			host: text,
			"mock-port": text,
			"api-port": text,
			"console-port": text,
			console: text,
			data: text,
			"no-verify": { type: "boolean" },
		},
		help,
	);
	if (!flags) return undefined;
	const env = process.env;
	const consoleTarget = flags.console ?? env.ONESPEC_CONSOLE ?? "live";
	if (consoleTarget !== "live" && consoleTarget !== "mock") {
		throw new CommandError(`--console must be live or mock, not "${consoleTarget}".`, 2);
	}
	const data = resolve(root, flags.data ?? env.ONESPEC_DATA ?? ".data");
	if (existsSync(data) && !isFolder(data)) throw new CommandError(`--data must be a folder: ${data} is a file.`, 2);
	return {
		host: flags.host ?? env.ONESPEC_HOST ?? "127.0.0.1",
		mockPort: parsePort(flags["mock-port"] ?? env.MOCK_PORT ?? "4010", "--mock-port"),
		apiPort: parsePort(flags["api-port"] ?? env.API_PORT ?? "3000", "--api-port"),
		consolePort: parsePort(flags["console-port"] ?? env.CONSOLE_PORT ?? "3002", "--console-port"),
		consoleTarget,
		data,
		verify: !flags["no-verify"],
	};
}

function isFolder(path: string): boolean {
	return statSync(path).isDirectory();
}
