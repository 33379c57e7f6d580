import { afterEach, describe, expect, it } from "vitest";
import { type AgreementOptions, agree } from "../src/agreement/agree.js";
import { type NotesFault, type NotesServer, notesCredentials, startNotes } from "./support/notes-server.js";
import { notesScenarios, notesSpec } from "./support/paths.js";
import { type Passing, tamper } from "./support/tamper.js";

const closing: { close(): Promise<void> }[] = [];

afterEach(async () => {
	for (const one of closing.splice(0)) await one.close();
});

async function start(fault?: NotesFault): Promise<NotesServer> {
	const server = await startNotes(fault);
	closing.push(server);
	return server;
}

/** The same server stands on both sides; the one that plays the mock is changed on the way. */
async function compared(alter: (passing: Passing) => unknown, more: Partial<AgreementOptions> = {}) {
	const live = await start();
	const mock = await tamper(live.url, (passing) => {
		alter(passing);
		return undefined;
	});
	closing.push(mock);
	const options = { spec: notesSpec, scenarios: notesScenarios, credentials: notesCredentials };
	const found = await agree({ ...options, ...more, endpoint: live.url, mock: mock.url });
	return { found, live };
}

describe("the same requests to mock and live", () => {
	it("agree whatever the ids and values are, and leave nothing behind on live", async () => {
		const { found } = await compared((passing) => {
			passing.body = passing.body
				.replaceAll(/"title":"\w+"/g, '"title":"Something else"')
				.replaceAll(/"id":\d+/g, '"id":4711');
		});
		expect(found.disagreements).toEqual([]);
		expect(found).toMatchObject({ agreed: found.total, open: [] });
		expect(found.total).toBeGreaterThan(10);
	});

	it.each<[string, (passing: Passing) => Partial<Passing>, string]>([
		["a media type", () => ({ headers: { "content-type": "text/plain" } }), "Content-Type: text/plain on mock"],
		["a status", ({ status }) => ({ status: status === 200 ? 404 : status }), "status: 404 on mock, 200 on live"],
		["a type", ({ body }) => ({ body: body.replaceAll(/"stars":\d/g, '"stars":"3"') }), "stars: string"],
		["a null", ({ body }) => ({ body: body.replaceAll(/"done":false/g, '"done":null') }), "done: null"],
		["a member", ({ body }) => ({ body: body.replaceAll(/"stars":/g, '"rating":') }), "rating: number"],
	])("differ in %s", async (_, alter, reason) => {
		const { found } = await compared((passing) => Object.assign(passing, alter(passing)));
		expect(found.disagreements.flatMap(({ reasons }) => reasons).join("\n")).toContain(reason);
		const [first] = found.disagreements;
		expect(first?.exchanges[0]?.response).toBeDefined();
		expect(first?.exchanges[1]?.response).toBeDefined();
		expect(JSON.stringify(found)).not.toContain("default-key");
	});

	it("agree over generated valid requests too", async () => {
		const few = await compared(() => undefined);
		const { found } = await compared(() => undefined, { generated: { seed: 4, runs: 3 } });
		expect(found).toMatchObject({ disagreements: [], agreed: found.total, open: [], notes: [] });
		expect(found.total).toBeGreaterThan(few.found.total + 20);
	});

	it("differ where only a generated request shows it", async () => {
		// No scenario sends a character beyond the basic multilingual plane.
		const alter = (passing: Passing) => {
			if (/[\u{10000}-\u{10ffff}]/u.test(passing.body)) passing.status = 400;
		};
		expect((await compared(alter)).found.disagreements).toEqual([]);
		const { found } = await compared(alter, { generated: { seed: 4, runs: 10 } });
		expect(found.disagreements[0]?.reasons.join()).toMatch(/status: 400 on mock, 20\d on live/);
	});
});
