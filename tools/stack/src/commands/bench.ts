import { existsSync, statSync } from "node:fs";
import { join } from "node:path";
import { runNode } from "../child.js";
import { CommandError } from "../command-error.js";
import { npmCli } from "../npm.js";
import { step } from "../terminal.js";
import { findApis } from "../workspace.js";
import { benchNewcomer } from "./bench-newcomer.js";
import { benchVerifier } from "./bench-verifier.js";

const help = `
npm run bench -- WHAT [flags]

  newcomer   install, start and a second test in a fresh clone (default)
  api        the live service beside its peers
  client     the client packages beside their peers
  verifier   the verification: Dredd's share, many cells; writes docs/benchmarks/verifier.md
  peers      what other generators do with the same documents; writes docs/comparison.md

Each fails where a figure misses its aim; api and client have --help. The peers of api and client are installed at their first run,
with a lockfile of their own, into the folder bench of the live service's app.
`;

/** Runs a benchmark: `newcomer` by itself, the others from the folder `bench` of a live service's app. */
export async function bench(args: string[], root: string): Promise<number> {
	if (args[0] === "--help" || args[0] === "-h") {
		console.log(help.trim());
		return 0;
	}
	const [what = "newcomer", ...rest] = args[0]?.startsWith("-") ? ["newcomer", ...args] : args;
	if (what === "newcomer") return benchNewcomer(rest, root);
	if (what === "verifier") return benchVerifier(rest, root);
	if (what === "peers") {
		const compare = join(root, "tools/documents/dist/compare/main.js");
		return (await runNode(compare, rest, { cwd: root, inherit: true })).code;
	}
	if (what !== "api" && what !== "client") {
		throw new CommandError(`There is no benchmark "${what}". There are: newcomer, api, client, verifier, peers.`, 2);
	}
	const folder = findApis(root)
		.flatMap(({ live }) => (live ? [join(root, "apps", live.name, "bench")] : []))
		.find((candidate) => existsSync(join(candidate, "package.json")));
	if (folder === undefined) throw new CommandError("No app that implements an API has a folder bench.");
	const asksForHelp = rest.some((flag) => flag === "--help" || flag === "-h");
	if (!asksForHelp) await installPeers(folder);
	await step("build", () => node(join(root, "node_modules/typescript/bin/tsc"), ["-b", "--noCheck", folder], root));
	const { code } = await runNode(join(folder, "dist/main.js"), [root, what, ...rest], { cwd: root, inherit: true });
	return code;
}

/** Installs the peers where they are missing or older than their lockfile. */
async function installPeers(folder: string): Promise<void> {
	const installed = join(folder, "node_modules/.package-lock.json");
	const isCurrent =
		existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(folder, "package-lock.json")).mtimeMs;
	if (!isCurrent) await step("npm ci of the peers", () => node(npmCli(), ["ci"], folder));
}

async function node(file: string, args: string[], cwd: string): Promise<void> {
	const { code, output } = await runNode(file, args, { cwd });
	if (code !== 0) throw new CommandError(`${file} failed: ${output.trim()}`);
}
