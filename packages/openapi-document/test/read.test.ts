import { describe, expect, it } from "vitest";
import { lossesOf, readModel } from "../src/index.ts";

/** A document with one operation of the given parts. */
function withOperation(operation: object, rest: object = {}, openapi = "3.0.3") {
	return readModel({
		openapi,
		info: { title: "Things", version: "1" },
		paths: { "/things": { get: { responses: { "200": { description: "" } }, ...operation } } },
		...rest,
	});
}

const only = (model: ReturnType<typeof readModel>) => model.operations[0] as (typeof model.operations)[0];

describe("a document", () => {
	it("is refused where it is none of OpenAPI 3", () => {
		expect(() => readModel({ swagger: "2.0" })).toThrow(/Swagger 2\.0.*Convert it.*swagger2openapi/);
		expect(() => readModel({ openapi: "4.0.0" })).toThrow('it says "4.0.0"');
		expect(() => readModel(null)).toThrow("names no version");
	});

	it("cannot be changed", () => {
		const model = withOperation({}, { components: { schemas: { A: { type: "string" } } } });
		expect(() => Object.assign(only(model), { id: "x" })).toThrow(TypeError);
		expect(() => Object.assign(model.schemas.A as object, { type: "object" })).toThrow(TypeError);
	});

	it.each(["3.0.3", "3.1.0", "3.2.0"])("of version %s is read", (openapi) => {
		expect(withOperation({}, {}, openapi).operations).toHaveLength(1);
	});

	it("is plain data", () => {
		const model = withOperation({ parameters: [{ name: "q", in: "query" }] });
		expect(JSON.parse(JSON.stringify(model)).operations[0].parameters[0].name).toBe("q");
	});
});

describe("operations", () => {
	it("have an id of their own, also where the document has none or one twice", () => {
		const responses = { "200": { description: "" } };
		const model = readModel({
			openapi: "3.0.3",
			info: {},
			paths: {
				"/pets/{petId}/toys": { get: { responses }, post: { operationId: "add", responses } },
				"/toys": { post: { operationId: "add", responses }, get: { operationId: "postToys", responses } },
			},
		});
		expect(model.operations.map(({ id }) => id)).toEqual(["getPetsByPetIdToys", "add", "postToys", "postToys2"]);
		expect(model.problems.map(({ message }) => message)).toContain(
			"another operation has the id add; this one is postToys2.",
		);
	});

	it("take the parameters of their path, unless they have their own", () => {
		const model = readModel({
			openapi: "3.0.3",
			info: {},
			components: { parameters: { Page: { name: "page", in: "query", schema: { type: "integer" } } } },
			paths: {
				"/a/{id}": {
					parameters: [
						{ name: "id", in: "path", required: true, schema: { type: "string" } },
						{ $ref: "#/components/parameters/Page" },
					],
					get: { parameters: [{ name: "id", in: "path", schema: { type: "integer" } }], responses: {} },
				},
			},
		});
		expect(only(model).parameters.map(({ name, schema, required }) => [name, schema.type, required])).toEqual([
			["id", "integer", true],
			["page", "integer", false],
		]);
	});

	it("have the path's parameters also where nobody describes them, and none that the path does not have", () => {
		const model = readModel({
			openapi: "3.0.3",
			info: {},
			paths: { "/a/{id}": { get: { parameters: [{ name: "other", in: "path" }], responses: {} } } },
		});
		expect(only(model).parameters.map(({ name }) => name)).toEqual(["id"]);
		expect(model.problems).toHaveLength(2);
		expect(model.problems[0]?.operation).toBe("getAById");
	});

	it("fill in style and explode as OpenAPI does", () => {
		const parameters = ["query", "header", "cookie"].map((place) => ({ name: place, in: place }));
		const model = withOperation({ parameters: [...parameters, { name: "f", in: "query", style: "deepObject" }] });
		expect(only(model).parameters.map(({ style, explode }) => `${style} ${explode}`)).toEqual([
			"form true",
			"simple false",
			"form true",
			"deepObject false",
		]);
	});

	it("leave out header parameters that OpenAPI says to ignore", () => {
		const parameters = ["Accept", "content-type", "Authorization", "X-Kept"].map((name) => ({ name, in: "header" }));
		expect(only(withOperation({ parameters })).parameters.map(({ name }) => name)).toEqual(["X-Kept"]);
	});

	it("keep default and ranges, and leave out what is no status", () => {
		const responses = Object.fromEntries(
			["200", "4xx", "default", "x-note", "soon"].map((one) => [one, { description: "" }]),
		);
		const model = withOperation({ responses });
		expect(only(model).responses.map(({ status }) => status)).toEqual(["200", "4XX", "default"]);
		expect(model.problems[0]?.pointer).toBe("#/paths/~1things/get/responses/soon");
	});

	it("have no body where HTTP has none", () => {
		const content = { "application/json": { schema: {} } };
		const model = withOperation({ responses: { "204": { content }, "200": { content } } });
		expect(only(model).responses.map(({ content: one }) => one.length)).toEqual([1, 0]);
	});

	it("name alternatives of security, and none where security is empty", () => {
		const rest = {
			security: [{ key: [] }],
			components: {
				securitySchemes: {
					key: { type: "apiKey", in: "cookie", name: "sid" },
					token: { type: "http", scheme: "Bearer" },
				},
			},
		};
		expect(only(withOperation({}, rest)).security).toEqual([[{ scheme: "key", scopes: [] }]]);
		expect(only(withOperation({ security: [] }, rest)).security).toEqual([]);
		const optional = withOperation({ security: [{}, { key: [], token: ["a"] }] }, rest);
		expect(only(optional).security.map((all) => all.map(({ scheme }) => scheme))).toEqual([[], ["key", "token"]]);
		expect(optional.securitySchemes.token).toMatchObject({ type: "http", scheme: "bearer" });
	});

	it("name callbacks and webhooks as what the server sends", () => {
		const item = { post: { responses: {} } };
		const model = withOperation(
			{ callbacks: { done: { "{$request.body#/url}": item } } },
			{ webhooks: { ping: item } },
		);
		expect(model.inbound.map(({ kind, name, operation }) => `${kind} ${name} ${operation}`)).toEqual([
			"callback done getThings",
			"webhook ping undefined",
		]);
	});

	it("know where their links lead", () => {
		const responses = {
			"200": {
				description: "",
				links: {
					byId: { operationId: "getThings", parameters: { id: "$response.body#/id" } },
					byRef: { operationRef: "#/paths/~1things/get" },
					lost: { operationId: "nobody" },
				},
			},
		};
		const model = withOperation({ operationId: "getThings", responses });
		expect(only(model).responses[0]?.links.map(({ operation }) => operation)).toEqual([
			"getThings",
			"getThings",
			undefined,
		]);
	});

	it("take methods and query strings of OpenAPI 3.2", () => {
		const model = readModel({
			openapi: "3.2.0",
			info: {},
			paths: {
				"/a": {
					query: { parameters: [{ name: "q", in: "querystring", content: { "application/json": { schema: {} } } }] },
					additionalOperations: { COPY: {} },
				},
			},
		});
		expect(model.operations.map(({ method, id }) => `${method} ${id}`)).toEqual(["QUERY queryA", "COPY copyA"]);
		expect(only(model).parameters[0]).toMatchObject({ in: "querystring", mediaType: "application/json" });
	});
});

describe("bodies", () => {
	it("have media types in one form, each once", () => {
		const schema = {};
		const content = {
			"Application/JSON; charset=utf-8": { schema },
			"application/json": { schema },
			"application/vnd.a+json;version=1": { schema },
			'application/vnd.a+json; Version="2"': { schema },
		};
		const model = withOperation({ responses: { "200": { content } } });
		expect(only(model).responses[0]?.content.map(({ mediaType, kind }) => `${mediaType} ${kind}`)).toEqual([
			"application/json json",
			"application/vnd.a+json; version=1 json",
			"application/vnd.a+json; version=2 json",
		]);
	});

	it("collect examples from every place that has them", () => {
		const media = (one: object) =>
			only(
				withOperation(
					{ responses: { "200": { content: { "text/plain": one } } } },
					{
						components: { examples: { E: { summary: "s", value: 1 } } },
					},
				),
			).responses[0]?.content[0]?.examples.map(({ name, value }) => [name, value]);
		expect(media({ example: "a" })).toEqual([[undefined, "a"]]);
		expect(media({ examples: { one: { $ref: "#/components/examples/E" }, two: { value: null } } })).toEqual([
			["one", 1],
			["two", null],
		]);
	});
});

describe("schemas", () => {
	const schemaOf = (schema: unknown, openapi = "3.0.3", schemas: object = {}) => {
		const model = withOperation({}, { components: { schemas: { ...schemas, A: schema } } }, openapi);
		return model.schemas.A;
	};

	it.each([
		[{ type: "string", nullable: true }, { type: ["string", "null"] }],
		[
			{ type: "string", nullable: true, enum: ["a"] },
			{ type: ["string", "null"], enum: ["a", null] },
		],
		[{ nullable: true, allOf: [{ type: "string" }] }, { anyOf: [{ allOf: [{ type: "string" }] }, { type: "null" }] }],
		[{ minimum: 1, exclusiveMinimum: true }, { exclusiveMinimum: 1 }],
		[{ maximum: 1, exclusiveMaximum: false }, { maximum: 1 }],
		[{ example: 1 }, { examples: [1] }],
		[
			{ type: "array", items: [{ type: "string" }] },
			{ type: "array", prefixItems: [{ type: "string" }] },
		],
		[{ additionalProperties: false }, { additionalProperties: false }],
		[{ type: "file" }, {}],
		[{ pattern: "^[\\w\\-]+\\_$" }, { pattern: "^[\\w\\-]+_$" }],
		[{ pattern: "(" }, {}],
		[{ $comment: "c", whatever: 1, "x-kept": 1 }, { "x-kept": 1 }],
	])("%j is %j", (written, read) => {
		expect(schemaOf(written)).toEqual(read);
		expect(schemaOf({ properties: { p: written } })).toEqual({ properties: { p: read } });
	});

	it("true and false are schemas", () => {
		expect(schemaOf({ properties: { a: true, b: false } }, "3.1.0")).toEqual({ properties: { a: {}, b: { not: {} } } });
	});

	it("keep what stands beside a reference from 3.1 on, and drop it before", () => {
		const written = { properties: { p: { $ref: "#/components/schemas/B", maxLength: 3, description: "d" } } };
		const B = { type: "string" };
		const ref = { $ref: "#/components/schemas/B" };
		expect(schemaOf(written, "3.0.3", { B })).toEqual({ properties: { p: ref } });
		expect(schemaOf(written, "3.1.0", { B })).toEqual({
			properties: { p: { ...ref, maxLength: 3, description: "d" } },
		});
	});

	it("that contain themselves are data", () => {
		const model = withOperation(
			{},
			{ components: { schemas: { A: { properties: { next: { $ref: "#/components/schemas/A" } } } } } },
		);
		expect(model.schemas.A).toEqual({ properties: { next: { $ref: "#/components/schemas/A" } } });
	});

	it("that stand for nothing but themselves allow everything", () => {
		const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
		const model = withOperation({}, { components: { schemas: { A: ref("B"), B: ref("A") } } });
		expect(model.schemas.B).toEqual(model.schemas.A?.$ref === undefined ? ref("A") : {});
		expect(model.problems[0]?.message).toContain("stands for itself");
	});

	it("a reference anywhere into the document makes a name", () => {
		const other = withOperation(
			{
				responses: {
					"200": { content: { "application/json": { schema: { $ref: "#/components/schemas/A/properties/p~1q" } } } },
				},
			},
			{ components: { schemas: { A: { properties: { "p/q": { type: "string" } } } } } },
		);
		expect(only(other).responses[0]?.content[0]?.schema).toEqual({ $ref: "#/components/schemas/APQ" });
		expect(other.schemas.APQ).toEqual({ type: "string" });
	});

	it("anchors and $defs are found", () => {
		const model = withOperation(
			{ responses: { "200": { content: { "application/json": { schema: { $ref: "#thing" } } } } } },
			{ components: { schemas: { A: { $defs: { T: { $anchor: "thing", type: "integer" } } } } } },
			"3.1.0",
		);
		const schema = only(model).responses[0]?.content[0]?.schema;
		expect(model.schemas[schema?.$ref?.split("/").at(-1) ?? ""]).toEqual({ type: "integer" });
	});

	it("a reference to nothing allows everything, and is told", () => {
		const model = withOperation({
			parameters: [{ name: "q", in: "query", schema: { $ref: "#/components/schemas/Lost" } }],
		});
		expect(only(model).parameters[0]?.schema).toEqual({});
		expect(model.problems[0]).toMatchObject({
			pointer: "#/paths/~1things/get/parameters/0/schema",
			operation: "getThings",
		});
	});

	it("an operation of which a constraint is lost is known, wherever that is; the others are not affected", () => {
		const ok = (schema: object) => ({ "200": { description: "", content: { "application/json": { schema } } } });
		const model = readModel({
			openapi: "3.0.3",
			info: {},
			components: { schemas: { A: { properties: { b: { $ref: "#/components/schemas/B" } } }, B: { pattern: "([" } } },
			paths: {
				"/lost": { get: { responses: ok({ $ref: "#/components/schemas/Nowhere" }) } },
				"/deep": { get: { responses: ok({ type: "array", items: { $ref: "#/components/schemas/A" } }) } },
				"/good": {
					get: { responses: { ...ok({ type: "string" }), "204": { description: "", content: { "a/b": {} } } } },
				},
			},
		});
		expect([...lossesOf(model)].map(([id, { pointer }]) => [id, pointer])).toEqual([
			["getLost", "#/paths/~1lost/get/responses/200/content/application~1json/schema"],
			["getDeep", "#/components/schemas/B/pattern"],
		]);
	});

	it("a member may be called as members of every object are", () => {
		const written = JSON.parse('{"properties": {"__proto__": {"type": "string"}, "constructor": {"type": "string"}}}');
		expect(Object.keys(schemaOf(written)?.properties ?? {})).toEqual(["__proto__", "constructor"]);
	});

	describe("discriminators", () => {
		const Cat = { type: "object" };
		const oneOf = [{ $ref: "#/components/schemas/Cat" }, { $ref: "#/components/schemas/Dog" }];
		const mappingOf = (mapping: unknown) =>
			schemaOf({ oneOf, discriminator: { propertyName: "kind", mapping } }, "3.0.3", { Cat, Dog: Cat })?.discriminator
				?.mapping;

		it.each([
			["no mapping", undefined, { Cat: "Cat", Dog: "Dog" }],
			["references", { c: "#/components/schemas/Cat" }, { c: "Cat", Dog: "Dog" }],
			["bare names", { c: "Cat" }, { c: "Cat", Dog: "Dog" }],
			["files", { c: "./cat/Cat.yaml" }, { c: "Cat", Dog: "Dog" }],
			["a lost one", { c: "Fish" }, { Cat: "Cat", Dog: "Dog" }],
		])("with %s are complete", (_, mapping, complete) => {
			expect(mappingOf(mapping)).toEqual(complete);
		});

		it("of a parent name the schemas that extend it, at whatever distance", () => {
			const extend = (name: string) => ({ allOf: [{ $ref: `#/components/schemas/${name}` }] });
			const A = { discriminator: { propertyName: "kind" } };
			expect(schemaOf(A, "3.0.3", { B: extend("A"), C: extend("B") })?.discriminator?.mapping).toEqual({
				B: "B",
				C: "C",
			});
		});
	});
});
