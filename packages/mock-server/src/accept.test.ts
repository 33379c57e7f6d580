import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { negotiate } from "./accept.js";
import { loadDocument } from "./load-document.js";
import { type Prism, startPrism } from "./prism.js";
import { acceptForPrism } from "./safe-for-prism.js";

const DOCUMENTED = ["application/json", "text/json", "application/xml", "text/xml", "text/plain"];

let prism: Prism;
beforeAll(async () => {
	const spec = fileURLToPath(new URL("../test/fixtures/representations.yaml", import.meta.url));
	prism = await startPrism(await loadDocument(spec), { cors: false, verbose: false });
});
afterAll(() => prism?.close());

const range = fc
	.tuple(
		fc.constantFrom(...DOCUMENTED, "*/*", "text/*", "application/*", "image/png", "TEXT/XML", "nonsense", "", "*/xml"),
		fc.constantFrom(
			"",
			";q=0",
			";q=0.5",
			"; q=0.9",
			";q=1",
			"; charset=utf-8",
			';charset="utf-8";q=0.7',
			";q=x",
			";a=*",
		),
	)
	.map((parts) => parts.join(""));
const header = fc.array(range, { minLength: 1, maxLength: 4 }).map((ranges) => ranges.join(", "));

it("chooses the media type that Prism chooses", async () => {
	await fc.assert(
		fc.asyncProperty(header, async (accept) => {
			const sent = acceptForPrism(accept) ?? "";
			const response = await fetch(`${prism.origin}/text`, { headers: { Accept: sent } });
			await response.arrayBuffer();
			const chosen = response.status === 200 ? response.headers.get("content-type")?.split(";")[0] : undefined;
			expect(negotiate(accept, DOCUMENTED)).toBe(chosen);
		}),
		{ numRuns: 400 },
	);
});

it.each([
	[undefined, ["text/xml", "application/json"], "application/json"],
	[undefined, ["text/xml", "text/json"], "text/xml"],
	["*/*", ["text/xml", "application/json"], "text/xml"],
	["text/*;q=0.5, application/xml", DOCUMENTED, "application/xml"],
	["text/html", DOCUMENTED, undefined],
	["nonsense", DOCUMENTED, undefined],
])("of Accept %s and %s chooses %s", (accept, documented, chosen) => {
	expect(negotiate(accept, documented)).toBe(chosen);
});
