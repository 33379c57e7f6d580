import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { renderMatrix } from "../src/matrix.js";
import type { Finding, Verification } from "../src/results.js";
import { verify } from "../src/verify.js";
import { thingsCredentials, thingsScenarios, thingsSpec } from "./support/paths.js";
import { runMain } from "./support/run-cli.js";
import { startThings, type ThingsAnswer, type ThingsServer } from "./support/things-server.js";

let server: ThingsServer | undefined;
afterEach(() => server?.close());

async function found(alter: (answer: ThingsAnswer) => void): Promise<Verification> {
	server = await startThings(alter);
	return verify({
		spec: thingsSpec,
		endpoint: server.url,
		target: "live",
		scenarios: thingsScenarios,
		credentials: thingsCredentials,
	});
}

const brief = ({ title, cells, wouldPass, general }: Finding) => ({ title, cells, wouldPass, general });

describe("failures that have one reason", () => {
	it("are one finding, in JSON and XML alike, with the line of the document and the smallest example", async () => {
		const verification = await found((answer) => {
			if (answer.status === 201) {
				answer.body = answer.mediaType.endsWith("xml")
					? answer.body.replace(/<Id>\d+<\/Id>/, "")
					: answer.body.replace(/"Id":\d+,/, "");
			}
		});
		expect(verification.findings.map(brief)).toEqual([
			{ title: "Thing.Id is missing", cells: 21, wouldPass: 21, general: 0 },
		]);
		const [finding] = verification.findings;
		expect(finding).toMatchObject({
			id: expect.stringMatching(/^[0-9a-f]{6}-[0-9a-f]{4}$/),
			mend: expect.stringContaining("Send Thing.Id"),
			source: { file: expect.stringMatching(/things\.yaml$/), line: expect.any(Number) },
			example: { request: { method: "POST" }, response: { status: 201 } },
		});
		expect(finding?.affected).toHaveLength(25);

		const text = renderMatrix([verification]);
		expect(text).toMatch(
			/✗ live {2}Thing\.Id is missing\n {4}21 cells · \S*things\.yaml:\d+ · \S+\n {4}listThings 200 \(4 cells\), createThing 201 \(16/,
		);
		expect(text.match(/Thing\.Id is missing/g)).toHaveLength(1);
	});

	it("keep different reasons apart, the one first that turns most cells green", async () => {
		const { findings } = await found((answer) => {
			// No XML at all, a header that is missing, a refusal that does not come, and no Allow.
			if (answer.mediaType.endsWith("xml") && answer.status < 300) {
				answer.headers["Content-Type"] = "application/json";
				answer.body = "{}";
			}
			if (answer.path === "/base/things" && answer.method === "GET") delete answer.headers["X-Total"];
			if (answer.status === 429) answer.status = 204;
			if (answer.status === 405) delete answer.headers.Allow;
		});
		expect(findings.map(brief)).toEqual([
			{
				title: expect.stringMatching(/^Content-Type: must be (application|text)\/xml/),
				cells: 10,
				wouldPass: 8,
				general: 0,
			},
			{ title: "X-Total: the header is missing", cells: 4, wouldPass: 2, general: 0 },
			{ title: expect.stringMatching(/^status: must be 429, but is 204/), cells: 1, wouldPass: 1, general: 0 },
			expect.objectContaining({ title: "Allow: the header is missing", cells: 0, general: 4 }),
		]);
	});
});

describe("a server that forgets X-Total and a refusal", () => {
	let folder: string;
	let faulty: ThingsServer;
	const run = (args: string[], more: string[] = []) => {
		const all = [...args, "--spec", thingsSpec, "--endpoint", faulty.url, "--scenarios", thingsScenarios, ...more];
		return runMain(all, { env: { CONTRACT_CREDENTIALS: JSON.stringify(thingsCredentials) } });
	};

	beforeAll(async () => {
		folder = await mkdtemp(join(tmpdir(), "contract-verifier-findings-"));
		faulty = await startThings((answer) => {
			if (answer.path === "/base/things" && answer.method === "GET") delete answer.headers["X-Total"];
			if (answer.status === 405) answer.status = 404;
		});
	});
	afterAll(async () => {
		await faulty.close();
		await rm(folder, { recursive: true });
	});

	it("is counted alike in every report, annotated at its line, and accepted by a baseline until its day", async () => {
		const baseline = join(folder, "baseline.yaml");
		const kinds = ["junit", "json", "html", "markdown", "gitlab", "github"];
		const more = ["--report", kinds.join(), "--report-dir", folder, "--baseline", baseline, "--write-baseline"];
		const { code, out } = await run(["verify"], more);
		expect(code).toBe(1);
		expect(out.trimEnd().split("\n").at(-1)).toBe("live 18/22 (4 failed, 4 general failed)");
		expect(out).toMatch(/^::error file=\S*things\.yaml,line=\d+,title=X-Total%3A the header is missing::4 cells/m);

		const read = (name: string) => readFile(join(folder, name), "utf8");
		expect(await read("contract.md")).toMatch(
			/live 18\/22 \(4 failed, 4 general failed\)[\s\S]*❌ X-Total: the header is missing/,
		);
		expect(await read("contract.html")).toMatch(
			/<b>4<\/b><span>failed<[\s\S]*<b>4<\/b><span>general failed<[\s\S]*<b>2<\/b><span>findings</,
		);
		const junit = await read("contract.junit.xml");
		expect(junit).toMatch(/<testsuites [^>]*failures="8"/);
		const { findings } = JSON.parse(await read("contract.json")) as Verification;
		expect(findings).toHaveLength(2);
		const [finding] = findings as [Finding];
		expect(junit).toContain(`finding ${finding.id}`);
		expect(JSON.parse(await read("contract.gitlab.json"))[0]).toMatchObject({
			fingerprint: finding.id.slice(0, 6),
			location: { path: finding.source?.file, lines: { begin: finding.source?.line } },
		});

		expect(await run(["verify"], ["--baseline", baseline])).toMatchObject({
			code: 2,
			err: expect.stringContaining(`state the reason why ${finding.id.slice(0, 6)} is accepted`),
		});
		const reasoned = (await read("baseline.yaml")).replaceAll('reason: ""', 'reason: "The next release has it."');
		await writeFile(baseline, reasoned);
		const accepted = await run(["verify"], ["--baseline", baseline]);
		expect(accepted).toMatchObject({ code: 0, err: "" });
		expect(accepted.out).toContain("The next release has it.");

		await writeFile(
			baseline,
			`${reasoned.replace(/until: "[^"]*"/, 'until: "2020-02-29"')}  - { finding: "abcdef", what: old, reason: known, until: "2999-01-01" }\n`,
		);
		const stale = await run(["verify"], ["--baseline", baseline]);
		expect(stale.code).toBe(1);
		expect(stale.err).toMatch(/was accepted until 2020-02-29\n.*abcdef \(old\) is gone: take it out of/);
	});

	it("is verified in part, and explained by the id of a finding", async () => {
		const part = await run(["verify"], ["--only", "listThings application/json", "--only", "429"]);
		expect(part.code).toBe(1);
		expect(part.out.trimEnd().split("\n").at(-1)).toBe("live 1/2 (1 failed)");
		expect(await run(["verify"], ["--only", "listThing"])).toMatchObject({
			code: 2,
			err: expect.stringMatching(/"listThing" is no operation, .* nearest: "listThings"/),
		});

		const [, id = ""] = /(?:\u00b7|·) ([0-9a-f]{6}-[0-9a-f]{4})/.exec(part.out) ?? [];
		const explained = await run(["explain", id]);
		expect(explained.code).toBe(1);
		expect(explained.out).toMatch(/^✗ X-Total: the header is missing\n/);
		expect(explained.out.match(/^> GET /gm)?.length).toBeGreaterThanOrEqual(1);
		expect(await run(["explain", "X-Total"])).toMatchObject({ code: 2 });
	});
});
