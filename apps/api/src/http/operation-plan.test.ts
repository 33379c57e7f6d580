import { createRequire } from "node:module";
import * as validators from "@onespec/customer-groups/validators";
import { readModel } from "@onespec/openapi-document";
import { expect, it } from "vitest";
import { codecFactory, planOperations } from "./operation-plan.js";

/** Plans a copy of the document with a change. */
function plan(change: (paths: Record<string, Record<string, unknown>>) => void) {
	const bundled = structuredClone(createRequire(import.meta.url)("@onespec/customer-groups/openapi.json"));
	change(bundled.paths);
	const document = readModel(bundled);
	return planOperations(document, {
		validators: { ...validators },
		standAloneItems: [],
		codecOf: codecFactory(document),
	});
}

const PATH = "/CustomerGroups/{id}";

it.each(["patch", "head", "options", "trace"])(
	"a document with the method %s stops the start at its place",
	(method) => {
		expect(() => plan((paths) => Object.assign(paths[PATH] ?? {}, { [method]: {} }))).toThrow(
			`${PATH} has the method ${method}`,
		);
	},
);

it.each([
	[{ name: "sort", in: "query", schema: { type: "string" } }, "parameter sort has the type string"],
	[{ name: "X-Page", in: "header", schema: { type: "integer" } }, "parameter X-Page is in header"],
])("a document with the parameter %j stops the start at its place", (parameter, message) => {
	const add = (paths: Record<string, Record<string, unknown>>) => {
		const shared = paths[PATH]?.parameters as unknown[];
		shared.push(parameter);
	};
	expect(() => plan(add)).toThrow(`get ${PATH}: ${message}`);
});
