import { readModel } from "@onespec/openapi-document";
import { expect, it } from "vitest";
import { trimForTesting } from "./trim-for-testing.js";

const model = readModel({
	openapi: "3.0.3",
	info: { title: "Things", version: "1" },
	tags: [{ name: "Things" }],
	paths: {
		"/description": {
			get: {
				summary: "Read",
				tags: ["Things"],
				description: "Reads it.",
				responses: {
					"200": {
						description: "It.",
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/Thing" },
								examples: { one: { summary: "One", value: { summary: "kept", description: "kept" } } },
							},
							"text/xml": { schema: { $ref: "#/components/schemas/Thing" }, examples: { one: { value: "<Thing/>" } } },
						},
					},
					"404": { description: "None.", content: { "text/xml": { example: "<None/>" } } },
				},
			},
		},
	},
	components: {
		securitySchemes: { key: { type: "apiKey", in: "header", name: "Key", description: "The key." } },
		schemas: {
			Thing: {
				description: "A thing.",
				properties: {
					description: { type: "string", description: "In words." },
					part: { $ref: "#/components/schemas/Part" },
				},
			},
			Part: { type: "object", properties: { whole: { $ref: "#/components/schemas/Thing" } } },
			Unused: { type: "string" },
		},
	},
});

it("keeps what an API in memory needs, and what only looks like words for readers", () => {
	const thing = { $ref: "#/components/schemas/Thing" };
	const none = { encoding: {}, extensions: {}, examples: [] };
	expect(trimForTesting(model)).toEqual({
		openapi: "3.0.3",
		servers: [],
		securitySchemes: { key: { type: "apiKey", in: "header", name: "Key", extensions: {} } },
		operations: [
			{
				id: model.operations[0]?.id,
				method: "GET",
				path: "/description",
				parameters: [],
				responses: [
					{
						status: "200",
						headers: [],
						links: [],
						extensions: {},
						content: [
							{
								...none,
								mediaType: "application/json",
								key: "application/json",
								kind: "json",
								schema: thing,
								examples: [{ name: "one", value: { summary: "kept", description: "kept" }, serialized: false }],
							},
							{ ...none, mediaType: "text/xml", key: "text/xml", kind: "xml", schema: thing },
						],
					},
					{
						status: "404",
						headers: [],
						links: [],
						extensions: {},
						content: [
							{
								...none,
								mediaType: "text/xml",
								key: "text/xml",
								kind: "xml",
								examples: [{ value: "<None/>", serialized: false }],
							},
						],
					},
				],
				security: [],
				servers: [],
				extensions: {},
			},
		],
		schemas: {
			Thing: { properties: { description: { type: "string" }, part: { $ref: "#/components/schemas/Part" } } },
			Part: { type: "object", properties: { whole: thing } },
		},
		generalResponses: [],
		extensions: {},
	});
});
