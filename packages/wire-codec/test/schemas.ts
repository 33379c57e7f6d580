import type { Schema, SchemaScope } from "@onespec/openapi-document/schema";

const money: Schema = {
	type: "number",
	format: "decimal",
	"x-decimal": { significantDigits: 17, jsonFractionDigits: 1 },
};

/** Schemas with each construct that the codecs know. */
export const scope: SchemaScope = {
	schemas: {
		Money: money,
		Book: {
			type: "object",
			additionalProperties: false,
			required: ["Title"],
			xml: { name: "Book" },
			properties: {
				Id: { type: "integer" },
				Title: { type: "string" },
				Price: { $ref: "#/components/schemas/Money" },
				Discount: { anyOf: [{ allOf: [{ $ref: "#/components/schemas/Money" }] }, { type: "null" }] },
				Weight: { type: "number" },
				InPrint: { type: "boolean" },
				Subtitle: { type: ["string", "null"] },
				Publisher: { $ref: "#/components/schemas/Publisher" },
				Authors: {
					type: "array",
					xml: { name: "Authors", wrapped: true },
					items: { type: "string", xml: { name: "Author" } },
				},
				Prices: { type: "array", items: { $ref: "#/components/schemas/Money" } },
				Related: { type: "array", xml: { wrapped: true }, items: { $ref: "#/components/schemas/Book" } },
			},
		},
		Publisher: {
			type: "object",
			xml: { name: "House" },
			properties: {
				Code: { type: "integer", xml: { attribute: true, name: "code" } },
				Name: { type: "string" },
			},
		},
		BookList: {
			type: "array",
			xml: { name: "ArrayOfBook", wrapped: true },
			items: { $ref: "#/components/schemas/Book" },
		},
		BookCount: {
			type: "object",
			additionalProperties: false,
			required: ["TotalCount"],
			properties: { TotalCount: { type: "integer" } },
		},
		BookListOrCount: {
			oneOf: [{ $ref: "#/components/schemas/BookList" }, { $ref: "#/components/schemas/BookCount" }],
		},
		Ledger: { type: "object", additionalProperties: { $ref: "#/components/schemas/Money" } },
		Entry: {
			oneOf: [
				{
					type: "object",
					additionalProperties: false,
					required: ["Amount"],
					properties: { Amount: { $ref: "#/components/schemas/Money" } },
				},
				{
					type: "object",
					additionalProperties: false,
					required: ["Note"],
					properties: { Note: { type: "string" }, Amount: { type: "string" } },
				},
			],
		},
	},
};

/** A reference to a schema of the document. */
export const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
