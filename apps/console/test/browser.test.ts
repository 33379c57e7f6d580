import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { findChromium } from "./support/chromium.js";
import { type LiveApi, startLiveApi } from "./support/live-api.js";
import { paths } from "./support/paths.js";
import { type ServerProcess, startServer } from "./support/process.js";

const executablePath = findChromium();
if (executablePath === undefined) {
	console.warn(
		"Not run: the console in a browser (list, create, edit, delete, refusals, keyboard, narrow screen). No Chromium was found; install one or set CHROMIUM_PATH.",
	);
}

describe.skipIf(executablePath === undefined)("in a browser", () => {
	let api: LiveApi;
	let site: ServerProcess;
	let browser: Browser;
	let context: BrowserContext;
	let page: Page;
	const complaints: string[] = [];

	beforeAll(async () => {
		api = await startLiveApi();
		for (let number = 1; number <= 12; number++) await api.create({ Name: `Group ${number}`, PriceLevel: number });
		site = await startServer(paths.console, [
			...["--port", "0", "--api", api.url, "--credentials", api.credentialsFile, "--label", "live"],
		]);
		browser = await chromium.launch({ executablePath: executablePath ?? "", args: ["--no-sandbox"] });
	});
	afterAll(async () => {
		await browser?.close();
		await site?.stop();
		await api?.stop();
	});
	beforeEach(async () => {
		complaints.length = 0;
		context = await browser.newContext();
		context.setDefaultTimeout(5_000);
		page = await context.newPage();
		page.on("console", (message) => {
			// Chromium notes every page whose status is an error; the page itself is what the test looks at.
			if (!/Failed to load resource: .* 422 /.test(message.text())) complaints.push(message.text());
		});
		page.on("pageerror", (error) => complaints.push(error.message));
		page.on("request", (request) => {
			const { origin, protocol } = new URL(request.url());
			if (origin !== site.url && protocol !== "data:") complaints.push(`outside request: ${request.url()}`);
		});
		page.on("response", (response) => {
			if (response.status() >= 400 && response.status() !== 422)
				complaints.push(`${response.status()} ${response.url()}`);
		});
	});
	afterEach(async () => {
		await context.close();
		expect(complaints).toEqual([]);
	});

	/** A property of the element that has the focus. */
	const focused = (property: string) => () => page.evaluate(`document.activeElement?.${property}`);
	const names = () => page.locator("th.name a").allTextContents();

	it("walks through the pages of the list", async () => {
		await page.goto(site.url);
		expect(await names()).toEqual(Array.from({ length: 10 }, (_, index) => `Group ${index + 1}`));
		await page.getByRole("link", { name: "Next" }).click();
		expect(await names()).toEqual(["Group 11", "Group 12"]);
		await page.getByRole("link", { name: "Page 1" }).click();
		await page.getByRole("link", { name: "25 on a page" }).click();
		expect(await names()).toHaveLength(12);
	});

	it("creates, edits and deletes a group", async () => {
		await page.goto(`${site.url}/groups`);
		await page.getByRole("link", { name: "New group" }).click();
		await expect.poll(() => page.evaluate("document.activeElement?.id")).toBe("Name");
		await page.getByLabel("Name required").fill("Trade <b>fair</b>");
		await page.getByLabel("Description").fill("First line\nsecond line");
		await page.getByLabel("Minimum order").fill("250.75");
		await page.getByLabel("Members pay no tax").check();
		await page.getByRole("button", { name: "Create group" }).click();
		expect(await page.getByRole("status").textContent()).toBe("“Trade <b>fair</b>” was created.");
		const row = page.getByRole("row", { name: "Trade" });
		expect(await row.textContent()).toContain("250.75");
		expect(await row.textContent()).toContain("Tax-free");

		await row.getByRole("link", { name: /^Edit/ }).click();
		expect(await page.getByLabel("Description").inputValue()).toBe("First line\nsecond line");
		await page.getByLabel("Name required").fill("Trade fair");
		await page.getByLabel("Members pay no tax").uncheck();
		await page.getByRole("button", { name: "Save changes" }).click();
		expect(await page.getByRole("status").textContent()).toBe("“Trade fair” was saved.");
		expect(await page.getByRole("row", { name: "Trade" }).textContent()).not.toContain("Tax-free");

		await page
			.getByRole("row", { name: "Trade" })
			.getByRole("link", { name: /^Delete/ })
			.click();
		await page.getByRole("heading", { name: "Delete “Trade fair”?" }).waitFor();
		await page.getByRole("link", { name: "Keep it" }).click();
		await page
			.getByRole("row", { name: "Trade" })
			.getByRole("link", { name: /^Delete/ })
			.click();
		await page.getByRole("button", { name: "Delete group" }).click();
		expect(await page.getByRole("status").textContent()).toBe("“Trade fair” was deleted.");
		expect(await names()).toEqual(["Group 11", "Group 12"]);
	});

	it("sends nothing of a form that nobody touched", async () => {
		const id = await api.create({ Name: "Untouched" });
		const body = JSON.stringify({ Name: "a\nb", Description: "\n\nx\r\ny\rz\n", RegistrationMessage: " \t" });
		await api.put(id, body);
		await api.put(id, '{"MinimumOrder": 12345678.123456789}');
		const before = await api.text(id);
		await page.goto(`${site.url}/groups/${id}`);
		await page.getByRole("button", { name: "Save changes" }).click();
		expect(await page.getByRole("status").textContent()).toContain("Nothing was changed");
		expect(await api.text(id)).toBe(before);
	});

	it("shows a refusal at its field, keeps the input and takes the keyboard there", async () => {
		await page.goto(`${site.url}/groups/new`);
		await page.getByLabel("Name required").fill("Level");
		await page.getByLabel("Price level").fill("99999999999");
		await page.getByRole("button", { name: "Create group" }).click();
		const field = page.getByLabel("Price level");
		expect(await field.getAttribute("aria-invalid")).toBe("true");
		expect(await field.inputValue()).toBe("99999999999");
		expect(await page.locator("#PriceLevel-error").textContent()).toContain("PriceLevel must be");
		expect(await page.getByRole("alert").textContent()).toContain("Price level");
		expect(await page.getByLabel("Name required").inputValue()).toBe("Level");
		await expect.poll(focused("id")).toBe("PriceLevel");
		expect(await page.title()).toMatch(/^Error: New group/);
	});

	it("can be used with the keyboard alone", async () => {
		await page.goto(`${site.url}/groups/new`);
		// Chromium gives the focus to an autofocus field a moment after the page has loaded.
		await expect.poll(focused("id")).toBe("Name");
		await page.keyboard.type("By keyboard");
		await page.keyboard.press("Enter");
		expect(await page.getByRole("status").textContent()).toBe("“By keyboard” was created.");
		await page.keyboard.press("Tab");
		await expect.poll(focused("textContent")).toBe("Skip to the content");
	});

	it("names every control, and every control of a row by its group", async () => {
		for (const path of ["/groups", "/groups/new", `/groups/${await api.create({ Name: "Named" })}/delete`]) {
			await page.goto(site.url + path);
			const controls = await page.locator("a, button, input:not([type=hidden]), textarea").all();
			for (const control of controls) {
				expect(await control.ariaSnapshot()).toMatch(/^- \w+ "[^"]+"/);
			}
			expect(controls.length).toBeGreaterThan(2);
			expect(await page.locator("h1").count()).toBe(1);
		}
	});

	it.each([
		["a phone", 360, "light"],
		["a small window", 800, "dark"],
		["a desk", 1280, "light"],
	] as const)("fits the screen of %s", async (_name, width, colorScheme) => {
		const id = await api.create({
			Name: "W".repeat(150),
			Description: "d".repeat(500),
			MinimumOrder: 12345678.12345678,
		});
		await page.setViewportSize({ width, height: 800 });
		await page.emulateMedia({ colorScheme });
		for (const path of ["/groups?page=last", `/groups/${id}`, `/groups/${id}/delete`, "/groups/new"]) {
			await page.goto(site.url + path);
			expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(width);
		}
	});
});
