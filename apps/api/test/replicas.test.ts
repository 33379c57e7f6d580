import { spawn } from "node:child_process";
import { once } from "node:events";
import { type AddressInfo, connect, createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { cli, serve } from "./support/cli.js";
import { type PostgresServer, startPostgres } from "./support/postgres.js";
import { type Credentials, temporaryFolder } from "./support/service.js";

// Several processes that serve one PostgreSQL database, as behind a load balancer.

const root = fileURLToPath(new URL("../../../", import.meta.url));
const VERIFIER = join(root, "packages/contract-verifier/bin/contract-verifier.mjs");
const SPEC = join(root, "spec/customer-groups");

let postgres: PostgresServer;

beforeAll(async () => {
	postgres = await startPostgres();
});

afterAll(() => postgres.close());

/** Starts replicas over a database of their own. */
async function replicas(count: number) {
	const folder = temporaryFolder();
	const env = { DATABASE_URL: await postgres.newDatabase(), API_LOG_LEVEL: "error" };
	// All at once: they find an empty database, and one of them makes the schema.
	const services = await Promise.all(Array.from({ length: count }, () => serve(folder, [], env)));
	return { folder, services, cli: (...args: string[]) => cli(folder, args, env) };
}

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

it.each([
	["one process", 1],
	["two processes that take turns", 2],
])(
	"keeps the whole contract: %s over PostgreSQL",
	async (_name, count) => {
		const { folder, services, cli } = await replicas(count);
		expect(await cli("profiles", "--out", "credentials.json")).toMatchObject({ code: 0 });
		const { url, connections } = await roundRobin(services.map((service) => service.url));
		expect(await verify(url, join(folder, "credentials.json"))).toMatch(/^live 300\/300\b(?!.*failed)/);
		for (const number of connections) expect(number).toBeGreaterThan(10);
		expect(await cli("profiles", "--out", "credentials.json", "--remove")).toMatchObject({ code: 0 });
		expect(await cli("stores", "list")).toMatchObject({ out: "There are no stores.\n" });
		for (const { log } of services) expect(log()).toBe("");
	},
	120_000,
);

it("a token that is revoked ends on all of them with their next request", async () => {
	const { services, cli } = await replicas(2);
	const json = async (...args: string[]) => JSON.parse((await cli(...args, "--json")).out);
	await json("stores", "create", "--store", "shop.example");
	const issue = () => json("tokens", "create", "--store", "shop.example", "--application", "App");
	const { id, ...first } = (await issue()) as Credentials & { id: number };
	const { id: secondId, Token } = (await issue()) as Credentials & { id: number };
	const statuses = (credentials: Credentials) =>
		Promise.all(services.map(async ({ get }) => (await get("/CustomerGroups?countonly=1", credentials)).status));
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
	const { services, cli } = await replicas(2);
	const json = async (...args: string[]) => JSON.parse((await cli(...args, "--json")).out);
	await json("stores", "create", "--store", "shop.example");
	const { id: _, ...credentials } = await json("tokens", "create", "--store", "shop.example", "--application", "App");
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
	const { services, cli } = await replicas(2);
	const json = async (...args: string[]) => JSON.parse((await cli(...args, "--json")).out);
	await json("stores", "create", "--store", "shop.example", "--throttle", "off");
	const { id: _, ...credentials } = await json("tokens", "create", "--store", "shop.example", "--application", "App");
	const [one, other] = services;
	const status = async () => (await other?.get("/CustomerGroups?countonly=1", credentials))?.status;
	expect(await status()).toBe(200);
	one?.child.kill("SIGTERM");
	expect(await once(one?.child as NonNullable<typeof one>["child"], "exit")).toEqual([0, null]);
	expect(await status()).toBe(200);
});
