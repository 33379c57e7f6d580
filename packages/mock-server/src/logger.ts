import type { createServer } from "@stoplight/prism-http-server";

type Logger = Parameters<typeof createServer>[1]["components"]["logger"];

/** Prism's levels that are worth a line; `debug` and `trace` would print headers, and with them credentials. */
const LEVELS = ["info", "success", "start", "warn", "error", "fatal"];

/** What Prism logs goes to standard error when it is wanted, else nowhere. */
export function createLogger(verbose: boolean): Logger {
	const logger: Record<string, unknown> = { child: () => logger };
	for (const level of [...LEVELS, "debug", "trace"]) {
		logger[level] = verbose && LEVELS.includes(level) ? (...parts: unknown[]) => print(level, parts) : () => {};
	}
	return logger as unknown as Logger;
}

/** Prism calls with a message, or with an object (the request, headers and all) and a message: only that is printed. */
function print(level: string, parts: readonly unknown[]): void {
	const message = parts.find((part) => typeof part === "string");
	if (message !== undefined) process.stderr.write(`prism ${level}: ${message}\n`);
}
