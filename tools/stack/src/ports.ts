import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { CommandError } from "./command-error.js";

/** The ports of one API's servers. */
export type Ports = Record<Server, number>;

/** What `npm start` starts; further consoles take the ports behind the first, and the reference is one for all APIs. */
export type Server = "mock" | "live" | "console" | "reference";

/** The flag and the environment variable that set the port of each server. */
export const portSettings = {
	mock: { flag: "mock-port", variable: "MOCK_PORT" },
	live: { flag: "api-port", variable: "API_PORT" },
	console: { flag: "console-port", variable: "CONSOLE_PORT" },
	reference: { flag: "reference-port", variable: "REFERENCE_PORT" },
} as const;

const servers = Object.keys(portSettings) as Server[];

/**
 * The ports of an API: those of its `ports.json`, else some that follow from its name, between 20000 and 29999. Neither
 * depends on which other APIs there are.
 *
 * @param name the API's name
 * @param file the path of its `ports.json`, which need not exist
 * @throws CommandError where the file is not `{ "mock": …, "live": …, "console": …, "reference": … }` with ports
 * @example portsOf("orders", "/src/onespec/spec/orders/ports.json") // { mock: 27710, live: 27711, console: 27712, reference: 27719 }
 */
export function portsOf(name: string, file: string): Ports {
	const first = 20000 + (createHash("sha256").update(name).digest().readUInt32BE() % 1000) * 10;
	const ports: Ports = { mock: first, live: first + 1, console: first + 2, reference: first + 9 };
	if (!existsSync(file)) return ports;
	const malformed = new CommandError(`${file} must be like { "mock": 4010, "live": 3000, "console": 3002 }.`);
	let declared: unknown;
	try {
		declared = JSON.parse(readFileSync(file, "utf8"));
	} catch {
		throw malformed;
	}
	if (typeof declared !== "object" || declared === null) throw malformed;
	for (const [server, port] of Object.entries(declared)) {
		if (!(server in ports) || !Number.isInteger(port) || port < 1 || port > 65535) throw malformed;
		ports[server as Server] = port as number;
	}
	return ports;
}

/**
 * Reads the setting of a port: `5000` is for the API that `main` names, `orders=5000` for that API, `0` alone means any
 * free port for every API. Several are separated by commas.
 *
 * @param text what the person gave; absent or empty where nothing was
 * @param setting how it is called, for messages
 * @param names the APIs that there are
 * @param main the API that a port without a name is for
 * @returns the ports by API
 * @throws CommandError where it is no port, or for an API that does not exist
 */
export function readPorts(
	text: string | undefined,
	setting: string,
	names: readonly string[],
	main: string,
): Map<string, number> {
	const ports = new Map<string, number>();
	for (const part of text ? text.split(",") : []) {
		const [, name, digits = ""] = /^(?:([^=]*)=)?(.*)$/.exec(part.trim()) ?? [];
		const port = Number(digits);
		if (!/^\d{1,5}$/.test(digits) || port > 65535) {
			throw new CommandError(`${setting} must be a port from 0 to 65535, or NAME=PORT, not "${part}".`, 2);
		}
		if (name !== undefined && !names.includes(name)) {
			throw new CommandError(`${setting}: there is no API "${name}"; spec/ holds: ${names.join(", ")}.`, 2);
		}
		const concerned = name !== undefined ? [name] : port === 0 ? names : [main];
		for (const one of concerned) ports.set(one, port);
	}
	return ports;
}

/**
 * Makes sure, before anything is started, that every port can be listened on and none is wanted twice.
 *
 * @param host the address to listen on
 * @param wanted the servers' ports by API; 0 is always free
 * @throws CommandError that names the port and the way out
 */
export async function requireFreePorts(host: string, wanted: ReadonlyMap<string, Partial<Ports>>): Promise<void> {
	const takers = new Map<number, string>();
	for (const [api, ports] of wanted) {
		for (const server of servers) {
			const port = ports[server] ?? 0;
			if (port === 0) continue;
			const { flag, variable } = portSettings[server];
			const wayOut = `choose another with --${flag} or ${variable}${wanted.size > 1 ? ` as ${api}=PORT` : ""}, or 0 for any free one.`;
			const taker = takers.get(port);
			if (taker) throw new CommandError(`Port ${port} is wanted by ${taker} and by the ${server} of ${api}: ${wayOut}`);
			takers.set(port, `the ${server} of ${api}`);
			const refusal = await tryToListen(host, port);
			const why = refusal === "EADDRINUSE" ? "is taken" : `can't be listened on (${refusal})`;
			if (refusal) throw new CommandError(`Port ${port} ${why}: ${wayOut}`);
		}
	}
}

/** @throws CommandError where nothing can listen on the address, whatever the port */
export async function requireHost(host: string): Promise<void> {
	const refusal = host === "" ? "it is empty" : await tryToListen(host, 0);
	if (refusal) {
		throw new CommandError(`--host or ONESPEC_HOST must be an address of this machine, not "${host}" (${refusal}).`, 2);
	}
}

/** Listens for a moment; the code of the error where that is refused. */
function tryToListen(host: string, port: number): Promise<string | undefined> {
	return new Promise((resolve) => {
		const server = createServer();
		server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
		server.listen(port, host, () => server.close(() => resolve(undefined)));
	});
}
