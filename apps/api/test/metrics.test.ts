import { createServer } from "node:http";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openSqlite } from "../src/data/sqlite/sqlite-database.js";
import type { Observer } from "../src/http/observe.js";
import { createMetrics, createMetricsServer } from "../src/management/metrics.js";
import { listening } from "./support/listening.js";
import { newStore, startService, temporaryFolder } from "./support/service.js";

/** The value of one series, such as `api_throttle_refusals_total`; undefined where there is none. */
function seriesValue(text: string, series: string): number | undefined {
	const line = text.split("\n").find((candidate) => candidate.startsWith(`${series} `));
	return line === undefined ? undefined : Number(line.slice(series.length + 1));
}

async function start() {
	const data = openSqlite(join(temporaryFolder(), "groups.db"));
	// The metrics want the server whose connections they count, and the server the observer.
	const observers: Observer[] = [];
	const service = await startService({ data, observers });
	const metrics = createMetrics(service.server, data.stats?.bind(data));
	observers.push(metrics.observer);
	const url = await listening(createMetricsServer(metrics));
	const text = async () => (await fetch(`${url}/metrics`)).text();
	return { ...service, text, metricsUrl: url };
}

const duration = (part: string, operation: string, status: string, le = "") =>
	`api_request_duration_seconds_${part}{${le === "" ? "" : `le="${le}",`}operation="${operation}",status="${status}"}`;

it("counts requests by operation and status, whatever their paths and queries", async () => {
	const { call, data, text } = await start();
	const credentials = await newStore(data);
	for (const name of ["a", "b"]) await call("POST", "/CustomerGroups", { credentials, body: { Name: name } });
	for (const id of [1, 2, 3]) await call("GET", `/CustomerGroups/${id}`, { credentials });
	await call("GET", "/CustomerGroups?limit=1", { credentials });
	await call("HEAD", "/CustomerGroups?limit=2", { credentials });
	await call("GET", "/CustomerGroups");
	for (const path of ["/nowhere", "/%zz", "/elsewhere"]) await call("GET", path);

	await expect.poll(async () => seriesValue(await text(), duration("count", "none", "404"))).toBe(3);
	const now = await text();
	expect(seriesValue(now, duration("count", "createCustomerGroup", "201"))).toBe(2);
	expect(seriesValue(now, duration("count", "getCustomerGroup", "200"))).toBe(2);
	expect(seriesValue(now, duration("count", "getCustomerGroup", "404"))).toBe(1);
	expect(seriesValue(now, duration("count", "listCustomerGroups", "200"))).toBe(2);
	expect(seriesValue(now, duration("count", "listCustomerGroups", "401"))).toBe(1);
	expect(seriesValue(now, duration("bucket", "createCustomerGroup", "201", "+Inf"))).toBe(2);
	expect(seriesValue(now, duration("sum", "createCustomerGroup", "201"))).toBeGreaterThan(0);
	const labels = new Set([...now.matchAll(/operation="([^"]*)"/g)].map(([, label]) => label));
	expect([...labels].sort()).toEqual(["createCustomerGroup", "getCustomerGroup", "listCustomerGroups", "none"]);
	for (const secret of [...Object.values(credentials), "store-", "nowhere"]) expect(now).not.toContain(secret);
});

it("counts throttle refusals", async () => {
	const { call, data, text } = await start();
	const credentials = await newStore(data, { throttle: { capacity: 1, leakPerSecond: 0.001 } });
	expect(seriesValue(await text(), "api_throttle_refusals_total")).toBe(0);
	for (let index = 0; index < 3; index++) await call("GET", "/CustomerGroups", { credentials });
	await expect.poll(async () => seriesValue(await text(), "api_throttle_refusals_total")).toBe(2);
});

it("counts a request whose client went away, once, as aborted", async () => {
	const { url, data, text } = await start();
	const credentials = await newStore(data);
	const abort = new AbortController();
	const body = new ReadableStream({ start: (controller) => controller.enqueue(Buffer.from("{")) });
	const headers = { ...credentials, "Content-Type": "application/json" };
	const init = { method: "POST", headers, body, duplex: "half", signal: abort.signal };
	const request = fetch(`${url}/CustomerGroups`, init as RequestInit);
	await expect.poll(async () => seriesValue(await text(), "api_open_connections")).toBe(1);
	abort.abort();
	await expect(request).rejects.toThrow();
	const aborted = duration("count", "createCustomerGroup", "aborted");
	await expect.poll(async () => seriesValue(await text(), aborted)).toBe(1);
	const all = (await text()).split("\n").filter((line) => line.startsWith("api_request_duration_seconds_count"));
	expect(all).toEqual([`${aborted} 1`]);
});

it("tells the process, the event loop, the connections and the commits", async () => {
	const { call, data, text } = await start();
	const credentials = await newStore(data);
	const writes = Array.from({ length: 10 }, () =>
		call("POST", "/CustomerGroups", { credentials, body: { Name: "a" } }),
	);
	await Promise.all(writes);
	const now = await text();
	expect(seriesValue(now, "process_cpu_seconds_total")).toBeGreaterThan(0);
	expect(seriesValue(now, "process_resident_memory_bytes")).toBeGreaterThan(0);
	expect(now).toContain("nodejs_eventloop_lag_p99_seconds ");
	expect(seriesValue(now, "api_open_connections")).toBeGreaterThan(0);
	// The store and its token were written too.
	expect(seriesValue(now, "api_commit_writes_sum")).toBeGreaterThanOrEqual(10);
	const commits = seriesValue(now, "api_commit_writes_count") ?? 0;
	expect(commits).toBeGreaterThan(0);
	expect(seriesValue(now, 'api_commit_writes_bucket{le="+Inf"}')).toBe(commits);
	expect(now).toContain("# TYPE api_commit_writes histogram");
});

it("tells the pool of a store that has one", async () => {
	const pool = { max: 10, open: 4, idle: 1, waiting: 2 };
	const text = await createMetrics(createServer(), () => ({ pool })).text();
	const figures = ["max", "busy", "idle", "waiting"].map((state) =>
		seriesValue(text, `api_database_connections{state="${state}"}`),
	);
	expect(figures).toEqual([10, 3, 1, 2]);
});

it("the listener knows one path and two methods", async () => {
	const { metricsUrl } = await start();
	const answers = await Promise.all([
		fetch(`${metricsUrl}/metrics?x`),
		fetch(`${metricsUrl}/metrics`, { method: "HEAD" }),
		fetch(`${metricsUrl}/`),
		fetch(`${metricsUrl}/metrics`, { method: "POST", body: "x" }),
	]);
	expect(answers.map(({ status }) => status)).toEqual([200, 200, 404, 405]);
	expect(answers[0]?.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
	expect(answers[3]?.headers.get("allow")).toBe("GET, HEAD");
	expect(await answers[1]?.text()).toBe("");
});
