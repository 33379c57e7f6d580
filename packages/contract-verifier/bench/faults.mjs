/**
 * Tries every fault of test/fixtures/shelf/server.py on `verify`, its advice, generated requests and sequences, and on other tools, one
 * fault after the other, and writes who noticed it: `node bench/faults.mjs` (needs python3, and a built package) writes
 * docs/faults.md. `--only a,b` tries these alone, and writes nothing; `--resume FILE` takes what an earlier run has printed, and tries
 * the others.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { verify } from "../dist/index.js";
import { runProperties, runSequences } from "../dist/properties/index.js";
import { endPeers, PEERS } from "./peers.mjs";

const folder = fileURLToPath(new URL("../test/fixtures/shelf/", import.meta.url));
const about = {
	spec: `${folder}openapi.yaml`,
	scenarios: `${folder}scenarios.yaml`,
	credentials: {
		default: { Key: "Key-Default-1a", Shop: "Shop-One" },
		"read-only": { Key: "Key-Reader-2b", Shop: "Shop-One" },
		narrow: { Key: "Key-Narrow-3c", Shop: "Shop-Two" },
		sequences: { Key: "Key-Sequences-4d", Shop: "Shop-Three" },
		wrong: { Key: "Key-Nobody-5e", Shop: "Shop-One" },
	},
	// Four lanes of five servers each leave little of a small machine to one answer.
	timeoutMs: 60_000,
};

/** Starts a server of its own for each verb, so that they don't get into each other's way. */
async function start() {
	const child = spawn("python3", [`${folder}server.py`], { stdio: ["ignore", "pipe", "inherit"] });
	const [line] = await once(child.stdout, "data");
	const [endpoint] = /http:\S+/.exec(String(line)) ?? [];
	return { child, endpoint, control: new URL("/__faults", endpoint) };
}

const RUNS = 2;
const SEQUENCES = 6;
/** Faults that are tried side by side: much of a run is waiting for the throttle. */
const LANES = 4;

/** Each verb takes a server as it stands and returns what it says of it; `undefined` where it notices nothing. */
const verbs = {
	verify: async (endpoint, found) => {
		const { cells, general, notes, advice } = await verify({ ...about, endpoint, target: "live", advice: true });
		const reasons = [...cells.flatMap(({ transactions }) => transactions), ...general].flatMap((one) =>
			one.outcome === "failed" ? one.reasons : [],
		);
		found.advice = advice?.find((one) => !isKnown(one))?.example.reason;
		return reasons[0] ?? notes.find((note) => note.startsWith("clean-up"));
	},
	properties: async (endpoint) => {
		const { results } = await runProperties({ ...about, endpoint, seed: 1, runs: RUNS });
		return results.find(({ failure }) => failure)?.failure.reasons[0];
	},
	sequences: async (endpoint) => {
		const { failure } = await runSequences({ ...about, endpoint, seed: 1, sequences: SEQUENCES, shrinks: 0 });
		return failure?.reason;
	},
};

/** Python's server is right by its document, and has no HEAD. */
const isKnown = ({ about: kind }) => kind === "head";

const headers = { "X-Key": about.credentials.default.Key, "X-Shop": about.credentials.default.Shop };
const scratch = mkdtempSync(join(tmpdir(), "contract-verifier-faults-"));
const specWithExamples = join(scratch, "openapi.yaml");
writeFileSync(
	specWithExamples,
	readFileSync(about.spec, "utf8").replace(
		"name: id, in: path, required: true,",
		"name: id, in: path, required: true, example: 1,",
	),
);

/** What a client of such an API does all day, in JSON and XML, with refusals among it. */
async function traffic(url, credentials, seen) {
	const send = async (
		name,
		method,
		path,
		{ body, accept = "application/json", as = credentials, type = "application/json" } = {},
	) => {
		const given = { Accept: accept, ...as, ...(body !== undefined && { "Content-Type": type }) };
		try {
			const answer = await fetch(`${url}${path}`, { method, headers: given, ...(body !== undefined && { body }) });
			const text = await answer.text();
			seen(name, answer);
			return text;
		} catch {
			// What doesn't come through says nothing.
			return "";
		}
	};
	const title = JSON.stringify({ title: "A book", notes: "😀 é", price: 12.5, tags: ["b", "a"] });
	const [, id = 1] = /"id":\s*(\d+)/.exec(await send("create", "POST", "/books", { body: title })) ?? [];
	const xml = { body: "<Book><title>Another</title></Book>", type: "application/xml", accept: "application/xml" };
	await send("create in XML", "POST", "/books", xml);
	await send("read", "GET", `/books/${id}`);
	await send("read as XML", "GET", `/books/${id}`, { accept: "application/xml" });
	await send("update", "PATCH", `/books/${id}`, { body: '{"title":"Changed"}' });
	await send("update many", "PUT", "/books", { body: `[{"id":${id},"title":"Again"}]` });
	await send("update some", "PUT", "/books", {
		body: `[{"id":${id},"title":"Once more"},{"id":2147483647}]`,
	});
	await send("list", "GET", "/books");
	await send("list of the greatest size", "GET", "/books?limit=40");
	await send("count", "GET", "/books?count=1");
	await send("limit too great", "GET", "/books?limit=41");
	await send("malformed", "POST", "/books", { body: "{" });
	await send("no title", "POST", "/books", { body: "{}" });
	await send("without credentials", "GET", "/books", { as: {} });
	await send("delete", "DELETE", `/books/${id}`);
	await send("deleted", "GET", `/books/${id}`);
}

const only = process.argv[2] === "--only" ? process.argv[3].split(",") : undefined;
const peers = Object.entries(PEERS).filter(([, ask]) => ask !== undefined);
const missing = Object.entries(PEERS).flatMap(([name, ask]) => (ask === undefined ? [name] : []));

/** The columns of the table. */
const COLUMNS = ["verify", "advice", "properties", "sequences", ...peers.map(([name]) => name)];

const askers = [...Object.keys(verbs), ...peers.map(([name]) => name)];
const lanes = await Promise.all(
	Array.from({ length: only === undefined ? LANES : 1 }, async () =>
		Object.fromEntries(await Promise.all(askers.map(async (name) => [name, await start()]))),
	),
);

/** Ends every server that was started. */
function end() {
	endPeers();
	for (const { child } of lanes.flatMap(Object.values)) child.kill();
	rmSync(scratch, { recursive: true, force: true });
}
for (const signal of ["SIGINT", "SIGTERM"]) {
	process.once(signal, () => {
		end();
		process.exit(130);
	});
}

/** What each peer says of a server without faults. */
const usual = new Map();

async function noticed(servers, faults) {
	const found = {};
	const plant = ({ control }) => fetch(control, { method: "PUT", body: JSON.stringify(faults) });
	await Promise.all([
		...Object.entries(verbs).map(async ([verb, ask]) => {
			await plant(servers[verb]);
			found[verb] = await ask(servers[verb].endpoint, found);
		}),
		...peers.map(async ([name, ask]) => {
			await plant(servers[name]);
			const { endpoint } = servers[name];
			const complaints = await ask({ spec: about.spec, specWithExamples, endpoint, headers, traffic });
			if (!usual.has(name)) usual.set(name, complaints);
			found[name] = [...complaints].find((one) => !usual.get(name).has(one));
		}),
	]);
	return found;
}

try {
	const faults = await (await fetch(lanes[0].verify.control)).json();
	const right = await noticed(lanes[0], []);
	for (const [who, reason] of Object.entries(right)) {
		if (reason !== undefined) throw new Error(`Without a fault ${who} is not satisfied: ${reason}`);
	}
	const queue = Object.entries(faults)
		.filter(([name]) => only?.includes(name) ?? true)
		.map(([name, words], place) => ({ name, words, place }));
	const known = earlier();
	const rows = queue.map(({ words }) => known.get(words) && { words, marks: known.get(words) });
	const rest = queue.filter(({ words }) => !known.has(words));
	const lane = async (servers) => {
		const next = rest.shift();
		if (next === undefined) return;
		const { name, words, place } = next;
		const found = await noticed(servers, [name]);
		const marks = COLUMNS.map((who) => (found[who] === undefined ? "-" : "+"));
		rows[place] = { words, marks };
		console.log(`${COLUMNS.map((who, column) => `${marks[column]}${who}`).join(" ")}  ${words}`);
		await lane(servers);
	};
	await Promise.all(lanes.map(lane));
	if (only === undefined) writeFileSync(fileURLToPath(new URL("../../../docs/faults.md", import.meta.url)), page(rows));
} finally {
	end();
}

/** The marks of an earlier run, by the words of the fault. */
function earlier() {
	const text = process.argv[2] === "--resume" ? readFileSync(process.argv[3], "utf8") : "";
	const pattern = new RegExp(`^${COLUMNS.map((who) => `([+-])${who}`).join(" ")} {2}(.*)$`, "gm");
	return new Map([...text.matchAll(pattern)].map(([, ...marks]) => [marks.pop(), marks]));
}

function page(rows) {
	const has = ({ marks }, who) => marks[COLUMNS.indexOf(who)] === "+";
	const count = (who) => rows.filter((row) => has(row, who)).length;
	const nothing = rows.filter((row) => !COLUMNS.slice(0, 4).some((who) => has(row, who)));
	const row = ({ words, marks }) =>
		`| ${words.replaceAll("|", "\\|")} | ${marks.map((mark) => (mark === "+" ? "yes" : "")).join(" | ")} |`;
	return `# Which faults are noticed

Written by \`node packages/contract-verifier/bench/faults.mjs\`, which switches on one fault after the other in a server that is right
otherwise ([\`server.py\`](../packages/contract-verifier/test/fixtures/shelf/server.py), Python's standard library, in JSON and XML), and
asks \`verify\`, its advice (\`--advice\`, which is no failure), the generated requests of \`explore\` (${RUNS} for each property) and its
sequences (${SEQUENCES}). Without a fault all are satisfied. Who wrote the checks wrote the faults too. The document says by
\`x-guarantees\` what OpenAPI has no words for.

Beside them, in the same run and on the same faults, what other tools complain of that they don't complain of without the fault:
Dredd as it comes, with the credentials as headers and an example for the id in the path, without which it refuses the document; and
Prism's proxy, with sixteen ordinary requests through it. Both judge single answers, which is what they are made for. Dredd fails all
87 transactions of this server without a fault too (to it \`application/json; charset=utf-8\` is not \`application/json\`), so that little
can come on top.${missing.length === 0 ? "" : ` ${missing.join(" and ")} ${missing.length === 1 ? "was" : "were"} not installed on the machine of this run, and ${missing.length === 1 ? "has" : "have"} no column; where installed, the command takes ${missing.length === 1 ? "it" : "them"} along.`}

Of ${rows.length} kinds ${COLUMNS.map((who) => `${who} noticed ${count(who)}`).join(", ")}; no verb noticed ${nothing.length}.

| fault | ${COLUMNS.join(" | ")} |
| --- | ${COLUMNS.map(() => "---").join(" | ")} |
${rows.map(row).join("\n")}

${nothing.length === 0 ? "" : `No verb noticed:\n\n${nothing.map(({ words }) => `- ${words}`).join("\n")}\n`}`;
}
