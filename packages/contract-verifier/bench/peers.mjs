/**
 * What other tools notice of a server's faults, beside the verifier: each peer takes the server's address and returns the set of
 * its complaints. A fault is noticed where a complaint comes that the server without faults did not cause.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const bin = (name) => fileURLToPath(new URL(`../../../node_modules/.bin/${name}`, import.meta.url));

/** Headers as command lines take them. */
const linesOf = (headers) => Object.entries(headers).map(([name, value]) => `${name}: ${value}`);

/** Dredd as it comes, with the credentials as headers of every request; it refuses a path parameter without an example. */
async function plainDredd({ specWithExamples: spec, endpoint, headers }) {
	const args = linesOf(headers).flatMap((line) => ["--header", line]);
	return complaintsOf(bin("dredd"), [spec, endpoint, "--loglevel", "error", ...args], /^.*\b(?:fail|error): .*$/gm);
}

/** Proxies of Prism by the address of the server behind them; each takes seconds to start. */
const proxies = new Map();

function startProxy(spec, endpoint) {
	const child = spawn(bin("prism"), ["proxy", spec, endpoint, "--port", "0"], { stdio: ["ignore", "pipe", "ignore"] });
	const url = new Promise((resolve, reject) => {
		let output = "";
		child.stdout.on("data", (piece) => {
			if (output === undefined) return;
			output += piece;
			const [, found] = /listening on (http:\/\/[\w.:]+)/.exec(output) ?? [];
			if (found === undefined) return;
			output = undefined;
			resolve(found);
		});
		child.once("exit", () => reject(new Error(`Prism's proxy ended: ${output}`)));
	});
	// One that ends is started anew for the next fault.
	child.once("exit", () => proxies.delete(endpoint));
	return { child, url };
}

/** Prism's proxy, with ordinary traffic through it: what its `sl-violations` say about the answers. */
async function prismProxy({ spec, endpoint, headers, traffic }) {
	if (!proxies.has(endpoint)) proxies.set(endpoint, startProxy(spec, endpoint));
	const complaints = new Set();
	await traffic(await proxies.get(endpoint).url, headers, (name, answer) => {
		for (const { location, message } of JSON.parse(answer.headers.get("sl-violations") ?? "[]"))
			complaints.add(`${name}: ${location.join(".")} ${message}`);
	});
	return complaints;
}

/** Ends what peers have left running. */
export function endPeers() {
	for (const { child } of proxies.values()) child.kill();
}

/** Schemathesis with a fixed seed, where it is installed. */
async function schemathesis({ spec, endpoint, headers }) {
	const args = ["run", spec, "--url", endpoint, "--seed", "1", "--max-examples", "20", "--no-color"];
	return complaintsOf("schemathesis", [...args, ...linesOf(headers).flatMap((line) => ["--header", line])], /^- .*$/gm);
}

/** Specmatic's contract tests, where it is installed. */
async function specmatic({ spec, endpoint }) {
	return complaintsOf("specmatic", ["test", spec, `--testBaseURL=${endpoint}`], /^.*(?:FAILED|failed).*$/gm);
}

async function complaintsOf(command, args, line) {
	const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
	let output = "";
	for (const stream of [child.stdout, child.stderr]) stream.on("data", (piece) => (output += piece));
	await once(child, "close");
	return new Set([...output.matchAll(line)].map(([text]) => text.replace(/(?:duration: )?\d+(?:\.\d+)? ?m?s\b/g, "")));
}

const isThere = (command) => spawnSync(command, ["--version"]).status === 0;

/** The peers by their names; those that are not installed have no function. */
export const PEERS = {
	"plain Dredd": plainDredd,
	"Prism's proxy": existsSync(bin("prism")) ? prismProxy : undefined,
	Schemathesis: isThere("schemathesis") ? schemathesis : undefined,
	Specmatic: isThere("specmatic") ? specmatic : undefined,
};
