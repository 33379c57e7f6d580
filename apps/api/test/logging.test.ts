import { expect, it } from "vitest";
import { createGroup, newStore, startService } from "./support/service.js";

it("one line for each request, with no secret, query or body in it", async () => {
	const lines: string[] = [];
	const { call, data } = await startService({
		logger: { level: "trace", stream: { write: (line) => lines.push(line) } },
	});
	const credentials = await newStore(data);
	await createGroup(call, credentials, { Name: "body-of-request" });
	await call("GET", "/CustomerGroups?limit=x-query", { credentials });
	await call("GET", "/CustomerGroups/%zz", { credentials });
	await call("GET", "/nowhere", { credentials: { ...credentials, Token: "wrong-secret" } });
	await expect.poll(() => lines.filter((line) => line.includes('"msg":"request"'))).toHaveLength(4);

	const requests = lines.map((line) => JSON.parse(line)).filter(({ msg }) => msg === "request");
	expect(requests.map(({ method, path, status }) => [method, path, status])).toEqual([
		["POST", "/3dCartWebAPI/v1/CustomerGroups", 201],
		["GET", "/3dCartWebAPI/v1/CustomerGroups", 400],
		["GET", "/3dCartWebAPI/v1/CustomerGroups/%zz", 404],
		["GET", "/3dCartWebAPI/v1/nowhere", 404],
	]);
	for (const { reqId, duration } of requests) {
		expect(reqId).toMatch(/^[0-9a-f-]{36}$/);
		expect(duration).toBeGreaterThanOrEqual(0);
	}
	const all = lines.join("");
	const secrets = [
		credentials.Token,
		credentials.PrivateKey,
		credentials.SecureURL,
		"wrong-secret",
		"x-query",
		"body-of-request",
	];
	for (const secret of secrets) expect(all).not.toContain(secret);
});
