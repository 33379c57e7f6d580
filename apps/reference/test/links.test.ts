import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { pagesOf } from "../src/site.js";
import { readSource } from "../src/source.js";

const folder = fileURLToPath(new URL("../../../spec/customer-groups", import.meta.url));

it("has a page for each operation and object, and every link leads to a place that is there", async () => {
	const source = await readSource({ name: "customer-groups", folder }, {});
	const pages = pagesOf(source);
	for (const { id } of source.model.operations) expect(pages.has(`operations/${id}.html`)).toBe(true);
	for (const name of Object.keys(source.model.schemas)) expect(pages.has(`objects/${name}.html`)).toBe(true);

	const texts = new Map([...pages].map(([path, page]) => [path, page.render()]));
	const broken: string[] = [];
	let links = 0;
	for (const [path, text] of texts) {
		if (!path.endsWith(".html")) continue;
		for (const [, address = ""] of text.matchAll(/ (?:href|src|data-index|data-operation)="([^"]*)"/g)) {
			if (/^(https?|mailto):/.test(address)) continue;
			const target = new URL(address, `http://site/api/${path}`);
			if (target.pathname.startsWith("/assets/")) continue;
			links += 1;
			const page = texts.get(target.pathname.replace(/^\/api\//, "") || "index.html");
			const anchor = decodeURIComponent(target.hash.slice(1));
			if (page === undefined || (anchor !== "" && !page.includes(` id="${anchor}"`)))
				broken.push(`${path}: ${address}`);
		}
	}
	expect(broken).toEqual([]);
	expect(links).toBeGreaterThan(500);
});
