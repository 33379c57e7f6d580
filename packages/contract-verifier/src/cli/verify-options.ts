import type { VerifyOptions } from "../verify.js";
import { isUrl, readCommandLine } from "./command-line.js";
import { endpointIn, RUN_SYNTAX, type RunOptions, readRunOptions } from "./run-options.js";
import { UsageError } from "./usage-error.js";

/** Stands for the server where nothing is sent to any. */
export const NOWHERE = "http://nowhere.invalid";

/** The command line of `verify`, read and checked. */
export interface VerifyCommandOptions extends RunOptions {
	target: VerifyOptions["target"];
	closed: boolean;
	/** Traffic that was recorded; nothing is sent. */
	recorded: string | undefined;
	/** A path or a list. */
	expectOpen: string | undefined;
}

/**
 * Reads the command line of `verify`, with the environment for what it leaves out.
 * @throws UsageError that names the option; NotRunError where there is no endpoint.
 */
export function readVerifyOptions(args: string[], env: Record<string, string | undefined>): VerifyCommandOptions {
	const line = readCommandLine(args, {
		texts: [...RUN_SYNTAX.texts, "expect-open", "recorded"],
		flags: [...RUN_SYNTAX.flags, "closed"],
		words: ["the document"],
	});
	const { text } = line;
	const stated = text("target") ?? "live";
	const target = isUrl(stated) ? "live" : stated;
	if (target !== "live" && target !== "mock") throw new UsageError('--target must be "live", "mock" or a URL.');
	const recorded = text("recorded");
	return {
		...readRunOptions(line, env, recorded === undefined ? undefined : (endpointIn(line, env) ?? NOWHERE)),
		recorded,
		target,
		closed: line.flag("closed"),
		expectOpen: text("expect-open"),
	};
}
