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

/**
 * As a program: makes the calls of a module one after the other, and prints a line of JSON for each.
 *
 * node call-examples.js MODULE BASE_URL
 */
async function main([file = "", baseUrl = ""]: string[]): Promise<void> {
	const { examples } = (await import(pathToFileURL(file).href)) as {
		examples(baseUrl: string): Record<string, () => Promise<unknown>>;
	};
	for (const [operation, call] of Object.entries(examples(baseUrl))) {
		process.stdout.write(`${JSON.stringify({ operation, ...(await failureOf(call)) })}\n`);
	}
	// A connection that is kept open would keep the process.
	process.stdout.write("", () => process.exit());
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) await main(process.argv.slice(2));
