import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import { inWords } from "../src/checks.js";
import { createExactJsonCodecs } from "../src/exact-json.js";
import {
	type ClientOptions,
	createApiClient,
	type Operation,
	RequestValidationError,
	ResponseValidationError,
	send,
	sendResult,
	sendSingle,
	type Validator,
	type ValidatorError,
	type Validators,
} from "../src/index.js";
import { rejection } from "./rejection.js";
import { json, serve } from "./server.js";
import { createThing, description, getThing, item } from "./things.js";

const ajv = new Ajv({ allErrors: true, strict: false });
/** ajv's functions have a second parameter of their own, which generated validators hide. */
const compile = (schema: object) => ajv.compile(schema) as unknown as Validator;
const thing = {
	type: "object",
	additionalProperties: false,
	required: ["Name"],
	properties: { ThingID: { type: "integer", minimum: 1 }, Name: { type: "string", maxLength: 5 } },
};
const validators: Validators = {
	createThing: { body: compile(thing), query: compile({ properties: { dry: { enum: [0, 1] } } }) },
	getThing: {
		path: compile({ properties: { id: { type: "integer", maximum: 9 } } }),
		responses: { 200: compile({ type: "array", minItems: 1, items: thing }) },
	},
};

/** A client with these validators, and how often they were loaded. */
function connect(baseUrl: string, validate: ClientOptions["validate"]) {
	const loads: Validators[] = [];
	const load = async () => {
		loads.push(validators);
		return { validators };
	};
	return { loads, client: createApiClient({ baseUrl, validate, retry: false }, { ...description, validators: load }) };
}

describe("a request", () => {
	it("that breaks the document is not sent, and the error names members and constraints", async () => {
		await using server = await serve((_, response) => json(response, 201, [item(201, 1, "Created")]));
		const { client } = connect(server.url, { requests: true });
		const call = send(client, createThing, {
			query: { dry: 2 },
			body: { ThingID: 0, Name: "Box of boxes", Colour: "red" },
		});
		const error = await rejection(call, RequestValidationError);
		expect(error.faults).toEqual([
			{ member: "dry", constraint: "enum", message: "dry must be one of 0, 1" },
			{
				member: "Colour",
				constraint: "additionalProperties",
				message: "Colour is not a member that the document knows",
			},
			{ member: "ThingID", constraint: "minimum", message: "ThingID must be at least 1" },
			{ member: "Name", constraint: "maxLength", message: "Name must have at most 5 characters" },
		]);
		expect(error.message).toContain("POST /things?dry=2 was not sent: dry must be one of 0, 1; Colour is not");
		expect(error.attempts).toBe(0);
		await rejection(send(client, getThing, { path: { id: 10 } }), RequestValidationError);
		expect(server.received).toEqual([]);
		expect((await sendResult(client, createThing, { query: { dry: undefined }, body: { Name: "Box" } })).id).toBe(1);
	});
});

describe("a response", () => {
	it("that breaks the document is an error with the place of each fault", async () => {
		await using server = await serve((_, response) => json(response, 200, [{ ThingID: 1.5 }], { "X-Request-Id": "r" }));
		const { client } = connect(server.url, { responses: true });
		const error = await rejection(sendSingle(client, getThing, { path: { id: 10 } }), ResponseValidationError);
		expect(error).toMatchObject({ status: 200, requestId: "r", attempts: 1 });
		expect(error.message).toBe(
			"GET /things/10 answered 200 otherwise than documented: [0].Name is missing; [0].ThingID must be an integer",
		);
	});

	it("may have members that the document does not know, unless told otherwise", async () => {
		const answers = [[{ Name: "Box", Colour: "red", Inner: { a: 1 } }], [{ Name: "Bookcase", Colour: "red" }]];
		await using server = await serve(({ url }, response) => json(response, 200, answers[url === "/things/1" ? 0 : 1]));
		const { client } = connect(server.url, true);
		expect(await sendSingle(client, getThing, { path: { id: 1 } })).toEqual(answers[0]?.[0]);
		const error = await rejection(sendSingle(client, getThing, { path: { id: 2 } }), ResponseValidationError);
		expect(error.faults.map(({ member, constraint }) => [member, constraint])).toEqual([["[0].Name", "maxLength"]]);
		const { client: exact } = connect(server.url, { responses: "exact" });
		const unknown = await rejection(sendSingle(exact, getThing, { path: { id: 1 } }), ResponseValidationError);
		expect(unknown.faults.map(({ member }) => member)).toEqual(["[0].Colour", "[0].Inner"]);
	});

	it("is read with tolerance where there is a choice of schemas, and without noise", async () => {
		const known = { type: "object", additionalProperties: false };
		const box = { ...known, required: ["Box"], properties: { Box: { type: "string" }, Size: { type: "integer" } } };
		const count = { ...known, required: ["Count"], properties: { Count: { type: "integer" } } };
		const choice = compile({ oneOf: [{ type: "array", items: box }, count] });
		const listed: Operation = { id: "listed", method: "GET", path: "/listed", success: [200] };
		const api = {
			...description,
			validators: async () => ({ validators: { listed: { responses: { 200: choice } } } }),
		};
		const answers: Record<string, unknown> = {
			"1": [{ Box: "a", Size: 1, Colour: "red" }],
			"2": { Count: 1, Extra: 2 },
			"3": [{ Box: "a", Size: "1", Colour: "red" }],
		};
		await using server = await serve(({ url = "" }, response) => json(response, 200, answers[url.slice(-1)]));
		const client = createApiClient({ baseUrl: server.url, validate: { responses: true } }, api);
		for (const n of [1, 2]) await send(client, listed, { query: { n } });
		const error = await rejection(send(client, listed, { query: { n: 3 } }), ResponseValidationError);
		expect(error.faults.map(({ message }) => message)).toEqual(["[0].Size must be an integer"]);
	});

	it("that fits passes, and so does an error", async () => {
		await using server = await serve(({ url }, response) =>
			url === "/things/1" ? json(response, 200, [{ Name: "Box" }]) : json(response, 404, [item(404, "", "No.")]),
		);
		const { client } = connect(server.url, true);
		expect(await sendSingle(client, getThing, { path: { id: 1 } })).toEqual({ Name: "Box" });
		await expect(sendSingle(client, getThing, { path: { id: 2 } })).rejects.toMatchObject({ status: 404 });
	});
});

describe("the validators", () => {
	it("are loaded once, when they are first needed, and not at all unless asked for", async () => {
		await using server = await serve((_, response) => json(response, 200, [{ Name: 7 }]));
		const off = connect(server.url, undefined);
		await sendSingle(off.client, getThing, { path: { id: 10 } });
		expect(off.loads).toEqual([]);
		const on = connect(server.url, { responses: true });
		for (const id of [1, 2])
			await rejection(sendSingle(on.client, getThing, { path: { id } }), ResponseValidationError);
		expect(on.loads).toHaveLength(1);
	});

	it("take decimals as the client does", async () => {
		await using server = await serve((_, response) => json(response, 200, [{ Price: 1 }]));
		const seen: unknown[] = [];
		const spy: Validator = (_, options) => seen.push(options) > 0;
		const bodies = { schemas: {}, operations: { getThing: { responses: { 200: {} } } }, errors: {} };
		const exactJson = async () => ({ codecs: createExactJsonCodecs(bodies) });
		const api = {
			...description,
			exactJson,
			validators: async () => ({ validators: { getThing: { responses: { 200: spy } } } }),
		};
		for (const decimals of ["number", "string"] as const) {
			const client = createApiClient({ baseUrl: server.url, validate: true, decimals }, api);
			await sendSingle(client, getThing, { path: { id: 1 } });
		}
		expect(seen).toEqual([{ decimals: "number" }, { decimals: "string" }]);
	});

	it("are loaded again where loading failed", async () => {
		let failures = 1;
		const load = async () => {
			if (failures-- > 0) throw new Error("no network");
			return { validators };
		};
		await using server = await serve((_, response) => json(response, 200, [{ Name: "Box" }]));
		const client = createApiClient({ baseUrl: server.url, validate: true }, { ...description, validators: load });
		const get: Operation = getThing;
		await expect(send(client, get, { path: { id: 1 } })).rejects.toThrow("no network");
		expect((await send(client, get, { path: { id: 1 } })).status).toBe(200);
	});
});

describe("a fault in words", () => {
	const schemas: [object, unknown, string][] = [
		[{ type: "string" }, 1, "the body must be a string"],
		[{ type: ["integer", "null"] }, "a", "the body must be an integer or null"],
		[{ type: "boolean" }, 0, "the body must be true or false"],
		[{ const: "a" }, "b", 'the body must be "a"'],
		[{ minLength: 1 }, "", "the body must have at least 1 character"],
		[{ maxItems: 1 }, [1, 2], "the body must have at most 1 item"],
		[{ minItems: 2 }, [1], "the body must have at least 2 items"],
		[{ maximum: 9 }, 10, "the body must be at most 9"],
		[{ exclusiveMaximum: 9 }, 9, "the body must be below 9"],
		[{ exclusiveMinimum: 9 }, 9, "the body must be above 9"],
		[{ multipleOf: 3 }, 4, "the body must be a multiple of 3"],
		[{ pattern: "^a" }, "b", "the body must match ^a"],
		[{ uniqueItems: true }, [1, 1], "the body must not have the same item twice"],
		[
			{ properties: { "a/b": { properties: { "c~d": { type: "string" } } } } },
			{ "a/b": { "c~d": 1 } },
			"a/b.c~d must be a string",
		],
		[{ items: { items: { type: "null" } } }, [[], [1]], "[1][0] must be null"],
		[{ items: { required: ["a"] } }, [{}], "[0].a is missing"],
		[{ anyOf: [{ type: "string" }] }, 1, "the body must be a string"],
	];
	it.each(schemas)("%j of %j", (schema, value, expected) => {
		const validate = compile(schema);
		expect(validate(value)).toBe(false);
		const [error] = validate.errors as unknown as ValidatorError[];
		expect(error && inWords(error, "the body").message).toBe(expected);
	});
});
