import { expect, it } from "vitest";
import { issueToken } from "../src/access/secrets.js";
import { type Credentials, errorBody, newStore, otherToken, type Service, startService } from "./support/service.js";

function clock() {
	let now = 0;
	return { clock: () => now, pass: (seconds: number) => (now += seconds * 1000) };
}

async function admitted({ call }: Service, credentials: Credentials, atMost = 100): Promise<number> {
	for (let count = 0; count < atMost; count++) {
		const { status } = await call("GET", "/CustomerGroups", { credentials });
		if (status === 429) return count;
	}
	return atMost;
}

it("admits the document's 50 requests, then 2 a second, and says when", async () => {
	const time = clock();
	const service = await startService({ clock: time.clock });
	const credentials = await newStore(service.data, { throttle: "document" });
	expect(await admitted(service, credentials)).toBe(50);
	const refused = await service.call("GET", "/CustomerGroups", { credentials });
	expect(refused.json).toEqual(errorBody(429, "", "Too many requests. The bucket of 50 requests leaks 2 per second."));
	expect(refused.headers.get("retry-after")).toBe("1");
	time.pass(1);
	expect(await admitted(service, credentials)).toBe(2);
	time.pass(3600);
	expect(await admitted(service, credentials)).toBe(50);
});

it("a bucket belongs to a store and an application, whatever the token and the operation", async () => {
	const service = await startService({ clock: clock().clock });
	const throttle = { capacity: 2, leakPerSecond: 0.001 };
	const one = await newStore(service.data, { throttle });
	const two = await newStore(service.data, { throttle });
	const { id: _, ...sameApplication } = await otherToken(service.data, one, ["read"]);
	expect(await admitted(service, one)).toBe(2);
	expect(await admitted(service, sameApplication)).toBe(0);
	const post = await service.call("POST", "/CustomerGroups", { credentials: one, body: "{" });
	expect([post.status, post.headers.get("retry-after")]).toEqual([429, "1000"]);
	expect(await admitted(service, two)).toBe(2);
});

it("one application has a bucket in each store, and each application of a store has its own", async () => {
	const service = await startService({ clock: clock().clock });
	const { access } = service.data;
	const grant = async (secureUrl: string, application: string): Promise<Credentials> => {
		const permissions = new Set(["read"] as const);
		const issued = await issueToken(access, { secureUrl, application, permissions, replaceKey: true });
		return { SecureURL: secureUrl, PrivateKey: issued.privateKey ?? "", Token: issued.token };
	};
	for (const store of ["one.example", "two.example"]) {
		await access.createStore(store, { capacity: 2, leakPerSecond: 0.001 });
	}
	expect(await admitted(service, await grant("one.example", "a"))).toBe(2);
	expect(await admitted(service, await grant("two.example", "a"))).toBe(2);
	expect(await admitted(service, await grant("one.example", "b"))).toBe(2);
	expect(await admitted(service, await grant("one.example", "a"))).toBe(0);
});

it("Retry-After stays within the document's maximum, and the message says the store's own figures", async () => {
	const service = await startService({ clock: clock().clock });
	const credentials = await newStore(service.data, { throttle: { capacity: 1, leakPerSecond: 1 / 3600 } });
	await service.call("GET", "/CustomerGroups", { credentials });
	const refused = await service.call("GET", "/CustomerGroups", { credentials });
	expect(refused.headers.get("retry-after")).toBe("3600");
	expect(refused.json).toEqual(
		errorBody(429, "", "Too many requests. The bucket of 1 request leaks 1 per 3600 seconds."),
	);
});

it("requests with wrong credentials do not fill the bucket", async () => {
	const service = await startService({ clock: clock().clock });
	const credentials = await newStore(service.data, { throttle: { capacity: 1, leakPerSecond: 1 } });
	for (let count = 0; count < 3; count++) {
		await service.call("GET", "/CustomerGroups", { credentials: { ...credentials, Token: "wrong" } });
	}
	expect(await admitted(service, credentials)).toBe(1);
});

it("can be off, for a store and for the service", async () => {
	const service = await startService({ clock: clock().clock });
	expect(await admitted(service, await newStore(service.data, { throttle: "off" }), 60)).toBe(60);
	const unthrottled = await startService({ throttled: false });
	expect(await admitted(unthrottled, await newStore(unthrottled.data, { throttle: "document" }), 60)).toBe(60);
});
