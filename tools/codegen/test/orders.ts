import type { OpenApiDocument, Operation, Schema } from "./raw-document.js";

const ref = (name: string): Schema => ({ $ref: `#/components/schemas/${name}` });
const listOf = (name: string): Schema => ({ type: "array", items: ref(name) });
const object = (properties: Record<string, Schema>, required = Object.keys(properties)): Schema => ({
	type: "object",
	required,
	properties,
});
const string: Schema = { type: "string" };
const inQuery = (name: string, schema: Schema) => ({ name, in: "query", schema });
const inPath = (name: string) => ({ name, in: "path", required: true, schema: string });
const json = (schema: Schema) => ({ "application/json": { schema } });
const ok = (schema: Schema) => ({ "200": { description: "Good.", content: json(schema) } });

/**
 * An API with the habits of others: pages by cursor, by the last item, by number, by `Link` and by URL, envelopes, idempotency
 * keys, and operations that only begin something.
 *
 * @param change breaks or changes it; called with its operations by their ids
 */
export function orders(change: (operations: Record<string, Operation>) => void = () => {}): OpenApiDocument {
	const page = object({ next: { type: "string", nullable: true }, has_more: { type: "boolean" } }, ["has_more"]);
	const document: OpenApiDocument = structuredClone({
		openapi: "3.0.3",
		info: { title: "Orders", version: "2.0.0" },
		servers: [{ url: "https://orders.example/v2" }],
		paths: {
			"/orders": {
				get: {
					operationId: "listOrders",
					parameters: [
						inQuery("after", string),
						inQuery("limit", { type: "integer", maximum: 2 }),
						inQuery("state", string),
					],
					responses: ok(object({ data: listOf("Order"), meta: page })),
					"x-envelope": "data",
					"x-next-page": {
						by: "cursor",
						parameter: "after",
						member: "meta.next",
						more: "meta.has_more",
						items: "data",
						size: "limit",
					},
				},
				post: {
					operationId: "createOrder",
					parameters: [{ name: "Idempotency-Key", in: "header", required: true, schema: string }],
					requestBody: { required: true, content: json(ref("NewOrder")) },
					responses: { "201": { description: "Made.", content: json(object({ data: ref("Order") })) } },
					"x-envelope": "data",
				},
			},
			"/customers": {
				get: {
					operationId: "listCustomers",
					parameters: [inQuery("page", { type: "integer" })],
					responses: ok(object({ items: listOf("Order"), total_pages: { type: "integer" } })),
					"x-next-page": { by: "page", parameter: "page", first: 1, pages: "total_pages", items: "items" },
				},
			},
			"/events": {
				get: {
					operationId: "listEvents",
					responses: {
						"200": {
							description: "Good.",
							headers: { Link: { schema: { type: "string", example: '</v2/events?page=2>; rel="next"' } } },
							content: json(listOf("Order")),
						},
					},
				},
			},
			"/invoices": {
				get: {
					operationId: "listInvoices",
					responses: ok(
						object({ results: listOf("Order"), links: object({ next: { type: "string", nullable: true } }, []) }),
					),
					"x-next-page": { by: "url", member: "links.next", items: "results" },
				},
			},
			"/notes": {
				get: {
					operationId: "listNotes",
					parameters: [inQuery("starting_after", string)],
					responses: ok(object({ data: listOf("Order"), has_more: { type: "boolean" } })),
					"x-next-page": {
						by: "lastItem",
						parameter: "starting_after",
						member: "id",
						more: "has_more",
						items: "data",
					},
				},
			},
			"/exports": {
				post: {
					operationId: "startExport",
					requestBody: { required: true, content: json(object({ year: { type: "integer" } })) },
					responses: { "202": { description: "Begun.", headers: { Location: { schema: string } } } },
					"x-long-running": {
						status: "getExport",
						header: "Location",
						state: "state",
						done: ["done"],
						failed: ["failed"],
					},
				},
			},
			"/exports/{id}": {
				get: { operationId: "getExport", parameters: [inPath("id")], responses: ok(ref("Export")) },
			},
			"/projects/{project}/jobs": {
				post: {
					operationId: "startJob",
					parameters: [inPath("project")],
					responses: { "202": { description: "Begun.", content: json(object({ job: object({ id: string }) })) } },
					"x-long-running": {
						status: "getJob",
						member: "job.id",
						parameter: "job",
						state: "data.state",
						done: ["done"],
					},
				},
			},
			"/projects/{project}/jobs/{job}": {
				get: {
					operationId: "getJob",
					parameters: [inPath("project"), inPath("job")],
					responses: ok(object({ data: ref("Export") })),
				},
			},
		},
		components: {
			schemas: {
				NewOrder: object({ item: string }),
				Order: object({ id: string }),
				Export: object({ state: string, url: string }, ["state"]),
			},
		},
	} as unknown as OpenApiDocument);
	const operations = Object.values(document.paths ?? {}).flatMap(
		(item) => Object.values(item as object) as Operation[],
	);
	change(Object.fromEntries(operations.map((one) => [one.operationId ?? "", one])));
	return document;
}
