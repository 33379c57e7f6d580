import { readModel } from "@onespec/openapi-document";

const results = (examples: Record<string, object>) => ({
	"application/json": { schema: { $ref: "#/components/schemas/Results" }, examples },
	"application/xml": { schema: { $ref: "#/components/schemas/Results" } },
});

const example = (status: number, value: string, message: string) => ({
	value: [{ About: value, Code: String(status), Text: message }],
});

const error = (examples: Record<string, object>) => ({ content: results(examples) });

const notFound = error({ "no-such-parcel": example(404, "7", "There is no such parcel.") });

const unauthorized = error({
	"token-wrong": example(401, "", "The token is wrong."),
	"token-missing": example(401, "Authorization", "The token is missing."),
});

const forbidden = error({ "not-permitted": example(403, "send", "You may not send.") });

const tooMany = {
	...error({ "bucket-full": example(429, "", "Too many requests.") }),
	headers: { "Retry-After": { required: true, schema: { type: "integer", minimum: 1 }, example: 1 } },
};

const parcelBody = (schema: string) => ({
	required: true,
	content: {
		"application/json": { schema: { $ref: `#/components/schemas/${schema}` } },
		"application/xml": { schema: { $ref: `#/components/schemas/${schema}` } },
	},
});

const one = (schema: string) => ({
	"application/json": { schema: { $ref: `#/components/schemas/${schema}` } },
	"application/xml": { schema: { $ref: `#/components/schemas/${schema}` } },
});

const written = (examples: Record<string, object>) => ({ content: results(examples) });

const members = {
	Number: { type: "integer", format: "int32" },
	To: { type: "string", maxLength: 20 },
	Weight: { type: "number", format: "decimal", "x-decimal": { significantDigits: 17, jsonFractionDigits: 1 } },
	Fragile: { type: "boolean" },
	Tries: { type: "integer", minimum: 1 },
};

const object = (required: string[]) => ({
	type: "object",
	additionalProperties: false,
	xml: { name: "Parcel" },
	required,
	properties: members,
});

/** An API with every habit that a document can declare. */
export const parcels = readModel({
	openapi: "3.0.3",
	info: { title: "Parcels", version: "1" },
	servers: [{ url: "https://parcels.example/api" }],
	security: [{ token: [] }],
	"x-throttle": { capacity: 2, leakPerSecond: 1, status: 429 },
	"x-error-shape": { list: true, value: "About", status: "Code", message: "Text" },
	"x-general-responses": {
		"path-unknown": {
			status: 404,
			schema: { $ref: "#/components/schemas/Results" },
			example: [{ About: "", Code: "404", Text: "No such path." }],
		},
		"method-not-allowed": {
			status: 405,
			schema: { $ref: "#/components/schemas/Results" },
			example: [{ About: "PATCH", Code: "405", Text: "No such method." }],
		},
	},
	paths: {
		"/parcels": {
			get: {
				operationId: "listParcels",
				"x-permission": "look",
				"x-pagination": {
					limit: "limit",
					offset: "offset",
					first: 1,
					key: "Number",
					count: { parameter: "countonly", value: 1, member: "Total" },
					pastTheEnd: { status: 400, cause: "past-the-end" },
				},
				"x-empty": { status: 404, cause: "none" },
				parameters: [
					{ name: "limit", in: "query", schema: { type: "integer", minimum: 1, maximum: 50, default: 3 } },
					{ name: "offset", in: "query", schema: { type: "integer", minimum: 0, default: 1 } },
					{ name: "countonly", in: "query", schema: { type: "integer", enum: [0, 1], default: 0 } },
				],
				responses: {
					"200": { content: one("ParcelsOrCount") },
					"400": error({
						"limit-wrong": example(400, "limit", "The limit is wrong."),
						"past-the-end": example(400, "offset", "There are not so many."),
					}),
					"401": unauthorized,
					"403": forbidden,
					"404": error({ none: example(404, "", "There are no parcels.") }),
					"429": tooMany,
				},
			},
			post: {
				operationId: "sendParcel",
				"x-permission": "send",
				"x-result": { member: "About", type: "integer" },
				"x-single": true,
				"x-defaults": { Tries: 3 },
				requestBody: parcelBody("NewParcel"),
				responses: {
					"201": written({ sent: example(201, "29", "Sent.") }),
					"400": error({ malformed: example(400, "", "It cannot be read.") }),
					"401": unauthorized,
					"403": forbidden,
					"429": tooMany,
				},
			},
			put: {
				operationId: "changeParcels",
				"x-permission": "send",
				"x-batch": { item: "Number", partial: 206, failed: [400, 404] },
				requestBody: parcelBody("ParcelChanges"),
				responses: {
					"200": written({ changed: example(200, "12", "Changed.") }),
					"206": written({ some: example(200, "12", "Changed.") }),
					"400": error({ "items-wrong": example(400, "12", "It is wrong.") }),
					"401": unauthorized,
					"403": forbidden,
					"404": notFound,
					"429": tooMany,
				},
			},
		},
		"/parcels/{number}": {
			parameters: [{ name: "number", in: "path", required: true, schema: { type: "integer" } }],
			get: {
				operationId: "getParcel",
				"x-permission": "look",
				"x-single": true,
				"x-not-found": { status: 404, cause: "no-such-parcel" },
				responses: {
					"200": { content: one("OneParcel") },
					"400": error({ "number-wrong": example(400, "number", "The number is wrong.") }),
					"401": unauthorized,
					"404": notFound,
				},
			},
			put: {
				"x-role": "update",
				operationId: "changeParcel",
				"x-permission": "send",
				"x-single": true,
				"x-result": { member: "About", type: "integer" },
				"x-not-found": { status: 404, cause: "no-such-parcel" },
				requestBody: parcelBody("ParcelChange"),
				responses: {
					"200": written({ changed: example(200, "12", "Changed.") }),
					"400": error({ malformed: example(400, "", "It cannot be read.") }),
					"401": unauthorized,
					"404": notFound,
				},
			},
			delete: {
				operationId: "dropParcel",
				"x-permission": "send",
				"x-single": true,
				"x-result": { member: "About", type: "integer" },
				"x-not-found": { status: 404, cause: "no-such-parcel" },
				responses: {
					"200": written({ dropped: example(200, "12", "Dropped.") }),
					"401": unauthorized,
					"404": notFound,
				},
			},
		},
	},
	components: {
		securitySchemes: { token: { type: "http", scheme: "bearer" } },
		schemas: {
			Parcel: object(["Number", "To", "Weight", "Fragile", "Tries"]),
			NewParcel: object(["To"]),
			ParcelChange: object([]),
			ParcelChangeItem: object(["Number"]),
			ParcelChanges: {
				type: "array",
				minItems: 1,
				maxItems: 3,
				xml: { name: "Parcels", wrapped: true },
				items: { $ref: "#/components/schemas/ParcelChangeItem" },
			},
			OneParcel: {
				type: "array",
				minItems: 1,
				maxItems: 1,
				xml: { name: "Parcels", wrapped: true },
				items: { $ref: "#/components/schemas/Parcel" },
			},
			Parcels: {
				type: "array",
				xml: { name: "Parcels", wrapped: true },
				items: { $ref: "#/components/schemas/Parcel" },
			},
			Count: {
				type: "object",
				required: ["Total"],
				xml: { name: "Count" },
				properties: { Total: { type: "integer" } },
			},
			ParcelsOrCount: { oneOf: [{ $ref: "#/components/schemas/Parcels" }, { $ref: "#/components/schemas/Count" }] },
			Result: {
				type: "object",
				required: ["About", "Code", "Text"],
				xml: { name: "Result" },
				properties: {
					About: { type: "string", maxLength: 10 },
					Code: { type: "string" },
					Text: { type: "string", maxLength: 40 },
				},
			},
			Results: {
				type: "array",
				xml: { name: "Results", wrapped: true },
				items: { $ref: "#/components/schemas/Result" },
			},
		},
	},
});

export interface Parcel {
	Number: number;
	To: string;
	Weight: number;
	Fragile: boolean;
	Tries: number;
}

/** So many parcels, numbered from 1. */
export const someParcels = (count: number): Parcel[] =>
	Array.from({ length: count }, (_, index) => ({
		Number: index + 1,
		To: `Place ${index + 1}`,
		Weight: 1.5,
		Fragile: false,
		Tries: 1,
	}));
