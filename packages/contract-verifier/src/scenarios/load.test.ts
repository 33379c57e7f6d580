import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { DocumentModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lockersScenarios, lockersSpec, thingsScenarios, thingsSpec } from "../../test/support/paths.js";
import { loadScenarios } from "./load.js";

let folder: string;
let things: DocumentModel;

beforeAll(async () => {
	folder = await mkdtemp(join(tmpdir(), "scenarios-"));
	things = (await loadDocument(thingsSpec)).model;
});
afterAll(() => rm(folder, { recursive: true }));

const load = async (text: string) => {
	const file = join(folder, "scenarios.yaml");
	await writeFile(file, text);
	return loadScenarios(file, things);
};

const FIXTURE = "fixtures: { thing: { operation: createThing, save: { id: /Id } } }\n";

describe("loadScenarios", () => {
	it("reads the files of the tests", async () => {
		expect(Object.keys((await loadScenarios(thingsScenarios, things)).operations)).toHaveLength(3);
		const { model: lockers } = await loadDocument(lockersSpec);
		expect(Object.keys((await loadScenarios(lockersScenarios, lockers)).causes)).toHaveLength(4);
		expect(await load("")).toEqual({ fixtures: {}, causes: {}, operations: {} });
	});

	it.each([
		[
			"an unknown operation",
			"operations:\n  listThing:\n    '200': { page: {} }",
			':2 operations.listThing: there is no operation "listThing"; nearest: listThings',
		],
		[
			"an unknown status",
			"operations: { listThings: { '201': { page: {} } } }",
			'operations.listThings.201: there is no status of listThings "201"; nearest: 200.',
		],
		[
			"an unknown cause",
			"operations:\n  listThings:\n    '200':\n      pgae: {}",
			':4 operations.listThings.200.pgae: there is no cause of listThings 200 "pgae"; nearest: page, count.',
		],
		[
			"an unknown general cause",
			"causes: { cretaed: {} }",
			'causes.cretaed: there is no cause "cretaed"; nearest: created',
		],
		[
			"an unknown fixture",
			`${FIXTURE}causes: { page: { fixtures: [things] } }`,
			'there is no fixture "things"; nearest: thing.',
		],
		[
			"an unknown operation of a fixture",
			"fixtures: { thing: { operation: makeThing } }",
			'fixtures.thing.operation: there is no operation "makeThing"; nearest: createThing',
		],
		[
			"an unknown path parameter",
			"operations: { deleteThing: { '429': { exhausted: { path: { ident: 1 } } } } }",
			'there is no path parameter of deleteThing "ident"; nearest: id.',
		],
		[
			"an unknown saved value",
			`${FIXTURE}causes: { exhausted: { fixtures: [thing], path: { id: '{thing.key}' } } }`,
			'there is no saved value "thing.key"; nearest: thing.id.',
		],
		[
			"a fixture that is not asked for",
			`${FIXTURE}causes: { exhausted: { path: { id: '{thing.id}' } } }`,
			'there is no saved value "thing.id"; there are none.',
		],
		[
			"fixtures that need one another",
			"fixtures: { a: { operation: deleteThing, path: { id: '{b.id}' }, save: { id: /x } }, b: { operation: deleteThing, path: { id: '{a.id}' }, save: { id: /x } } }",
			"fixtures.a: needs itself, by way of the fixtures that it needs.",
		],
		[
			"a misspelt member",
			"causes:\n  page:\n    naturel: true",
			"causes.page: must NOT have additional properties: naturel; see schema/scenarios.schema.json",
		],
		["a wrong type", "causes: { page: { natural: maybe } }", "causes.page.natural: must be boolean"],
		[
			"fresh without fixtures",
			"causes: { page: { fresh: true } }",
			"must have property fixtures when property fresh is present",
		],
		[
			"a text for too few media types",
			"causes: { created: { bodyText: { json: '{' } } }",
			"causes.created.bodyText: has no text for application/xml, which createThing takes: add xml.",
		],
		[
			"an undeclared profile",
			"profiles: { default: {}, slow: {} }\ncauses: { exhausted: { profile: slwo } }",
			':2 causes.exhausted.profile: there is no profile "slwo"; nearest: slow, default.',
		],
		[
			"a profile that is unknown and granted something",
			"profiles: { default: {}, wrong: { unknown: true, ownStore: true } }",
			"profiles.wrong: must NOT have more than 1 properties",
		],
		["profiles without a default", "profiles: { wrong: {} }", "profiles: must have required property 'default'"],
		["broken YAML", "causes: {", ":1: "],
	])("names the place and the remedy for %s", async (_, text, message) => {
		await expect(load(text)).rejects.toThrow(message);
		await expect(load(text)).rejects.toMatchObject({
			name: "ScenariosError",
			message: expect.stringContaining("scenarios.yaml"),
		});
	});
});
