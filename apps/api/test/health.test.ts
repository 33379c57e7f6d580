import { renameSync } from "node:fs";
import { join } from "node:path";
import Fastify from "fastify";
import { expect, it } from "vitest";
import type { Database } from "../src/data/interface.js";
import { openSqlite } from "../src/data/sqlite/sqlite-database.js";
import { addHealth } from "../src/management/health.js";
import { createLog } from "../src/management/logging.js";
import { startService, temporaryFolder } from "./support/service.js";

/** The data of a new file, but for how it says that it is there. */
function dataWith(ready: Database["ready"]): Database {
	const data = openSqlite(join(temporaryFolder(), "groups.db"));
	return {
		groups: data.groups,
		access: data.access,
		buckets: data.buckets,
		check: () => data.check(),
		ready,
		close: () => data.close(),
	};
}

async function start(options: Parameters<typeof startService>[0] = {}) {
	const lines: string[] = [];
	const log = createLog({ level: "info", stream: { write: (line: string) => lines.push(line) } });
	const service = await startService({ log, ...options });
	const probe = async (path: string, init?: RequestInit) => {
		const response = await fetch(new URL(path, service.url), init);
		return { status: response.status, text: await response.text(), headers: response.headers };
	};
	return { ...service, probe, messages: () => lines.map((line) => JSON.parse(line).msg as string) };
}

it("a service that serves is alive and ready, needs no credentials for it, and says no more", async () => {
	const { probe, messages } = await start();
	for (const [path, status] of [
		["/healthz", "alive"],
		["/readyz", "ready"],
	] as const) {
		const answer = await probe(path);
		expect([answer.status, answer.text]).toEqual([200, `{"status":"${status}"}`]);
		expect(answer.headers.get("cache-control")).toBe("no-store");
		const head = await probe(path, { method: "HEAD" });
		expect([head.status, head.text]).toEqual([200, ""]);
	}
	expect((await probe("/3dCartWebAPI/v1/healthz")).status).toBe(404);
	// Probes come every few seconds: they are no news.
	await expect.poll(messages).toContain("request");
	expect(messages().filter((message) => message === "request")).toHaveLength(1);
});

it("data that cannot be reached: not ready, still alive, and one line in the log for each change", async () => {
	let broken = false;
	const data = dataWith(() => {
		if (broken) throw new Error("no such host db.example");
	});
	const { probe, messages } = await start({ data });
	const readiness = async () => (await probe("/readyz")).status;
	expect(await readiness()).toBe(200);
	broken = true;
	const refused = await probe("/readyz");
	expect([refused.status, refused.text]).toEqual([503, '{"status":"unavailable"}']);
	expect(refused.headers.get("retry-after")).toBe("1");
	expect(await readiness()).toBe(503);
	expect((await probe("/healthz")).status).toBe(200);
	broken = false;
	expect([await readiness(), await readiness()]).toEqual([200, 200]);
	expect(messages().filter((message) => message.includes("ready"))).toEqual(["not ready", "ready again"]);
});

it("data is asked once, however many probes wait for it", async () => {
	let asked = 0;
	let answer: (() => void) | undefined;
	const data = dataWith(() => {
		asked++;
		return new Promise<void>((resolve) => {
			answer = resolve;
		});
	});
	const { probe } = await start({ data });
	const first = probe("/readyz");
	await expect.poll(() => asked).toBe(1);
	const others = Promise.all([probe("/readyz"), probe("/readyz")]);
	// Answered after them, so they are in.
	await probe("/healthz");
	answer?.();
	expect([(await first).status, ...(await others).map(({ status }) => status)]).toEqual([200, 200, 200]);
	expect(asked).toBe(1);
});

it("data that does not answer is not ready", async () => {
	const server = Fastify();
	server.decorate("isDraining", () => false);
	server.addHook("onRequest", async (_request, reply) => {
		reply.generalHeaders = {};
	});
	addHealth(server, { data: { ready: () => new Promise(() => undefined) }, timeout: 20 });
	const { statusCode, body } = await server.inject("/readyz");
	expect([statusCode, body]).toEqual([503, '{"status":"unavailable"}']);
});

it("a deleted database is not ready, and ready when it is back", async () => {
	const file = join(temporaryFolder(), "groups.db");
	const { probe } = await start({ file });
	renameSync(file, `${file}.away`);
	expect((await probe("/readyz")).status).toBe(503);
	renameSync(`${file}.away`, file);
	await expect.poll(async () => (await probe("/readyz")).status).toBe(200);
});

it("a draining service is alive, not ready, serves on, and asks clients to leave", async () => {
	const draining = new AbortController();
	const { probe, call } = await start({ draining: draining.signal });
	expect((await probe("/readyz")).status).toBe(200);
	draining.abort();
	const answer = await probe("/readyz");
	expect([answer.status, answer.text]).toEqual([503, '{"status":"draining"}']);
	expect(answer.headers.get("connection")).toBe("close");
	expect((await probe("/healthz")).status).toBe(200);
	expect((await call("GET", "/CustomerGroups")).status).toBe(401);
});
