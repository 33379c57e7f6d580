import { createServer, type IncomingHttpHeaders } from "node:http";
import { join } from "node:path";
import { expect, it } from "vitest";
import { openSqlite } from "../src/data/sqlite/sqlite-database.js";
import { cli, serve } from "./support/cli.js";
import { listening } from "./support/listening.js";
import { newStore, temporaryFolder } from "./support/service.js";

interface Attribute {
	key: string;
	value: Record<string, string | number>;
}

interface Span {
	name: string;
	kind: number;
	traceId: string;
	spanId: string;
	parentSpanId?: string;
	attributes: Attribute[];
	status: { code: number };
}

interface Export {
	resourceSpans: { resource: { attributes: Attribute[] }; scopeSpans: { spans: Span[] }[] }[];
}

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const PARENT = "b7ad6b7169203331";
const SERVER_KIND = 2;

/** A collector of spans that keeps what it gets. */
async function collector() {
	const received: { path: string; headers: IncomingHttpHeaders; body: string }[] = [];
	const server = createServer(async (request, response) => {
		let body = "";
		for await (const chunk of request) body += chunk;
		received.push({ path: request.url ?? "", headers: request.headers, body });
		response.setHeader("content-type", "application/json").end("{}");
	});
	const spans = () =>
		received
			.flatMap(({ body }) => (JSON.parse(body) as Export).resourceSpans)
			.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
	return { endpoint: await listening(server), received, spans };
}

const plain = (attributes: Attribute[]) =>
	Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));

/** Sends spans without delay, and finds out quickly that a collector is gone. */
const QUICK = { OTEL_BSP_SCHEDULE_DELAY: "20", OTEL_EXPORTER_OTLP_TIMEOUT: "500" };

async function start(env: Record<string, string>) {
	const folder = temporaryFolder();
	const data = openSqlite(join(folder, "g.db"));
	const credentials = await newStore(data);
	await data.close();
	return { ...(await serve(folder, ["--database", "g.db"], { ...QUICK, ...env })), credentials };
}

it("sends a server span for each request, a child of the caller's, with no secret in it", async () => {
	const { endpoint, received, spans } = await collector();
	const { url, credentials, log } = await start({
		OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
		OTEL_EXPORTER_OTLP_HEADERS: "x-collector-key=key-of-the-collector",
		OTEL_RESOURCE_ATTRIBUTES: "deployment.environment=test",
	});
	const headers = { ...credentials, traceparent: `00-${TRACE}-${PARENT}-01` };
	await fetch(`${url}/CustomerGroups/7?x=in-the-query`, { headers });
	await fetch(`${url}/CustomerGroups`, { method: "POST", headers: credentials, body: "in-the-body" });
	await fetch(`${url}/nowhere/${"x".repeat(500)}`);
	await expect.poll(spans).toHaveLength(3);

	const [get, post, nowhere] = spans();
	expect(get).toMatchObject({
		name: "GET /3dCartWebAPI/v1/CustomerGroups/{id}",
		kind: SERVER_KIND,
		traceId: TRACE,
		parentSpanId: PARENT,
		status: { code: 0 },
	});
	expect(plain(get?.attributes ?? [])).toEqual({
		"http.request.method": "GET",
		"http.route": "/3dCartWebAPI/v1/CustomerGroups/{id}",
		"http.response.status_code": 404,
		"url.scheme": "http",
		"url.path": "/3dCartWebAPI/v1/CustomerGroups/7",
		"network.protocol.version": "1.1",
		"server.address": "127.0.0.1",
		"server.port": Number(new URL(url).port),
		"api.operation": "getCustomerGroup",
		"api.store": 1,
	});
	expect(post).toMatchObject({ name: "POST /3dCartWebAPI/v1/CustomerGroups", status: { code: 0 } });
	expect(post?.traceId).toMatch(/^[0-9a-f]{32}$/);
	expect(post?.parentSpanId ?? "").toBe("");
	expect(nowhere?.name).toBe("GET");
	expect(plain(nowhere?.attributes ?? [])).not.toHaveProperty("api.operation");

	const [first] = received;
	expect([first?.path, first?.headers["content-type"]]).toEqual(["/v1/traces", "application/json"]);
	expect(first?.headers["x-collector-key"]).toBe("key-of-the-collector");
	const { resource } = (JSON.parse(first?.body ?? "") as Export).resourceSpans[0] ?? { resource: { attributes: [] } };
	expect(plain(resource.attributes)).toMatchObject({
		"service.name": "customer-groups-api",
		"deployment.environment": "test",
	});
	const everything = received.map(({ body }) => body).join("") + log();
	for (const secret of [...Object.values(credentials), "in-the-query", "in-the-body", "key-of-the-collector"]) {
		expect(everything).not.toContain(secret);
	}
	// The line of the log leads to the trace.
	await expect.poll(log).toContain(`"trace_id":"${TRACE}"`);
});

it("is sampled as the standard variables say, and named by them", async () => {
	const { endpoint, spans, received } = await collector();
	const { url, child } = await start({
		OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${endpoint}/custom`,
		OTEL_TRACES_SAMPLER: "parentbased_always_off",
		OTEL_SERVICE_NAME: "groups",
	});
	await fetch(`${url}/CustomerGroups`);
	await fetch(`${url}/CustomerGroups`, { headers: { traceparent: `00-${TRACE}-${PARENT}-01` } });
	child.kill("SIGTERM");
	await expect.poll(() => child.exitCode).toBe(0);
	// What was not sent yet is sent before the end.
	expect(spans().map(({ traceId }) => traceId)).toEqual([TRACE]);
	expect(received[0]?.path).toBe("/custom");
	expect(received[0]?.body).toContain('{"stringValue":"groups"}');
});

it("a collector that is gone changes nothing for clients, and does not hold up the end", async () => {
	const { url, child, log } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:9" });
	expect((await fetch(`${url}/CustomerGroups`)).status).toBe(401);
	await expect.poll(log, { timeout: 10_000 }).toMatch(/"level":40.*127\.0\.0\.1:9/);
	child.kill("SIGTERM");
	await expect.poll(() => child.exitCode, { timeout: 5000 }).toBe(0);
});

it("refuses at its start what it cannot do, and sends nothing where it is told not to", async () => {
	const { endpoint, received } = await collector();
	const refused = await cli(temporaryFolder(), ["serve", "--port", "0"], { OTEL_TRACES_EXPORTER: "jaeger" });
	expect([refused.code, refused.err]).toEqual([
		2,
		'OTEL_TRACES_EXPORTER must be one of otlp, none, not "jaeger". See: customer-groups-api --help\n',
	]);
	const { url, child, log } = await start({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_EXPORTER: "none" });
	await fetch(`${url}/CustomerGroups`);
	child.kill("SIGTERM");
	await expect.poll(() => child.exitCode).toBe(0);
	expect(received).toEqual([]);
	expect(log()).not.toContain("trace_id");
});
