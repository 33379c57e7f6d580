import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { type Mock, startMock } from "@onespec/mock-server";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSiteServer } from "../src/serve.js";
import { findFolders } from "../src/source.js";
import { executablePath, launch, watch } from "./support/browser.js";
import { bodies, EVIL, hostile, manyOperations } from "./support/documents.js";

if (executablePath === undefined) {
	console.warn(
		"Not run: the reference in a browser (every page, accessibility, search, trying, a hostile document). No Chromium was found; install one or set CHROMIUM_PATH.",
	);
}

const spec = fileURLToPath(new URL("../../../spec/customer-groups", import.meta.url));
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

describe.skipIf(executablePath === undefined)("in a browser", () => {
	const folder = mkdtempSync(join(tmpdir(), "reference-"));
	let mock: Mock;
	let wrong: Server;
	let received = "";
	let site: Server;
	let url: string;
	let origins: string[];
	let browser: Browser;

	beforeAll(async () => {
		const documents = { hostile: hostile(), many: manyOperations(1000), bodies: bodies() };
		for (const [name, document] of Object.entries(documents)) {
			mkdirSync(join(folder, name));
			writeFileSync(join(folder, name, "openapi.yaml"), JSON.stringify(document));
		}
		mock = await startMock({ spec: join(spec, "openapi.yaml") });
		// It answers everything in JSON, with a group whose price level is a text.
		wrong = createServer(async (request, response) => {
			received = `${request.method} ${request.url}\n${await text(request)}`;
			response.setHeader("access-control-allow-origin", "*");
			response.setHeader("access-control-allow-headers", "*");
			response.setHeader("access-control-allow-methods", "*");
			response.setHeader("content-type", "application/json");
			response.end('[{"Key":"CustomerGroupID","Value":"7","Status":"201","Message":5}]');
		});
		const wrongUrl = await listen(wrong);
		const serversFile = join(folder, "servers.json");
		writeFileSync(
			serversFile,
			JSON.stringify({
				"customer-groups": { mock: mock.url, wrong: wrongUrl },
				bodies: { wrong: wrongUrl },
				hostile: { wrong: wrongUrl },
			}),
		);
		site = createSiteServer([...findFolders(spec), ...findFolders(folder)], { serversFile });
		url = await listen(site);
		origins = [url, new URL(mock.url).origin, wrongUrl];
		browser = await launch();
	});
	afterAll(async () => {
		await browser?.close();
		site?.close();
		wrong?.close();
		await mock?.close();
		rmSync(folder, { recursive: true, force: true });
	});

	const open = (page: Page, path: string) => page.goto(`${url}/${path}`, { waitUntil: "load" });

	it("shows every page without a complaint, and nothing serious to axe, in light and dark", async () => {
		const all = [
			"customer-groups/operations/createCustomerGroup.html#try",
			"customer-groups/verification.html",
			"customer-groups/",
			"customer-groups/objects/CustomerGroup.html",
			"customer-groups/decisions.html",
			"index.html",
		];
		for (const colorScheme of ["light", "dark"] as const) {
			const { context, page, complaints } = await watch(browser, origins, { colorScheme });
			for (const path of colorScheme === "light" ? all : all.slice(0, 2)) {
				await open(page, path);
				await page.evaluate(axe);
				const found = await page.evaluate(
					"axe.run().then(({ violations }) => violations.filter(({ impact }) => /serious|critical/.test(impact)).map(({ id, nodes }) => id + ': ' + nodes[0].html))",
				);
				expect(found, `${path} ${colorScheme}`).toEqual([]);
			}
			expect(complaints).toEqual([]);
			await context.close();
		}
	});

	it("is under 300 kB at first view, and read without a script", async () => {
		const { context, page, transferred } = await watch(browser, origins);
		await open(page, "customer-groups/operations/updateCustomerGroups.html");
		expect(await transferred()).toBeLessThan(300_000);
		await context.close();

		const plain = await watch(browser, origins, { javaScriptEnabled: false });
		await open(plain.page, "customer-groups/operations/createCustomerGroup.html");
		const xml = plain.page.locator(".aside pre", { hasText: "<Name>Excepteur" }).first();
		expect(await xml.isVisible()).toBe(false);
		await plain.page.locator(".aside label", { hasText: "application/xml" }).first().click();
		expect(await xml.isVisible()).toBe(true);
		await plain.page.getByText("name-missing").click();
		expect(await plain.page.getByText("Name is required.").first().isVisible()).toBe(true);
		expect(await plain.page.locator(".search, .theme, .try").filter({ visible: true }).count()).toBe(0);
		await plain.context.close();
	});

	it("has a menu on a phone that needs no script, and nothing wider than the screen", async () => {
		const { context, page } = await watch(browser, origins, {
			viewport: { width: 360, height: 740 },
			javaScriptEnabled: false,
		});
		for (const path of [
			"customer-groups/",
			"customer-groups/operations/listCustomerGroups.html",
			"customer-groups/decisions.html",
		]) {
			await open(page, path);
			const wider = await page.evaluate("document.documentElement.scrollWidth - innerWidth");
			expect(wider, path).toBeLessThanOrEqual(0);
		}
		await page.getByRole("button", { name: "Menu" }).click();
		await page.locator("#nav").getByRole("link", { name: /by id/ }).first().click();
		expect(await page.locator("h1").textContent()).toContain("by id");
		await context.close();
	});

	it("sends a request to the mock, in JSON and XML, and judges the answer", async () => {
		const { context, page, complaints } = await watch(browser, origins);
		await open(page, "customer-groups/operations/createCustomerGroup.html");
		await page.getByText("Try it", { exact: true }).click();
		for (const name of ["SecureURL", "PrivateKey", "Token"])
			await page.getByLabel(name, { exact: true }).fill("secret");
		const send = async (text: RegExp) => {
			await page.getByRole("button", { name: "Send" }).click();
			await page.locator(".answer", { hasText: text }).waitFor();
			return await page.locator(".answer").innerText();
		};
		expect(await send(/201 Created/)).toContain("✓ As the document says");

		await page.getByLabel("Accept", { exact: true }).selectOption("text/xml");
		await page.getByLabel("Content-Type", { exact: true }).selectOption("application/xml");
		expect(await send(/<Status>201/)).toContain("✓ As the document says");
		expect(complaints).toEqual([]);

		await page.getByLabel("Server", { exact: true }).selectOption("wrong");
		await page.getByLabel("Accept", { exact: true }).selectOption("application/json");
		expect(await send(/The status 200 is not documented/)).toContain("✗ Not as the document says");

		await open(page, "customer-groups/operations/deleteCustomerGroup.html#try");
		await page.getByLabel("Server", { exact: true }).selectOption("wrong");
		await page.getByRole("button", { name: "Send" }).click();
		expect(await page.locator(".answer mark").textContent()).toContain('"Status": "201"');
		// Nothing of what was typed is kept.
		expect(JSON.stringify(await context.storageState())).not.toContain("secret");
		await context.close();
	});

	it("sends forms, files, lists and objects as the document says", async () => {
		const { context, page } = await watch(browser, origins);
		await open(page, "bodies/operations/send.html#try");
		const send = async () => {
			received = "";
			await page.getByRole("button", { name: "Send" }).click();
			await expect.poll(() => received).toMatch(/^POST/);
			return received;
		};
		await page.getByRole("button", { name: "Send" }).waitFor();
		expect(await send()).toBe(
			"POST /b/a%2Fb%20c%3F?ids=3,4&filter%5Bcolor%5D=r%26d\nname=%C3%84%20%26%20%C3%BC&tags=x&tags=y",
		);
		await page.getByLabel("Content-Type", { exact: true }).selectOption("multipart/form-data");
		const file = (name: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(`the file ${name}`) });
		await page.getByLabel("files", { exact: true }).setInputFiles([file("one.txt"), file("two.txt")]);
		expect(await send()).toMatch(/filename="one\.txt".*the file one\.txt.*filename="two\.txt".*the file two\.txt/s);
		await page.getByLabel("id (path, required)").fill("..");
		await page.getByRole("button", { name: "Send" }).click();
		await page.getByText("would lead to another path").waitFor();
		await context.close();
	});

	it("finds operations and objects by the keyboard alone", async () => {
		const { context, page, complaints } = await watch(browser, origins);
		await open(page, "customer-groups/changelog.html");
		await page.keyboard.press("/");
		await page.keyboard.type("registrationmess");
		await page.getByRole("option", { selected: true }).waitFor();
		await page.keyboard.press("ArrowDown");
		await page.keyboard.press("Enter");
		await page.locator("h1", { hasText: "CustomerGroup" }).waitFor();
		expect(complaints).toEqual([]);
		await context.close();
	});

	it("opens a document of a thousand operations in under 2 s, and searches it in under 100 ms", async () => {
		const { context, page, complaints, transferred } = await watch(browser, origins);
		const started = performance.now();
		await open(page, "many/index.html");
		expect(performance.now() - started).toBeLessThan(2_000);
		expect(await transferred()).toBeLessThan(300_000);
		await page.getByRole("combobox").fill("operation");
		await page.getByRole("option").first().waitFor();
		// From a keystroke to the drawn list.
		const milliseconds = (await page.evaluate(`new Promise((resolve) => {
			const input = document.querySelector("[role=combobox]");
			const list = document.querySelector("[role=listbox]");
			const began = performance.now();
			new MutationObserver(() => resolve(performance.now() - began)).observe(list, { childList: true });
			input.value = "item 77 list";
			input.dispatchEvent(new Event("input"));
		})`)) as number;
		expect(milliseconds).toBeLessThan(100);
		expect(await page.getByRole("option").first().innerText()).toContain("List item 77");
		expect(complaints).toEqual([]);
		await context.close();
	});

	it("takes every text of a hostile document for text", async () => {
		const { context, page, complaints } = await watch(browser, origins);
		const { pathname } = new URL((await open(page, "hostile/"))?.url() ?? "");
		expect(pathname).toBe("/hostile/");
		const seen = new Set<string>();
		const waiting = ["hostile/index.html"];
		for (const path of waiting) {
			await open(page, path);
			seen.add(path);
			expect(await page.evaluate("globalThis.hacked"), path).toBeUndefined();
			expect(
				await page.locator("main script, main img, main iframe, main [onclick], main [onerror]").count(),
				path,
			).toBe(0);
			const links = await page
				.locator("a[href]")
				.evaluateAll((all) => all.map((one) => (one as { href?: string }).href ?? ""));
			for (const link of links) {
				expect(link).toMatch(/^(http:|https:|mailto:)/);
				const { origin, pathname: next } = new URL(link);
				if (
					origin === url &&
					next.startsWith("/hostile/") &&
					next.endsWith(".html") &&
					!waiting.includes(next.slice(1))
				)
					waiting.push(next.slice(1));
			}
		}
		expect(seen.size).toBeGreaterThan(6);
		await open(page, "hostile/operations/read.html");
		expect(await page.locator("h1").textContent()).toBe(EVIL);
		await page.getByText("Try it", { exact: true }).click();
		await page.getByRole("button", { name: "Send" }).waitFor();
		expect(await page.locator(".try label", { hasText: EVIL }).count()).toBeGreaterThan(0);
		expect(await page.locator("main script, main img").count()).toBe(0);
		expect(await page.evaluate("globalThis.hacked")).toBeUndefined();
		expect(complaints).toEqual([]);
		await context.close();
	});
});

async function listen(server: Server): Promise<string> {
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
