import { once } from "node:events";
import { existsSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { openSqlite } from "../src/data/sqlite/sqlite-database.js";
import { cli, cliProcess, serve } from "./support/cli.js";
import { type Credentials, temporaryFolder } from "./support/service.js";

const SCENARIOS = fileURLToPath(new URL("../../../spec/customer-groups/scenarios.yaml", import.meta.url));

const readJson = <T>(file: string) => JSON.parse(readFileSync(file, "utf8")) as T;

describe("serve", () => {
	it("makes its folder, says where it listens, and ends with 0 on a signal, sent twice or once", async () => {
		const folder = temporaryFolder();
		const { child, url, line } = await serve(folder, ["--database", "a/b/groups.db"]);
		expect(line).toBe(`listening on ${url}`);
		expect(existsSync(join(folder, "a/b/groups.db"))).toBe(true);
		expect((await fetch(`${url}/CustomerGroups`)).status).toBe(401);
		child.kill("SIGTERM");
		child.kill("SIGTERM");
		expect(await once(child, "exit")).toEqual([0, null]);
		await expect(fetch(url)).rejects.toThrow();
	});

	it("answers requests in flight before it ends", async () => {
		const folder = temporaryFolder();
		await cli(folder, ["profiles", "--out", "c.json", "--database", "g.db"]);
		const { default: credentials } = readJson<Record<string, Credentials>>(join(folder, "c.json"));
		const { child, url, log } = await serve(folder, ["--database", "g.db"]);
		let finish: (() => void) | undefined;
		const body = new ReadableStream({
			start(controller) {
				controller.enqueue(Buffer.from('{"Name":'));
				finish = () => {
					controller.enqueue(Buffer.from('"late"}'));
					controller.close();
				};
			},
		});
		const headers = { ...credentials, "Content-Type": "application/json" };
		const init = { method: "POST", headers, body, duplex: "half" };
		const answer = fetch(`${url}/CustomerGroups`, init as RequestInit);
		// A later request is in the log: the first one has arrived.
		await fetch(`${url}/nowhere`);
		await expect.poll(log).toContain("/nowhere");
		child.kill("SIGINT");
		await expect
			.poll(() =>
				fetch(url).then(
					() => "open",
					() => "closed",
				),
			)
			.toBe("closed");
		finish?.();
		expect((await answer).status).toBe(201);
		expect(await once(child, "exit")).toEqual([0, null]);
	});

	it("takes its settings from the environment, and flags before it", async () => {
		const folder = temporaryFolder();
		const env = { API_DATABASE: "env.db", API_LOG_LEVEL: "silent", API_HOST: "127.0.0.1", API_PORT: "1" };
		const { url, log } = await serve(folder, ["--database", "flag.db"], env);
		await fetch(`${url}/nowhere`);
		expect(existsSync(join(folder, "flag.db"))).toBe(true);
		expect(existsSync(join(folder, "env.db"))).toBe(false);
		expect(log()).toBe("");
	});
});

it("stores and tokens, while the server serves the same file", async () => {
	const folder = temporaryFolder();
	const env = { API_DATABASE: "groups.db" };
	const { get } = await serve(folder, [], env);
	const json = async (...args: string[]) => {
		const { code, out, err } = await cli(folder, [...args, "--json"], env);
		expect([code, err], args.join(" ")).toEqual([0, ""]);
		return JSON.parse(out);
	};
	const count = async (credentials: Credentials) => (await get("/CustomerGroups?countonly=1", credentials)).status;

	expect((await cli(folder, ["stores", "create", "--store", "https://Shop.example/"], env)).out).toContain(
		"shop.example",
	);
	expect((await cli(folder, ["stores", "create", "--store", "shop.example"], env)).code).toBe(1);
	await json("stores", "create", "--store", "own.example", "--capacity", "1", "--leak-per-second", "0.5");
	expect(await json("stores", "list")).toMatchObject([
		{ secureUrl: "own.example", throttle: { capacity: 1, leakPerSecond: 0.5 }, groups: 0, tokens: 0 },
		{ secureUrl: "shop.example", throttle: "document" },
	]);

	const { id, ...first } = await json("tokens", "create", "--store", "shop.example", "--application", "App");
	expect(await count(first)).toBe(200);
	// The application has its private key; only the token is new.
	const second = await json(
		"tokens",
		"create",
		"--store",
		"shop.example",
		"--application",
		"App",
		"--permission",
		"write",
	);
	expect(second.PrivateKey).toBeNull();
	expect(await count({ ...first, Token: second.Token })).toBe(401);

	const rotated = await json("tokens", "rotate", "--id", String(id));
	expect(await count(first)).toBe(401);
	expect(await count({ ...first, Token: rotated.Token })).toBe(200);
	await json("tokens", "revoke", "--id", String(rotated.id));
	expect(await count({ ...first, Token: rotated.Token })).toBe(401);

	const renewed = await json(
		"tokens",
		"create",
		"--store",
		"shop.example",
		"--application",
		"App",
		"--new-private-key",
	);
	expect(await count(renewed)).toBe(200);
	const listed = await cli(folder, ["tokens", "list", "--store", "shop.example"], env);
	expect(listed.out.trim().split("\n")).toHaveLength(5);
	for (const secret of [first.Token, first.PrivateKey, renewed.Token]) expect(listed.out).not.toContain(secret);

	expect((await cli(folder, ["tokens", "revoke", "--id", "999"], env)).err).toContain("There is no token 999");
	expect((await cli(folder, ["tokens", "create", "--store", "no.example", "--application", "A"], env)).err).toContain(
		"There is no store no.example",
	);
	await json("stores", "delete", "--store", "shop.example");
	expect(await count(renewed)).toBe(401);
	expect((await cli(folder, ["stores", "delete", "--store", "shop.example"], env)).code).toBe(1);
});

it("profiles: credentials that do what their names say, and that go without a trace", async () => {
	const folder = temporaryFolder();
	const file = join(folder, "credentials.json");
	const args = ["profiles", "--database", "groups.db", "--out", file];
	const { get } = await serve(folder, ["--database", "groups.db"]);
	const { code, out } = await cli(folder, args);
	expect(code).toBe(0);
	const profiles = readJson<Record<string, Credentials>>(file);
	expect(Object.keys(profiles)).toEqual(Object.keys(parse(readFileSync(SCENARIOS, "utf8")).profiles));
	if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
	for (const { PrivateKey, Token, SecureURL } of Object.values(profiles)) {
		expect(SecureURL).toMatch(/^https:\/\/verification-[0-9a-f]+\.example$/);
		expect(out).not.toContain(PrivateKey);
		expect(out).not.toContain(Token);
	}
	const status = async (name: string) => (await get("/CustomerGroups", profiles[name] as Credentials)).status;
	expect(await status("default")).toBe(404);
	expect(await status("read-only")).toBe(404);
	expect(await status("write-only")).toBe(401);
	expect(await status("wrong")).toBe(401);
	expect(await status("empty-store")).toBe(404);
	expect(await status("sequences")).toBe(404);
	expect(await status("other-store")).toBe(404);
	const stores = ["default", "empty-store", "small-bucket", "sequences", "other-store"];
	expect(new Set(stores.map((name) => profiles[name]?.SecureURL)).size).toBe(stores.length);
	expect(await status("small-bucket")).toBe(404);
	expect(await status("small-bucket")).toBe(429);

	// A second run replaces what the first left.
	await cli(folder, args);
	expect(await status("default")).toBe(401);
	expect((await cli(folder, [...args, "--remove"])).code).toBe(0);
	expect(existsSync(file)).toBe(false);
	expect((await cli(folder, ["stores", "list", "--database", "groups.db"])).out.trim()).toBe("There are no stores.");
	expect((await cli(folder, [...args, "--remove"])).code).toBe(1);
});

it("profiles: makes those that a scenarios file declares", async () => {
	const folder = temporaryFolder();
	const args = ["profiles", "--database", "groups.db", "--out", "c.json", "--scenarios", "scenarios.yaml"];
	expect((await cli(folder, args)).err).toContain("name the scenarios file with --scenarios");
	const declared = "profiles: { default: {}, own: { ownStore: true }, reader: { permissions: [read] } }";
	writeFileSync(join(folder, "scenarios.yaml"), declared);
	expect((await cli(folder, args)).code).toBe(0);
	const profiles = readJson<Record<string, Credentials>>(join(folder, "c.json"));
	expect(Object.keys(profiles)).toEqual(["default", "own", "reader"]);
	expect(profiles.reader?.SecureURL).toBe(profiles.default?.SecureURL);
	expect(profiles.own?.SecureURL).not.toBe(profiles.default?.SecureURL);
});

it("profiles --remove touches no store that it did not make", async () => {
	const folder = temporaryFolder();
	const database = ["--database", "groups.db"];
	await cli(folder, ["stores", "create", "--store", "shop.example", ...database]);
	const credentials = { SecureURL: "https://shop.example", PrivateKey: "", Token: "" };
	writeFileSync(join(folder, "c.json"), JSON.stringify({ default: credentials }));
	await cli(folder, ["profiles", "--remove", "--out", "c.json", ...database]);
	expect((await cli(folder, ["stores", "list", ...database])).out).toContain("shop.example");
});

it("demo: makes the store once, and new credentials only where the file is gone", async () => {
	const folder = temporaryFolder();
	const file = join(folder, "demo.json");
	const args = ["demo", "--database", "groups.db", "--out", file];
	const { get } = await serve(folder, ["--database", "groups.db"]);
	expect((await cli(folder, args)).code).toBe(0);
	const first = readJson<Credentials>(file);
	expect(first.SecureURL).toBe("https://demo-store.3dcartstores.com");
	if (process.platform !== "win32") expect(statSync(file).mode & 0o777).toBe(0o600);
	const { json } = await get("/CustomerGroups?limit=500", first);
	expect(json).toHaveLength(26);
	expect(json).toContainEqual(
		expect.objectContaining({ Name: "Excepteur reprehenderit mollit", MinimumOrder: 34158822.957761675 }),
	);

	await cli(folder, args);
	expect(readJson(file)).toEqual(first);

	writeFileSync(file, "{}");
	await cli(folder, args);
	const second = readJson<Credentials>(file);
	expect((await get("/CustomerGroups?countonly=1", first)).status).toBe(401);
	expect(await get("/CustomerGroups?countonly=1", second)).toEqual({ status: 200, json: { TotalCount: 26 } });
});

it("processes that start at once on a new file all find it ready", async () => {
	const folder = temporaryFolder();
	const runs = Array.from({ length: 6 }, (_, index) =>
		cliProcess(folder, ["stores", "create", "--store", `s${index}.example`, "--database", "new.db"]),
	);
	for (const { code, err } of await Promise.all(runs)) expect([code, err]).toEqual([0, ""]);
	const data = openSqlite(join(folder, "new.db"));
	expect(await data.access.listStores()).toHaveLength(6);
	await data.close();
});
