import type { VerificationOptions } from "../verbs/run-verifications.js";
import { type CommandLine, isUrl, readCommandLine } from "./command-line.js";
import { endpointIn, REPORT_SYNTAX, RUN_SYNTAX, readRunOptions } from "./run-options.js";
import { UsageError } from "./usage-error.js";

/** Stands for the server where nothing is sent to any. */
export const NOWHERE = "http://nowhere.invalid";

/** The command line of `verify`, read and checked. */
export interface VerifyCommandOptions extends VerificationOptions {
	/** Also says what good servers do beyond the document. */
	advice: boolean;
	/** Only shows which profile of the credentials opens which answers. */
	profiles: boolean;
	/** Traffic that was recorded; nothing is sent. */
	recorded: string | undefined;
	/** An Arazzo description whose workflows are run in place of the scenarios. */
	workflows: string | undefined;
	/** A path or a list. */
	expectOpen: string | undefined;
	/** Entries of `--only`. */
	only: string[];
	/** A file of accepted deviations. */
	baseline: string | undefined;
	/** Has the file of `baseline` written anew. */
	writeBaseline: boolean;
}

/**
 * Reads the command line of `verify`, with the environment for what it leaves out.
 * @throws UsageError that names the option; NotRunError where there is no endpoint.
 */
export function readVerifyOptions(args: string[], env: Record<string, string | undefined>): VerifyCommandOptions {
	const line = readCommandLine(args, {
		texts: [...RUN_SYNTAX.texts, ...REPORT_SYNTAX, "expect-open", "recorded", "baseline", "workflows"],
		flags: [...RUN_SYNTAX.flags, "closed", "write-baseline", "advice", "profiles"],
		lists: ["only"],
		words: ["the document"],
	});
	const baseline = line.text("baseline");
	const writeBaseline = line.flag("write-baseline");
	if (writeBaseline && baseline === undefined)
		throw new UsageError("--write-baseline needs --baseline <file>, which says where.");
	const { text } = line;
	const target = targetIn(line);
	const recorded = text("recorded");
	const workflows = text("workflows");
	const profiles = line.flag("profiles");
	if (line.flag("advice") && target === "mock")
		throw new UsageError("--advice needs a live server, or recorded traffic.");
	if (workflows !== undefined && (target === "mock" || recorded !== undefined || text("scenarios") !== undefined))
		throw new UsageError("--workflows needs a live server, and takes the place of --scenarios.");
	return {
		...readRunOptions(line, env, recorded === undefined && !profiles ? undefined : (endpointIn(line, env) ?? NOWHERE)),
		profiles,
		recorded,
		workflows,
		target,
		closed: line.flag("closed"),
		advice: line.flag("advice"),
		expectOpen: text("expect-open"),
		only: line.list("only"),
		baseline,
		writeBaseline,
	};
}

/**
 * What answers, by `--target`: a URL is one of a live server.
 * @throws UsageError for anything else
 */
export function targetIn({ text }: CommandLine): VerificationOptions["target"] {
	const stated = text("target") ?? "live";
	const target = isUrl(stated) ? "live" : stated;
	if (target === "live" || target === "mock") return target;
	throw new UsageError('--target must be "live", "mock" or a URL, such as http://127.0.0.1:8080/v1.');
}
