import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { XmlDocument } from "libxml2-wasm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml } from "../src/reports/html.js";
import { renderJunit } from "../src/reports/junit.js";
import { renderMarkdown } from "../src/reports/markdown.js";
import type { CellResult, Verification } from "../src/results.js";
import { thingsScenarios, thingsSpec } from "./support/paths.js";
import { runMain } from "./support/run-cli.js";
import { startThings } from "./support/things-server.js";

/** Each third of it is a word that turns up nowhere else; between them is what JSON, XML and URLs escape. */
const WORDS = ["zebra", "quagga", "okapi"];
const KEY = `${WORDS[0]}"<&'\\ ${WORDS[1]}/é+%>${WORDS[2]}`;
const SLOW = "slow-key";

const markup = (text: string) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

describe("the reports of a run against a server that says credentials back in every form", () => {
	let folder: string;
	let texts: Record<string, string>;
	let run: Awaited<ReturnType<typeof runMain>>;

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "contract-verifier-reports-"));
		const careless = await startThings((answer) => {
			const forms = [KEY, encodeURIComponent(KEY), new URLSearchParams({ key: KEY }), encodeURI(KEY)];
			if (answer.method === "GET") answer.headers.Location = `/things?key=${encodeURIComponent(KEY)}&${forms[2]}`;
			if (answer.status !== 201 || answer.mediaType === "application/json") {
				answer.body = answer.mediaType.endsWith("xml")
					? `<Problem a="${markup(KEY).replaceAll('"', "&quot;")}"><Reason>${forms.map((form) => markup(String(form))).join(" ")}</Reason></Problem>`
					: JSON.stringify({ Reason: forms.join(" "), [KEY]: `Basic ${Buffer.from(KEY).toString("base64")}` });
			}
		});
		try {
			const args = ["--spec", thingsSpec, "--scenarios", thingsScenarios, "--endpoint", careless.url];
			args.push("--report", "junit,json,html,markdown", "--report-dir", join(folder, "a/new/folder"), "--verbose");
			const credentials = JSON.stringify({ default: { Key: KEY }, slow: { Key: SLOW } });
			run = await runMain(args, { env: { CONTRACT_CREDENTIALS: credentials } });
		} finally {
			await careless.close();
		}
		const names = ["contract.junit.xml", "contract.json", "contract.html", "contract.md"];
		const read = names.map(async (name) => [name, await readFile(join(folder, "a/new/folder", name), "utf8")] as const);
		texts = { ...Object.fromEntries(await Promise.all(read)), stdout: run.out, stderr: run.err };
	});
	afterAll(() => rm(folder, { recursive: true }));

	it("are written where cells fail", () => {
		expect(run.code).toBe(1);
		for (const [name, text] of Object.entries(texts)) expect(text.length, name).toBeGreaterThan(100);
	});

	it("hold no credential, nor a part of one", () => {
		for (const [name, text] of Object.entries(texts)) {
			for (const word of [...WORDS, SLOW, Buffer.from(KEY).toString("base64").slice(0, 12)])
				expect(text.includes(word), `${word} in ${name}`).toBe(false);
		}
		expect(texts["contract.html"]).toContain("***");
	});

	it("are well-formed", () => {
		expect(JSON.parse(texts["contract.json"] ?? "")).toMatchObject({ target: "live", total: 22 });
		const junit = XmlDocument.fromString(texts["contract.junit.xml"] ?? "");
		try {
			expect(
				junit.find(
					"//testsuite/testcase[starts-with(@name, 'POST ') or starts-with(@name, 'GET ') or starts-with(@name, 'DELETE ')]",
				),
			).toHaveLength(22);
			expect(junit.find("//testcase/failure").length).toBeGreaterThan(0);
		} finally {
			junit.dispose();
		}
	});
});

const NASTY = "</pre><script>alert(1)</script> ``` | <!-- & \"' \u0000\u001b[31m @everyone";

function verification(): Verification {
	const cell = (status: string, outcome: CellResult["outcome"]): CellResult => ({
		cell: {
			id: `GET /a 200 ${status} → text/json`,
			operationId: "getA",
			method: "GET",
			path: "/a",
			status,
			requestMediaType: null,
			responseMediaType: "text/json",
			causes: ["one"],
		},
		outcome,
		transactions: [
			{
				cause: NASTY,
				outcome,
				natural: false,
				reasons: outcome === "passed" ? [] : [NASTY],
				request: outcome === "open" ? null : { method: "GET", url: NASTY, headers: { "X-A": NASTY }, body: NASTY },
				response: outcome === "open" ? null : { status: 200, headers: {}, body: NASTY },
			},
		],
	});
	const none = { request: null, response: null };
	const failing = {
		request: { method: "GET", url: NASTY, headers: { "X-A": NASTY }, body: NASTY },
		response: { status: 200, headers: {}, body: NASTY },
	};
	return {
		target: "live",
		title: NASTY,
		endpoint: "http://127.0.0.1",
		total: 3,
		passed: 1,
		failed: 1,
		open: 1,
		cells: [cell("200", "passed"), cell("201", "failed"), cell("404", "open")],
		general: [
			{ name: "gone", status: 404, mediaType: "text/json", outcome: "failed", reasons: [NASTY], ...none },
			{ name: "off", status: 503, mediaType: null, outcome: "open", reasons: ["cannot be provoked"], ...none },
		],
		findings: [
			{
				...{ id: "1f3a2b-9c04", title: NASTY, mend: NASTY, cells: 1, wouldPass: 1, general: 0, source: null },
				affected: [{ place: NASTY, cause: NASTY }],
				example: { place: NASTY, cause: NASTY, reason: NASTY, ...failing },
			},
		],
		notes: [NASTY],
		ok: false,
	};
}

describe("whatever an answer holds", () => {
	const input = { verification: verification(), isExpected: () => true };

	it("JUnit stays XML, with a case for each cell, failures and skips", () => {
		const junit = XmlDocument.fromString(renderJunit(input));
		try {
			const count = (path: string) => junit.find(path).length;
			expect([count("//testcase"), count("//failure"), count("//skipped")]).toEqual([5, 2, 2]);
			expect(junit.get("/testsuites[@tests='5' and @failures='2' and @skipped='2' and @errors='0']")).not.toBeNull();
			expect(junit.get("//skipped[contains(@message, '(expected)')]")).not.toBeNull();
		} finally {
			junit.dispose();
		}
	});

	it("HTML holds no element of it, and asks nothing of the network", () => {
		const html = renderHtml(input);
		expect(html.match(/<script/g)).toHaveLength(1);
		expect(html.match(/<\/pre>/g)).toHaveLength(html.match(/<pre>/g)?.length ?? 0);
		expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
		expect(html).toMatch(/content="default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+';/);
		expect(html).not.toMatch(/\b(?:src|href|action)="(?!#)/);
		expect(html).not.toMatch(/@import|url\(/);
	});

	it("Markdown keeps it in its block, names nobody, and fits a comment", () => {
		const markdown = renderMarkdown(input);
		expect(markdown).toContain("````\nGET ");
		expect(markdown.replace(/````.*?````/gs, "")).not.toMatch(/<script|@everyone|<!--/);
		const many = verification();
		const [finding] = many.findings;
		if (finding) many.findings = Array.from({ length: 500 }, () => finding);
		const long = renderMarkdown({ ...input, verification: many });
		expect(long.length).toBeLessThan(65_536);
		expect(long).toMatch(/… and \d+ more: see the HTML report/);
	});
});
