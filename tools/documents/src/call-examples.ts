import { pathToFileURL } from "node:url";

const longestCall = 10_000;

/** How a call fails. */
export interface Failure {
	readonly reason: string;
	/** Whether the document has the status of the answer. */
	readonly documented: boolean;
}

/** Why a call fails; `undefined` where it does not. */
export async function failureOf(call: () => Promise<unknown>): Promise<Failure | undefined> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`no end within ${longestCall / 1000} s`)), longestCall);
	});
	try {
		await Promise.race([call(), late]);
		return undefined;
	} catch (error) {
		const { name, message, body, cause, documented } = error as Error & { body?: unknown; documented?: boolean };
		const more = [(cause as Error | undefined)?.message, body === undefined ? undefined : JSON.stringify(body)];
		const reason = [`${name}: ${message}`, ...more].filter((part) => part !== undefined).join(" ");
		return { reason, documented: documented === true };
	} finally {
		clearTimeout(timer);
	}
}

type Examples = (baseUrl: string, options: object) => Record<string, () => Promise<unknown>>;

/** The ways in which a generated client sends its requests, as its options. */
async function transportsOf(file: string): Promise<Record<string, object>> {
	const { nodeTransport } = await import(new URL("generated/node.js", pathToFileURL(file)).href);
	return {
		fetch: {},
		"own fetch": { fetch: (request: Request) => fetch(request) },
		middleware: { middleware: [{ onRequest: ({ request }: { request: Request }) => request }] },
		"Node transport": { transport: nodeTransport() },
	};
}

/**
 * As a program: makes the calls of a module one after the other, and prints a line of JSON for each.
 *
 * node call-examples.js MODULE BASE_URL [every]
 *
 * With `every`, each call is made with each transport.
 */
async function main([file = "", baseUrl = "", every]: string[]): Promise<void> {
	const { examples } = (await import(pathToFileURL(file).href)) as { examples: Examples };
	const transports = every === undefined ? { fetch: {} } : await transportsOf(file);
	for (const [transport, options] of Object.entries(transports)) {
		for (const [operation, call] of Object.entries(examples(baseUrl, options))) {
			const failure = await failureOf(call);
			if (failure !== undefined && every !== undefined)
				Object.assign(failure, { reason: `${transport}: ${failure.reason}` });
			process.stdout.write(`${JSON.stringify({ operation, ...failure })}\n`);
		}
	}
	// A connection that is kept open would keep the process.
	process.stdout.write("", () => process.exit());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv.slice(2));
