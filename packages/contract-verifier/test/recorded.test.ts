import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { petsSpec } from "./support/paths.js";
import { runMain } from "./support/run-cli.js";
import { startShop } from "./support/shop-server.js";

let folder: string;
beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "contract-verifier-"));
});
afterAll(() => rm(folder, { recursive: true }));

interface Entry {
	method?: string;
	url: string;
	status?: number;
	content?: object;
	postData?: { mimeType: string; text: string };
	headers?: { name: string; value: string }[];
}

/** One entry of a HAR, as browsers write it. */
const entry = ({ method = "GET", url, status = 200, content, postData, headers = [] }: Entry) => ({
	request: {
		method,
		url,
		headers: [
			{ name: ":authority", value: "pets.example" },
			{ name: "Authorization", value: "Bearer secret-of-somebody" },
			...(postData ? [{ name: "Content-Type", value: postData.mimeType }] : []),
		],
		...(postData && { postData }),
	},
	response: {
		status,
		headers: [
			{ name: "Content-Type", value: "application/json" },
			{ name: "content-encoding", value: "gzip" },
			{ name: "Content-Length", value: "7" },
			...headers,
		],
		content: content ?? { size: 2, text: "[]" },
	},
});

async function judged(entries: unknown[], ...more: string[]) {
	const file = join(folder, "traffic.har");
	await writeFile(file, `\ufeff${JSON.stringify({ log: { version: "1.2", entries } })}`);
	return runMain(["verify", petsSpec, "--recorded", file, ...more]);
}

const base = "https://pets.example/v2";
const pet = (value: object) => ({ size: 9, text: JSON.stringify(value) });

describe("verify --recorded", () => {
	it("judges what was recorded, says what fits no operation, and exits 0 where all fits", async () => {
		const base64 = { size: 20, encoding: "base64", text: Buffer.from('[{"id":1,"name":"Rex"}]').toString("base64") };
		const entries = [
			entry({ url: `${base}/pets?limit=2`, content: base64 }),
			entry({ url: `${base}/pets/7`, content: pet({ id: 7, name: "Rex" }) }),
			entry({ url: `${base}/favicon.ico` }),
			entry({ url: "https://elsewhere.example/v2/pets" }),
			{ request: { method: "GET", url: `${base}/pets` }, response: { status: 0 } },
		];
		const { code, out, err } = await judged(entries, "--target", base);
		expect({ code, err }).toEqual({ code: 0, err: "" });
		expect(out).toContain("no operation of the document: GET pets.example/v2/favicon.ico (1)");
		expect(out).toContain("2 of 4 recorded exchanges belong to the document");
		expect(out.trimEnd().split("\n").at(-1)).toMatch(/^recorded 2\/38 \(36 open\)$/);
	});

	it("exits 1 for an answer that doesn't fit, an undocumented status, and a request that should have been refused", async () => {
		const entries = [
			entry({ url: `${base}/pets/7`, content: pet({ id: "7" }) }),
			entry({
				method: "POST",
				url: `${base}/pets`,
				status: 201,
				content: pet({ id: 8, name: "Max" }),
				postData: { mimeType: "application/json", text: '{"name":7}' },
			}),
			entry({ method: "DELETE", url: `${base}/pets/8`, status: 200, content: { size: 0 } }),
		];
		const json = join(folder, "recorded.json");
		const { code, out } = await judged(entries, "--target", base, "--json", json);
		expect(code).toBe(1);
		expect(out).toContain("/id: must be integer");
		expect(out).toContain("the request was taken, but /name: must be string");
		expect(out).not.toContain("secret-of-somebody");
		// Its own report is read again, with the same verdicts.
		const again = await runMain(["verify", petsSpec, "--recorded", json, "--target", base]);
		expect(again.code).toBe(1);
		expect(again.out).toContain("/id: must be integer");
	});

	it("leaves open what was not recorded in whole", async () => {
		const entries = [
			entry({ url: `${base}/pets`, content: { size: 99_000 } }),
			entry({ url: `${base}/pets/7`, content: pet({ id: 7, name: "x" }) }),
		];
		const { code, out } = await judged(entries, "--target", base);
		expect(code).toBe(0);
		expect(out).toContain("the body was not recorded in whole");
	});

	it.each([
		[
			"of another API",
			JSON.stringify({ log: { entries: [entry({ url: "https://other.example/x" })] } }),
			"nothing in it belongs to the document: the first is GET other.example/x",
		],
		["that is no JSON", "<html>", "is no JSON"],
		["of another kind", "{}", "is neither HAR"],
	])("does not run with a file %s", async (_, text, message) => {
		const file = join(folder, "other.har");
		await writeFile(file, text);
		const { code, err } = await runMain(["verify", petsSpec, "--recorded", file]);
		expect({ code, err }).toEqual({ code: 4, err: expect.stringContaining(message) });
	});

	it("agrees with a live run about what that one has written down", async () => {
		const shop = await startShop();
		const json = join(folder, "live.json");
		try {
			await runMain(["verify", petsSpec, "--target", shop.url, "--json", json], {
				env: { CONTRACT_CREDENTIALS: '{"default":{"bearer":"shop-token"}}' },
			});
		} finally {
			await shop.close();
		}
		const { out, code } = await runMain(["verify", petsSpec, "--recorded", json]);
		expect(code).toBe(0);
		expect(Number(/^recorded (\d+)\/38/m.exec(out)?.[1])).toBeGreaterThan(10);
	});
});
