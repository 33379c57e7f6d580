import { copyData, type Figures } from "../data/copy/copy-data.js";
import { openCopyable } from "../data/open-data.js";
import { type Command, flagText, table } from "./command.js";
import { CommandError, UsageError } from "./errors.js";
import { databaseName } from "./settings.js";

/** How often a copy that takes its time says how far it is, in milliseconds. */
const PROGRESS_EVERY = 2000;

const SIGNALS = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/** `copy` */
export const copy: Command = {
	name: "copy",
	summary: "Copies all data into an empty database, from SQLite or PostgreSQL to either, and compares the two.",
	flags: [
		{ name: "from", value: "FILE|URL", help: "SQLite file or postgres:// URL; may be in use", required: true },
		{ name: "to", value: "FILE|URL", help: "Where to: a new SQLite file, or an empty database", required: true },
	],
	async run(flags, { print, printError }) {
		const from = databaseName(flagText(flags, "from") ?? "", "--from");
		const to = databaseName(flagText(flags, "to") ?? "", "--to");
		if (from === to) throw new UsageError("--from and --to name the same database");
		const source = await openCopyable(from, "source");
		try {
			const target = await openCopyable(to, "target");
			try {
				const figures = await interruptible((signal) =>
					copyData(source, target, { signal, progress: progressLines(printError) }),
				);
				print(`Copied ${source.name} to ${target.name} and compared the two: no difference.`);
				print(figureLines(figures));
			} finally {
				await target.close();
			}
		} finally {
			await source.close();
		}
	},
};

function figureLines(figures: Figures): string {
	return table(Object.entries(figures).map(([rows, count]) => [rows, count.toLocaleString("en")])).join("\n");
}

function progressLines(print: (line: string) => void) {
	let last = performance.now();
	return (step: string, rows: string, count: number): void => {
		const now = performance.now();
		if (now - last < PROGRESS_EVERY) return;
		last = now;
		print(`${step} ${count.toLocaleString("en")} ${rows}`);
	};
}

/** Runs `work`; a signal ends it in an orderly way, a second one at once. */
async function interruptible<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
	const abort = new AbortController();
	const interrupt = () => abort.abort(new CommandError("Interrupted: nothing was copied."));
	for (const signal of SIGNALS) process.once(signal, interrupt);
	try {
		return await work(abort.signal);
	} finally {
		for (const signal of SIGNALS) process.off(signal, interrupt);
	}
}
