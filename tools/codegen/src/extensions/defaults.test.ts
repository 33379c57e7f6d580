import { readModel } from "@onespec/openapi-document";
import { expect, it } from "vitest";
import { checkExtensions } from "./check-extensions.js";

function faultsWith(operation: object): string[] {
	const document = {
		openapi: "3.0.3",
		info: { title: "Things", version: "1" },
		paths: {
			"/things": { post: { operationId: "createThing", responses: { "204": { description: "Made" } }, ...operation } },
		},
	};
	return checkExtensions(readModel(document)).map(({ place, message }) => `${place}: ${message}`);
}

const requestBody = {
	content: {
		"application/json": {
			schema: {
				type: "object",
				required: ["Name"],
				properties: { Name: { type: "string" }, Level: { type: "integer" }, Sold: { type: "boolean" } },
			},
		},
	},
};

it("takes defaults of members that may be left out", () => {
	expect(faultsWith({ requestBody, "x-defaults": { Level: 1, Sold: false } })).toEqual([]);
});

it.each([
	["a member that is not there", { Size: 1 }, "x-defaults names Size, which is no member of the request body."],
	["a member that must be sent", { Name: "" }, "x-defaults names Name, which the request body must have."],
	["a value of another type", { Level: "1" }, "x-defaults: Level is no integer."],
	["an integer with a fraction", { Level: 1.5 }, "x-defaults: Level is no integer."],
])("names the operation for %s", (_, defaults, message) => {
	expect(faultsWith({ requestBody, "x-defaults": defaults })).toEqual([
		`operation createThing (POST /things): ${message}`,
	]);
});

it("refuses defaults where nothing is sent", () => {
	expect(faultsWith({ "x-defaults": { Level: 1 } })).toEqual([
		"operation createThing (POST /things): x-defaults needs a request body in JSON.",
	]);
});

it("refuses what is no map of members", () => {
	expect(faultsWith({ requestBody, "x-defaults": {} })[0]).toMatch(
		/^operation createThing .*x-defaults: it must NOT have fewer/,
	);
});
