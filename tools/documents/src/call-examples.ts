const longestCall = 10_000;

/**
 * Makes calls one after the other, prints a line of JSON for each, and ends the process.
 *
 * @param examples the calls by the operation that each is of
 */
export async function callExamples(examples: Readonly<Record<string, () => Promise<unknown>>>): Promise<void> {
	for (const [operation, call] of Object.entries(examples)) {
		process.stdout.write(`${JSON.stringify({ operation, reason: await reasonOf(call) })}\n`);
	}
	await new Promise((resolve) => process.stdout.write("", resolve));
	process.exit();
}

/** Why a call fails; `""` where it does not. */
export async function reasonOf(call: () => Promise<unknown>): Promise<string> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise((_, reject) => {
		timer = setTimeout(() => reject(new Error(`no end within ${longestCall / 1000} s`)), longestCall);
	});
	try {
		await Promise.race([call(), late]);
		return "";
	} catch (error) {
		const { name, message, body, cause } = error as Error & { body?: unknown };
		const more = [(cause as Error | undefined)?.message, body === undefined ? undefined : JSON.stringify(body)];
		return [`${name}: ${message}`, ...more].filter((part) => part !== undefined).join(" ");
	} finally {
		clearTimeout(timer);
	}
}
