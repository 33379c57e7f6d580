import {
	bodyKindOf,
	branchesOf,
	type DocumentModel,
	type Header,
	type MediaType,
	matches,
	parseMediaType,
	type Schema,
	typeOf,
} from "@onespec/openapi-document";
import { type Cell, fitsStatus } from "./cells.js";
import { readStrictJson } from "./json/strict.js";
import { exampleOf, operationsById } from "./lookup.js";
import { checkOf } from "./schema/validator.js";
import { checkXml } from "./xml/check.js";
import { rootBranches, whole } from "./xml/names.js";

/** An answer as it came from the wire. */
export interface Answer {
	status: number;
	/** Names in lower case. */
	headers: Record<string, string>;
	body: Uint8Array;
}

export interface JudgeInput {
	model: DocumentModel;
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
 * @throws XsdError where the schema of an XML body can't be stated as an XSD: the answer can't be judged
 * @example
 * judge({ model, cell, cause: "locker", anyCause: false, answer }); // ["/number: must be integer"]
 */
export function judge({ model, cell, cause, anyCause, answer }: JudgeInput): string[] {
	const { responses = [] } = operationsById(model).get(cell.operationId) ?? {};
	const response = responses.find(({ status }) => status === cell.status);
	const media = response?.content.find(({ mediaType }) => mediaType === cell.responseMediaType);
	const reasons: string[] = [];
	const documented = responses.map(({ status }) => status);
	if (!fitsStatus(cell, answer.status, documented)) {
		reasons.push(`status: must be ${statusInWords(cell.status)}, but is ${answer.status}`);
	}
	reasons.push(...headerReasons(model, response?.headers ?? [], answer.headers));
	// A body that nobody describes may come with a status that is a range, and no body can come with these.
	const bodiless = cell.method === "HEAD" || answer.status === 204 || answer.status === 304;
	if (cell.responseMediaType === "" || bodiless) {
		if (answer.body.length > 0) reasons.push("body: must be empty");
		return reasons;
	}
	reasons.push(...contentTypeReasons([cell.responseMediaType], answer.headers["content-type"]));
	// A body of another status or media type would only repeat the same reason in other words.
	if (reasons.some((reason) => /^(status|Content-Type): must be/.test(reason)) || media === undefined) return reasons;
	const schema = media.schema && !anyCause ? branchOf(model, media, media.schema, cause) : media.schema;
	const { itemSchema } = media;
	reasons.push(...bodyReasons(model, { schema, itemSchema }, cell.responseMediaType, answer));
	return reasons;
}

function statusInWords(status: string): string {
	return status === "default" ? "one that is not documented by itself" : status;
}

/** Reasons why a Content-Type is none of the media types, or names a charset other than UTF-8. */
export function contentTypeReasons(mediaTypes: readonly string[], header: string | undefined): string[] {
	if (header === undefined) return ["Content-Type: must be present"];
	const found = parseMediaType(header);
	if (!mediaTypes.some((one) => matches(parseMediaType(one), found))) {
		return [`Content-Type: must be ${mediaTypes.join(" or ")}, but is ${header}`];
	}
	const charset = found.parameters.get("charset")?.toLowerCase() ?? "utf-8";
	const kind = bodyKindOf(found.essence);
	if ((kind === "json" || kind === "xml") && charset !== "utf-8") {
		return [`Content-Type: charset must be utf-8, but is ${charset}`];
	}
	return [];
}

/** Reasons why a body does not fit a schema; without a schema it has to be well-formed. */
export function bodyReasons(
	model: DocumentModel,
	{ schema, itemSchema }: Partial<Pick<MediaType, "schema" | "itemSchema">>,
	mediaType: string,
	{ body, headers }: Pick<Answer, "body" | "headers">,
): string[] {
	const length = headers["content-length"];
	if (length !== undefined && Number(length) !== body.length && headers["content-encoding"] === undefined) {
		return [`body: is cut off, ${body.length} of ${length} bytes came`];
	}
	const header = headers["content-type"];
	const kind = bodyKindOf(mediaType.includes("*") && header !== undefined ? header : mediaType);
	if (body.length === 0 && (kind === "json" || kind === "xml")) return ["body: is missing"];
	if (!TEXTUAL.has(kind)) return [];
	const charset = (header && parseMediaType(header).parameters.get("charset")) || "utf-8";
	let text: string;
	try {
		text = new TextDecoder(kind === "text" ? charset : "utf-8", { fatal: true, ignoreBOM: true }).decode(body);
	} catch (error) {
		return [error instanceof RangeError ? `body: nobody here reads the charset ${charset}` : "body: is not UTF-8"];
	}
	switch (kind) {
		case "json":
			return jsonReasons(model, schema, text);
		case "json-lines":
			return text
				.replaceAll("\u001e", "\n")
				.split(/\r?\n/)
				.flatMap((line, index) =>
					line.trim() === ""
						? []
						: jsonReasons(model, itemSchema, line).map((reason) => `line ${index + 1}: ${reason}`),
				);
		case "xml":
			return schema === undefined ? [] : checkXml(model, schema, text).map(inBody);
		default:
			return schema === undefined ? [] : textReasons(model, schema, text);
	}
}

const TEXTUAL: ReadonlySet<string> = new Set(["json", "json-lines", "xml", "text"]);

/** A text is held against its schema where that is about texts; numbers and booleans are read first. */
function textReasons(model: DocumentModel, schema: Schema, text: string): string[] {
	const faults = checkOf(model, schema)(simpleValue(model, schema, text));
	return faults.map(({ pointer, reason }) => inBody(`${pointer}: ${reason}`));
}

function jsonReasons(model: DocumentModel, schema: Schema | undefined, text: string): string[] {
	let json: ReturnType<typeof readStrictJson>;
	try {
		json = readStrictJson(text);
	} catch (error) {
		return [`body: is not JSON: ${(error as Error).message}`];
	}
	const reasons = json.duplicates.map((pointer) => `${pointer}: occurs more than once`);
	if (schema === undefined) return reasons;
	const faults = checkOf(model, schema)(json.value, json.numbers);
	return [...reasons, ...new Set(faults.map(({ pointer, reason }) => inBody(`${pointer}: ${reason}`)))];
}

/** A reason about the whole body, which has no place, is one about `body`. */
function inBody(reason: string): string {
	if (reason.startsWith("/")) return reason;
	return reason.startsWith(": ") ? `body${reason}` : `body: ${reason}`;
}

function headerReasons(model: DocumentModel, documented: readonly Header[], headers: Record<string, string>): string[] {
	return documented.flatMap((header) => {
		const { name, required } = header;
		const text = headers[name.toLowerCase()];
		if (text === undefined) return required ? [`${name}: the header is missing`] : [];
		const value = headerValue(model, header, text);
		return checkOf(model, header.schema)(value).map(({ reason }) => `${name}: the header ${reason}, but is ${text}`);
	});
}

function headerValue(model: DocumentModel, { schema, mediaType, explode }: Header, text: string): unknown {
	if (mediaType === undefined || bodyKindOf(mediaType) !== "json") return simpleValue(model, schema, text, explode);
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

/** A header's text as its schema reads it (style `simple`). */
function simpleValue(model: DocumentModel, schema: Schema, text: string, explode = false): unknown {
	const here = whole(model, schema);
	const types = new Set(branchesOf(model, here).map(typeOf));
	if (types.size > 1 && types.has("string")) return text;
	switch ([...types][0]) {
		case "integer":
		case "number":
			return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
		case "boolean":
			return text === "true" ? true : text === "false" ? false : text;
		case "array":
			return text === "" ? [] : text.split(",").map((item) => simpleValue(model, here.items ?? {}, item.trim()));
		case "object": {
			const parts = text.split(",").map((part) => part.trim());
			const pairs = explode
				? parts.map((part) => part.split(/=(.*)/s) as [string, string?])
				: parts.flatMap((part, index) => (index % 2 === 0 ? [[part, parts[index + 1]] as [string, string?]] : []));
			return Object.fromEntries(
				pairs.map(([name, value = ""]) => [name, simpleValue(model, here.properties?.[name] ?? {}, value)]),
			);
		}
		default:
			return text;
	}
}

/** The branch of a `oneOf` that the cause's example has; the schema itself where it has no branches. */
export function branchOf(model: DocumentModel, media: MediaType, schema: Schema, cause: string): Schema {
	const branches = rootBranches(model, schema);
	if (branches.length < 2) return schema;
	const example = exampleOf(model, media, cause);
	if (example === undefined) return schema;
	const fitting = branches.filter((branch) =>
		media.kind === "xml"
			? checkXml(model, branch, String(example)).length === 0
			: checkOf(model, branch)(example).length === 0,
	);
	return (fitting.length === 1 && fitting[0]) || schema;
}
