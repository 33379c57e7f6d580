import { readModel, type Schema } from "@onespec/openapi-document";
import { expect, it } from "vitest";
import { ExactNumber, writeJson } from "../properties/exact-number.js";
import { OwnValues } from "./own-values.js";

const model = readModel({ openapi: "3.0.3", info: { title: "Books", version: "1" }, paths: {} });
const schema: Schema = {
	type: "object",
	required: ["title"],
	properties: { title: { type: "string" }, price: { type: "number" } },
};

it("gives a thing a name of its own, and leaves a number as exact as it was", () => {
	const own = new OwnValues(model);
	const value = own.of(schema, { title: "Dune", price: new ExactNumber("2.6200000000000000001") });
	expect(writeJson(value)).toMatch(/^\{"title":"Dune-\w+","price":2\.6200000000000000001\}$/);
});
