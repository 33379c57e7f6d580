import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { type Verification, verify } from "@onespec/contract-verifier";
import { runNode, startServer } from "@onespec/stack/child";
import { CommandError } from "@onespec/stack/command-error";
import { npmCli } from "@onespec/stack/npm";
import { columns, step } from "@onespec/stack/terminal";
import { type Change, type Passing, startBetween } from "./between.js";

/** A server written with a framework of other people, from one document that it has in common with the others. */
interface ForeignServer {
	readonly name: string;
	readonly file: string;
	/** What runs it, and how it is told whether all is there that it needs. */
	readonly interpreter?: { readonly command: string; readonly probe: readonly string[]; readonly remedy: string };
}

const SERVERS: readonly ForeignServer[] = [
	{ name: "Fastify, fastify-openapi-glue", file: "fastify.mjs" },
	{ name: "Express, express-openapi-validator", file: "express.mjs" },
	{
		name: "Flask (Python)",
		file: "flask_server.py",
		interpreter: { command: "python3", probe: ["-c", "import flask"], remedy: "apt-get install python3-flask" },
	},
];

const isItem = ({ method, path, status }: Passing) => method === "GET" && status === 200 && /\/\d+$/.test(path);
const isList = ({ method, path, status }: Passing) =>
	method === "GET" && status === 200 && /\/tickets(\?|$)/.test(path);
const isRefusal = ({ status }: Passing) => status >= 400;
const TICKET = {
	...{ id: 1, subject: "a", priority: 1, state: "open", due: null, labels: [] },
	createdAt: "2024-01-01T00:00:00Z",
};
const item =
	(change: (ticket: Record<string, unknown>) => object): Change =>
	(one) =>
		isItem(one) ? { body: change(one.body as Record<string, unknown>) } : undefined;

/** What a server does wrong, by what stands before it; `undefined` leaves an answer as it is. */
const FAULTS: Readonly<Record<string, Change>> = {
	"a create answers 200": ({ method, status }) => (method === "POST" && status === 201 ? { status: 200 } : undefined),
	"a create says no Location": ({ method, status, headers: { location: _, ...headers } }) =>
		method === "POST" && status === 201 ? { headers } : undefined,
	"a number comes as a text": item((ticket) => ({ ...ticket, priority: String(ticket.priority) })),
	"a member is missing": item(({ createdAt: _, ...ticket }) => ticket),
	"a time is none": item((ticket) => ({ ...ticket, createdAt: "yesterday" })),
	"a state is none of the documented": item((ticket) => ({ ...ticket, state: "done" })),
	"null where none may be": item((ticket) => ({ ...ticket, labels: null })),
	"a list is an object": (one) => (isList(one) ? { body: { items: one.body } } : undefined),
	"an error says nothing": (one) => (isRefusal(one) ? { body: {} } : undefined),
	"an error is a page": (one) =>
		isRefusal(one) ? { headers: { "content-type": "text/html" }, body: "no" } : undefined,
	"an unknown item is there": ({ status }) => (status === 404 ? { status: 200, body: TICKET } : undefined),
	"a wrong body is taken": ({ method, status }) =>
		method === "POST" && status === 400 ? { status: 201, headers: JSON_TYPE, body: TICKET } : undefined,
	"whoever it is may read": ({ method, status }) =>
		method === "GET" && status === 401 ? { status: 200, headers: JSON_TYPE, body: TICKET } : undefined,
	"a removal answers 200": ({ method, status }) =>
		method === "DELETE" && status === 204 ? { status: 200 } : undefined,
	"a list breaks down": (one) => (isList(one) ? { status: 500, body: { message: "oh" } } : undefined),
};

const JSON_TYPE = { "content-type": "application/json" };

/**
 * Verifies servers that are written with frameworks of other people: each as it is, where nothing may be red, then with each
 * planted fault, which must be noticed. The frameworks are installed on demand, into a folder outside of the workspaces.
 *
 * @returns the exit code
 */
export async function verifyServers(root: string): Promise<number> {
	const folder = join(root, "tools/documents/servers");
	await installFrameworks(folder);
	const rows: string[][] = [];
	const missed: string[] = [];
	for (const server of SERVERS) {
		await step(server.name, async (detail) => {
			const { interpreter } = server;
			const isThere = interpreter === undefined || spawnSync(interpreter.command, [...interpreter.probe]).status === 0;
			if (!isThere) throw new CommandError(`${server.name} needs more: ${interpreter?.remedy}`);
			const running = await startServer(server.name, join(folder, server.file), [], {
				cwd: folder,
				...(interpreter && { interpreter: interpreter.command }),
			});
			try {
				const right = await verifyAt(folder, running.url);
				missed.push(...failuresOf(right).map((reason) => `${server.name}: ${reason}`));
				let noticed = 0;
				for (const [name, fault] of Object.entries(FAULTS)) {
					detail(name);
					const between = await startBetween(running.url, fault);
					const found = await verifyAt(folder, between.url).finally(between.close);
					if (found.failed > 0) noticed++;
					else missed.push(`${server.name}: not noticed: ${name}`);
				}
				const { passed, failed, open, total } = right;
				const all = Object.keys(FAULTS).length;
				rows.push([server.name, `${passed}/${total}`, String(open), String(failed), `${noticed}/${all}`]);
				detail(`${passed}/${total} · ${noticed}/${all} faults`);
			} finally {
				await running.stop();
			}
		});
	}
	console.log(`\n${columns([["server", "passed", "open", "failed", "faults noticed"], ...rows]).join("\n")}`);
	for (const line of missed) console.log(`  ${line}`);
	return missed.length === 0 ? 0 : 1;
}

function verifyAt(folder: string, endpoint: string): Promise<Verification> {
	// Without scenarios: as whoever tries it for the first time.
	return verify({
		spec: join(folder, "tickets.yaml"),
		endpoint,
		target: "live",
		credentials: { default: { bearer: "tickets-token" } },
	});
}

function failuresOf({ cells }: Verification): string[] {
	return cells
		.filter(({ outcome }) => outcome === "failed")
		.map(({ cell, transactions }) => `${cell.id}: ${transactions.flatMap(({ reasons }) => reasons).join("; ")}`);
}

/** By their lockfile, where they are missing or older than it. */
async function installFrameworks(folder: string): Promise<void> {
	const installed = join(folder, "node_modules/.package-lock.json");
	const isCurrent =
		existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, "package-lock.json")).mtimeMs;
	if (isCurrent) return;
	await step("npm ci of the frameworks", async () => {
		const { code, output } = await runNode(npmCli(), ["ci"], { cwd: folder });
		if (code !== 0) throw new CommandError(`npm ci failed: ${output.trim()}`);
	});
}
