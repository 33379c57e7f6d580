import { readModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { judge } from "../src/judge.js";
import { contextsOf, type FaultKind, type PlantContext } from "../src/mutation/kind.js";
import { faultKinds } from "../src/mutation/kinds.js";
import { objectionsTo, renderMutation } from "../src/mutation/report.js";
import { type MutationTarget, requireGreen, scoreBehaviour, scoreKind } from "../src/mutation/score.js";
import { openTarget } from "../src/mutation/target.js";
import { planOf } from "../src/plan.js";
// @ts-expect-error plain JavaScript, without types
import { startLockers } from "./fixtures/lockers/server.mjs";
import { lockersCredentials, lockersScenarios, lockersSpec, thingsSpec } from "./support/paths.js";

/** A document in which every kind of fault applies somewhere. */
const document = {
	openapi: "3.0.3",
	info: { title: "Everything", version: "1" },
	paths: {
		"/all": {
			get: {
				operationId: "readAll",
				responses: {
					"200": {
						headers: { "X-Total": { required: true, schema: { type: "integer", minimum: 0 }, example: 1 } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/ListOrCount" },
								examples: { list: { value: [{}] }, count: { value: { Count: 3 } } },
							},
							"application/xml": {
								schema: { $ref: "#/components/schemas/ListOrCount" },
								examples: { list: { value: "" }, count: { value: "<Count><Count>3</Count></Count>" } },
							},
						},
					},
					"205": {},
					"404": { content: { "text/plain": { schema: { type: "string" } } } },
				},
			},
		},
	},
	components: {
		schemas: {
			ListOrCount: { oneOf: [{ $ref: "#/components/schemas/List" }, { $ref: "#/components/schemas/Count" }] },
			List: {
				type: "array",
				minItems: 1,
				maxItems: 2,
				xml: { name: "List", wrapped: true },
				items: { $ref: "#/components/schemas/Item" },
			},
			Count: {
				type: "object",
				required: ["Count"],
				xml: { name: "Count" },
				properties: { Count: { type: "integer", minimum: 0, maximum: 10 } },
			},
			Item: {
				type: "object",
				required: ["Id", "Name", "Price", "Open", "Status", "Kind"],
				xml: { name: "Item" },
				properties: {
					Id: { type: "integer", format: "int32" },
					Name: { type: "string", minLength: 1, maxLength: 5 },
					Price: { type: "number", format: "decimal", "x-decimal": { significantDigits: 5, jsonFractionDigits: 1 } },
					Open: { type: "boolean" },
					Status: { type: "string", pattern: "^[45][0-9]{2}$" },
					Kind: { type: "string", enum: ["a", "b"] },
				},
			},
		},
	},
};

const LIST_JSON = '[{"Id":1,"Name":"One","Price":1.0,"Open":true,"Status":"404","Kind":"a"}]';
const LIST_XML =
	"<List><Item><Id>1</Id><Name>One</Name><Price>1.0</Price><Open>true</Open><Status>404</Status><Kind>a</Kind></Item></List>";

/** The answer that the document promises, for one transaction. */
function answerFor({ cell, cause, family }: PlantContext) {
	const bodies: Record<string, string> =
		cause === "count"
			? { json: '{"Count":3}', xml: "<Count><Count>3</Count></Count>" }
			: { json: LIST_JSON, xml: LIST_XML, text: "text" };
	const headers: Record<string, string> = { "x-total": "1" };
	if (family !== "none") headers["content-type"] = `${cell.responseMediaType}; charset=utf-8`;
	return { status: Number(cell.status), headers, body: Buffer.from(bodies[family] ?? "") };
}

const media = document.paths["/all"] as unknown as {
	get: { responses: { "200": { content: Record<string, { examples: { list: { value: unknown } } }> } } };
};
const content = media.get.responses["200"].content;
Object.assign(content["application/json"]?.examples.list ?? {}, { value: JSON.parse(LIST_JSON) });
Object.assign(content["application/xml"]?.examples.list ?? {}, { value: LIST_XML });

const model = readModel(document);
const contexts = [
	...contextsOf(model, planOf({ model, target: "live", scenarios: undefined, credentials: {} })).values(),
];

const reasonsFor = ({ cell, cause }: PlantContext, answer: ReturnType<typeof answerFor>) =>
	judge({ model, cell, cause, anyCause: false, answer }).map(({ text }) => text);

describe("the kinds of faults", () => {
	it("have answers to start from that are judged to fit", () => {
		expect(contexts.map((context) => [context.cell.id, reasonsFor(context, answerFor(context))])).toEqual(
			contexts.map((context) => [context.cell.id, []]),
		);
	});

	it.each(faultKinds.map((kind) => [kind.name, kind] as const))(
		"%s changes answers and is judged red for its reason",
		(_, kind) => {
			const plants = contexts.flatMap((context) => {
				// Each place that the kind may choose.
				return [0, 1, 2, 3, 4, 5, 6].flatMap((turn) => {
					const plant = kind.plan({ ...context, turn });
					return plant === undefined ? [] : [{ context, plant }];
				});
			});
			expect(plants.length).toBeGreaterThan(0);
			for (const { context, plant } of plants) {
				const planted = plant.mutate(answerFor(context));
				if (planted.cutAt !== undefined) {
					// What comes of it is shown by a real connection below.
					expect(planted.cutAt).toBeLessThan(planted.body.length);
					continue;
				}
				expect(planted).not.toEqual(answerFor(context));
				expect(reasonsFor(context, planted as ReturnType<typeof answerFor>)).toContainEqual(
					expect.stringMatching(plant.because),
				);
			}
		},
	);

	it("has names of its own for each kind", () => {
		expect(new Set(faultKinds.map(({ name }) => name)).size).toBe(faultKinds.length);
	});

	it("applies at least 12 kinds to every operation of the small things", async () => {
		const { model: things } = await loadDocument(thingsSpec);
		const planned = planOf({ model: things, target: "live", scenarios: undefined, credentials: {} });
		const all = [...contextsOf(things, planned).values()];
		for (const operationId of new Set(all.map(({ operation }) => operation.id))) {
			const own = all.filter(({ operation }) => operation.id === operationId);
			const kinds = faultKinds.filter((kind) => own.some((context) => kind.plan(context) !== undefined));
			expect([operationId, kinds.length >= 12]).toEqual([operationId, true]);
		}
	});
});

describe("faults between the verification and the live lockers", () => {
	let lockers: { url: string; close(): Promise<void> };
	let target: MutationTarget;

	beforeAll(async () => {
		lockers = await startLockers();
		target = await openTarget({
			spec: lockersSpec,
			scenarios: lockersScenarios,
			credentials: lockersCredentials,
			endpoint: lockers.url,
		});
	});
	afterAll(async () => {
		await target.proxy.close();
		await lockers.close();
	});

	it("lets everything pass without a fault", () => requireGreen(target));

	const subset = [
		"member-missing",
		"member-null",
		"number-in-quotes",
		"status-undocumented",
		"content-type-missing",
		"body-malformed",
		"connection-cut",
	];
	it.each(subset)("kills %s in every cell that it applies to", async (name) => {
		const tallies = await scoreKind(target, faultKinds.find((kind) => kind.name === name) as FaultKind);
		expect(tallies.flatMap(({ survivors }) => survivors)).toEqual([]);
		expect(tallies.reduce((sum, tally) => sum + tally.planted, 0)).toBeGreaterThan(0);
		for (const { planted, killed } of tallies) expect(killed).toBe(planted);
	});

	it("counts a fault that nobody notices as a survivor, and one for another reason too", async () => {
		const harmless: FaultKind = {
			name: "harmless",
			plan: () => ({
				because: /./,
				mutate: (answer) => ({ ...answer, headers: { ...answer.headers, "x-harmless": "1" } }),
			}),
		};
		const [first] = await scoreKind(target, harmless);
		expect(first).toMatchObject({ killed: 0 });
		expect(first?.survivors[0]).toMatchObject({ kind: "harmless", said: "passed" });

		const otherwise: FaultKind = {
			name: "otherwise",
			plan: () => ({ because: /^moon:/, mutate: (answer) => ({ ...answer, status: 599 }) }),
		};
		const tallies = await scoreKind(target, otherwise);
		expect(tallies[0]?.killed).toBe(0);
		expect(tallies[0]?.survivors[0]?.said).toMatch(/^failed for another reason than .*status: must be/);

		const impossible: FaultKind = { name: "impossible", plan: () => ({ because: /./, mutate: (answer) => answer }) };
		const [none] = await scoreKind(target, impossible);
		expect(none?.survivors[0]?.said).toMatch(/^not planted: /);
	});

	it("refuses to plant anything while something fails without a fault", async () => {
		const credentials = { ...lockersCredentials, wrong: lockersCredentials.default };
		await expect(requireGreen({ ...target, credentials })).rejects.toThrow(/^Without a fault \d of 7 cells pass/);
	});

	it("kills credentials that nobody checks", async () => {
		const behaviour = target.behaviours.find(({ name }) => name === "credentials-not-checked");
		if (behaviour === undefined) throw new Error("there is no such behaviour");
		const tallies = await scoreBehaviour(target, behaviour);
		expect(tallies.map(({ operation, killed }) => [operation, killed])).toEqual([
			["getLocker", 1],
			["setLocker", 1],
		]);
	});

	it("asks further detectors where the matrix notices nothing", async () => {
		const behaviour = {
			name: "silent",
			operationIds: ["getLocker"],
			because: /differs from the model/,
			fault: () => (request: never, forward: (request: never) => Promise<never>) => forward(request),
		} as unknown as Parameters<typeof scoreBehaviour>[1];
		expect(await scoreBehaviour(target, behaviour)).toMatchObject([{ planted: 1, killed: 0 }]);
		const noticing = async () => "differs from the model";
		expect(await scoreBehaviour(target, behaviour, [noticing])).toMatchObject([{ planted: 1, killed: 1 }]);
	});

	it("counts what fails for another reason as a survivor, and says the reason", async () => {
		const credentials = target.behaviours.find(({ name }) => name === "credentials-not-checked");
		if (credentials === undefined) throw new Error("there is no such behaviour");
		const behaviour = { ...credentials, operationIds: ["getLocker"], because: /the moon is full/ };
		const detector = async () => "the moon is half";
		expect(await scoreBehaviour(target, behaviour, [detector])).toMatchObject([
			{
				killed: 0,
				survivors: [
					{ said: expect.stringMatching(/^failed for another reason than .*moon is full.*: status: must be 401/) },
				],
			},
		]);
	});
});

describe("the report", () => {
	const survivor = { kind: "status-500", operation: "get", place: "GET /x 200 → text/json (a)", said: "passed" };
	const tallies = [{ kind: "status-500", operation: "get", planted: 2, killed: 1, survivors: [survivor] }];
	const report = {
		operations: ["get"],
		kinds: ["status-500"],
		tallies,
	};

	it("names survivors, counts them, and objects to too few kinds", () => {
		const text = renderMutation(report);
		expect(text).toMatch(/status-500 +1\/2 +1\/2/);
		expect(text).toContain("status-500 in get\n    GET /x 200 → text/json (a): passed");
		expect(text).toContain("mutation score 50 % · 1/2 faults killed");
		expect(objectionsTo(report)).toEqual(["1 faults survived", "get: 1 kinds of faults apply; 12 are the least"]);
	});

	it("objects to nothing but survivors where only some kinds were asked for", () => {
		expect(objectionsTo({ ...report, chosen: true })).toEqual(["1 faults survived"]);
	});
});
