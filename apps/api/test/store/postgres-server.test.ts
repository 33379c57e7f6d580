import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Client, escapeIdentifier } from "pg";
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { commands, run } from "../../src/cli/run.js";
import { Connections } from "../../src/data/postgres/connections.js";
import { openPostgres } from "../../src/data/postgres/postgres-database.js";
import { generalExample } from "../../src/document.js";
import { createLog } from "../../src/management/logging.js";
import { type PostgresProcess, type PostgresServer, startPostgres } from "../support/postgres.js";
import { createGroup, newStore, startService, temporaryFolder } from "../support/service.js";

let postgres: PostgresServer;
/** A database that all tests share. */
let url: string;

beforeAll(async () => {
	postgres = await startPostgres();
	url = await postgres.newDatabase();
});

afterAll(() => postgres.close());

function open(database: string): Connections {
	const connections = new Connections(database, { max: 2, applicationName: "test" });
	onTestFinished(() => connections.close());
	return connections;
}

async function administer(sql: string): Promise<void> {
	const client = new Client({ connectionString: url });
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}

/** The URL of the database with other parts. */
function urlWith(changes: Partial<URL>): string {
	return Object.assign(new URL(url), changes).href;
}

async function setOnDatabase(name: string, value: string, database: string): Promise<void> {
	await administer(`ALTER DATABASE ${escapeIdentifier(new URL(database).pathname.slice(1))} SET ${name} = '${value}'`);
}

describe("a session", () => {
	const SETTINGS = ["synchronous_commit", "default_transaction_isolation", "fsync", "full_page_writes"] as const;

	async function settings(database: string): Promise<Record<string, string> | undefined> {
		const list = SETTINGS.map((name) => `current_setting('${name}') AS ${name}`).join(", ");
		const [row] = await open(database).query<Record<string, string>>({ text: `SELECT ${list}` });
		return row;
	}

	it("commits to the disk, whatever the database is set to", async () => {
		const database = await postgres.newDatabase();
		const durable = { default_transaction_isolation: "read committed", fsync: "on", full_page_writes: "on" };
		for (const [set, found] of [
			["off", "on"],
			["local", "on"],
			["remote_write", "on"],
			["on", "on"],
			["remote_apply", "remote_apply"],
		] as const) {
			await setOnDatabase("synchronous_commit", set, database);
			await setOnDatabase("default_transaction_isolation", "serializable", database);
			expect(await settings(database)).toEqual({ ...durable, synchronous_commit: found });
		}
	});

	it("needs a database in UTF-8", async () => {
		await administer("CREATE DATABASE latin ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0");
		const latin = urlWith({ pathname: "/latin" });
		await expect(openPostgres(latin)).rejects.toThrow("The database has the encoding LATIN1");
		await administer("DROP DATABASE latin");
	});

	it("needs a server that takes writes", async () => {
		const database = await postgres.newDatabase();
		const store = await openPostgres(database);
		onTestFinished(() => store.close());
		await store.ready();
		await setOnDatabase("default_transaction_read_only", "on", database);
		await administer(
			"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'customer-groups-api'",
		);
		await expect
			.poll(async () => String(await Promise.resolve(store.ready()).catch((error) => error)))
			.toContain("takes no writes");
	});
});

describe("a transaction", () => {
	it("leaves nothing when its work throws, and the connection is as good as before", async () => {
		const connections = open(url);
		await connections.query({ text: "DROP TABLE IF EXISTS t; CREATE TABLE t (a int)" });
		for (let round = 0; round < 3; round++) {
			const failing = connections.transaction(async (session) => {
				await session.query({ text: "INSERT INTO t VALUES (1)" });
				throw new Error("of the work");
			});
			await expect(failing).rejects.toThrow("of the work");
		}
		expect(await connections.query({ text: "SELECT * FROM t" })).toEqual([]);
		expect(connections.figures).toEqual({ max: 2, open: 1, idle: 1, waiting: 0 });
	});

	it("is repeated when the server undid it because of others, and given up at last", async () => {
		const connections = open(url);
		const fail = { text: "DO $$ BEGIN RAISE EXCEPTION 'deadlock' USING ERRCODE = '40P01'; END $$" };
		let attempts = 0;
		const third = connections.transaction(async (session) => {
			if (++attempts < 3) await session.query(fail);
			return attempts;
		});
		expect(await third).toBe(3);
		await expect(connections.transaction((session) => session.query(fail))).rejects.toThrow(
			"refused: deadlock (40P01)",
		);
	});

	it("whose connection breaks between two statements fails, and the process goes on", async () => {
		const connections = open(url);
		const failing = connections.transaction(async (session) => {
			const [own] = await session.query<{ pid: number }>({ text: "SELECT pg_backend_pid() AS pid" });
			await administer(`SELECT pg_terminate_backend(${own?.pid})`);
			const alive = { text: "SELECT 1 FROM pg_stat_activity WHERE pid = $1" };
			await expect.poll(() => connections.query(alive, [own?.pid])).toEqual([]);
			await session.query({ text: "SELECT 1" });
		});
		await expect(failing).rejects.toThrow(/cannot be reached|terminating connection/);
		expect(await connections.query({ text: "SELECT 1 AS one" })).toEqual([{ one: 1 }]);
	});

	it("two that lock each other out both come through", async () => {
		const connections = open(url);
		await connections.query({
			text: "DROP TABLE IF EXISTS t; CREATE TABLE t AS SELECT a, 0 AS b FROM generate_series(1, 2) a",
		});
		let meet: () => void = () => undefined;
		const met = new Promise<void>((resolve) => {
			meet = resolve;
		});
		let arrived = 0;
		const increment = { text: "UPDATE t SET b = b + 1 WHERE a = $1" };
		const cross = (first: number, second: number) =>
			connections.transaction(async (session) => {
				await session.query(increment, [first]);
				if (++arrived === 2) meet();
				await met;
				await session.query(increment, [second]);
			});
		await Promise.all([cross(1, 2), cross(2, 1)]);
		expect(arrived).toBeGreaterThan(2);
		expect(await connections.query({ text: "SELECT b FROM t" })).toEqual([{ b: 2 }, { b: 2 }]);
	});
});

describe("what is printed", () => {
	const SECRET = "pass-word-that-nobody-sees";

	async function command(args: string[], env: Record<string, string> = {}): Promise<{ code: number; output: string }> {
		let output = "";
		const write = (line: string) => {
			output += `${line}\n`;
		};
		const code = await run("api", commands, args, { env, print: write, printError: write });
		return { code, output };
	}

	it("has the database's host and name, and never its password", async () => {
		const { host, pathname } = new URL(url);
		const where = host + pathname;
		for (const [database, message] of [
			[urlWith({ password: SECRET }), `The database ${where} refused: password authentication failed`],
			[
				urlWith({ port: "1", password: SECRET }),
				`The database ${new URL(url).hostname}:1${pathname} cannot be reached`,
			],
			[urlWith({ pathname: "/nowhere" }), 'database "nowhere" does not exist'],
			[`postgres://user:${SECRET}@host:port/db`, "The database URL cannot be read"],
			[`postgres://user:${SECRET}%@127.0.0.1:1/%`, "The database 127.0.0.1:1/% cannot be reached"],
			[`${urlWith({ password: SECRET })}?sslmode=maybe`, "sslmode of the database URL must be one of"],
			[`${urlWith({ password: SECRET })}?sslmode=prefer`, "sslmode of the database URL must be one of"],
			[`mysql://user:${SECRET}@host/db`, "--database must be a file or a postgres:// URL"],
		] as const) {
			const { code, output } = await command(["stores", "list", "--database", database]);
			expect(output).toContain(message);
			expect(output).not.toContain(SECRET);
			expect(output.trim().split("\n")).toHaveLength(1);
			expect(code).toBe(database.startsWith("mysql") ? 2 : 1);
		}
	});

	it("also for a URL of the environment", async () => {
		const env = { DATABASE_URL: url, API_DATABASE: "nowhere/groups.db" };
		expect(await command(["stores", "list"], env)).toEqual({ code: 0, output: "There are no stores.\n" });
		const file = join(temporaryFolder(), "groups.db");
		expect(await command(["stores", "create", "--store", "shop.example", "--database", file], env)).toMatchObject({
			code: 0,
		});
		expect(await command(["stores", "list"], env)).toMatchObject({ output: "There are no stores.\n" });
		const other = { DATABASE_URL: `mysql://user:${SECRET}@host/db` };
		const refused = "DATABASE_URL must be a postgres:// URL; files go in API_DATABASE. See: api --help\n";
		expect(await command(["stores", "list"], other)).toEqual({ code: 2, output: refused });
		for (const { name } of commands) {
			const { output } = await command([...name.split(" "), "--help"], {
				DATABASE_URL: urlWith({ password: SECRET }),
			});
			expect(output).not.toContain(SECRET);
		}
	});
});

// What needs a server that can be stopped and set up.
describe.skipIf(process.env.TEST_DATABASE_URL)("a server of our own", () => {
	const own = (): PostgresProcess => postgres.process as PostgresProcess;

	it("that is gone: 503 for every request, and the service goes on once it is back", async () => {
		const lines: string[] = [];
		const log = createLog({ level: "error", stream: { write: (line: string) => lines.push(line) } });
		const { data, call } = await startService({ data: await openPostgres(url), log });
		const credentials = await newStore(data, { throttle: "document" });
		await createGroup(call, credentials, { Name: "before" });
		for (const end of [() => own().stop(), () => own().kill()]) {
			await Promise.all(Array.from({ length: 20 }, () => call("GET", "/CustomerGroups/1", { credentials })));
			await end();
			// What the service has read before is answered until its connections are seen to be closed.
			const status = async () => (await call("GET", "/CustomerGroups", { credentials })).status;
			await expect.poll(status).toBe(503);
			for (const [method, path, body] of [
				["GET", "/CustomerGroups"],
				["POST", "/CustomerGroups", { Name: "lost" }],
				["PUT", "/CustomerGroups", [{ CustomerGroupID: 1, Name: "lost" }]],
				["DELETE", "/CustomerGroups/1"],
			] as const) {
				const { status, headers, json } = await call(method, path, { credentials, body });
				expect([status, json]).toEqual([503, generalExample("unavailable")]);
				expect(headers.get("retry-after")).toBe("5");
			}
			await expect(data.ready()).rejects.toThrow("cannot be reached");
			await own().start();
			const answered = async () => (await call("GET", "/CustomerGroups", { credentials })).json;
			await expect.poll(answered).toMatchObject([{ CustomerGroupID: 1, Name: "before" }]);
			await data.ready();
		}
		expect(await createGroup(call, credentials, { Name: "after" })).toBe(2);
		expect(lines.join("")).not.toContain(new URL(url).password);
	});

	it("that is a standby is refused: what it has may be old", async () => {
		await own().stop();
		own().addFile("standby.signal", "");
		await own().start();
		await expect(openPostgres(url)).rejects.toThrow("is a standby");
		// Promoted, it is good.
		await administer("SELECT pg_promote()");
		const store = await openPostgres(url);
		await store.ready();
		await store.close();
	});

	it("that does not sync is refused", async () => {
		const careless = await startPostgres({ fsync: "off" });
		onTestFinished(() => careless.close());
		await expect(openPostgres(await careless.newDatabase())).rejects.toThrow("has fsync off");
	});

	it("without TLS is refused where TLS is asked for, and the driver has nothing to warn of", async () => {
		const warnings: Error[] = [];
		const note = (warning: Error) => warnings.push(warning);
		process.on("warning", note);
		onTestFinished(() => void process.off("warning", note));
		for (const mode of ["require", "verify-ca", "verify-full", "no-verify"]) {
			await expect(openPostgres(`${url}?sslmode=${mode}`)).rejects.toThrow("does not support SSL");
		}
		const store = await openPostgres(`${url}?sslmode=disable`);
		await store.close();
		expect(warnings).toEqual([]);
	});

	it.skipIf(!hasOpenSsl())("with TLS has to show a certificate that is trusted and its own", async () => {
		const folder = temporaryFolder();
		const [key, certificate] = [join(folder, "server.key"), join(folder, "server.crt")];
		const subject = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
		const made = ["-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-keyout", key, "-out", certificate];
		execFileSync("openssl", ["req", ...made, ...subject], { stdio: "ignore" });
		own().addFile("server.key", readFileSync(key, "utf8"));
		own().addFile("server.crt", readFileSync(certificate, "utf8"));
		await administer("ALTER SYSTEM SET ssl = on");
		await administer("SELECT pg_reload_conf()");

		const encrypted = async (parameters: string) => {
			const sql = "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()";
			const [row] = await open(`${url}?${parameters}`).query<{ ssl: boolean }>({ text: sql });
			return row?.ssl;
		};
		await expect.poll(() => encrypted("sslmode=no-verify").catch(String)).toBe(true);
		for (const mode of ["require", "verify-full"]) {
			await expect(encrypted(`sslmode=${mode}`)).rejects.toThrow("self-signed certificate");
			expect(await encrypted(`sslmode=${mode}&sslrootcert=${encodeURIComponent(certificate)}`)).toBe(true);
		}
	});
});

function hasOpenSsl(): boolean {
	try {
		execFileSync("openssl", ["version"], { stdio: "ignore" });
		return true;
	} catch {
		return false;
	}
}
