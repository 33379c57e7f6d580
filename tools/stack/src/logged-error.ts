import { existsSync, readFileSync, statSync } from "node:fs";

/** What lines of a log say that is more than a warning, as pino writes it: by number or by name. */
const errorLevels = new Set<unknown>([50, 60, "error", "fatal"]);

interface LogLine {
	level?: unknown;
	msg?: string;
	err?: { message?: string; stack?: string };
}

/**
 * Watches a server's log for errors, from now on.
 *
 * @param log the file, JSON lines as pino writes them; other lines are passed over
 * @returns gives the last error that was logged since: its message and where it came from; undefined where there is none
 * @example const lastError = watchLog("live.log"); lastError() // "request failed: TypeError: … at file:///…/create.js:12:5"
 */
export function watchLog(log: string): () => string | undefined {
	const from = existsSync(log) ? statSync(log).size : 0;
	return () => {
		if (!existsSync(log)) return undefined;
		const lines = readFileSync(log).subarray(from).toString("utf8").split("\n");
		const last = lines.map(parse).findLast((line) => errorLevels.has(line.level));
		if (last === undefined) return undefined;
		const [what, where] = (last.err?.stack || last.err?.message || "").split(/\n\s*/);
		const text = [last.msg, [what, where].filter(Boolean).join(" ")].filter(Boolean).join(": ");
		// A terminal would obey the control characters.
		return text.replace(/\p{Cc}/gu, " ") || undefined;
	};
}

function parse(line: string): LogLine {
	try {
		return (line.startsWith("{") ? JSON.parse(line) : {}) as LogLine;
	} catch {
		return {};
	}
}
