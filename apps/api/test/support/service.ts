import { mkdtempSync, rmSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { issueToken } from "../../src/access/secrets.js";
import type { Clock } from "../../src/access/throttle.js";
import type { Database, Permission, StoreThrottle } from "../../src/data/interface.js";
import { openSqlite } from "../../src/data/sqlite/sqlite-database.js";
import { basePath } from "../../src/document.js";
import { createServer, type ServerOptions } from "../../src/http/server.js";

export type Credentials = { SecureURL: string; PrivateKey: string; Token: string };

export interface Service {
	data: Database;
	server: Server;
	/** The base URL of the operations. */
	url: string;
	port: number;
	call: Caller;
	close(): Promise<void>;
}

export interface Call {
	credentials?: Credentials | undefined;
	headers?: Record<string, string>;
	/** A text goes out as it is, anything else as JSON. */
	body?: unknown;
}

export interface Answer {
	status: number;
	headers: Headers;
	text: string;
	/** The body as JSON; undefined where it is none. */
	json: unknown;
}

export type Caller = (method: string, path: string, call?: Call) => Promise<Answer>;

/** A folder that goes when the test is over. */
export function temporaryFolder(): string {
	const folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
	onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
	return folder;
}

export interface StartOptions extends Partial<ServerOptions> {
	file?: string;
	/** The clock of the buckets. */
	clock?: Clock;
}

/** Starts the service on a free port, over a database of its own unless one is given; it stops with the test. */
export async function startService(options: StartOptions = {}): Promise<Service> {
	const service = await runService({ file: join(temporaryFolder(), "groups.db"), ...options });
	onTestFinished(service.close);
	return service;
}

/** A service that all tests of a file (or `describe`) share, each with stores of its own. */
export function sharedService(options: StartOptions = {}): () => Service {
	let service: Service | undefined;
	let folder: string | undefined;
	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
		service = await runService({ file: join(folder, "groups.db"), ...options });
	});
	afterAll(async () => {
		await service?.close();
		if (folder) rmSync(folder, { recursive: true, force: true });
	});
	return () => {
		if (service === undefined) throw new Error("The service is there within tests only.");
		return service;
	};
}

async function runService({ file = "", clock, ...options }: StartOptions): Promise<Service> {
	const data = options.data ?? openSqlite(file, clock === undefined ? {} : { clock });
	const server = createServer({ ...options, data });
	await server.listen({ host: "127.0.0.1", port: 0 });
	const { port } = server.server.address() as AddressInfo;
	const url = `http://127.0.0.1:${port}${basePath}`;
	let closed = false;
	async function close(): Promise<void> {
		if (closed) return;
		closed = true;
		server.server.closeAllConnections();
		await server.close();
		await data.close();
	}
	return { data, server: server.server, url, port, close, call: caller(url) };
}

function caller(url: string): Caller {
	return async (method, path, { credentials, headers = {}, body } = {}) => {
		const type: Record<string, string> = body === undefined ? {} : { "Content-Type": "application/json" };
		const response = await fetch(url + path, {
			method,
			headers: { ...type, ...credentials, ...headers },
			...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
		});
		const text = await response.text();
		return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
	};
}

function jsonOf(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

let stores = 0;

/** A new store, and credentials for it. */
export async function newStore(
	data: Database,
	{ throttle = "off", permissions = ["read", "write"] }: { throttle?: StoreThrottle; permissions?: Permission[] } = {},
): Promise<Credentials> {
	const secureUrl = `store-${stores++}.example`;
	await data.access.createStore(secureUrl, throttle);
	const { token, privateKey } = await issueToken(data.access, {
		secureUrl,
		application: `Application of ${secureUrl}`,
		permissions: new Set(permissions),
	});
	return { SecureURL: `https://${secureUrl}`, PrivateKey: privateKey ?? "", Token: token };
}

/** Another token of the same store and application. */
export async function otherToken(
	data: Database,
	credentials: Credentials,
	permissions: Permission[],
): Promise<Credentials & { id: number }> {
	const secureUrl = credentials.SecureURL.replace("https://", "");
	const { id, token } = await issueToken(data.access, {
		secureUrl,
		application: `Application of ${secureUrl}`,
		permissions: new Set(permissions),
	});
	return { ...credentials, Token: token, id };
}

/** The error body with one entry. */
export function errorBody(status: number, value: string, message: string) {
	return [{ Key: "Error", Value: value, Status: String(status), Message: message }];
}

/** Creates a group and returns its id. */
export async function createGroup(call: Caller, credentials: Credentials, body: object): Promise<number> {
	const { json } = await call("POST", "/CustomerGroups", { credentials, body });
	return Number((json as { Value: string }[])[0]?.Value);
}
