/** Where the command writes; `process` has all of them. */
export interface CliStreams {
	stdout: { write(text: string): unknown; isTTY?: boolean };
	stderr: { write(text: string): unknown; isTTY?: boolean };
	env: Record<string, string | undefined>;
}

/** What a run that was stopped has left behind. */
export interface Removal {
	removed: number;
	notes: string[];
}

/** What a verb gets beside its command line. */
export interface VerbContext extends CliStreams {
	/** Aborted by Ctrl-C. */
	signal: AbortSignal;
	/** Filled in by who removes what was made. */
	removal: Removal;
}

/** One thing that the command does. */
export interface Verb {
	/** One line for the list of verbs. */
	summary: string;
	/** What `--help` prints. */
	help: string;
	/** @returns the exit code */
	run(args: string[], context: VerbContext): Promise<number>;
}
