import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium, type Page } from "playwright-core";

/** The path of a Chromium; `undefined` where the machine has none. */
export const executablePath = findChromium();

/** By the program that makes a Chromium an input of the cached tests. */
function findChromium(): string | undefined {
	const program = fileURLToPath(new URL("../../../../tools/stack/bin/chromium.mjs", import.meta.url));
	const facts = execFileSync(process.execPath, [program], { encoding: "utf8" }).trim();
	return facts === "absent" ? undefined : facts.replace(/ \S+ \S+$/, "");
}

/** A page with everything that is wrong with what it did. */
export interface Watched {
	readonly context: BrowserContext;
	readonly page: Page;
	/** Messages on the console, errors, and requests to anywhere but the given origins. */
	readonly complaints: string[];
	/** The bytes of all bodies that came, as they were sent. */
	transferred(): Promise<number>;
}

export function launch(): Promise<Browser> {
	return chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] });
}

/** Opens a page of its own, with nothing kept from others. */
export async function watch(
	browser: Browser,
	origins: readonly string[],
	options: BrowserContextOptions = {},
): Promise<Watched> {
	const context = await browser.newContext(options);
	context.setDefaultTimeout(10_000);
	const page = await context.newPage();
	const complaints: string[] = [];
	const sizes: Promise<number>[] = [];
	page.on("console", (message) => complaints.push(message.text()));
	page.on("pageerror", (error) => complaints.push(error.message));
	page.on("dialog", (dialog) => {
		complaints.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on("request", (request) => {
		const { origin, protocol } = new URL(request.url());
		if (!origins.includes(origin) && protocol !== "data:") complaints.push(`outside request: ${request.url()}`);
	});
	page.on("requestfinished", (request) => {
		const size = request.sizes().then(
			({ responseBodySize, responseHeadersSize }) => responseBodySize + responseHeadersSize,
			// The page was closed meanwhile.
			() => 0,
		);
		sizes.push(size);
	});
	return {
		context,
		page,
		complaints,
		transferred: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0),
	};
}
