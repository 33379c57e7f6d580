import { readModel } from "@onespec/openapi-document";
import { expect, it } from "vitest";
import { Coverage } from "./coverage.js";

it("what no request and no answer carried is named by its schema", () => {
	const pet = {
		type: "object",
		properties: { name: { type: "string" }, chip: { type: "integer" }, home: { $ref: "#/components/schemas/Home" } },
	};
	const home = { type: "object", properties: { street: { type: "string" }, floor: { type: "integer" } } };
	const content = { "application/json": { schema: { type: "array", items: { $ref: "#/components/schemas/Pet" } } } };
	const model = readModel({
		openapi: "3.1.0",
		info: { title: "Pets", version: "1" },
		paths: { "/pets": { get: { operationId: "listPets", responses: { "200": { description: "Pets.", content } } } } },
		components: { schemas: { Pet: pet, Home: home } },
	});
	const [operation] = model.operations;
	const coverage = new Coverage(model);
	const answer = (status: number, value: unknown) => {
		const body = Buffer.from(JSON.stringify(value));
		if (operation)
			coverage.note(operation, undefined, { status, headers: { "content-type": "application/json" }, body });
	};
	answer(200, [{ name: "Rex" }, { home: { street: "Long" } }]);
	answer(500, [{ chip: 1 }]);
	expect(coverage.missing()).toEqual(["Home.floor", "Pet.chip"]);
	answer(200, [{ chip: 1 }]);
	expect(coverage.missing()).toEqual(["Home.floor"]);
});
