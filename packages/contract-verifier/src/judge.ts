import {
	bodyKindOf,
	branchesOf,
	type DocumentModel,
	escapeToken,
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
import type { Reason } from "./reason.js";
import { checkOf, type SchemaPlace, type ValueFault } from "./schema/validator.js";
import { checkXml, xmlFaults } from "./xml/check.js";
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
 * judge({ model, cell, cause: "locker", anyCause: false, answer }); // [{ text: "/number: must be integer", … }]
 */
export function judge({ model, cell, cause, anyCause, answer }: JudgeInput): Reason[] {
	const operation = operationsById(model).get(cell.operationId);
	const { responses = [] } = operation ?? {};
	const response = responses.find(({ status }) => status === cell.status);
	const media = response?.content.find(({ mediaType }) => mediaType === cell.responseMediaType);
	const reasons: Reason[] = [];
	const documented = responses.map(({ status }) => status);
	const wrongStatus = !fitsStatus(cell, answer.status, documented);
	if (wrongStatus) reasons.push(statusReason(cell, cause, answer.status, response?.pointer));
	reasons.push(...headerReasons(model, response?.headers ?? [], answer.headers));
	// A body that nobody describes may come with a status that is a range, and no body can come with these.
	const bodiless = cell.method === "HEAD" || answer.status === 204 || answer.status === 304;
	if (cell.responseMediaType === "" || bodiless) {
		if (answer.body.length > 0) {
			reasons.push({
				text: "body: must be empty",
				key: `body of ${cell.method === "HEAD" ? "HEAD" : cell.status}`,
				...(response && { pointer: response.pointer }),
				mend: "Send no body there, or describe it in the document.",
			});
		}
		return reasons;
	}
	const wrongType = contentTypeReasons([cell.responseMediaType], answer.headers["content-type"]);
	reasons.push(...wrongType.map((one) => ({ ...one, ...(media && { pointer: media.pointer }) })));
	// A body of another status or media type would only repeat the same reason in other words.
	if (wrongStatus || wrongType.some(({ key }) => key.startsWith(TYPE)) || media === undefined) return reasons;
	const schema = media.schema && !anyCause ? branchOf(model, media, media.schema, cause) : media.schema;
	const { itemSchema, pointer } = media;
	reasons.push(...bodyReasons(model, { schema, itemSchema, pointer }, cell.responseMediaType, answer));
	return reasons;
}

/**
 * A status that is not the cell's. A refusal that does not come, or comes otherwise, is the same for all operations;
 * so are credentials and media types that are refused; any other failure belongs to its operation.
 */
function statusReason(cell: Cell, cause: string, actual: number, pointer: string | undefined): Reason {
	const text = `status: must be ${statusInWords(cell.status)}, but is ${actual}`;
	const mend =
		cell.status === "default"
			? "Answer with a status that the operation does not document by itself."
			: `Answer ${cell.status} there, or document the ${actual}.`;
	const base = { text, mend, ...(pointer !== undefined && { pointer }) };
	if (!/^[23]/.test(cell.status)) {
		const whose = /^40[13]$/.test(cell.status) ? "" : ` ${cause}`;
		return { ...base, key: `status ${cell.status}>${actual}${whose}`, title: `${text}${whose && ` (${cause})`}` };
	}
	if (actual === 406 || actual === 415) {
		const mediaType = actual === 406 ? cell.responseMediaType : (cell.requestMediaType ?? "");
		const what = actual === 406 ? "asked for" : "sent";
		return {
			...base,
			key: `media type ${actual} ${bodyKindOf(mediaType)}`,
			title: `${mediaType} is documented, but refused with ${actual} where it is ${what}`,
			mend: `Support ${mediaType}, or take it out of the document.`,
		};
	}
	const shared = [401, 403, 429].includes(actual);
	return {
		...base,
		key: shared ? `success>${actual}` : successKey(cell.operationId, actual, cell.status),
		title: shared ? `status: must be a success, but is ${actual}` : `${cell.operationId}: ${text}`,
	};
}

/** The key of a success that did not come, which a failed set-up request has too. */
export function successKey(operationId: string, actual: number, wanted = "2XX"): string {
	return `${operationId} ${actual >= 200 && actual <= 299 ? wanted : "success"}>${actual}`;
}

function statusInWords(status: string): string {
	return status === "default" ? "one that is not documented by itself" : status;
}

/** Begins the key of a reason about a media type that is another one than asked for. */
const TYPE = "Content-Type ";

/** Reasons why a Content-Type is none of the media types, or names a charset other than UTF-8. */
export function contentTypeReasons(mediaTypes: readonly string[], header: string | undefined): Reason[] {
	if (header === undefined) {
		const text = "Content-Type: must be present";
		return [{ text, key: `${TYPE}missing`, mend: "Send Content-Type with each answer that has a body." }];
	}
	const found = parseMediaType(header);
	const kind = bodyKindOf(found.essence);
	if (!mediaTypes.some((one) => matches(parseMediaType(one), found))) {
		const wanted = mediaTypes.join(" or ");
		const kinds = new Set(mediaTypes.map(bodyKindOf));
		// Who writes no XML at all writes neither application/xml nor text/xml.
		const what = kinds.has(kind) ? wanted : [...kinds].join();
		return [
			{
				text: `Content-Type: must be ${wanted}, but is ${header}`,
				key: `${TYPE}${what}>${kinds.has(kind) ? found.essence : kind}`,
				mend: `Answer in ${wanted} where Accept asks for it, or take it out of the document.`,
			},
		];
	}
	const charset = found.parameters.get("charset")?.toLowerCase() ?? "utf-8";
	if ((kind === "json" || kind === "xml") && charset !== "utf-8") {
		const text = `Content-Type: charset must be utf-8, but is ${charset}`;
		return [{ text, key: `charset ${charset}`, mend: "Write the body in UTF-8." }];
	}
	return [];
}

/** Reasons why a body does not fit a schema; without a schema it has to be well-formed. */
export function bodyReasons(
	model: DocumentModel,
	{ schema, itemSchema, pointer = "#" }: Partial<Pick<MediaType, "schema" | "itemSchema" | "pointer">>,
	mediaType: string,
	{ body, headers }: Pick<Answer, "body" | "headers">,
): Reason[] {
	const about = (text: string, mend: string, key = text): Reason => ({ text, key, pointer, mend });
	const length = headers["content-length"];
	if (length !== undefined && Number(length) !== body.length && headers["content-encoding"] === undefined) {
		const text = `body: is cut off, ${body.length} of ${length} bytes came`;
		return [about(text, "Send as many bytes as Content-Length says.", "body cut off")];
	}
	const header = headers["content-type"];
	const kind = bodyKindOf(mediaType.includes("*") && header !== undefined ? header : mediaType);
	if (body.length === 0 && (kind === "json" || kind === "xml"))
		return [about("body: is missing", "Send the documented body, or take it out of the document.")];
	if (!TEXTUAL.has(kind)) return [];
	const charset = (header && parseMediaType(header).parameters.get("charset")) || "utf-8";
	let text: string;
	try {
		text = new TextDecoder(kind === "text" ? charset : "utf-8", { fatal: true, ignoreBOM: true }).decode(body);
	} catch (error) {
		return error instanceof RangeError
			? [about(`body: nobody here reads the charset ${charset}`, "Write the body in UTF-8.")]
			: [about("body: is not UTF-8", "Write the body in UTF-8.")];
	}
	const place = `${pointer}/schema`;
	switch (kind) {
		case "json":
			return jsonReasons(model, schema, text, place);
		case "json-lines":
			return text
				.replaceAll("\u001e", "\n")
				.split(/\r?\n/)
				.flatMap((line, index) =>
					line.trim() === ""
						? []
						: jsonReasons(model, itemSchema, line, `${pointer}/itemSchema`).map((reason) => ({
								...reason,
								text: `line ${index + 1}: ${reason.text}`,
							})),
				);
		case "xml":
			return schema === undefined ? [] : xmlReasons(model, schema, text, place);
		default:
			return schema === undefined ? [] : textReasons(model, schema, text, place);
	}
}

const TEXTUAL: ReadonlySet<string> = new Set(["json", "json-lines", "xml", "text"]);

/** A text is held against its schema where that is about texts; numbers and booleans are read first. */
function textReasons(model: DocumentModel, schema: Schema, text: string, place: string): Reason[] {
	return checkOf(model, schema)(simpleValue(model, schema, text)).map((fault) => valueReason(fault, place));
}

function xmlReasons(model: DocumentModel, schema: Schema, text: string, place: string): Reason[] {
	return xmlFaults(model, schema, text).map(({ text: told, member }) => {
		const reason = { text: inBody(told), pointer: place };
		if (member === undefined) return { ...reason, key: told.replace(/\d+/g, "…") };
		return { ...reason, ...memberWords(member), ...(member.component && { pointer: componentPointer(member) }) };
	});
}

function jsonReasons(model: DocumentModel, schema: Schema | undefined, text: string, place: string): Reason[] {
	let json: ReturnType<typeof readStrictJson>;
	try {
		json = readStrictJson(text);
	} catch (error) {
		const told = `body: is not JSON: ${(error as Error).message}`;
		return [{ text: told, key: "body is not JSON", pointer: place, mend: "Write the body as JSON." }];
	}
	const reasons: Reason[] = json.duplicates.map((pointer) => ({
		text: `${pointer}: occurs more than once`,
		key: `twice ${pointer.replace(/\/\d+(?=\/|$)/g, "")}`,
		pointer: place,
		mend: "Write each member once.",
	}));
	if (schema === undefined) return reasons;
	const faults = checkOf(model, schema)(json.value, json.numbers);
	// Where no branch fits, what each of them says is one reason.
	const branched = faults.filter(({ rule }) => /^(oneOf|anyOf)$/.test(rule.path.at(-1) ?? ""));
	const byText = new Map<string, Reason>();
	for (const fault of faults) {
		const above = branched.find(({ pointer }) => `${fault.pointer}/`.startsWith(`${pointer}/`));
		const reason = valueReason(fault, place);
		const { key, title, mend } = above === undefined ? reason : valueReason(above, place);
		if (!byText.has(reason.text))
			byText.set(reason.text, { ...reason, key, ...(title && { title }), ...(mend && { mend }) });
	}
	return [...reasons, ...byText.values()];
}

/** The reason of a value that its schema refuses; `place` is where the schema stands. */
function valueReason({ pointer, reason, rule }: ValueFault, place: string): Reason {
	const path = rule.path.map((token) => `/${escapeToken(token)}`).join("");
	const base = rule.component === undefined ? place : componentPointer(rule);
	const words = memberWords(rule);
	return {
		text: inBody(`${pointer}: ${reason}`),
		...words,
		...(rule.fault === "value" && { title: `${words.title}: ${reason}` }),
		pointer: `${base}${path}`,
	};
}

function componentPointer({ component = "" }: { component: string | undefined }): string {
	return `#/components/schemas/${escapeToken(component)}`;
}

/** What is wrong with a member, for JSON and XML alike: a server that forgets it does so in both. */
function memberWords({ component, member, fault }: Pick<SchemaPlace, "component" | "member" | "fault">) {
	const name = [component, member].filter((one) => one !== undefined).join(".") || "the body";
	const key = `member ${name} ${fault}`;
	switch (fault) {
		case "missing":
			return {
				key,
				title: `${name} is missing`,
				mend: `Send ${name} each time, or take it out of "required" in the document.`,
			};
		case "undocumented":
			return { key, title: `${name} is not documented`, mend: `Leave ${name} out, or describe it in the document.` };
		case "value":
			return { key, title: name, mend: `Send values of ${name} that the document allows, or widen the document.` };
	}
}

/** A reason about the whole body, which has no place, is one about `body`. */
function inBody(reason: string): string {
	if (reason.startsWith("/")) return reason;
	return reason.startsWith(": ") ? `body${reason}` : `body: ${reason}`;
}

function headerReasons(model: DocumentModel, documented: readonly Header[], headers: Record<string, string>): Reason[] {
	return documented.flatMap((header) => {
		const { name, required, pointer } = header;
		const text = headers[name.toLowerCase()];
		if (text === undefined) return required ? [missingHeader(name, pointer)] : [];
		const value = headerValue(model, header, text);
		return checkOf(
			model,
			header.schema,
		)(value).map(({ reason }) => ({
			text: `${name}: the header ${reason}, but is ${text}`,
			key: `header ${name.toLowerCase()} value`,
			title: `${name}: the header ${reason}`,
			pointer: `${pointer}/schema`,
			mend: `Send values of ${name} that the document allows.`,
		}));
	});
}

/** The reason of a header that has to be there. */
export function missingHeader(name: string, pointer: string): Reason {
	return {
		text: `${name}: the header is missing`,
		key: `header ${name.toLowerCase()} missing`,
		pointer,
		mend: `Send ${name} with each of these answers, or document it as not required.`,
	};
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
