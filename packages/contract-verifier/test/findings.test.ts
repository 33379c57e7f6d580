import { afterEach, describe, expect, it } from "vitest";
import { renderMatrix } from "../src/matrix.js";
import type { Finding, Verification } from "../src/results.js";
import { verify } from "../src/verify.js";
import { thingsCredentials, thingsScenarios, thingsSpec } from "./support/paths.js";
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
