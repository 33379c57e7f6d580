import { request } from "node:http";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createService } from "../src/index.js";
import { type Listener, listen } from "../src/node.js";
import { parcels, someParcels } from "./support/parcels.js";

let listener: Listener;
beforeAll(async () => {
	listener = await listen((origin) => {
		const service = createService({
			model: parcels,
			baseUrl: `${origin}/api`,
			items: { "/parcels": someParcels(2) },
		});
		return async (one) => (new URL(one.url).pathname === "/nobody" ? undefined : service.fetch(one));
	});
});
afterAll(() => listener.close());

const headers = { authorization: "Bearer good", "content-type": "application/json" };

it("serves over HTTP", async () => {
	const body = JSON.stringify({ To: "Here" });
	expect((await fetch(`${listener.origin}/api/parcels`, { method: "POST", headers, body })).status).toBe(201);
	const answer = await fetch(`${listener.origin}/api/parcels/3`, { headers });
	expect(answer.headers.get("content-type")).toBe("application/json; charset=utf-8");
	expect(await answer.json()).toMatchObject([{ Number: 3 }]);
});

it("answers 404 where nobody answers", async () => {
	expect((await fetch(`${listener.origin}/nobody`)).status).toBe(404);
});

it("closes the connection of a request that cannot be one, and goes on", async () => {
	const failed = new Promise((resolve) => {
		request(`${listener.origin}/api/parcels`, { method: "TRACE" }).on("error", resolve).end();
	});
	expect(await failed).toBeInstanceOf(Error);
	expect((await fetch(`${listener.origin}/api/parcels`, { headers })).status).toBe(200);
});
