import { expect, it } from "vitest";
import type { OpenApiDocument } from "./openapi.js";
import { trimForTesting } from "./trim-for-testing.js";

const document = {
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
} as unknown as OpenApiDocument;

it("keeps what an API in memory needs, and what only looks like words for readers", () => {
	const thing = { schema: { $ref: "#/components/schemas/Thing" } };
	expect(trimForTesting(document)).toEqual({
		openapi: "3.0.3",
		paths: {
			"/description": {
				get: {
					responses: {
						"200": {
							content: {
								"application/json": {
									...thing,
									examples: { one: { value: { summary: "kept", description: "kept" } } },
								},
								"text/xml": thing,
							},
						},
						"404": { content: { "text/xml": { example: "<None/>" } } },
					},
				},
			},
		},
		components: {
			securitySchemes: { key: { type: "apiKey", in: "header", name: "Key" } },
			schemas: {
				Thing: {
					properties: { description: { type: "string" }, part: { $ref: "#/components/schemas/Part" } },
				},
				Part: { type: "object", properties: { whole: { $ref: "#/components/schemas/Thing" } } },
			},
		},
	});
});
