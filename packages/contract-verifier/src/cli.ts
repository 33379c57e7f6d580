import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { DocumentError } from "@onespec/openapi-document";
import { EXIT } from "./cli/exit-codes.js";
import { overviewOf } from "./cli/help.js";
import { NotRunError } from "./cli/not-run-error.js";
import { UsageError } from "./cli/usage-error.js";
import { gathered } from "./reports/report.js";
import { CredentialsError } from "./requests/credentials-error.js";
import { RunError } from "./run-error.js";
import { nearest } from "./scenarios/nearest.js";
import { ScenariosError } from "./scenarios/scenarios-error.js";
import { arazzo } from "./verbs/arazzo.js";
import { compare } from "./verbs/compare.js";
import { explain } from "./verbs/explain.js";
import { explore } from "./verbs/explore.js";
import { init } from "./verbs/init.js";
import { mutate } from "./verbs/mutate.js";
import type { CliStreams, Removal, Verb } from "./verbs/verb.js";
import { verify } from "./verbs/verify.js";

/** What the command can do, in the order of its help. */
const VERBS: Record<string, Verb> = { verify, explain, explore, compare, mutate, init, arazzo };

/**
 * The command `contract-verifier`.
 * @returns its exit code: 0 as documented, 1 something is not, 2 usage, 3 something is open, 4 not run, 130 stopped.
 */
export async function main(args: string[], streams: CliStreams, signal: AbortSignal): Promise<number> {
	const { stdout, stderr } = streams;
	const removal: Removal = { removed: 0, notes: [] };
	const complain = (text: string, code: number): number => {
		stderr.write(`contract-verifier: ${text}\n`);
		return code;
	};
	try {
		const { name, rest } = verbOf(args);
		const verb = VERBS[name ?? "verify"] as Verb;
		const asked = (...options: string[]) => rest.some((one) => options.includes(one));
		if (asked("--help", "-h")) stdout.write(name === undefined ? overviewOf(VERBS) : verb.help);
		else if (asked("--version")) stdout.write(`${await version()}\n`);
		else return await verb.run(rest, { ...streams, signal, removal });
		return EXIT.passed;
	} catch (error) {
		if (signal.aborted) return complain(stoppedLine(removal), EXIT.stopped);
		const { name, message } = error as Error;
		if (error instanceof UsageError) return complain(`${message} See --help.`, EXIT.usage);
		if (error instanceof DocumentError || error instanceof ScenariosError || error instanceof CredentialsError)
			return complain(message, EXIT.usage);
		if (error instanceof NotRunError || error instanceof RunError) return complain(`not run: ${message}`, EXIT.notRun);
		return complain(`not run: ${name}: ${message}`, EXIT.notRun);
	}
}

/**
 * Takes the verb off a command line; without one the first word is the document.
 * @throws UsageError for a word that is neither a verb nor a document
 */
function verbOf([first = "", ...rest]: string[]): { name: string | undefined; rest: string[] } {
	if (Object.hasOwn(VERBS, first)) return { name: first, rest };
	if (/^[a-z-]*$/i.test(first) && !first.startsWith("-") && first !== "" && !existsSync(first)) {
		const [near = ""] = nearest(first, Object.keys(VERBS));
		throw new UsageError(`There is no verb "${first}", nor a file of this name; did you mean "${near}"?`);
	}
	return { name: undefined, rest: [first, ...rest].filter((one) => one !== "") };
}

function stoppedLine({ removed, notes }: Removal): string {
	if (notes.length > 0) return `stopped; not everything that was made could be removed: ${gathered(notes).join("; ")}`;
	return removed === 0
		? "stopped; nothing was there to remove."
		: `stopped; all that was made is removed (${removed}).`;
}

async function version(): Promise<string> {
	const text = await readFile(new URL("../package.json", import.meta.url), "utf8");
	return (JSON.parse(text) as { version: string }).version;
}
