import { mkdtempSync, readFileSync, rmdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { setTimeout } from "node:timers/promises";
import { renderMatrix } from "@onespec/contract-verifier";
import { loadDocument } from "@onespec/openapi-document/load";
import { type Ending, howEnded, type RunningServer, runNode, startServer } from "../child.js";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { generateApi, registerPackages } from "../generate.js";
import { makeFolder } from "../make-folder.js";
import { build } from "../nx.js";
import { type Ports, portSettings, readPorts, requireFreePorts, requireHost } from "../ports.js";
import { coloured, columns, step, style } from "../terminal.js";
import {
	keepReport,
	runApp,
	settleAll,
	startLiveServer,
	startMockServer,
	verifyLiveServer,
	verifyRunning,
} from "../verification.js";
import { type Api, type App, chooseApis, findReference, shown } from "../workspace.js";

const help = `
npm start [-- FLAGS]

Generates what is stale, builds, starts the mock, the live service with demo data, the console and the reference, verifies
mock and live against the spec (live on throw-away data), prints where everything is, and serves until Ctrl-C. Of an API
without a live service only the mock is started; the reference shows all APIs. An API that can't be started is named with
the reason; the others are started all the same, and the exit code is 1 in the end.

  flag                   environment      default
  --host ADDRESS         ONESPEC_HOST     127.0.0.1   the address that everything listens on
  --mock-port PORT       MOCK_PORT        see below   0 takes any free port
  --api-port PORT        API_PORT         see below
  --console-port PORT    CONSOLE_PORT     see below
  --reference-port PORT  REFERENCE_PORT   see below   one for all APIs
  --console TARGET       ONESPEC_CONSOLE  live        what the console shows: live or mock
  --data FOLDER          ONESPEC_DATA     .data       databases, demo credentials and logs
  --api NAME                              all         only this API (a folder of spec/)
  --no-verify                                         start without verifying

The ports of an API stand in spec/<api>/ports.json. Without that file they follow from the API's name, between 20000 and
29999: they stay the same whatever other APIs there are. PORT alone is for the first API with a live service; orders=5001
is for the API orders; several are separated by commas; 0 alone is for all. The reference listens on the port of the
first API with a live service.
`;

/** What `npm start` was told. */
interface Settings {
	host: string;
	apis: Api[];
	/** By the name of the API. */
	ports: Map<string, Ports>;
	/** The port of the reference, where the workspace has one. */
	referencePort: number | undefined;
	consoleTarget: "live" | "mock";
	data: string;
	verify: boolean;
}

/** The live service of an API, as it runs. */
interface RunningLive {
	app: App;
	server: RunningServer;
	consoles: RunningServer[];
	database: string;
	/** The headers of the demo store. */
	demo: Record<string, string>;
	/** The file that holds them. */
	credentials: string;
}

/** The reference of all APIs, as it runs. */
interface RunningReference {
	server: RunningServer;
	/** The origins of its pages, which may call the live services. */
	origins: string[];
	/** Lets the pages of an API send requests to its servers. */
	show(running: Running): void;
}

/** What runs for one API. */
interface Running {
	api: Api;
	mock: RunningServer;
	live: RunningLive | undefined;
}

/** Brings the whole system up, shows it, and serves until it is asked to stop. */
export async function start(args: string[], root: string): Promise<number> {
	const settings = await readSettings(args, root);
	if (!settings) return 0;

	const servers: RunningServer[] = [];
	const stopping = new AbortController();
	const asked = askedToStop();
	let outcome: "stop" | number | ({ server: RunningServer } & Ending);
	try {
		const work = bringUp(root, settings, servers, stopping.signal);
		// Whoever asks to stop does not wait for what was being started.
		work.catch(() => {});
		outcome = await Promise.race([work, asked]);
		if (outcome === "stop") return 0;
		if (servers.length === 0) return outcome;
		console.log(style.dim("Ctrl-C stops everything."));
		const failed = outcome;
		const first = await Promise.race([asked, ...servers.map(endOf)]);
		// Ctrl-C reaches the servers as well as this process, in any order: an end is given a moment to turn out as asked for.
		outcome = (await Promise.race([asked, setTimeout(200)])) ?? first;
		if (outcome === "stop") return failed;
	} finally {
		stopping.abort();
		await Promise.all(servers.map((server) => server.stop()));
		if (servers.length > 0) console.log("Everything is stopped.");
	}
	const { server, ...ending } = outcome;
	console.error(`${server.name} ${howEnded(ending)}, though nobody asked; its log: ${shown(root, server.log ?? "")}`);
	return 1;
}

async function endOf(server: RunningServer): Promise<{ server: RunningServer } & Ending> {
	return { server, ...(await server.ended) };
}

/** Does all that comes before serving; returns 0, or 1 where an API could not be started. */
async function bringUp(
	root: string,
	settings: Settings,
	servers: RunningServer[],
	stopping: AbortSignal,
): Promise<number> {
	const { apis, host, ports, verify } = settings;
	await requireFreePorts(host, portsInUse(settings));
	const failures = new Map<Api, string>();
	const isRunning = (api: Api) => !failures.has(api);
	/** Does the work for each API that has not failed yet, and keeps why it fails. */
	const each = async (work: (api: Api) => Promise<void>) => {
		for (const api of apis.filter(isRunning)) {
			try {
				await work(api);
			} catch (error) {
				if (!(error instanceof CommandError)) throw error;
				failures.set(api, error.message);
			}
		}
	};

	const starting = startReference(root, settings, servers);
	// It is waited for below; a failure is told there.
	starting.catch(() => {});
	let isStale = false;
	await step("generating what is stale", () =>
		each(async (api) => {
			if (await generateApi(root, api)) isStale = true;
		}),
	);
	if (isStale) {
		await registerPackages(root);
		await step("building what that changed", () => build(root));
	}
	const reference = await starting.catch((error: Error) => {
		if (!(error instanceof CommandError)) throw error;
		console.error(`${style.red("✗ the reference was not started")}: ${error.message}`);
		return undefined;
	});
	await each(async (api) => {
		const others = servers.length;
		try {
			const own = ports.get(api.name) ?? api.ports;
			const running = await step(`starting ${api.name}`, () =>
				startApi(root, settings, api, own, servers, reference?.origins ?? []),
			);
			reference?.show(running);
			const verifications = verify ? await step(`verifying ${api.name}`, (detail) => verifyBoth(running, detail)) : [];
			for (const verification of verifications) keepReport(api, verification);
			if (verifications.length > 0) process.stdout.write(`\n${renderMatrix(verifications, { color: coloured })}`);
			if (verifications.some((one) => !one.ok)) {
				console.log(style.red("\nThe contract is broken at the cells above; the servers stay up for you to look at."));
			}
			await show(root, running, settings, reference);
		} catch (error) {
			await Promise.all(servers.splice(others).map((server) => server.stop()));
			throw error;
		}
	});
	if (reference) writeSamples(root, settings, stopping).catch(() => {});
	for (const [api, reason] of failures) console.error(`${style.red(`✗ ${api.name} was not started`)}: ${reason}`);
	// The reference alone is not worth to be kept up.
	if (failures.size === apis.length) await Promise.all(servers.splice(0).map((server) => server.stop()));
	return failures.size > 0 || (reference === undefined && settings.referencePort !== undefined) ? 1 : 0;
}

/** Where the documents with code samples are, which the reference shows. */
const samplesFolder = (data: string) => join(data, "samples");

/**
 * Writes the code samples of the APIs; nobody waits for them, since the reference shows its pages without them until
 * they are there. Those that can't be written are missing there, and `npm run samples` says why.
 */
async function writeSamples(root: string, { apis, data }: Settings, signal: AbortSignal): Promise<void> {
	for (const { spec } of apis) {
		if (signal.aborted) return;
		const args = ["samples", "--spec", dirname(spec), "--out", samplesFolder(data)];
		await runNode(join(root, "tools/codegen/bin/codegen.mjs"), args, { cwd: root, signal });
	}
}

/** Starts the reference; `undefined` where the workspace has none. */
async function startReference(
	root: string,
	{ apis, host, data, referencePort }: Settings,
	servers: RunningServer[],
): Promise<RunningReference | undefined> {
	const app = findReference(root);
	if (app === undefined || referencePort === undefined) return undefined;
	const addresses: Record<string, Record<string, string>> = {};
	const file = join(data, "reference-servers.json");
	const write = () => writeFileSync(file, JSON.stringify(addresses));
	// Those of the last start may belong to others by now.
	write();
	const folders = apis.flatMap(({ spec }) => ["--spec", dirname(spec)]);
	const args = ["serve", "--host", host, "--port", String(referencePort)];
	args.push(...folders, "--servers", file, "--documents", samplesFolder(data));
	const server = await startServer(app.name, app.bin, args, { log: join(data, "logs", `${app.name}.log`) });
	servers.push(server);
	const { origin, port } = new URL(server.url);
	return {
		server,
		// A page is called by the name that its reader typed.
		origins: [...new Set([origin, `http://127.0.0.1:${port}`, `http://localhost:${port}`])],
		show({ api, mock, live }) {
			addresses[api.name] = { mock: mock.url, ...(live && { live: live.server.url }) };
			write();
		},
	};
}

async function startApi(
	root: string,
	settings: Settings,
	api: Api,
	ports: Ports,
	servers: RunningServer[],
	origins: readonly string[],
): Promise<Running> {
	const { host, data } = settings;
	const log = (name: string) => join(data, "logs", `${api.name}.${name}.log`);
	const started = async (server: Promise<RunningServer>) => {
		const running = await server;
		servers.push(running);
		return running;
	};
	const startLive = async (app: App): Promise<RunningLive> => {
		const database = join(data, `${api.name}.db`);
		const credentials = join(data, `${api.name}.demo-credentials.json`);
		await runApp(app, ["demo", "--database", database, "--out", credentials]);
		const demo = JSON.parse(readFileSync(credentials, "utf8")) as Record<string, string>;
		const asked = process.env.API_CORS_ORIGINS ?? "";
		const env = { API_CORS_ORIGINS: [...(asked === "" ? [] : [asked]), ...origins].join(",") };
		const server = await started(startLiveServer(app, database, ports.live, host, log("live"), env));
		return { app, server, consoles: [], database, demo, credentials };
	};

	const starting = [
		started(startMockServer(root, api, ports.mock, host, log("mock"))),
		api.live ? startLive(api.live) : undefined,
	] as const;
	// Nothing is left starting behind an error.
	await Promise.allSettled(starting);
	const [mock, live] = await Promise.all(starting);
	// A console needs the demo store's credentials, which only a live service gives.
	if (live === undefined) return { api, mock, live };
	const target = settings.consoleTarget === "mock" ? mock : live.server;
	const env = { CONSOLE_TARGET_LABEL: settings.consoleTarget };
	for (const [place, { name, bin }] of api.consoles.entries()) {
		const port = String(ports.console === 0 ? 0 : ports.console + place);
		const args = ["--host", host, "--port", port, "--api", target.url, "--credentials", live.credentials];
		live.consoles.push(await started(startServer(name, bin, args, { env, log: log(name) })));
	}
	return { api, mock, live };
}

function verifyBoth({ api, mock, live }: Running, detail: (text: string) => void) {
	const shownNow = new Map<string, string>();
	const progress = (target: string) => (done: number, total: number) => {
		shownNow.set(target, `${target} ${done}/${total}`);
		detail([...shownNow.values()].join(" · "));
	};
	const scenarios = api.scenarios ? { scenarios: api.scenarios } : {};
	return settleAll([
		verifyRunning({ spec: api.spec, ...scenarios, endpoint: mock.url, target: "mock" }, progress("mock")),
		...(live ? [verifyLiveServer(api, live.app, live.database, live.server, progress("live"))] : []),
	]);
}

async function show(
	root: string,
	{ api, mock, live }: Running,
	settings: Settings,
	reference: RunningReference | undefined,
): Promise<void> {
	console.log();
	const rows = [["mock", mock.url, "Prism: answers with the spec's examples"]];
	if (live) {
		rows.push(["live", live.server.url, `keeps its data in ${shown(root, live.database)}`]);
		rows.push(...live.consoles.map((one) => [one.name, one.url, `shows the ${settings.consoleTarget} service`]));
	}
	if (reference) {
		const { name, url } = reference.server;
		rows.push([name, `${url}/${encodeURIComponent(api.name)}/`, "what the document says, to read and to try"]);
	}
	for (const line of columns(rows)) console.log(`  ${line}`);
	if (live) {
		console.log(`\n  ${style.bold("demo credentials")} ${style.dim(`(${shown(root, live.credentials)})`)}`);
		for (const line of columns(Object.entries(live.demo))) console.log(`  ${line}`);
		const path = await firstListPath(api);
		if (path) {
			const headers = Object.entries(live.demo).map(([name, value]) => `-H '${name}: ${value}'`);
			console.log(`\n  ${style.bold("try")}\n  curl ${headers.join(" ")} ${live.server.url}${path}`);
		}
	}
	console.log();
}

/** The first path with a GET that needs no parameter in it. */
async function firstListPath(api: Api): Promise<string | undefined> {
	const { model } = await loadDocument(api.spec);
	return model.operations.find(({ method, path }) => method === "GET" && !path.includes("{"))?.path;
}

/** Settles with "stop" when the process is asked to end; further requests change nothing, it is ending already. */
function askedToStop(): Promise<"stop"> {
	return new Promise((resolve) => {
		for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => resolve("stop"));
	});
}

/** The ports that will be listened on, by API; that of the reference is with the first. */
function portsInUse({ apis, ports, referencePort }: Settings): Map<string, Partial<Ports>> {
	return new Map(
		apis.map(({ name, live, consoles, ports: own }, index) => {
			const { mock, live: api, console } = ports.get(name) ?? own;
			return [
				name,
				{
					mock,
					...(live && { live: api }),
					...(live && consoles.length > 0 && { console }),
					...(index === 0 && referencePort !== undefined && { reference: referencePort }),
				},
			];
		}),
	);
}

async function readSettings(args: string[], root: string): Promise<Settings | undefined> {
	const text = { type: "string" } as const;
	const flags = readFlags(
		args,
		{
			host: text,
			"mock-port": text,
			"api-port": text,
			"console-port": text,
			"reference-port": text,
			console: text,
			data: text,
			api: text,
			"no-verify": { type: "boolean" },
		},
		help,
	);
	if (!flags) return undefined;
	const env = process.env;
	const consoleTarget = flags.console ?? (env.ONESPEC_CONSOLE || "live");
	if (consoleTarget !== "live" && consoleTarget !== "mock") {
		throw new CommandError(`--console or ONESPEC_CONSOLE must be live or mock, not "${consoleTarget}".`, 2);
	}
	const apis = chooseApis(root, flags.api);
	const names = apis.map(({ name }) => name);
	const main = (apis.find(({ live }) => live) ?? apis[0])?.name ?? "";
	const asked = Object.entries(portSettings).map(([server, { flag, variable }]) => {
		return [server, readPorts(flags[flag] ?? env[variable], `--${flag} or ${variable}`, names, main)] as const;
	});
	const ports = new Map(
		apis.map((api) => {
			const chosen = asked.flatMap(([server, byName]) => {
				const port = byName.get(api.name);
				return port === undefined ? [] : [[server, port] as const];
			});
			return [api.name, { ...api.ports, ...Object.fromEntries(chosen) }];
		}),
	);
	const host = flags.host ?? (env.ONESPEC_HOST || "127.0.0.1");
	await requireHost(host);
	if (flags.data === "") throw new CommandError("--data must be a folder to write in: it is empty.", 2);
	const data = resolve(root, flags.data ?? (env.ONESPEC_DATA || ".data"));
	try {
		makeFolder(data);
		// The rights alone do not tell: the superuser has them in /proc as well.
		rmdirSync(mkdtempSync(join(data, "try-")));
	} catch (error) {
		const { code } = error as NodeJS.ErrnoException;
		throw new CommandError(`--data or ONESPEC_DATA must be a folder to write in: ${data} can't be used (${code}).`, 2);
	}
	const referencePort = findReference(root) && ports.get(main)?.reference;
	return { host, apis, ports, referencePort, consoleTarget, data, verify: !flags["no-verify"] };
}
