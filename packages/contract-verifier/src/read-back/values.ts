import { type DocumentModel, essenceOf, flatten, type Operation, type Schema, typeOf } from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { mediaFor, responseFor } from "../lookup.js";
import { readValue } from "../properties/read-value.js";
import type { Request } from "../requests/build.js";
import { whole } from "../xml/names.js";

/** An item's members as they come back, in canonical values. */
export type Thing = Record<string, unknown>;

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
