import {
	type DocumentModel,
	type Example,
	type Field,
	type MediaType,
	resolve,
	type Schema,
} from "@onespec/openapi-document";
import { checkOf, type Direction } from "./schema/validator.js";
import { checkXml } from "./xml/check.js";

/** An example that its schema refuses. */
export interface ExampleFault {
	/** Where the example stands: `#/components/examples/locker/value`. */
	pointer: string;
	/** The place within the example and what is wrong there: `/number: must be integer`. */
	reason: string;
}

/**
 * Checks every example of requests, responses, headers, parameters and general responses against its schema: XML texts
 * by XSD, all else by JSON Schema.
 *
 * @returns the faults in the document's order; none where all examples fit.
 * @throws XsdError where a schema can't be stated as an XSD.
 * @example
 * const faults = checkExamples((await loadDocument("openapi.yaml")).model);
 */
export function checkExamples(model: DocumentModel): ExampleFault[] {
	const faults: ExampleFault[] = [];
	const done = new Map<string, Set<Schema>>();
	const check = (examples: readonly Example[], schema: Schema, direction: Direction, kind: string) => {
		for (const { value, serialized, pointer } of examples) {
			const held = done.get(pointer) ?? new Set();
			done.set(pointer, held);
			const once = resolve(model, schema);
			if (value === undefined || (serialized && kind !== "xml") || held.has(once)) continue;
			held.add(once);
			faults.push(...reasonsOf(model, schema, value, direction, kind).map((reason) => ({ pointer, reason })));
		}
	};
	const fields = (all: readonly Field[], direction: Direction) => {
		for (const { examples, schema } of all) check(examples, schema, direction, "json");
	};
	const content = (all: readonly MediaType[] = [], direction: Direction) => {
		for (const { examples, schema, kind } of all) if (schema) check(examples, schema, direction, kind);
	};
	for (const { parameters, requestBody, responses } of model.operations) {
		fields(parameters, "request");
		content(requestBody?.content, "request");
		for (const response of responses) {
			fields(response.headers, "answer");
			content(response.content, "answer");
		}
	}
	for (const { example: value, schema, pointer } of model.generalResponses) {
		const example = { name: undefined, summary: undefined, value, serialized: false, pointer: `${pointer}/example` };
		if (schema) check([example], schema, "answer", "json");
	}
	return faults;
}

function reasonsOf(model: DocumentModel, schema: Schema, value: unknown, direction: Direction, kind: string): string[] {
	if (kind === "xml")
		return typeof value === "string" ? checkXml(model, schema, value) : ["must be a text, because it is XML"];
	return checkOf(model, schema, direction)(value).map(({ pointer, reason }) => `${pointer || "/"}: ${reason}`);
}
