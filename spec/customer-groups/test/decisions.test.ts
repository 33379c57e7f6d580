import { describe, expect, test } from "vitest";
import { document, faultsOf, objectAt, operationsOf, readYaml, valueAt } from "./spec.js";

const scenarios = readYaml("scenarios.yaml");

/** A body with one wrong thing, so that only that is refused. */
const group = {
	CustomerGroupID: 1,
	Name: "Wholesale",
	Description: "",
	MinimumOrder: 1.0,
	NonTaxable: true,
	AllowRegistration: true,
	DisableRewardPoints: true,
	AutoApprove: true,
	RegistrationMessage: "",
	PriceLevel: 1,
};

const int32 = { type: "integer", format: "int32", minimum: -2147483648, maximum: 2147483647 };

function example(name: string): unknown {
	const value = valueAt(document, `#/components/examples/${name}.json/value`);
	if (value === undefined) throw new Error(`openapi.yaml has no example ${name}.json.`);
	return value;
}

describe("access", () => {
	test("the store is named with or without the scheme, in any case", () => {
		const description = String(valueAt(document, "#/components/securitySchemes/SecureURL/description"));
		expect(description).toMatch(/with or without the scheme,\s+in any case/);
	});

	test("reading needs the permission to read, all else the permission to write", () => {
		for (const { method, pointer } of operationsOf(document)) {
			expect(valueAt(document, `${pointer}/x-permission`)).toBe(method === "GET" ? "read" : "write");
		}
	});

	test("the permissions are independent: neither includes the other", () => {
		expect(valueAt(scenarios, "#/causes/read-not-permitted/profile")).toBe("write-only");
		expect(valueAt(scenarios, "#/causes/write-not-permitted/profile")).toBe("read-only");
	});

	test("each credential that is missing is a cause of its own, and so is a wrong combination", () => {
		for (const { method, pointer } of operationsOf(document)) {
			const permission = method === "GET" ? "read-not-permitted" : "write-not-permitted";
			const examples = objectAt(document, `${pointer}/responses/401/content/application~1json/examples`);
			expect(Object.keys(examples)).toEqual([
				"secure-url-missing",
				"private-key-missing",
				"token-missing",
				"token-wrong",
				permission,
			]);
		}
	});

	test("a bucket of 50 requests leaks 2 per second; a full one answers 429 with Retry-After", () => {
		expect(valueAt(document, "#/x-throttle")).toEqual({ capacity: 50, leakPerSecond: 2, status: 429 });
		for (const { pointer } of operationsOf(document)) {
			expect(valueAt(document, `${pointer}/responses/429/headers/Retry-After/required`)).toBe(true);
		}
	});
});

describe("a request", () => {
	test("the order of checks is written down", () => {
		expect(String(valueAt(document, "#/info/description")).replaceAll(/\s+/g, " ")).toContain(
			"path, method, credentials, throttle, permission, `Accept`, `Content-Type`, size of the body, parameters, body",
		);
	});

	test("a create and an update by id take one object, a bulk update an array", () => {
		expect(faultsOf("CustomerGroupCreate", [group])).toEqual([" must be object"]);
		expect(faultsOf("CustomerGroupUpdate", [group])).toEqual([" must be object"]);
		expect(faultsOf("CustomerGroupBulkUpdate", group)).toEqual([" must be array"]);
	});
});

describe("the list", () => {
	test("limit goes from 1 to 500 and is 10 where it is not sent", () => {
		expect(valueAt(document, "#/components/parameters/limit/schema")).toEqual({
			type: "integer",
			minimum: 1,
			maximum: 500,
			default: 10,
		});
	});

	test("offset counts from 1, takes 0 for 1, and is a 32-bit integer", () => {
		const offset = objectAt(document, "#/components/parameters/offset");
		expect(offset.schema).toEqual({ type: "integer", format: "int32", minimum: 0, maximum: 2147483647, default: 1 });
		expect(offset.description).toMatch(/counted from 1.*0 means 1/s);
	});

	test("countonly is 0 or 1, and 0 where it is not sent", () => {
		expect(valueAt(document, "#/components/parameters/countonly/schema")).toEqual({
			type: "integer",
			enum: [0, 1],
			default: 0,
		});
	});

	test("an empty value of a parameter means its default", () => {
		for (const name of ["limit", "offset", "countonly"]) {
			const parameter = objectAt(document, `#/components/parameters/${name}`);
			expect(parameter.allowEmptyValue, name).toBe(true);
			expect(parameter.description, name).toContain("mpty value means the default");
		}
	});

	test("countonly answers a bare object, 0 for an empty store", () => {
		expect(example("count")).toEqual({ TotalCount: 2 });
		expect(faultsOf("CustomerGroupListOrCount", { TotalCount: 0 })).toEqual([]);
		expect(valueAt(document, "#/paths/~1CustomerGroups/get/description")).toMatch(/200 even for an empty store/);
	});

	test("countonly counts the store whatever limit and offset say", () => {
		expect(valueAt(document, "#/paths/~1CustomerGroups/get/description")).toMatch(
			/`countonly=1` answers 200.*whatever `limit` and `offset` say/s,
		);
	});

	test("an empty list is a 404, never an empty array", () => {
		expect(faultsOf("CustomerGroupList", [])).toEqual([" must NOT have fewer than 1 items"]);
		expect(example("no-groups")).toEqual([
			{ Key: "Error", Value: "", Status: "404", Message: "There are no Customer Groups." },
		]);
	});

	test("an offset past the end is a 400 with the vendor's words", () => {
		const message = "Offset amount exceeds the total number of records";
		expect(example("offset-past-the-end")).toEqual([
			{ Key: "Error", Value: "offset", Status: "400", Message: message },
		]);
	});

	test("the list is in ascending order of the id", () => {
		expect(valueAt(document, "#/paths/~1CustomerGroups/get/description")).toMatch(
			/ascending order of `CustomerGroupID`/,
		);
		expect((example("page") as { CustomerGroupID: number }[]).map((one) => one.CustomerGroupID)).toEqual([1, 2]);
	});
});

describe("a group", () => {
	test("a returned group has all ten members", () => {
		expect(Object.keys(group)).toHaveLength(10);
		expect(faultsOf("CustomerGroup", group)).toEqual([]);
		for (const name of Object.keys(group)) {
			const { [name as keyof typeof group]: _, ...rest } = group;
			expect(faultsOf("CustomerGroup", rest)).toEqual([` must have required property '${name}'`]);
		}
	});

	test("ids and price levels are 32-bit integers, negatives allowed", () => {
		for (const place of [
			"schemas/CustomerGroup/properties/CustomerGroupID",
			"schemas/CustomerGroup/properties/PriceLevel",
			"parameters/id/schema",
		]) {
			expect(objectAt(document, `#/components/${place}`), place).toMatchObject(int32);
		}
	});

	test("an empty Name is a name", () => {
		expect(faultsOf("CustomerGroupCreate", { Name: "" })).toEqual([]);
	});

	test("MinimumOrder has up to 17 significant digits, and at least one decimal in JSON", () => {
		const member = "#/components/schemas/CustomerGroup/properties/MinimumOrder";
		expect(valueAt(document, `${member}/x-decimal`)).toEqual({ significantDigits: 17, jsonFractionDigits: 1 });
		for (const range of ["minimum", "maximum", "multipleOf"])
			expect(valueAt(document, `${member}/${range}`)).toBeUndefined();
	});

	test("what a new group gets for members that are not sent is written down", () => {
		const description = String(valueAt(document, "#/components/schemas/CustomerGroupCreate/description"));
		expect(description).toContain("Unset strings become empty, booleans false, MinimumOrder 0 and PriceLevel 1");
	});

	test("the id of a body is ignored where the server or the URL decides", () => {
		expect(valueAt(document, "#/paths/~1CustomerGroups/post/description")).toMatch(
			/The server assigns the id.*is ignored/s,
		);
		expect(valueAt(document, "#/paths/~1CustomerGroups~1{id}/put/description")).toMatch(
			/the URL names; a `CustomerGroupID` in the body is ignored/,
		);
	});

	test("an update needs no member: those that are not sent keep their values", () => {
		expect(faultsOf("CustomerGroupUpdate", {})).toEqual([]);
		expect(faultsOf("CustomerGroupUpdate", { MinimumOrder: 101.25 })).toEqual([]);
	});

	test.each(["CustomerGroupCreate", "CustomerGroupUpdate", "CustomerGroupBulkItem"])(
		"%s refuses unknown members and null",
		(schema) => {
			expect(faultsOf(schema, group)).toEqual([]);
			expect(faultsOf(schema, { ...group, Colour: "red" })).toEqual([" must NOT have additional properties"]);
			for (const name of Object.keys(group)) expect(faultsOf(schema, { ...group, [name]: null }), name).toHaveLength(1);
		},
	);

	test("numbers and booleans are not taken as strings, nor strings as numbers", () => {
		for (const [name, value] of [
			["Name", 1],
			["MinimumOrder", "1.0"],
			["NonTaxable", "true"],
			["PriceLevel", "1"],
			["PriceLevel", 1.5],
		] as const) {
			expect(faultsOf("CustomerGroupUpdate", { [name]: value }), name).toHaveLength(1);
		}
	});

	test("a get answers an array of exactly one group", () => {
		expect(objectAt(document, "#/components/schemas/CustomerGroupSingle")).toMatchObject({
			type: "array",
			minItems: 1,
			maxItems: 1,
		});
	});

	test("an id is not assigned again", () => {
		expect(valueAt(document, "#/paths/~1CustomerGroups~1{id}/delete/description")).toMatch(/id is not assigned again/);
	});
});

describe("the bulk update", () => {
	test("it takes 1 to 100 items", () => {
		const items = (count: number) => Array.from({ length: count }, () => group);
		expect(faultsOf("CustomerGroupBulkUpdate", [])).toEqual([" must NOT have fewer than 1 items"]);
		expect(faultsOf("CustomerGroupBulkUpdate", items(1))).toEqual([]);
		expect(faultsOf("CustomerGroupBulkUpdate", items(100))).toEqual([]);
		expect(faultsOf("CustomerGroupBulkUpdate", items(101))).toEqual([" must NOT have more than 100 items"]);
	});

	test("an item without an id is invalid", () => {
		const { CustomerGroupID: _, ...rest } = group;
		expect(faultsOf("CustomerGroupBulkUpdate", [rest])).toEqual(["/0 must have required property 'CustomerGroupID'"]);
	});

	test("an item needs nothing but its id", () => {
		expect(faultsOf("CustomerGroupBulkUpdate", [{ CustomerGroupID: 1 }])).toEqual([]);
	});

	test("one group may be named twice; items are applied in order", () => {
		expect(faultsOf("CustomerGroupBulkUpdate", example("same-group-twice"))).toEqual([]);
		expect(valueAt(document, "#/paths/~1CustomerGroups/put/description")).toMatch(/applied in order/);
	});

	test("some failed is 206, none exists 404, otherwise 400", () => {
		const statuses = (name: string) => (example(name) as { Status: string }[]).map((result) => result.Status);
		expect(statuses("updated")).toEqual(["200"]);
		expect(statuses("some-failed")).toEqual(["200", "404"]);
		expect(statuses("no-such-groups")).toEqual(["404", "404"]);
		expect(statuses("items-invalid")).toEqual(["400"]);
		expect(valueAt(document, "#/paths/~1CustomerGroups/put/description")).toMatch(
			/200 where all succeeded, 206 where some failed.*404 if none of the\s+groups exists, otherwise 400/s,
		);
	});

	test("URL parameters are ignored", () => {
		expect(valueAt(document, "#/paths/~1CustomerGroups/put/description")).toMatch(
			/No URL parameters belong to this request; any that are sent are ignored/,
		);
		expect(valueAt(document, "#/paths/~1CustomerGroups/put/parameters")).toBeUndefined();
	});
});

describe("results and errors", () => {
	test.each(["CreateResult", "UpdateResult", "DeleteResult", "BulkResult", "ErrorResult"])(
		"%s has the four members, all strings",
		(schema) => {
			const { properties, required, additionalProperties } = objectAt(document, `#/components/schemas/${schema}`);
			expect(required).toEqual(["Key", "Value", "Status", "Message"]);
			expect(additionalProperties).toBe(false);
			expect(
				Object.entries(properties as Record<string, { type: string }>).map(([name, { type }]) => `${name}: ${type}`),
			).toEqual(["Key: string", "Value: string", "Status: string", "Message: string"]);
		},
	);

	test("an error has the Key Error, and its Value names the place at fault", () => {
		const values = {
			"limit-invalid": "limit",
			"offset-invalid": "offset",
			"countonly-invalid": "countonly",
			"id-invalid": "id",
			"name-missing": "Name",
			"member-invalid": "Name",
			"secure-url-missing": "SecureURL",
			"private-key-missing": "PrivateKey",
			"token-missing": "Token",
			"token-wrong": "",
			"read-not-permitted": "read",
			"write-not-permitted": "write",
			"body-malformed": "",
			"bucket-exhausted": "",
			"no-such-group": "12",
		};
		for (const [name, value] of Object.entries(values)) {
			expect(example(name), name).toMatchObject([{ Key: "Error", Value: value }]);
			expect(faultsOf("Errors", example(name))).toEqual([]);
		}
	});

	test("each status has results of its own: a failure among the successes is noticed", () => {
		expect(faultsOf("BulkSuccessResults", example("updated"))).toEqual([]);
		expect(faultsOf("BulkSuccessResults", example("some-failed"))).not.toEqual([]);
		expect(faultsOf("CreateResults", example("updated"))).not.toEqual([]);
		expect(faultsOf("BulkResults", example("some-failed"))).toEqual([]);
		expect(faultsOf("BulkResults", example("updated"))).toEqual([" must NOT have fewer than 2 items"]);
	});

	test("XML names are in the style of the documents: ArrayOf and the item's name", () => {
		const name = (schema: string) => valueAt(document, `#/components/schemas/${schema}/xml/name`);
		for (const list of ["CustomerGroupList", "CustomerGroupSingle", "CustomerGroupBulkUpdate"]) {
			expect(name(list)).toBe("ArrayOfCustomerGroup");
		}
		for (const one of ["CustomerGroup", "CustomerGroupCreate", "CustomerGroupUpdate", "CustomerGroupBulkItem"]) {
			expect(name(one)).toBe("CustomerGroup");
		}
		for (const list of [
			"CreateResults",
			"UpdateResults",
			"DeleteResults",
			"BulkSuccessResults",
			"BulkResults",
			"BulkErrors",
			"Errors",
		]) {
			expect(name(list)).toBe("ArrayOfResult");
		}
		for (const one of ["CreateResult", "UpdateResult", "DeleteResult", "BulkResult", "ErrorResult"])
			expect(name(one)).toBe("Result");
		expect(name("CustomerGroupCount")).toBe("CustomerGroupCount");
	});

	test("what belongs to no operation is declared once, in the same error shape", () => {
		const general = objectAt(document, "#/x-general-responses") as Record<
			string,
			{ status: number; headers?: string[]; example: unknown }
		>;
		expect(Object.values(general).map(({ status, headers = [] }) => [status, ...headers])).toEqual([
			[404],
			[405, "Allow"],
			[406],
			[413],
			[415],
			[503, "Retry-After"],
		]);
		for (const { status, example: body } of Object.values(general)) {
			expect(faultsOf("Errors", body)).toEqual([]);
			expect(body).toMatchObject([{ Status: String(status) }]);
		}
	});

	test("a charset that cannot be read is an unsupported media type", () => {
		expect(valueAt(document, "#/x-general-responses/unsupported-media-type/description")).toContain(
			"its charset cannot be read",
		);
	});

	test("no answer is to be stored", () => {
		for (const { pointer } of operationsOf(document)) {
			for (const status of Object.keys(objectAt(document, `${pointer}/responses`))) {
				expect(valueAt(document, `${pointer}/responses/${status}/headers/Cache-Control/schema/enum`)).toEqual([
					"no-cache",
				]);
			}
		}
	});

	test("reads and deletes have no body, whatever Content-Type they send", () => {
		for (const { method, pointer } of operationsOf(document)) {
			if (method === "GET" || method === "DELETE") expect(valueAt(document, `${pointer}/requestBody`)).toBeUndefined();
		}
	});
});

describe("what a client is told of it", () => {
	const list = "#/paths/~1CustomerGroups/get";
	const byId = "#/paths/~1CustomerGroups~1{id}";

	test("a list is read from offset 1, and past its end answers the cause for that", () => {
		expect(valueAt(document, `${list}/x-pagination`)).toEqual({
			limit: "limit",
			offset: "offset",
			first: valueAt(document, "#/components/parameters/offset/schema/default"),
			key: "CustomerGroupID",
			count: { parameter: "countonly", value: 1, member: "TotalCount" },
			pastTheEnd: { status: 400, cause: "offset-past-the-end" },
		});
	});

	test("the 404 of a list means that it is empty, that of one group that it is missing", () => {
		expect(valueAt(document, `${list}/x-empty`)).toEqual({ status: 404, cause: "no-groups" });
		for (const method of ["get", "put", "delete"]) {
			expect(valueAt(document, `${byId}/${method}/x-not-found`)).toEqual({ status: 404, cause: "no-such-group" });
		}
	});

	test("a group and the result of a write come alone in their array, the result with the id", () => {
		for (const place of [`${byId}/get`, `${byId}/put`, `${byId}/delete`, "#/paths/~1CustomerGroups/post"]) {
			expect(valueAt(document, `${place}/x-single`)).toBe(true);
			if (place.endsWith("/get")) continue;
			expect(valueAt(document, `${place}/x-result`)).toEqual({ member: "Value", type: "integer" });
		}
	});

	test("a bulk update has a result for each item, also where some or all failed", () => {
		expect(valueAt(document, "#/paths/~1CustomerGroups/put/x-batch")).toEqual({
			item: "CustomerGroupID",
			partial: 206,
			failed: [400, 404],
		});
	});

	test("errors and results have the four members", () => {
		expect(valueAt(document, "#/x-error-shape")).toEqual({
			list: true,
			key: "Key",
			value: "Value",
			status: "Status",
			message: "Message",
		});
	});

	test("the secure URL is a URL, https where it names no scheme", () => {
		expect(valueAt(document, "#/components/securitySchemes/SecureURL/x-credential")).toEqual({
			format: "url",
			scheme: "https",
		});
	});
});
