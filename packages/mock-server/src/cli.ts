import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { UsageError } from "./errors.js";
import type { MockOptions } from "./start-mock.js";

const HELP = `Usage: mock-server --spec <file|url> [options]

Mocks an OpenAPI document, 3.0, 3.1 or 3.2: Prism chooses the answers, and they come in every documented media type.

Options:
  --spec <file|url>  the document, YAML or JSON, in one file or several
  --port <number>    the port to listen on, 0 for any free one (MOCK_PORT; default 4010)
  --host <address>   the interface to listen on (MOCK_HOST; default 127.0.0.1)
  --no-cors          refuse browsers of other origins
  --verbose          print Prism's log to standard error
  --help             print this text
  --version          print the version

It prints "listening on <url>" once it is ready, and stops on SIGINT and SIGTERM.
`;

const OPTIONS = {
	spec: { type: "string" },
	port: { type: "string" },
	host: { type: "string" },
	"no-cors": { type: "boolean" },
	verbose: { type: "boolean" },
	help: { type: "boolean" },
	version: { type: "boolean" },
} as const;

/** Runs the command line `mock-server`. It sets the exit code: 2 for wrong usage, 1 for failures. */
export async function main(args: readonly string[], environment: NodeJS.ProcessEnv): Promise<void> {
	try {
		const values = parse(args);
		if (values.help) process.stdout.write(HELP);
		else if (values.version) process.stdout.write(`${version()}\n`);
		else await serve(mockOptions(values, environment));
	} catch (error) {
		const message = error instanceof Error ? error.message : String(error);
		process.stderr.write(`mock-server: ${message}\n`);
		process.exitCode = error instanceof UsageError ? 2 : 1;
	}
}

function parse(args: readonly string[]) {
	try {
		return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
	} catch (error) {
		const [reason] = (error instanceof Error ? error.message : String(error)).split(/\.?\s*\n|\. /, 1);
		throw new UsageError(`${reason}; see --help.`);
	}
}

function mockOptions(values: ReturnType<typeof parse>, environment: NodeJS.ProcessEnv): MockOptions {
	if (!values.spec) throw new UsageError("--spec is missing: name the OpenAPI document; see --help.");
	return {
		spec: values.spec,
		host: values.host ?? (environment.MOCK_HOST || "127.0.0.1"),
		port: portOf(values.port ?? (environment.MOCK_PORT || "4010")),
		cors: !values["no-cors"],
		verbose: values.verbose === true,
		onProgress: (line) => process.stderr.write(`mock-server: ${line}\n`),
	};
}

function portOf(text: string): number {
	const port = /^[0-9]{1,5}$/.test(text) ? Number(text) : Number.NaN;
	if (!(port <= 65_535)) throw new UsageError(`The port must be a number from 0 to 65535, not ${text}.`);
	return port;
}

function version(): string {
	const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
	return String(manifest.version);
}

async function serve(options: MockOptions): Promise<void> {
	// Prism leaves some of its promises to themselves; one bad request must not end the mock for all others.
	process.on("unhandledRejection", (reason) => {
		if (options.verbose) process.stderr.write(`mock-server: Prism failed at a request: ${reason}\n`);
	});
	// Prism takes about a second to load, which nobody should wait for who only asks for help.
	const { startMock } = await import("./start-mock.js");
	const mock = await startMock(options);
	const stop = () => void mock.close().then(() => process.exit(0));
	process.once("SIGINT", stop);
	process.once("SIGTERM", stop);
	process.stdout.write(`listening on ${mock.url}\n`);
}
