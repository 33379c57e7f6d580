import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { cli } from "./support/cli.js";
import { type PostgresServer, startPostgres } from "./support/postgres.js";
import { type ServiceProcess, startProcess } from "./support/process.js";
import { type Credentials, temporaryFolder } from "./support/service.js";

// Several processes that serve one PostgreSQL database, as behind a load balancer.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const VERIFIER = join(root, "packages/contract-verifier/bin/contract-verifier.mjs");
const SPEC = join(root, "spec/customer-groups");

let postgres: PostgresServer;
let database: string;
let services: readonly ServiceProcess[];

beforeAll(async () => {
	postgres = await startPostgres();
	database = await postgres.newDatabase();
	// Both at once: they find an empty database, and one of them makes the schema.
	const args = ["--log-level", "error"];
	services = await Promise.all([1, 2].map(() => startProcess({ database, args })));
});

afterAll(async () => {
	for (const service of services ?? []) await service.kill();
	await postgres?.close();
});

const command = (...args: string[]) => cli(tmpdir(), args, { DATABASE_URL: database });
const json = async (...args: string[]) => JSON.parse((await command(...args, "--json")).out);

const status = async (service: ServiceProcess | undefined, credentials: Credentials) =>
	(await fetch(`${service?.url}/CustomerGroups?countonly=1`, { headers: credentials })).status;

/** A listener that hands connections on, to one port after the other. */
async function roundRobin(urls: readonly string[]): Promise<{ url: string; connections: readonly number[] }> {
	const ports = urls.map((url) => Number(new URL(url).port));
	const connections = ports.map(() => 0);
	let turn = 0;
	const balancer = createServer((client) => {
		const chosen = turn++ % ports.length;
		connections[chosen] = (connections[chosen] ?? 0) + 1;
		const replica = connect(ports[chosen] ?? 0, "127.0.0.1");
		client.pipe(replica).pipe(client);
		for (const [one, other] of [
			[client, replica],
			[replica, client],
		] as const) {
			one.on("error", () => other.destroy()).on("close", () => other.destroy());
			onTestFinished(() => void one.destroy());
		}
	});
	balancer.listen(0, "127.0.0.1");
	await once(balancer, "listening");
	onTestFinished(() => void balancer.close());
	const url = new URL(urls[0] ?? "");
	url.port = String((balancer.address() as AddressInfo).port);
	return { url: url.href, connections };
}

/** Verifies the whole contract and returns the last line of the matrix. */
async function verify(endpoint: string, credentials: string): Promise<string | undefined> {
	const args = ["--spec", join(SPEC, "openapi.yaml"), "--scenarios", join(SPEC, "scenarios.yaml")];
	const verifier = spawn(
		process.execPath,
		[VERIFIER, ...args, "--credentials", credentials, "--endpoint", endpoint, "--target", "live"],
		{ cwd: root, stdio: ["ignore", "pipe", "pipe"] },
	);
	onTestFinished(() => void verifier.kill("SIGKILL"));
	let output = "";
	for (const stream of [verifier.stdout, verifier.stderr]) {
		stream.setEncoding("utf8").on("data", (text: string) => {
			output += text;
		});
	}
	const [code] = await once(verifier, "close");
	const line = output.trim().split("\n").at(-1);
	expect([code, line], output.slice(-2000)).toEqual([0, expect.stringMatching(/^live /)]);
	return line;
}

it("keep the whole contract while they take turns", async () => {
	const credentials = join(temporaryFolder(), "credentials.json");
	expect(await command("profiles", "--out", credentials)).toMatchObject({ code: 0 });
	const { url, connections } = await roundRobin(services.map((service) => service.url));
	expect(await verify(url, credentials)).toMatch(/^live 300\/300\b(?!.*failed)/);
	for (const number of connections) expect(number).toBeGreaterThan(10);
	expect(await command("profiles", "--out", credentials, "--remove")).toMatchObject({ code: 0 });
	expect(await command("stores", "list")).toMatchObject({ out: "There are no stores.\n" });
	for (const { log } of services) expect(log()).toBe("");
}, 120_000);

it("a token that is revoked ends on all of them with their next request", async () => {
	await json("stores", "create", "--store", "shop.example");
	const issue = () => json("tokens", "create", "--store", "shop.example", "--application", "App");
	const { id, ...first } = (await issue()) as Credentials & { id: number };
	const { id: secondId, Token } = (await issue()) as Credentials & { id: number };
	const statuses = (credentials: Credentials) => Promise.all(services.map((service) => status(service, credentials)));
	expect(await statuses(first)).toEqual([200, 200]);
	await json("tokens", "revoke", "--id", String(id));
	expect(await statuses(first)).toEqual([401, 401]);
	const second = { ...first, Token };
	expect(await statuses(second)).toEqual([200, 200]);
	const { Token: rotated } = await json("tokens", "rotate", "--id", String(secondId));
	expect(await statuses(second)).toEqual([401, 401]);
	expect(await statuses({ ...first, Token: rotated })).toEqual([200, 200]);
	await json("stores", "delete", "--store", "shop.example");
	expect(await statuses({ ...first, Token: rotated })).toEqual([401, 401]);
});

it("they share a bucket: 50 requests and what has leaked, never more", async () => {
	await json("stores", "create", "--store", "bucket.example");
	const { id: _, ...credentials } = await json(
		"tokens",
		"create",
		"--store",
		"bucket.example",
		"--application",
		"Bucket",
	);
	const start = performance.now();
	const answers = await Promise.all(
		Array.from({ length: 160 }, (_, index) =>
			fetch(`${services[index % 2]?.url}/CustomerGroups?countonly=1`, { headers: credentials }),
		),
	);
	const leaked = ((performance.now() - start) / 1000) * 2;
	const taken = answers.filter((answer) => answer.status === 200).length;
	expect(taken).toBeGreaterThanOrEqual(50);
	expect(taken).toBeLessThanOrEqual(50 + leaked);
	const refused = answers.filter((answer) => answer.status === 429);
	expect(taken + refused.length).toBe(160);
	for (const answer of refused) expect(answer.headers.get("retry-after")).toBe("1");
});

it("one that stops leaves the others to go on", async () => {
	await json("stores", "create", "--store", "stays.example", "--throttle", "off");
	const { id: _, ...credentials } = await json(
		"tokens",
		"create",
		"--store",
		"stays.example",
		"--application",
		"Stays",
	);
	const [one, other] = services;
	expect(await status(other, credentials)).toBe(200);
	expect(await one?.stop()).toBe(0);
	expect(await status(other, credentials)).toBe(200);
});
