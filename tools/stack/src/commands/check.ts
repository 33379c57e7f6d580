import { runNode } from "../child.js";
import { CommandError } from "../command-error.js";
import { readFlags } from "../flags.js";
import { binOf, runNx } from "../nx.js";
import { step, style } from "../terminal.js";

const help = `
npm run check [-- --only NAME]

Everything that looks at the code without running it: format (Biome), types (the compiler, tests included), boundaries
(who may import whom), unused (knip), spec (lint and examples), drift (generated files). All are run; any finding fails.
`;

interface Outcome {
	code: number;
	output: string;
}

/** Runs every static check; prints the findings of those that fail. */
export async function check(args: string[], root: string): Promise<number> {
	const flags = readFlags(args, { only: { type: "string" } }, help);
	if (!flags) return 0;
	const run = (packageName: string, bin: string, ...rest: string[]) =>
		runNode(binOf(root, packageName, bin), rest, { cwd: root });
	const checks: Record<string, () => Promise<Outcome>> = {
		format: () => run("@biomejs/biome", "biome", "ci", "--colors=off", "."),
		types: () => runNx(root, ["run", "onespec:typecheck"]),
		boundaries: () => run("eslint", "eslint", "--max-warnings=0", "apps", "packages", "tools"),
		unused: () => run("knip", "knip", "--no-progress", "--no-config-hints"),
		spec: () => runNx(root, ["run-many", "-t", "lint"]),
		drift: () => runNx(root, ["run-many", "-t", "check-generated"]),
	};
	const names = flags.only === undefined ? Object.keys(checks) : [flags.only];

	const findings: string[] = [];
	for (const name of names) {
		const one = checks[name];
		if (!one) throw new CommandError(`--only must be one of ${Object.keys(checks).join(", ")}, not "${name}".`, 2);
		await step(name, async () => {
			const { code, output } = await one();
			if (code !== 0) throw new Finding(output);
		}).catch((error: unknown) => {
			if (!(error instanceof Finding)) throw error;
			findings.push(`${style.bold(name)}\n${error.message.trim()}`);
		});
	}
	for (const finding of findings) console.log(`\n${finding}`);
	return findings.length === 0 ? 0 : 1;
}

class Finding extends Error {}
