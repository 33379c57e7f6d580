import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readSampleRequest } from "./sample-request.js";
import {
	document,
	faultsOf,
	objectAt,
	operationOf,
	operationsOf,
	readText,
	readYaml,
	specFolder,
	valueAt,
} from "./spec.js";

const mediaTypes = ["application/json", "text/json", "application/xml", "text/xml"];
const host = "https://apirest.3dcart.com/3dCartWebAPI/v1";

const successful = "Successful response code.";
const badRequest = "Bad request. Check request headers/parameters/body for errors.";
const unauthorized =
	"Authentication failure. The PrivateKey/Token/SecureURL combination is invalid, or the application scope does not have the correct read/write privileges.";
const noGroups = "There are no Customer Groups.";
const noSuchGroup = "The specified Customer Group does not exist.";

/** The six operations of the guide: heading, HTTP request, URL parameters, responses. */
const operations = [
	{
		id: "createCustomerGroup",
		heading: "Create a new Customer Group",
		request: "POST /CustomerGroups",
		parameters: [],
		responses: { 201: successful, 400: badRequest, 401: unauthorized },
	},
	{
		id: "listCustomerGroups",
		heading: "Retrieve a list of all Customer Groups",
		request: "GET /CustomerGroups",
		parameters: ["limit", "offset", "countonly"],
		responses: { 200: successful, 400: badRequest, 401: unauthorized, 404: noGroups },
	},
	{
		id: "getCustomerGroup",
		heading: "Retrieve a specific Customer Group by id",
		request: "GET /CustomerGroups/{id}",
		parameters: ["id"],
		responses: { 200: successful, 400: badRequest, 401: unauthorized, 404: noSuchGroup },
	},
	{
		id: "updateCustomerGroups",
		heading: "Update a list of Customer Groups",
		request: "PUT /CustomerGroups",
		parameters: [],
		responses: { 200: successful, 400: badRequest, 401: unauthorized, 404: noSuchGroup },
	},
	{
		id: "updateCustomerGroup",
		heading: "Update a specific Customer Group by id",
		request: "PUT /CustomerGroups/{id}",
		parameters: ["id"],
		responses: { 200: successful, 400: badRequest, 401: unauthorized, 404: noSuchGroup },
	},
	{
		id: "deleteCustomerGroup",
		heading: "Delete a customer group by id",
		request: "DELETE /CustomerGroups/{id}",
		parameters: ["id"],
		responses: { 200: successful, 400: badRequest, 401: unauthorized, 404: noSuchGroup },
	},
] as const;

/** The parameters of the guide; `customergroupid` is the same as `id`. */
const parameters = [
	{ name: "limit", in: "query", required: false, description: "Maximum number of items that can be returned" },
	{ name: "offset", in: "query", required: false, description: "Starting point for the return data" },
	{ name: "countonly", in: "query", required: false, description: "Count the number of rows only" },
	{ name: "id", in: "path", required: true, description: "The ID of the Customer Group" },
] as const;

/** The member table of the help page: name, database reference, type, string length. */
const members = [
	["CustomerGroupID", "discount_groups.id", "integer", undefined],
	["Name", "discount_groups.GroupName", "string", 150],
	["Description", "discount_groups.Description", "string", 65535],
	["MinimumOrder", "discount_groups.minimumorder", "number", undefined],
	["NonTaxable", "discount_groups.nontaxable", "boolean", undefined],
	["AllowRegistration", "discount_groups.allow_registration", "boolean", undefined],
	["DisableRewardPoints", "discount_groups.disable_reward_points", "boolean", undefined],
	["AutoApprove", "discount_groups.autoapprove", "boolean", undefined],
	["RegistrationMessage", "discount_groups.registration_message", "string", 65535],
	["PriceLevel", "discount_groups.price_level", "integer", undefined],
] as const;

const groupSchemas = ["CustomerGroup", "CustomerGroupCreate", "CustomerGroupUpdate", "CustomerGroupBulkItem"];

describe("the guide", () => {
	test("the one server is the vendor's host with the base path of version 1", () => {
		expect(valueAt(document, "#/servers")).toEqual([{ url: host, description: expect.any(String) }]);
	});

	test("the service is described, with the knowledgebase article as external documentation", () => {
		expect(valueAt(document, "#/info/description")).toMatch(
			/creates, reads,\s+updates and deletes the customer groups/,
		);
		expect(valueAt(document, "#/info/description")).toMatch(
			/price level.*wholesale buyers pay other prices than retail/s,
		);
		expect(valueAt(document, "#/externalDocs/url")).toBe("https://support.3dcart.com/Knowledgebase/Article/view/406");
		expect(valueAt(document, "#/info/title")).toMatch(/Customer Groups$/);
		expect(valueAt(document, "#/tags/0/name")).toBe("Customer Groups");
	});

	test("a request needs the three credential headers, all together", () => {
		expect(valueAt(document, "#/security")).toEqual([{ SecureURL: [], PrivateKey: [], Token: [] }]);
		expect(Object.keys(objectAt(document, "#/components/securitySchemes"))).toEqual([
			"SecureURL",
			"PrivateKey",
			"Token",
		]);
		for (const name of ["SecureURL", "PrivateKey", "Token"]) {
			expect(objectAt(document, `#/components/securitySchemes/${name}`)).toMatchObject({
				type: "apiKey",
				in: "header",
				name,
			});
		}
		for (const { pointer } of operationsOf(document)) expect(valueAt(document, `${pointer}/security`)).toBeUndefined();
	});

	test("the document has the six operations and no other", () => {
		expect(
			operationsOf(document)
				.map((one) => one.operationId)
				.sort(),
		).toEqual(operations.map((one) => one.id).sort());
	});

	test.each(operations)("$id: method, path and heading are the guide's", ({ id, request, heading }) => {
		const operation = operationOf(document, id);
		expect(`${operation.method} ${operation.path}`).toBe(request);
		expect(operation.summary).toBe(heading);
	});

	test.each(operations)("$id: its URL parameters are the guide's", ({ id, parameters: names }) => {
		const { pointer } = operationOf(document, id);
		const shared = Object.values(valueAt(document, pointer.replace(/\/\w+$/, "/parameters")) ?? {});
		const own = Object.values(valueAt(document, `${pointer}/parameters`) ?? {});
		const found = [...shared, ...own].map((reference: { $ref: string }) => valueAt(document, `${reference.$ref}/name`));
		expect(found).toEqual(names);
	});

	test.each(parameters)("$name: place, need and meaning are the guide's", ({ name, description, ...rest }) => {
		const parameter = objectAt(document, `#/components/parameters/${name}`);
		expect(parameter).toMatchObject({ name, ...rest });
		expect(String(parameter.description).startsWith(description)).toBe(true);
	});

	test.each(operations)("$id: statuses and their descriptions are the guide's", ({ id, responses }) => {
		const { pointer } = operationOf(document, id);
		for (const [status, description] of Object.entries(responses)) {
			expect(valueAt(document, `${pointer}/responses/${status}/description`)).toBe(description);
		}
		const more = id === "updateCustomerGroups" ? ["206", "429"] : ["429"];
		expect(Object.keys(objectAt(document, `${pointer}/responses`))).toEqual(
			[...Object.keys(responses), ...more].sort(),
		);
	});
});

describe("the help page", () => {
	test.each(groupSchemas)("%s has the members of the table, in its order", (schema) => {
		const properties = objectAt(document, `#/components/schemas/${schema}/properties`);
		expect(Object.keys(properties)).toEqual(members.map(([name]) => name));
		for (const [name, reference, type, length] of members) {
			expect(properties[name], name).toMatchObject({ type, "x-database-reference": reference });
			expect(valueAt(properties[name], "#/description"), name).toContain(`database reference = ${reference}`);
			expect(valueAt(properties[name], "#/minLength"), name).toBe(length === undefined ? undefined : 0);
			expect(valueAt(properties[name], "#/maxLength"), name).toBe(length);
		}
	});

	test("CustomerGroupID is the primary key, MinimumOrder a decimal number", () => {
		const properties = "#/components/schemas/CustomerGroup/properties";
		expect(valueAt(document, `${properties}/CustomerGroupID/description`)).toMatch(/^Primary key\./);
		expect(valueAt(document, `${properties}/MinimumOrder/format`)).toBe("decimal");
	});

	test("Name is required to create a group", () => {
		expect(valueAt(document, "#/components/schemas/CustomerGroupCreate/required")).toEqual(["Name"]);
		expect(faultsOf("CustomerGroupCreate", { Description: "no name" })).toEqual([
			" must have required property 'Name'",
		]);
	});

	test("string lengths are inclusive", () => {
		for (const [name, , , length] of members) {
			if (length === undefined) continue;
			expect(faultsOf("CustomerGroupUpdate", { [name]: "" })).toEqual([]);
			expect(faultsOf("CustomerGroupUpdate", { [name]: "x".repeat(length) })).toEqual([]);
			expect(faultsOf("CustomerGroupUpdate", { [name]: "x".repeat(length + 1) })).toEqual([
				`/${name} must NOT have more than ${length} characters`,
			]);
		}
	});

	test.each(operations)("$id: bodies have the four media types, both ways", ({ id }) => {
		const { pointer, method } = operationOf(document, id);
		const content = valueAt(document, `${pointer}/requestBody/content`);
		if (method === "POST" || method === "PUT") expect(Object.keys(content ?? {})).toEqual(mediaTypes);
		else expect(content).toBeUndefined();
		for (const status of Object.keys(objectAt(document, `${pointer}/responses`))) {
			expect(Object.keys(objectAt(document, `${pointer}/responses/${status}/content`))).toEqual(mediaTypes);
		}
	});

	test("a bulk update is a collection of groups, in JSON and in XML", () => {
		expect(objectAt(document, "#/components/schemas/CustomerGroupBulkUpdate")).toMatchObject({
			type: "array",
			xml: { name: "ArrayOfCustomerGroup", wrapped: true },
		});
		expect(valueAt(document, "#/components/schemas/CustomerGroupBulkItem/xml/name")).toBe("CustomerGroup");
	});

	test("the table of HttpResponseMessage is the vendor's framework and in no schema", () => {
		const text = readText("openapi.yaml");
		for (const word of [
			"HttpResponseMessage",
			"ReasonPhrase",
			"IsSuccessStatusCode",
			"RequestMessage",
			"HttpContent",
		]) {
			expect(text).not.toContain(word);
		}
	});
});

const index = readYaml("samples/index.yaml") as {
	requests: {
		file: string;
		operationId: string;
		document: string;
		lines: string;
		documented: number;
		expected: number;
	}[];
	responses: { file: string; operationId: string; status: number }[];
};

/** The schema of a request body, and the example that carries the guide's sample. */
const bodies: Record<string, { schema: string; example: string }> = {
	createCustomerGroup: { schema: "CustomerGroupCreate", example: "create-sample.json" },
	updateCustomerGroups: { schema: "CustomerGroupBulkUpdate", example: "bulk-sample.json" },
	updateCustomerGroup: { schema: "CustomerGroupUpdate", example: "update-sample.json" },
};

describe("the samples", () => {
	test("the index has every file once, and 30 samples of the guide and 2 of the help page", () => {
		const files = readdirSync(`${specFolder}samples`, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile() && /\.(http|json)$/.test(entry.name))
			.map((entry) => (entry.name.endsWith(".json") ? `responses/${entry.name}` : entry.name));
		expect([...index.requests, ...index.responses].map(({ file }) => file).sort()).toEqual(files.sort());
		expect(index.requests.filter((one) => one.document === "D1")).toHaveLength(30);
		expect(index.requests.filter((one) => one.document === "D3")).toHaveLength(2);
	});

	test("the guide's samples stand in vendor/ line by line", () => {
		const extensions: Record<string, string> = { csharp: "cs", javascript: "js", php: "php", python: "py", ruby: "rb" };
		const guide = index.requests.filter((one) => one.document === "D1");
		for (const { file, lines } of guide) {
			const [operation, language = ""] = file.split(".");
			const source = readText(`samples/vendor/${operation}.${extensions[language]}`);
			const [from = 0, to = 0] = lines.split("-").map(Number);
			// The lines of the guide are counted with the fences around the code.
			expect(source.split("\n").length - 1, file).toBe(to - from - 1);
			expect(source, file).toContain("https://apirest.3dcart.com/");
		}
		expect(readdirSync(`${specFolder}samples/vendor`)).toHaveLength(guide.length);
	});

	test.each(index.requests)("$file is a request of its operation", ({ file, operationId, documented, expected }) => {
		const operation = operationOf(document, operationId);
		const request = readSampleRequest(file);
		const [url = "", query] = request.url.replace("{customergroupid}", "{id}").split("?");
		expect(`${request.method} ${url}`).toBe(`${operation.method} ${host}${operation.path}`);
		const ofList = operationId === "listCustomerGroups" && !file.includes("csharp");
		expect(query).toBe(ofList ? "limit=&offset=&countonly=" : undefined);
		const responses = Object.keys(objectAt(document, `${operation.pointer}/responses`));
		expect(responses).toEqual(expect.arrayContaining([String(documented), String(expected)]));
	});

	test.each(index.requests)("$file has the documented headers, credentials left empty", ({ file }) => {
		const { headers, body } = readSampleRequest(file);
		const values = Object.fromEntries(headers.map(([name, value]) => [name.toLowerCase(), value]));
		const type = file.endsWith("-xml.http") ? "application/xml" : "application/json";
		const csharp = file.includes("csharp");
		expect(values).toEqual({
			accept: type,
			...(csharp && body === "" ? {} : { "content-type": csharp ? `${type}; charset=utf-8` : type }),
			secureurl: "",
			privatekey: "",
			token: "",
		});
	});

	test.each(index.requests.filter((one) => one.document === "D1"))("$file carries the guide's body", (one) => {
		const { body } = readSampleRequest(one.file);
		const expected = bodies[one.operationId];
		if (expected === undefined) return expect(body).toBe("");
		const example = valueAt(document, `#/components/examples/${expected.example}/value`);
		expect(JSON.parse(body)).toEqual(example);
		expect(faultsOf(expected.schema, JSON.parse(body))).toEqual([]);
		// Digit for digit, text against text: a double would hide a lost digit.
		const written = [...textOfExample(expected.example).matchAll(/MinimumOrder: (\S+)/g)].map((match) => match[1]);
		expect([...body.matchAll(/"MinimumOrder": ?([-0-9.]+)/g)].map((match) => match[1])).toEqual(written);
	});

	test("the JSON body of the help page is the example that names one group twice", () => {
		const { body } = readSampleRequest("updateCustomerGroups.help-page-json.http");
		expect(JSON.parse(body)).toEqual(valueAt(document, "#/components/examples/same-group-twice.json/value"));
		expect(faultsOf("CustomerGroupBulkUpdate", JSON.parse(body))).toEqual([]);
		expect(body.match(/"MinimumOrder": 1\.0,/g)).toHaveLength(2);
	});

	test("the XML body of the help page is the example that names one group twice", () => {
		const { body } = readSampleRequest("updateCustomerGroups.help-page-xml.http");
		expect(body).toBe(valueAt(document, "#/components/examples/same-group-twice.xml/value"));
	});

	test.each(index.responses)("$file fits the schema of its answer", ({ file, operationId, status }) => {
		const { pointer } = operationOf(document, operationId);
		const schema = String(objectAtRaw(`${pointer}/responses/${status}/content/application~1json/schema`).$ref)
			.split("/")
			.pop();
		const value = JSON.parse(readText(`samples/${file}`));
		// The second group of the answer to a get is the help page's filler: the array has exactly one.
		if (operationId === "getCustomerGroup") {
			expect(faultsOf(String(schema), value)).toEqual([" must NOT have more than 1 items"]);
			expect(faultsOf(String(schema), value.slice(0, 1))).toEqual([]);
			return;
		}
		expect(faultsOf(String(schema), value)).toEqual([]);
	});

	test.each([
		["created", "createCustomerGroup"],
		["updated", "updateCustomerGroups"],
		["updated", "updateCustomerGroup"],
		["updated", "updateCustomerGroups.help-page"],
		["deleted", "deleteCustomerGroup"],
	])("the example %s is the documents' answer to %s", (example, file) => {
		const value = JSON.parse(readText(`samples/responses/${file}.json`));
		expect(valueAt(document, `#/components/examples/${example}.json/value`)).toEqual(value);
	});
});

/** Like `objectAt`, with the `$ref` at the end left as it stands. */
function objectAtRaw(pointer: string): Record<string, unknown> {
	const cut = pointer.lastIndexOf("/");
	return objectAt(document, pointer.slice(0, cut))[pointer.slice(cut + 1)] as Record<string, unknown>;
}

/** An example as it is written in openapi.yaml. */
function textOfExample(name: string): string {
	const [, ...after] = readText("openapi.yaml").split(`\n    ${name}:\n`);
	return after.join().split(/\n {4}\S/)[0] ?? "";
}
