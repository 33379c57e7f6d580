import { existsSync, mkdirSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { runNode } from "../child.js";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { npmCli } from "../npm.js";
import { step } from "../terminal.js";

const help = `
npm run test:node-versions [-- --only 22] [-- --installed]

Runs npm test under Node 20, 22, 24 and 26. The binaries come from the npm registry when they are first needed, into
node_modules/.cache; the plain install does not have them.

  --only N      under this version alone
  --installed   only what users get: installs the client packages once, outside the workspace, from a registry of its own,
                and runs the samples of their READMEs under each version
`;

const versions = ["20", "22", "24", "26"];

/** Runs all tests, or those of the installed packages, under every supported Node version. */
export async function nodeVersions(args: string[], root: string): Promise<number> {
	const flags = readFlags(args, { only: { type: "string" }, installed: { type: "boolean" } }, help);
	if (!flags) return 0;
	if (flags.only !== undefined && !versions.includes(flags.only)) {
		throw new CommandError(`--only must be one of ${versions.join(", ")}, not "${flags.only}".`, 2);
	}
	const nodes: string[] = [];
	for (const version of flags.only === undefined ? versions : [flags.only]) {
		nodes.push(await step(`fetching Node ${version}`, (detail) => nodeBinary(root, version, detail)));
	}
	if (flags.installed) return testInstalled(root, nodes);
	let exitCode = 0;
	for (const node of nodes) {
		const env = { PATH: `${dirname(node)}${delimiter}${process.env.PATH ?? ""}` };
		const { code } = await runNode(join(root, "tools/stack/bin/run.mjs"), ["test"], {
			node,
			env,
			cwd: root,
			inherit: true,
		});
		exitCode = Math.max(exitCode, code);
	}
	return exitCode;
}

/** Installs under this Node and runs under the others: what is installed is the same for all of them. */
async function testInstalled(root: string, nodes: readonly string[]): Promise<number> {
	const { code } = await runNode(
		join(root, "node_modules/vitest/vitest.mjs"),
		["run", "test/installed.test.ts", "--reporter=default"],
		{
			cwd: join(root, "tools/e2e"),
			env: { CONSUMER_NODES: nodes.join(delimiter) },
			inherit: true,
		},
	);
	return code;
}

/** Where the binary of a major version lies; installs it there first where it is missing. */
async function nodeBinary(root: string, version: string, detail: (text: string) => void): Promise<string> {
	const platform = process.platform === "win32" ? "win" : process.platform;
	const name = `node-${platform}-${process.arch}`;
	const folder = join(root, "node_modules/.cache/onespec", `node-${version}`);
	const binary = join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
	if (!existsSync(binary)) {
		mkdirSync(folder, { recursive: true });
		const args = ["install", "--prefix", folder, "--no-save", "--no-package-lock", `${name}@${version}`];
		const { code, output } = await runNode(npmCli(), args, { cwd: folder });
		if (code !== 0) throw new CommandError(`Node ${version} could not be fetched: ${output.trim()}`);
	}
	const { output } = await runNode("--version", [], { node: binary });
	detail(output.trim());
	return binary;
}
