import { readModel, type Schema } from "@onespec/openapi-document";
import { expect, it } from "vitest";
import { documentedReasons } from "./expect.js";
import { readValue } from "./read-value.js";

const thing: Schema = {
	type: "object",
	xml: { name: "thing" },
	properties: {
		no: { type: "integer", xml: { attribute: true } },
		open: { type: "boolean", xml: { attribute: true } },
		name: { type: "string", xml: { attribute: true } },
	},
};
const content = { "application/xml": { schema: thing }, "application/json": { schema: thing } };
const model = readModel({
	openapi: "3.0.3",
	info: { title: "Things", version: "1" },
	paths: {
		"/things": {
			get: {
				operationId: "readThings",
				responses: { "200": { description: "-", content }, "406": { description: "-", content } },
			},
		},
	},
});

it("an attribute in XML has the type of its schema, as it has in JSON", () => {
	const xml = readValue(model, thing, "application/xml", '<thing no="7" open="true" name="7"/>');
	expect(xml).toEqual(readValue(model, thing, "application/json", '{"no":7,"open":true,"name":"7"}'));
});

it("a 406 may come in any media type that the document has for it, and no other answer may", () => {
	const [operation] = model.operations;
	if (operation === undefined) throw new Error("the document has an operation");
	const draft = { requestMediaType: null, accept: "application/json", parts: {} };
	const answer = { headers: { "content-type": "application/xml" }, body: Buffer.from('<thing no="7"/>') };
	expect(documentedReasons(model, { operation }, draft, { ...answer, status: 406 })).toEqual([]);
	expect(documentedReasons(model, { operation }, draft, { ...answer, status: 200 })).not.toEqual([]);
});
