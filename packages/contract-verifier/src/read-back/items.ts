import {
	type DocumentModel,
	essenceOf,
	flatten,
	type Operation,
	type Resource,
	type Schema,
	typeOf,
	valueAt,
} from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { levelsOf } from "../live/roles.js";
import { mediaFor, responseFor } from "../lookup.js";
import { documentedReasons } from "../properties/expect.js";
import { readValue } from "../properties/read-value.js";
import type { Request } from "../requests/build.js";
import type { SetUp } from "../requests/set-up.js";
import { whole } from "../xml/names.js";

/** An item's members as they come back, in canonical values. */
export type Thing = Record<string, unknown>;

/** What reading an item was answered. */
export interface Read {
	readonly status: number;
	/** `undefined` where the answer has no item. */
	readonly thing: Thing | undefined;
	/** The answer is one that the document has. */
	readonly documented: boolean;
	/** What was asked: `GET /things/7`. */
	readonly what: string;
	readonly request: Request;
	readonly answer: Answer;
}

/** The value of an answer's body in canonical form; `undefined` where it can't be read. */
export function answerValue(model: DocumentModel, operation: Operation, answer: Answer): unknown {
	const mediaType = essenceOf(answer.headers["content-type"] ?? "");
	const schema = mediaFor(responseFor(operation, answer.status)?.content, mediaType)?.schema ?? {};
	try {
		return readValue(model, schema, mediaType, Buffer.from(answer.body).toString());
	} catch {
		return undefined;
	}
}

/** The value of a request's body in canonical form; `undefined` where it can't be read, or is neither JSON, XML nor a form. */
export function sentValue(model: DocumentModel, operation: Operation, request: Request): unknown {
	const header = Object.entries(request.headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
	const media = mediaFor(operation.requestBody?.content, header);
	if (media === undefined) return undefined;
	const text = request.body.toString();
	if (media.kind === "form") return fromForm(model, media.schema ?? {}, [...new URLSearchParams(text)]);
	if (media.kind === "multipart") return fromForm(model, media.schema ?? {}, partsOf(header, text));
	if (media.kind !== "json" && media.kind !== "xml") return undefined;
	try {
		return readValue(model, media.schema ?? {}, media.mediaType, text);
	} catch {
		return undefined;
	}
}

/** What the fields of a form say, by their schema; those that are no single value are left out. */
export function fromForm(model: DocumentModel, schema: Schema, fields: readonly [string, string][]): Thing {
	const { properties = {} } = flatten(model, schema);
	return Object.fromEntries(
		fields.flatMap(([name, text]): [string, unknown][] => {
			switch (typeOf(whole(model, properties[name] ?? {}))) {
				case "integer":
				case "number":
					return [[name, text.trim() !== "" && Number.isFinite(Number(text)) ? Number(text) : text]];
				case "boolean":
					return [[name, text === "true" ? true : text === "false" ? false : text]];
				case "array":
				case "object":
					return [];
				default:
					return [[name, text]];
			}
		}),
	);
}

/** The parts of a multipart body that are no files. */
function partsOf(contentType: string, text: string): [string, string][] {
	const [, boundary = ""] = /boundary="?([^";]+)/i.exec(contentType) ?? [];
	return text.split(`--${boundary}`).flatMap((part): [string, string][] => {
		const end = part.indexOf("\r\n\r\n");
		const head = part.slice(0, end);
		const [, name] = /name="([^"]*)"/.exec(head) ?? [];
		return end === -1 || name === undefined || /filename=/.test(head) ? [] : [[name, part.slice(end + 4, -2)]];
	});
}

/** The schema of an operation's request in the media type of a request. */
export function sentSchema(operation: Operation, request: Request) {
	const header = Object.entries(request.headers).find(([name]) => name.toLowerCase() === "content-type")?.[1] ?? "";
	return mediaFor(operation.requestBody?.content, header)?.schema ?? {};
}

/** Whether an item can be read by itself, or in a list that has no pages. */
export function isReadable({ read, list }: Resource): boolean {
	return read !== undefined || (list !== undefined && list.pagination === undefined);
}

/**
 * Reads an item by the operation that the document has for it.
 *
 * @param path the item's path on the server
 * @param profile whose credentials are sent
 */
export async function readItem(
	setUp: SetUp,
	model: DocumentModel,
	basePath: string,
	resource: Resource,
	path: string,
	profile: string,
): Promise<Read> {
	const segments = path.slice(basePath.length).split("/").map(decodeURIComponent);
	const operation = (resource.read ?? resource.list)?.operation as Operation;
	const values = (levelsOf(operation) ?? []).map(({ parameter, length }) => [parameter, segments[length - 1] ?? ""]);
	const { request, answer } = await setUp.ask(operation, { path: Object.fromEntries(values) }, profile);
	// An error may be a list of one thing too.
	const value = answer.status >= 200 && answer.status <= 299 ? answerValue(model, operation, answer) : undefined;
	const what = `${request.method} ${request.target.slice(basePath.length)}`;
	const accept = Object.entries(request.headers).find(([name]) => name.toLowerCase() === "accept")?.[1] ?? "";
	const draft = { requestMediaType: null, accept, parts: {} };
	const documented = documentedReasons(model, { operation }, draft, answer).length === 0;
	const asked = { what, request, answer, documented };
	if (resource.read !== undefined)
		return { ...asked, status: answer.status, thing: asThing(valueAt(value, resource.read.item)) };
	const items = valueAt(value, resource.list?.items ?? "");
	const id = segments.at(-1);
	const thing = Array.isArray(items)
		? items.find((item) => String(valueAt(item, `/${resource.key}`)) === id)
		: undefined;
	return {
		...asked,
		status: thing === undefined && answer.status === 200 ? 404 : answer.status,
		thing: asThing(thing),
	};
}

function asThing(value: unknown): Thing | undefined {
	return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Thing) : undefined;
}
