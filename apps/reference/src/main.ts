#!/usr/bin/env node
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import closeWithGrace from "close-with-grace";
import { type ApiFolder, findFolders } from "./source.js";
import { UsageError } from "./usage-error.js";

const HELP = `Usage: reference build --spec FOLDER --out FOLDER [options]
       reference serve --spec FOLDER [options]

The reference of APIs as a web site, from their OpenAPI documents: build writes it as files, serve answers with its
pages as the documents are at that moment.

Options:
  --spec FOLDER       a folder with an openapi.yaml, or of such folders; may be given several times
  --out FOLDER        build: where to write; a site that is there is replaced
  --host ADDRESS      serve: the interface to listen on (REFERENCE_HOST; default 127.0.0.1)
  --port PORT         serve: 0 for any free one (REFERENCE_PORT; default 3005)
  --servers FILE      JSON with the servers that requests may be sent to: { "orders": { "mock": "http://127.0.0.1:4010/v1" } }
  --documents FOLDER  derived documents, NAME.json, that are shown in place of the API's own: they carry code samples
  --help              print this text

serve prints "listening on <url>" once it is ready, and stops on SIGINT and SIGTERM.
`;

const OPTIONS = {
	spec: { type: "string", multiple: true },
	out: { type: "string" },
	host: { type: "string" },
	port: { type: "string" },
	servers: { type: "string" },
	documents: { type: "string" },
	help: { type: "boolean" },
} as const;

try {
	await run(process.argv.slice(2), process.env);
} catch (error) {
	process.exitCode = error instanceof UsageError ? 2 : 1;
	console.error(`reference: ${error instanceof Error ? error.message : String(error)}`);
}

async function run(args: string[], env: NodeJS.ProcessEnv): Promise<void> {
	const { values, positionals } = read(args);
	if (values.help) return void process.stdout.write(HELP);
	const [command, ...more] = positionals;
	if (more.length > 0 || (command !== "build" && command !== "serve")) {
		throw new UsageError(
			`${command === undefined ? "a command is missing" : `there is no command ${positionals.join(" ")}`}: build or serve; see --help.`,
		);
	}
	if (values.spec === undefined)
		throw new UsageError("--spec is missing: name a folder with an openapi.yaml; see --help.");
	const folders = distinct(values.spec.flatMap(findFolders));
	const options = { serversFile: values.servers, documents: values.documents };
	if (command === "build") {
		if (!values.out) throw new UsageError("--out is missing: name the folder to write; see --help.");
		const { buildSite } = await import("./build.js");
		const { files, missing } = await buildSite(folders, values.out, options);
		console.log(`${files} files in ${values.out}`);
		for (const one of missing) console.error(`reference: not written: ${one}`);
		if (missing.length > 0) process.exitCode = 1;
		return;
	}
	const { createSiteServer } = await import("./serve.js");
	await serve(
		createSiteServer(folders, options),
		portOf(values.port ?? (env.REFERENCE_PORT || "3005")),
		values.host ?? (env.REFERENCE_HOST || "127.0.0.1"),
	);
}

function read(args: string[]) {
	try {
		return parseArgs({ args, options: OPTIONS, allowPositionals: true, strict: true });
	} catch (error) {
		throw new UsageError(`${(error as Error).message.split(". ", 1)[0]}; see --help.`);
	}
}

/** @throws UsageError where two folders have the same name, which would be the same pages */
function distinct(folders: readonly ApiFolder[]): readonly ApiFolder[] {
	const seen = new Set<string>();
	for (const { name } of folders) {
		if (seen.has(name) || name === "assets")
			throw new UsageError(`${name} can't be the name of ${seen.has(name) ? "two APIs" : "an API"}.`);
		seen.add(name);
	}
	return folders;
}

function portOf(text: string): number {
	const port = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
	if (!(port <= 65_535)) throw new UsageError(`the port must be a number from 0 to 65535, not "${text}".`);
	return port;
}

async function serve(server: Server, port: number, host: string): Promise<void> {
	await new Promise<void>((resolve, reject) => {
		server.once("error", ({ code }: NodeJS.ErrnoException) => {
			reject(new UsageError(`can't listen on ${host}, port ${port} (${code}): choose another with --port or --host.`));
		});
		server.listen(port, host, resolve);
	});
	closeWithGrace({ delay: 3_000 }, async () => {
		const closed = new Promise((resolve) => server.close(resolve));
		server.closeAllConnections();
		await closed;
	});
	const { address, port: bound } = server.address() as AddressInfo;
	console.log(`listening on http://${address.includes(":") ? `[${address}]` : address}:${bound}`);
}
