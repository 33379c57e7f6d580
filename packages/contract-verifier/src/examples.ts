import { familyOf, mediaTypeOf } from "./document/media-types.js";
import { deref, escapeSegment } from "./document/pointer.js";
import type { ExampleObject, OpenApiDocument, SchemaObject } from "./document/types.js";
import { checkOf } from "./schema/validator.js";
import { checkXml } from "./xml/check.js";

/** An example that its schema refuses. */
export interface ExampleFault {
	/** Where the example stands: `#/components/examples/locker/value`. */
	pointer: string;
	/** The place within the example and what is wrong there: `/number: must be integer`. */
	reason: string;
}

/** What may carry examples: a media type, a parameter, a header. */
interface Bearer {
	schema?: SchemaObject;
	example?: unknown;
	examples?: Record<string, ExampleObject>;
}

/**
 * Checks every example of requests, responses, headers, parameters and general responses, also those under
 * `components`, against its schema: XML texts by XSD, all else by JSON Schema.
 *
 * @returns the faults in the document's order; none where all examples fit.
 * @throws XsdError, DocumentError where a schema itself cannot be used.
 * @example
 * const faults = await checkExamples(await loadDocument("openapi.yaml"));
 */
export async function checkExamples(document: OpenApiDocument): Promise<ExampleFault[]> {
	const faults: ExampleFault[] = [];
	const done = new Set<string>();

	const check = (pointer: string, schema: SchemaObject, mediaType: string, value: unknown) => {
		const once = `${pointer} ${schema.$ref ?? JSON.stringify(schema)} ${familyOf(mediaType)}`;
		if (done.has(once) || value === undefined) return;
		done.add(once);
		if (familyOf(mediaType) === "xml") {
			const reasons =
				typeof value === "string" ? checkXml(document, schema, value) : ["must be a text, because it is XML"];
			faults.push(...reasons.map((reason) => ({ pointer, reason })));
		} else {
			const found = checkOf(document, schema)(value);
			faults.push(...found.map((fault) => ({ pointer, reason: `${fault.pointer || "/"}: ${fault.reason}` })));
		}
	};

	const bearer = (pointer: string, { schema, example, examples }: Bearer, mediaType: string) => {
		if (schema === undefined) return;
		check(`${pointer}/example`, schema, mediaType, example);
		for (const [name, reference] of Object.entries(examples ?? {})) {
			const { value, ref } = deref(document, reference);
			check(`${ref ?? `${pointer}/examples/${escapeSegment(name)}`}/value`, schema, mediaType, value.value);
		}
	};

	const walk = (pointer: string, place: unknown, parent: string): void => {
		if (typeof place !== "object" || place === null || "$ref" in place) return;
		for (const [name, member] of Object.entries(place)) {
			const inside = `${pointer}/${escapeSegment(name)}`;
			if (NOT_WALKED.has(name) && parent !== "map") continue;
			if (Array.isArray(place) || parent === "map" || !MAPS.has(name)) {
				if (isBearer(member, pointer)) bearer(inside, member as Bearer, mediaTypeFor(pointer, name));
				walk(inside, member, "object");
			} else walk(inside, member, "map");
		}
	};

	walk("#/paths", document.paths, "map");
	for (const kind of ["parameters", "headers", "requestBodies", "responses"]) {
		walk(`#/components/${kind}`, document.components?.[kind] ?? {}, "map");
	}
	for (const [name, { schema, example }] of Object.entries(document["x-general-responses"] ?? {})) {
		if (schema) check(`#/x-general-responses/${escapeSegment(name)}/example`, schema, "application/json", example);
	}
	return faults;
}

/** Members that map names of the author's choice to objects. */
const MAPS = new Set(["responses", "content", "headers", "callbacks"]);

/** Members whose inside has no examples of this kind. */
const NOT_WALKED = new Set(["schema", "example", "examples", "encoding", "links"]);

/** Whether an object stands where examples have a schema beside them. */
function isBearer(member: unknown, parent: string): boolean {
	if (typeof member !== "object" || member === null || "$ref" in member) return false;
	return /\/(content|headers|parameters)$/.test(parent);
}

function mediaTypeFor(parent: string, name: string): string {
	return parent.endsWith("/content") ? mediaTypeOf(name) : "application/json";
}
