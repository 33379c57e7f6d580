import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { copyFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import Sqlite from "libsql";
import { Client } from "pg";
import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { commands, run } from "../src/cli/run.js";
import { type CopyOptions, copyData, type Figures, readRows } from "../src/data/copy/copy-data.js";
import { type Row, TABLES, type Table } from "../src/data/copy/copyable.js";
import type { Database, GroupMembers } from "../src/data/interface.js";
import { openCopyable, openData } from "../src/data/open-data.js";
import { GROUP_DEFAULTS } from "../src/operations/defaults.js";
import { type PostgresServer, startPostgres } from "./support/postgres.js";
import { temporaryFolder } from "./support/service.js";

const GROUPS: Table = TABLES.find(({ name }) => name === "customer_groups") as Table;
const MEMBERS: GroupMembers = {
	...GROUP_DEFAULTS,
	Name: "\0'\"\\\u{1f600}\ud800",
	Description: "",
	MinimumOrder: "34158822.957761675",
	NonTaxable: true,
	AllowRegistration: false,
	DisableRewardPoints: true,
	AutoApprove: false,
	RegistrationMessage: "\u2028\r\n\t",
	PriceLevel: -48512740,
};

let postgres: PostgresServer;

beforeAll(async () => {
	postgres = await startPostgres();
});

afterAll(() => postgres.close());

/** Runs `work` on the data in a database. */
async function on<T>(database: string, work: (data: Database) => Promise<T>): Promise<T> {
	const data = await openData(database);
	try {
		return await work(data);
	} finally {
		await data.close();
	}
}

async function copyOf(from: string, to: string, options?: CopyOptions): Promise<Figures> {
	const source = await openCopyable(from, "source");
	const target = await openCopyable(to, "target");
	try {
		return await copyData(source, target, options);
	} finally {
		await source.close();
		await target.close();
	}
}

/** All rows and last ids of a database. */
async function contents(database: string): Promise<Record<string, unknown>> {
	const source = await openCopyable(database, "source");
	try {
		return await source.read(async (snapshot) => {
			const all: Record<string, unknown> = { kept: new Set(await snapshot.keptCounts()) };
			for (const table of TABLES) {
				const rows: Row[] = [];
				for await (const some of readRows(snapshot, table)) rows.push(...some);
				all[table.name] = { rows, last: table.assignsIds ? await snapshot.lastId(table) : undefined };
			}
			return all;
		});
	} finally {
		await source.close();
	}
}

const NOTHING = Object.fromEntries([
	["kept", new Set()],
	...TABLES.map(({ name }) => [name, expect.objectContaining({ rows: [] })]),
]);

/** Three stores with groups, gaps, all kinds of tokens, and rows at the end that are gone. */
async function fill(database: string, groups = 700): Promise<void> {
	await on(database, async (data) => {
		const [shop = 0] = [
			await data.access.createStore("shop.example", "document"),
			await data.access.createStore("other.example:8080/path", { capacity: 3, leakPerSecond: 1 / 3 }),
			await data.access.createStore("gone.example", "off"),
		];
		const token = (secureUrl: string, application: string, ...permissions: ("read" | "write")[]) => ({
			...{ secureUrl, application, permissions: new Set(permissions), replaceKey: false },
			...{ tokenHash: randomBytes(32), keyHash: randomBytes(32) },
		});
		await data.access.issueToken(token("shop.example", "Ledger \u{1f600}", "read", "write"));
		const { id } = await data.access.issueToken(token("shop.example", "Ledger \u{1f600}", "read"));
		await data.access.revokeToken(id);
		await data.access.issueToken(token("other.example:8080/path", "Other", "write"));
		await data.access.issueToken(token("gone.example", "Gone"));
		await data.access.deleteStore("gone.example");
		await Promise.all(Array.from({ length: groups }, () => data.groups.create(shop, MEMBERS)));
		await Promise.all([1, 5, 129, 300, groups].map((gone) => data.groups.delete(shop, gone)));
	});
}

async function query(url: string, sql: string): Promise<Record<string, unknown>[]> {
	const client = new Client({ connectionString: url });
	await client.connect();
	try {
		return (await client.query(sql)).rows;
	} finally {
		await client.end();
	}
}

async function command(...args: string[]): Promise<{ code: number; output: string }> {
	const lines: string[] = [];
	const print = (line: string) => lines.push(line);
	const code = await run("api", commands, args, { env: {}, print, printError: print });
	return { code, output: lines.join("\n") };
}

it("takes all from SQLite to PostgreSQL and back, and both go on where the first was", async () => {
	const folder = temporaryFolder();
	const [file, back] = [join(folder, "groups.db"), join(folder, "back.db")];
	const url = await postgres.newDatabase();
	await fill(file);
	const original = await contents(file);

	const there = await command("copy", "--from", file, "--to", url);
	const { host, pathname } = new URL(url);
	expect(there).toEqual({
		code: 0,
		output: [
			`Copied ${file} to ${host}${pathname} and compared the two: no difference.`,
			"  stores        2",
			"  applications  2",
			"  tokens        3",
			"  groups        695",
		].join("\n"),
	});
	expect(await contents(url)).toEqual(original);
	expect((await command("copy", "--from", url, "--to", back)).code).toBe(0);
	// The one file has all, without the log beside it.
	copyFileSync(back, join(folder, "alone.db"));
	expect(await contents(join(folder, "alone.db"))).toEqual(original);

	const answers = await Promise.all(
		[file, url, back].map((database) =>
			on(database, async (data) => ({
				stores: await data.access.listStores(),
				tokens: await data.access.listTokens(),
				page: (await data.groups.page(1, 600, 500))?.json,
				nextGroup: await data.groups.create(1, MEMBERS),
				nextStore: await data.access.createStore("new.example", "off"),
				rotated: await data.access.rotateToken(1, randomBytes(32)),
			})),
		),
	);
	expect(answers[0]).toMatchObject({ nextGroup: 701, nextStore: 4, rotated: 5 });
	expect(answers[1]).toEqual(answers[0]);
	expect(answers[2]).toEqual(answers[0]);
});

it("takes an empty database too, and between two of one kind", async () => {
	const folder = temporaryFolder();
	const [empty, file, other] = ["empty.db", "groups.db", "other.db"].map((name) => join(folder, name)) as [
		string,
		string,
		string,
	];
	await on(empty, async () => undefined);
	const url = await postgres.newDatabase();
	const none = { stores: 0, applications: 0, tokens: 0, groups: 0 };
	expect(await copyOf(empty, url)).toEqual(none);
	expect(await copyOf(url, file)).toEqual(none);
	await fill(file, 60);
	expect(await copyOf(file, other)).toMatchObject({ stores: 2, groups: 57 });
	expect(await contents(other)).toEqual(await contents(file));
	expect(await copyOf(file, url)).toMatchObject({ stores: 2, groups: 57 });
	const third = await postgres.newDatabase();
	expect(await copyOf(url, third)).toMatchObject({ stores: 2, groups: 57 });
	expect(await contents(third)).toEqual(await contents(file));
});

it("copies one moment of a source that goes on being written to", async () => {
	const file = join(temporaryFolder(), "groups.db");
	const url = await postgres.newDatabase();
	await fill(file, 400);
	const before = await contents(file);
	const writing = await openData(file);
	let written: Promise<unknown> | undefined;
	const progress = () => {
		written ??= Promise.all([writing.groups.create(1, MEMBERS), writing.groups.update(1, 2, { Name: "changed" })]);
	};
	await copyOf(file, url, { progress });
	expect(await written).toEqual([401, true]);
	await writing.close();
	expect(await contents(url)).toEqual(before);
});

it("refuses a target that has something, and leaves it as it is", async () => {
	const folder = temporaryFolder();
	const [file, other] = [join(folder, "groups.db"), join(folder, "other.db")];
	const url = await postgres.newDatabase();
	await fill(file, 10);
	for (const target of [other, url]) {
		await on(target, (data) => Promise.resolve(data.access.createStore("mine.example", "off")));
		const before = await contents(target);
		const { code, output } = await command("copy", "--from", file, "--to", target);
		expect([code, output]).toEqual([
			1,
			expect.stringMatching(/^The database \S+ is not empty, it has stores: name an empty one\.$/),
		]);
		expect(await contents(target)).toEqual(before);
	}
});

it("says in one line what is wrong with its flags", async () => {
	const folder = temporaryFolder();
	const [missing, target] = [join(folder, "missing.db"), join(folder, "target.db")];
	for (const [from, to, code, message] of [
		[missing, target, 1, `There is no database ${missing}.`],
		[target, target, 2, "--from and --to name the same database. See: api --help"],
		["mysql://user:secret@host/db", target, 2, "--from must be a file or a postgres:// URL. See: api --help"],
	] as const) {
		expect(await command("copy", "--from", from, "--to", to)).toEqual({ code, output: message });
	}
	expect(readdirSync(folder)).toEqual([]);
});

it.each([
	["changes a text", "IF NEW.id = 77 THEN NEW.json := NEW.json || ' '; END IF; RETURN NEW;", "customer_groups at 1/77"],
	["loses a row", "IF NEW.id = 99 THEN RETURN NULL; END IF; RETURN NEW;", "customer_groups at 1/99"],
	["loses the last row", "IF NEW.id = 119 THEN RETURN NULL; END IF; RETURN NEW;", "customer_groups at 1/119"],
])("notices a target that %s, and leaves nothing there", async (_name, body, place) => {
	const file = join(temporaryFolder(), "groups.db");
	const url = await postgres.newDatabase();
	await fill(file, 120);
	await on(url, async () => undefined);
	await query(url, `CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN ${body} END $$`);
	await query(url, "CREATE TRIGGER spoil BEFORE INSERT ON customer_groups FOR EACH ROW EXECUTE FUNCTION spoil()");
	await expect(copyOf(file, url)).rejects.toThrow(
		`The copy differs from its source in ${place}: nothing was kept of it.`,
	);
	expect(await contents(url)).toEqual(NOTHING);
});

it("notices a row too many, and counts that are not kept", async () => {
	const file = join(temporaryFolder(), "groups.db");
	const url = await postgres.newDatabase();
	await fill(file, 120);
	await on(url, async () => undefined);
	await query(
		url,
		`CREATE FUNCTION add() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
			INSERT INTO customer_groups VALUES (NEW.store_id, 5000, '{}') ON CONFLICT DO NOTHING; RETURN NEW;
		END $$`,
	);
	await query(
		url,
		"CREATE TRIGGER add BEFORE INSERT ON customer_groups FOR EACH ROW WHEN (NEW.id = 100) EXECUTE FUNCTION add()",
	);
	await expect(copyOf(file, url)).rejects.toThrow("customer_groups at its end");
	await query(url, "DROP TRIGGER add ON customer_groups; DROP TRIGGER count_added ON customer_groups");
	await expect(copyOf(file, url)).rejects.toThrow("The copy has 117 groups and counts 0: nothing was kept of it.");
	expect(await contents(url)).toEqual(NOTHING);
});

it("leaves nothing when it is interrupted, while it copies and while it compares", async () => {
	const folder = temporaryFolder();
	const [file, target] = [join(folder, "groups.db"), join(folder, "target.db")];
	const url = await postgres.newDatabase();
	await fill(file, 300);
	for (const step of ["copied", "compared"]) {
		for (const to of [url, target]) {
			const abort = new AbortController();
			const progress: CopyOptions["progress"] = (done, rows) => {
				if (done === step && rows === "groups") abort.abort(new Error("interrupted here"));
			};
			await expect(copyOf(file, to, { signal: abort.signal, progress })).rejects.toThrow("interrupted here");
		}
		expect(await contents(url)).toEqual(NOTHING);
		expect(readdirSync(folder).filter((name) => name.startsWith("target"))).toEqual([]);
	}
	expect(await copyOf(file, url)).toMatchObject({ groups: 296 });
});

it.each(["SIGTERM", "SIGKILL"] as const)("leaves nothing when the command gets %s", async (signal) => {
	const file = join(temporaryFolder(), "groups.db");
	const url = await postgres.newDatabase();
	await fill(file, 300);
	await on(url, async () => undefined);
	// Slow, so that the signal comes in the middle.
	await query(
		url,
		`CREATE FUNCTION wait() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(0.3); RETURN NULL; END $$;
		CREATE TRIGGER wait BEFORE INSERT ON customer_groups FOR EACH STATEMENT EXECUTE FUNCTION wait()`,
	);
	const main = fileURLToPath(new URL("../dist/main.js", import.meta.url));
	const child = spawn(process.execPath, [main, "copy", "--from", file, "--to", url], {
		stdio: ["ignore", "pipe", "pipe"],
	});
	onTestFinished(() => void child.kill("SIGKILL"));
	let output = "";
	for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (output += text));
	const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
	const state = `FROM pg_stat_activity WHERE application_name = 'customer-groups-api copy' AND datname = current_database()`;
	const copying = async () => query(url, `SELECT 1 ${state} AND query LIKE 'INSERT INTO customer_groups%'`);
	await expect.poll(copying, { timeout: 10_000 }).toHaveLength(1);
	child.kill(signal);
	expect(await ended).toBe(signal === "SIGTERM" ? 1 : null);
	if (signal === "SIGTERM") expect(output).toBe("Interrupted: nothing was copied.\n");
	await expect.poll(() => query(url, `SELECT 1 ${state}`), { timeout: 10_000 }).toEqual([]);
	expect(await contents(url)).toEqual(NOTHING);
});

it("reads large rows some at a time", async () => {
	const file = join(temporaryFolder(), "groups.db");
	const Description = "x".repeat(65_535);
	await on(file, async (data) => {
		const store = await data.access.createStore("shop.example", "off");
		for (let count = 0; count < 90; count++) {
			await data.groups.create(store, { ...MEMBERS, Description, RegistrationMessage: Description });
		}
	});
	const source = await openCopyable(file, "source");
	const sizes = await source.read(async (snapshot) => {
		const found: number[] = [];
		for await (const rows of readRows(snapshot, GROUPS)) found.push(rows.length);
		return found;
	});
	await source.close();
	expect(sizes).toEqual([50, 7, 7, 7, 7, 7, 5]);
});

it("knows all tables and columns of both databases, but for what each keeps for itself", async () => {
	const file = join(temporaryFolder(), "groups.db");
	const url = await postgres.newDatabase();
	await on(file, async () => undefined);
	await on(url, async () => undefined);
	const database = new Sqlite(file);
	const inSqlite = database
		.prepare(
			`SELECT t.name AS "table", c.name AS "column" FROM sqlite_master t JOIN pragma_table_info(t.name) c
			WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite_%'`,
		)
		.all([]) as { table: string; column: string }[];
	database.close();
	const inPostgres = (await query(
		url,
		`SELECT table_name AS "table", column_name AS "column" FROM information_schema.columns WHERE table_schema = 'public'`,
	)) as unknown as { table: string; column: string }[];
	const known = TABLES.flatMap(({ name, columns }) => Object.keys(columns).map((column) => `${name}.${column}`)).sort();
	for (const found of [inSqlite, inPostgres]) {
		const kept = found.filter(
			({ table }) => !["schema_versions", "group_members", "access_changes", "group_counts", "buckets"].includes(table),
		);
		expect(kept.map(({ table, column }) => `${table}.${column}`).sort()).toEqual(known);
	}
	for (const { key, columns } of TABLES) expect(Object.keys(columns).slice(0, key.length)).toEqual(key);
});
