/**
 * Serves a document of many cells and what it asks for by `Prefer: code=…`, as a mock does:
 * `node bench/many-cells.mjs CELLS` prints the address as a service does; the document is at `/openapi.json`.
 */
import { createServer } from "node:http";

const STATUSES = ["200", "400", "401", "404", "409"];
const MEDIA_TYPES = ["application/json", "application/xml"];
const cells = Number(process.argv[2]);

const schema = { $ref: "#/components/schemas/Thing" };
const content = Object.fromEntries(MEDIA_TYPES.map((one) => [one, { schema }]));
const responses = Object.fromEntries(STATUSES.map((one) => [one, { description: "-", content }]));
const document = JSON.stringify({
	openapi: "3.0.3",
	info: { title: `${cells} cells`, version: "1" },
	paths: Object.fromEntries(
		Array.from({ length: cells / STATUSES.length / MEDIA_TYPES.length }, (_, index) => [
			`/things-${index}/{id}`,
			{
				get: {
					operationId: `readThing${index}`,
					parameters: [{ name: "id", in: "path", required: true, schema: { type: "integer" }, example: 7 }],
					responses,
				},
			},
		]),
	),
	components: {
		schemas: {
			Thing: {
				type: "object",
				required: ["id", "name"],
				properties: {
					id: { type: "integer" },
					name: { type: "string" },
					tags: { type: "array", items: { type: "string" } },
				},
			},
		},
	},
});
const JSON_BODY = '{"id":7,"name":"Chair","tags":["a","b"]}';
const XML_BODY = "<Thing><id>7</id><name>Chair</name><tags>a</tags><tags>b</tags></Thing>";

const server = createServer((request, response) => {
	if (request.url === "/openapi.json") return response.end(document);
	const [, status = "200"] = /code=(\d+)/.exec(request.headers.prefer ?? "") ?? [];
	const mediaType = MEDIA_TYPES.find((one) => one === request.headers.accept) ?? "application/json";
	response.writeHead(Number(status), { "Content-Type": mediaType });
	response.end(mediaType === "application/json" ? JSON_BODY : XML_BODY);
});
server.listen(0, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
