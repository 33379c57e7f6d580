import type { OpenApiDocument, Operation, Schema } from "./raw-document.js";

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const error = (message: string) => [{ about: "", status: "404", message }];

function answer(description: string, schema: Schema, examples: Record<string, unknown> = {}) {
	const named = Object.fromEntries(Object.entries(examples).map(([name, value]) => [name, { value }]));
	return { description, content: { "application/json": { schema, examples: named } } };
}

const missing = answer("There is no such parcel.", ref("Errors"), { "no-such-parcel": error("No such parcel.") });
const result = answer("What became of it.", ref("Result"), {
	done: [{ about: "7", status: "200", message: "Done." }],
});

/**
 * An API that has every habit that an extension can declare.
 *
 * @param change breaks or changes it; called with the document and its operations by their ids
 */
export function parcels(
	change: (document: OpenApiDocument, operations: Record<string, Operation>) => void = () => {},
): OpenApiDocument {
	const document: OpenApiDocument = structuredClone({
		openapi: "3.0.3",
		info: { title: "Parcels", version: "1.4.0", license: { name: "MIT" } },
		servers: [{ url: "https://parcels.example/v1" }],
		security: [{ Depot: [], Key: [] }],
		"x-throttle": { capacity: 20, leakPerSecond: 4, status: 429 },
		"x-error-shape": { list: true, value: "about", status: "status", message: "message" },
		"x-client": { facade: "parcels", item: "parcel" },
		paths: {
			"/parcels": {
				get: {
					operationId: "listParcels",
					summary: "List the parcels",
					parameters: [
						{
							name: "take",
							in: "query",
							description: "How many.",
							schema: { type: "integer", minimum: 1, maximum: 50, default: 20 },
							example: 5,
						},
						{ name: "from", in: "query", schema: { type: "integer", minimum: 1, default: 1 } },
						{ name: "count", in: "query", schema: { type: "integer", enum: [0, 1] } },
					],
					responses: {
						"200": answer("A page.", ref("PageOrCount"), { page: [{ id: 7, weight: 1.5 }], count: { total: 1 } }),
						"400": answer("Wrong.", ref("Errors"), {
							"past-the-end": error("Past the end."),
							"take-invalid": error("take is no number."),
						}),
						"404": answer("None.", ref("Errors"), { "no-parcels": error("There are no parcels.") }),
						"429": answer("Too many.", ref("Errors")),
					},
					"x-client-method": "list",
					"x-pagination": {
						limit: "take",
						offset: "from",
						first: 1,
						key: "id",
						count: { parameter: "count", value: 1, member: "total" },
						pastTheEnd: { status: 400, cause: "past-the-end" },
					},
					"x-empty": { status: 404, cause: "no-parcels" },
				},
				post: {
					operationId: "addParcel",
					requestBody: { required: true, content: { "application/json": { schema: ref("NewParcel") } } },
					responses: { "201": result, "429": answer("Too many.", ref("Errors")) },
					"x-client-method": "add",
					"x-single": true,
					"x-result": { member: "about", type: "integer" },
				},
				put: {
					operationId: "weighParcels",
					requestBody: { required: true, content: { "application/json": { schema: ref("Weighings") } } },
					responses: {
						"200": answer("All weighed.", ref("Results")),
						"206": answer("Some weighed.", ref("Results")),
						"400": answer("None weighed.", ref("Results")),
						"429": answer("Too many.", ref("Errors")),
					},
					"x-client-method": "weighAll",
					"x-batch": { item: "id", partial: 206, failed: [400] },
				},
			},
			"/parcels/{id}": {
				parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" }, example: 7 }],
				get: {
					operationId: "getParcel",
					responses: {
						"200": answer("The parcel.", ref("OneParcel"), { found: [{ id: 7, weight: 1.5 }] }),
						"404": missing,
						"429": answer("Too many.", ref("Errors")),
					},
					"x-client-method": "get",
					"x-single": true,
					"x-not-found": { status: 404, cause: "no-such-parcel" },
				},
				delete: {
					operationId: "returnParcel",
					responses: { "204": { description: "Gone." }, "404": missing, "429": answer("Too many.", ref("Errors")) },
					"x-not-found": { status: 404, cause: "no-such-parcel" },
				},
			},
		},
		components: {
			securitySchemes: {
				Depot: { type: "apiKey", in: "header", name: "X-Depot", "x-credential": { format: "url", scheme: "https" } },
				Key: { type: "apiKey", in: "header", name: "X-Key" },
			},
			schemas: {
				Parcel: {
					description: "A parcel.",
					type: "object",
					additionalProperties: false,
					required: ["id", "weight"],
					properties: {
						id: { type: "integer", format: "int32", minimum: 1, description: "The number on its label." },
						weight: {
							type: "number",
							format: "decimal",
							"x-decimal": { significantDigits: 9, jsonFractionDigits: 1 },
							description: "In kilograms.",
						},
						label: { type: "string", maxLength: 40, example: "Fragile", nullable: true },
					},
				},
				NewParcel: {
					type: "object",
					additionalProperties: false,
					required: ["label"],
					properties: { label: { type: "string", minLength: 1, maxLength: 40 }, weight: ref("Weight") },
				},
				Weight: { type: "number", format: "decimal", "x-decimal": { significantDigits: 9, jsonFractionDigits: 1 } },
				Weighings: { type: "array", minItems: 1, maxItems: 10, items: ref("Weighing") },
				Weighing: {
					type: "object",
					additionalProperties: false,
					required: ["id"],
					properties: { id: { type: "integer" }, weight: ref("Weight") },
				},
				Page: { type: "array", minItems: 1, maxItems: 50, items: ref("Parcel") },
				PageOrCount: { oneOf: [ref("Page"), ref("Count")] },
				Count: { type: "object", required: ["total"], properties: { total: { type: "integer" } } },
				OneParcel: { type: "array", minItems: 1, maxItems: 1, items: ref("Parcel") },
				Outcome: {
					type: "object",
					additionalProperties: false,
					required: ["about", "status", "message"],
					properties: { about: { type: "string" }, status: { type: "string" }, message: { type: "string" } },
				},
				Result: { type: "array", minItems: 1, maxItems: 1, items: ref("Outcome") },
				Results: { type: "array", items: ref("Outcome") },
				Errors: { type: "array", items: ref("Outcome") },
			},
		},
	}) as OpenApiDocument;
	const operations = Object.values(document.paths).flatMap((item) =>
		Object.values(item as Record<string, Operation>).filter((one) => one.operationId !== undefined),
	);
	change(document, Object.fromEntries(operations.map((operation) => [operation.operationId, operation])));
	return document;
}
