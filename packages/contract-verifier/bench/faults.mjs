/**
 * Tries every fault of test/fixtures/shelf/server.py on `verify`, on generated requests and on sequences, one after the other, and
 * writes which of them noticed it: `node bench/faults.mjs` (needs python3, and a built package) writes docs/faults.md.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { verify } from "../dist/index.js";
import { runProperties, runSequences } from "../dist/properties/index.js";

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

/** What each verb says of the server as it stands; `undefined` where it notices nothing. */
const verbs = {
	verify: async (endpoint) => {
		const { cells, general, notes } = await verify({ ...about, endpoint, target: "live" });
		const reasons = [...cells.flatMap(({ transactions }) => transactions), ...general].flatMap((one) =>
			one.outcome === "failed" ? one.reasons : [],
		);
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

const lanes = await Promise.all(
	Array.from({ length: LANES }, async () =>
		Object.fromEntries(await Promise.all(Object.keys(verbs).map(async (verb) => [verb, await start()]))),
	),
);

async function noticed(servers, faults) {
	const found = await Promise.all(
		Object.entries(verbs).map(async ([verb, ask]) => {
			const { control, endpoint } = servers[verb];
			await fetch(control, { method: "PUT", body: JSON.stringify(faults) });
			return [verb, await ask(endpoint)];
		}),
	);
	return Object.fromEntries(found);
}

try {
	const faults = await (await fetch(lanes[0].verify.control)).json();
	const right = await noticed(lanes[0], []);
	for (const [verb, reason] of Object.entries(right)) {
		if (reason !== undefined) throw new Error(`Without a fault ${verb} is not satisfied: ${reason}`);
	}
	const queue = Object.entries(faults).map(([name, words], place) => ({ name, words, place }));
	const rows = [];
	const lane = async (servers) => {
		const next = queue.shift();
		if (next === undefined) return;
		const { name, words, place } = next;
		const found = await noticed(servers, [name]);
		rows[place] = { words, found };
		const marks = Object.entries(found).map(([verb, reason]) => `${reason === undefined ? "-" : "+"}${verb}`);
		console.log(`${marks.join(" ")}  ${words}`);
		await lane(servers);
	};
	await Promise.all(lanes.map(lane));
	writeFileSync(fileURLToPath(new URL("../../../docs/faults.md", import.meta.url)), page(rows));
} finally {
	for (const { child } of lanes.flatMap(Object.values)) child.kill();
}

function page(rows) {
	const count = (verb) => rows.filter(({ found }) => found[verb] !== undefined).length;
	const nothing = rows.filter(({ found }) => Object.values(found).every((reason) => reason === undefined));
	const names = Object.keys(verbs);
	const example = (text = "") => text.replaceAll("|", "\\|").replaceAll("<", "&lt;").slice(0, 110);
	return `# Which faults are noticed

Written by \`node packages/contract-verifier/bench/faults.mjs\`, which switches on one fault after the other in a server that is right
otherwise ([\`server.py\`](../packages/contract-verifier/test/fixtures/shelf/server.py), Python's standard library, in JSON and XML), and
asks \`verify\`, the generated requests of \`explore\` (${RUNS} for each property) and its sequences (${SEQUENCES}). Without a fault all three are
satisfied. The faults were written down before they were tried; the document says by \`x-guarantees\` what OpenAPI has no words for.

Of ${rows.length} kinds ${names.map((verb) => `${verb} noticed ${count(verb)}`).join(", ")}; nothing noticed ${nothing.length}.

| fault | ${names.join(" | ")} | what \`verify\` said |
| --- | ${names.map(() => "---").join(" | ")} | --- |
${rows.map(({ words, found }) => `| ${words.replaceAll("|", "\\|")} | ${names.map((verb) => (found[verb] === undefined ? "" : "yes")).join(" | ")} | ${example(found.verify)} |`).join("\n")}

${nothing.length === 0 ? "" : `Nothing noticed:\n\n${nothing.map(({ words }) => `- ${words}`).join("\n")}\n`}`;
}
