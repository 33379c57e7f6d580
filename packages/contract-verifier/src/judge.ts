import type { Cell } from "./cells.js";
import { familyOf, mediaTypeOf } from "./document/media-types.js";
import { exampleOf, operationsOf } from "./document/operations.js";
import { resolve } from "./document/pointer.js";
import type { HeaderObject, MediaTypeObject, OpenApiDocument, SchemaObject } from "./document/types.js";
import { readStrictJson } from "./json/strict.js";
import { checkOf } from "./schema/validator.js";
import { checkXml } from "./xml/check.js";
import { rootBranches } from "./xml/xsd.js";

/** An answer as it came from the wire. */
export interface Answer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: Uint8Array;
}

export interface JudgeInput {
	document: OpenApiDocument;
	cell: Cell;
	cause: string;
	/** The answer may be that of another cause of the same status: the branch of a `oneOf` is left open. */
	anyCause: boolean;
	answer: Answer;
}

/**
 * Holds an answer against its cell: the status, the media type, the documented headers, and the body against the full
 * schema or its XSD, in the branch that the cause's example has.
 *
 * @returns the reasons why it does not fit, each with its place; none where it fits.
 * @example
 * judge({ document, cell, cause: "locker", anyCause: false, answer }); // ["/number: must be integer"]
 */
export function judge({ document, cell, cause, anyCause, answer }: JudgeInput): string[] {
	const response = operationsOf(document)
		.find((operation) => operation.operationId === cell.operationId)
		?.responses.get(cell.status);
	const media = Object.entries(response?.content ?? {}).find(
		([key]) => mediaTypeOf(key) === cell.responseMediaType,
	)?.[1];
	const reasons: string[] = [];
	if (String(answer.status) !== cell.status) reasons.push(`status: must be ${cell.status}, but is ${answer.status}`);
	reasons.push(...headerReasons(document, response?.headers ?? {}, answer.headers));
	if (cell.responseMediaType === "" || cell.method === "HEAD") {
		if (answer.body.length > 0) reasons.push("body: must be empty");
		return reasons;
	}
	reasons.push(...contentTypeReasons([cell.responseMediaType], answer.headers["content-type"]));
	// A body of another status or media type would only repeat the same reason in other words.
	if (reasons.some((reason) => /^(status|Content-Type): must be/.test(reason)) || media === undefined) return reasons;
	const schema =
		media.schema && !anyCause ? branchOf(document, media, media.schema, cell.responseMediaType, cause) : media.schema;
	reasons.push(...bodyReasons(document, schema, cell.responseMediaType, answer));
	return reasons;
}

/** Reasons why a Content-Type is none of the media types, or names a charset other than UTF-8. */
export function contentTypeReasons(mediaTypes: string[], header: string | undefined): string[] {
	if (header === undefined) return ["Content-Type: must be present"];
	const found = mediaTypeOf(header);
	if (!mediaTypes.includes(found)) return [`Content-Type: must be ${mediaTypes.join(" or ")}, but is ${header}`];
	const charset = /;\s*charset\s*=\s*"?([^";\s]+)"?/i.exec(header)?.[1];
	if (charset !== undefined && charset.toLowerCase() !== "utf-8")
		return [`Content-Type: charset must be utf-8, but is ${charset}`];
	return [];
}

/** Reasons why a body does not fit a schema; without a schema it has to be well-formed. */
export function bodyReasons(
	document: OpenApiDocument,
	schema: SchemaObject | undefined,
	mediaType: string,
	{ body, headers }: Pick<Answer, "body" | "headers">,
): string[] {
	const length = headers["content-length"];
	if (length !== undefined && Number(length) !== body.length) {
		return [`body: is cut off, ${body.length} of ${length} bytes came`];
	}
	if (body.length === 0) return ["body: is missing"];
	if (familyOf(mediaType) === "other" && (schema === undefined || resolve(document, schema).format === "binary"))
		return [];
	let text: string;
	try {
		text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(body);
	} catch {
		return ["body: is not UTF-8"];
	}
	switch (familyOf(mediaType)) {
		case "json":
			return jsonReasons(document, schema, text);
		case "xml":
			return schema === undefined ? [] : checkXml(document, schema, text).map(inBody);
		default:
			return checkOf(document, schema ?? {})(text).map(({ pointer, reason }) => inBody(`${pointer}: ${reason}`));
	}
}

function jsonReasons(document: OpenApiDocument, schema: SchemaObject | undefined, text: string): string[] {
	let json: ReturnType<typeof readStrictJson>;
	try {
		json = readStrictJson(text);
	} catch (error) {
		return [`body: is not JSON: ${(error as Error).message}`];
	}
	const reasons = json.duplicates.map((pointer) => `${pointer}: occurs more than once`);
	if (schema === undefined) return reasons;
	const faults = checkOf(document, schema)(json.value, json.numbers);
	return [...reasons, ...new Set(faults.map(({ pointer, reason }) => inBody(`${pointer}: ${reason}`)))];
}

/** A reason about the whole body, which has no place, is one about `body`. */
function inBody(reason: string): string {
	if (reason.startsWith("/")) return reason;
	return reason.startsWith(": ") ? `body${reason}` : `body: ${reason}`;
}

function headerReasons(
	document: OpenApiDocument,
	documented: Record<string, HeaderObject>,
	headers: Record<string, string>,
): string[] {
	const reasons: string[] = [];
	for (const [name, reference] of Object.entries(documented)) {
		if (name.toLowerCase() === "content-type") continue;
		const header = resolve(document, reference);
		const text = headers[name.toLowerCase()];
		if (text === undefined) {
			if (header.required === true) reasons.push(`${name}: the header is missing`);
		} else if (header.schema !== undefined) {
			const value = simpleValue(document, header.schema, text);
			reasons.push(
				...checkOf(document, header.schema)(value).map(({ reason }) => `${name}: the header ${reason}, but is ${text}`),
			);
		}
	}
	return reasons;
}

/** A header's text as its schema reads it (style `simple`). */
function simpleValue(document: OpenApiDocument, schema: SchemaObject, text: string): unknown {
	const { type, items } = resolve(document, schema);
	switch (type) {
		case "integer":
		case "number":
			return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
		case "boolean":
			return text === "true" ? true : text === "false" ? false : text;
		case "array":
			return text.split(",").map((item) => simpleValue(document, items ?? {}, item.trim()));
		default:
			return text;
	}
}

/** The branch of a `oneOf` that the cause's example has; the schema itself where it has no branches. */
export function branchOf(
	document: OpenApiDocument,
	media: MediaTypeObject,
	schema: SchemaObject,
	mediaType: string,
	cause: string,
): SchemaObject {
	const branches = rootBranches(document, schema);
	if (branches.length < 2) return schema;
	const example = exampleOf(document, media, cause);
	if (example === undefined) return schema;
	const isXml = familyOf(mediaType) === "xml";
	const fitting = branches.filter((branch) =>
		isXml ? checkXml(document, branch, String(example)).length === 0 : checkOf(document, branch)(example).length === 0,
	);
	return (fitting.length === 1 && fitting[0]) || schema;
}
