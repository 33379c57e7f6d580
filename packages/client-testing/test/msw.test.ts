import { HttpResponse, http } from "msw";
import { setupServer } from "msw/node";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { createTestService } from "../src/msw.js";
import { parcels, someParcels } from "./support/parcels.js";

const service = createTestService<{ bearer: string }>(
	{ model: parcels, schemes: { bearer: "token" } },
	{ baseUrl: "https://parcels.test/v1/", credentials: { bearer: "good" }, items: { "/parcels": someParcels(2) } },
);
const outside = http.get("https://parcels.test/v10/parcels", () => HttpResponse.text("another API"));
const server = setupServer(...service.handlers, outside);
beforeAll(() => server.listen({ onUnhandledRequest: "error" }));
afterEach(() => service.reset());
afterAll(() => server.close());

const headers = { authorization: "Bearer good" };

it("answers fetch below the base URL, and keeps what is written", async () => {
	const made = await fetch("https://parcels.test/v1/parcels", {
		method: "POST",
		headers: { ...headers, "content-type": "application/json" },
		body: JSON.stringify({ To: "Here" }),
	});
	expect(made.status).toBe(201);
	const list = await fetch("https://parcels.test/v1/parcels?offset=3", { headers });
	expect(await list.json()).toMatchObject([{ Number: 3, To: "Here" }]);
});

it("knows the credentials by the names that the client has for them", async () => {
	const refused = await fetch("https://parcels.test/v1/parcels", { headers: { authorization: "Bearer bad" } });
	expect(refused.status).toBe(401);
});

it("answers unknown paths below the base URL, and leaves what only begins like it alone", async () => {
	expect((await fetch("https://parcels.test/v1/boxes", { headers })).status).toBe(404);
	expect(await (await fetch("https://parcels.test/v10/parcels")).text()).toBe("another API");
});

it("can be overruled by a handler before it", async () => {
	server.use(http.get("https://parcels.test/v1/parcels", () => HttpResponse.error()));
	await expect(fetch("https://parcels.test/v1/parcels", { headers })).rejects.toThrow();
	server.resetHandlers();
	expect((await fetch("https://parcels.test/v1/parcels", { headers })).status).toBe(200);
});

it("answers on every host where the base is a path alone", async () => {
	const { handlers } = createTestService({ model: parcels, schemes: {} }, { baseUrl: "/v3" });
	server.use(...handlers);
	expect((await fetch("https://anywhere.test:8443/v3/parcels?countonly=1", { headers })).status).toBe(200);
	server.resetHandlers();
});
