import { getEventListeners } from "node:events";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
	AbortedError,
	type ApiClient,
	createApiClient,
	createClient,
	NetworkError,
	send,
	sendSingle,
	TimeoutError,
	type Transport,
	type TransportRequest,
} from "../src/index.js";
import { nodeTransport } from "../src/node.js";
import { rejection } from "./rejection.js";
import { json, serve } from "./server.js";
import { description, getThing } from "./things.js";

const seven = { path: { id: 7 } };
const connect = (baseUrl: string, more: object = {}): ApiClient =>
	createApiClient({ baseUrl, retry: false, ...more }, description);
/** How many timers keep the process alive. */
const timers = (): number => process.getActiveResourcesInfo().filter((one) => one === "Timeout").length;

describe("a timeout", () => {
	it("of a try ends it, before the headers or in the body, and aborts the request", async () => {
		const closed: string[] = [];
		await using server = await serve(({ url = "" }, response) => {
			response.once("close", () => closed.push(url));
			if (url === "/things/2") response.writeHead(200, { "Content-Length": 100 }).write("[");
		});
		for (const id of [1, 2]) {
			const late = send(connect(server.url), getThing, { path: { id } }, { timeout: { try: 100 } });
			const error = await rejection(late, TimeoutError);
			expect(error.message).toBe(`GET /things/${id} was not answered within 100 ms`);
			expect(error).toMatchObject({ scope: "try", attempts: 1 });
			await expect.poll(() => closed).toContain(`/things/${id}`);
		}
	});

	it("of the whole call ends it in a try, in a wait and in the queue of the throttle", async () => {
		await using server = await serve(({ url }, response) => {
			if (url === "/things/2") json(response, 503, []);
			if (url === "/things/3") json(response, 200, [{}]);
		});
		const total = { timeout: { total: 100 } };
		const silent = rejection(send(connect(server.url), getThing, { path: { id: 1 } }, total), TimeoutError);
		expect((await silent).message).toBe("GET /things/1 did not end within 100 ms");

		let waits = 0;
		const patient = connect(server.url, { retry: { retries: 1000, delay: () => (++waits < 3 ? 1 : 60_000) } });
		const long = { timeout: { total: 30_000 } };
		// The last wait would end after the call has to, so it fails with what it has.
		await expect(send(patient, getThing, { path: { id: 2 } }, long)).rejects.toMatchObject({ status: 503 });
		expect(waits).toBe(3);

		const queue = connect(server.url, { throttle: { capacity: 1, leakPerSecond: 0.001 } });
		await send(queue, getThing, { path: { id: 3 } });
		expect(await rejection(send(queue, getThing, { path: { id: 3 } }, total), TimeoutError)).toMatchObject({
			scope: "total",
			attempts: 0,
		});
	});

	it("counts for calls by path as well", async () => {
		await using server = await serve(() => {});
		const options = { baseUrl: server.url, retry: false, timeout: { try: 100 } } as const;
		const client = createClient<Record<string, never>>(options);
		const get = client.GET as unknown as (path: string) => Promise<unknown>;
		expect((await rejection(get("/things"), TimeoutError)).message).toBe("GET /things was not answered within 100 ms");
	});

	it("of a fetch of the user's own is one too", async () => {
		await using server = await serve(() => {});
		const own = (request: Request) => fetch(request, { signal: AbortSignal.timeout(100) });
		const error = await rejection(send(connect(server.url, { fetch: own }), getThing, seven), TimeoutError);
		expect((error.cause as Error).name).toBe("TimeoutError");
	});
});

describe("the standard timeout", () => {
	beforeEach(() => {
		vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
	});
	afterEach(() => {
		vi.useRealTimers();
	});

	it.each([
		["without a signal", {}],
		["with a signal of the caller's", { signal: new AbortController().signal }],
	])("gives a try up after 30 seconds, and tells the transport, %s", async (_, options) => {
		const sent: TransportRequest[] = [];
		const stop = vi.fn();
		const transport: Transport = (_url, request) => {
			sent.push(request);
			request.onGiveUp(stop);
			return new Promise(() => {});
		};
		const settled = vi.fn();
		const call = send(connect("http://nowhere.invalid", { transport }), getThing, seven, options);
		const late = rejection(call.finally(settled), TimeoutError);

		await vi.advanceTimersByTimeAsync(29_999);
		expect(sent).toHaveLength(1);
		expect(settled).not.toHaveBeenCalled();
		expect(stop).not.toHaveBeenCalled();
		expect(sent[0]?.signal?.aborted ?? false).toBe(false);

		await vi.advanceTimersByTimeAsync(1);
		expect(stop).toHaveBeenCalledOnce();
		expect((await late).message).toBe("GET /things/7 was not answered within 30000 ms");
		// `fetch` pays for a signal, so that there is one only where the caller has one or names timeouts.
		expect(sent[0]?.signal?.aborted).toBe("signal" in options ? true : undefined);
	});
});

describe("a signal", () => {
	it("that has aborted sends nothing", async () => {
		await using server = await serve((_, response) => json(response, 200, [{}]));
		const signal = AbortSignal.abort("enough");
		const error = await rejection(send(connect(server.url), getThing, seven, { signal }), AbortedError);
		expect(error).toMatchObject({ name: "AbortError", cause: "enough", attempts: 0 });
		expect(server.received).toEqual([]);
	});

	it("ends a try, and the connection with it", async () => {
		const controller = new AbortController();
		let closed = false;
		await using server = await serve((_, response) => {
			response.once("close", () => {
				closed = true;
			});
			controller.abort("enough");
		});
		const call = send(connect(server.url), getThing, seven, { signal: controller.signal });
		expect(await rejection(call, AbortedError)).toMatchObject({ cause: "enough", attempts: 1 });
		await expect.poll(() => closed).toBe(true);
	});

	it("ends a wait for another try", async () => {
		const controller = new AbortController();
		await using server = await serve((_, response) => json(response, 503, []));
		const client = connect(server.url, {
			retry: { delay: () => 60_000 },
			hooks: { onRetry: () => setImmediate(() => controller.abort()) },
		});
		await rejection(send(client, getThing, seven, { signal: controller.signal }), AbortedError);
	});

	it("ends a try whose transport does not listen to it", async () => {
		const controller = new AbortController();
		const transport = () => {
			setImmediate(() => controller.abort());
			return new Promise<never>(() => {});
		};
		const client = connect("http://nowhere.invalid", { transport });
		await rejection(send(client, getThing, seven, { signal: controller.signal }), AbortedError);
	});
});

describe("nothing is left behind", () => {
	it.each([
		["fetch", undefined],
		["the transport for Node", nodeTransport],
	])("by %s: no timer, and no listener on the caller's signal", async (_, transportOf) => {
		await using server = await serve(({ url }, response) => {
			if (url === "/things/1") json(response, 200, [{}]);
			else if (url === "/things/2") json(response, 503, []);
			else if (url === "/things/3") response.destroy();
		});
		const transport = transportOf?.();
		const client = connect(server.url, {
			transport,
			retry: { delay: () => 1 },
			throttle: { capacity: 9, leakPerSecond: 99 },
		});
		const before = timers();
		const controller = new AbortController();
		const { signal } = controller;
		const timeout = { try: 5000, total: 60_000 };
		await sendSingle(client, getThing, { path: { id: 1 } }, { signal, timeout });
		await expect(send(client, getThing, { path: { id: 2 } }, { signal, timeout })).rejects.toMatchObject({
			status: 503,
		});
		await rejection(send(client, getThing, { path: { id: 3 } }, { signal, timeout }), NetworkError);
		await rejection(
			send(client, getThing, { path: { id: 4 } }, { signal, timeout: { try: 50, total: 5000 } }),
			TimeoutError,
		);
		expect(getEventListeners(signal, "abort")).toEqual([]);
		await transport?.close();
		// The platform's own for idle connections end with them.
		await expect.poll(timers, { timeout: 10_000 }).toBeLessThanOrEqual(before);
	});
});
