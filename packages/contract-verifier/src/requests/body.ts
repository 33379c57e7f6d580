import { type DocumentModel, flatten, type MediaType, type Schema } from "@onespec/openapi-document";
import { writeXml } from "../xml/write.js";
import { formStyle, headerText, queryPairs } from "./parameters.js";
import { SetUpError } from "./set-up-error.js";

/** A body with the media type that its `Content-Type` names. */
export interface WrittenBody {
	contentType: string;
	bytes: Buffer;
}

/** Stands for a range of media types, which no request can name. */
const OF_RANGE: Readonly<Record<string, string>> = { text: "text/plain", image: "image/png" };

/** The media type that a request names: the one of the document, or one that lies in its range. */
export function concreteType(mediaType: string): string {
	const [, type = ""] = /^([^/]*)\/\*/.exec(mediaType) ?? [];
	if (!mediaType.includes("*")) return mediaType;
	return OF_RANGE[type] ?? "application/octet-stream";
}

/**
 * Writes a value as a body of a media type.
 *
 * @throws SetUpError for a value that the media type can't carry; XsdError for a schema without a name in XML
 */
export function writeBody(model: DocumentModel, media: MediaType, value: unknown): WrittenBody {
	const contentType = concreteType(media.mediaType);
	const schema = media.schema ?? {};
	const written = (text: string) => ({ contentType, bytes: Buffer.from(text) });
	switch (media.kind) {
		case "json":
			return written(JSON.stringify(value));
		case "json-lines":
			return written((Array.isArray(value) ? value : [value]).map((one) => `${JSON.stringify(one)}\n`).join(""));
		case "xml":
			return written(typeof value === "string" ? value : writeXml(model, schema, value));
		case "form":
			return written(typeof value === "string" ? value : formText(media, value));
		case "multipart":
			return typeof value === "string" ? written(value) : multipart(model, media, contentType, value);
		case "text":
			return written(typeof value === "object" ? JSON.stringify(value) : String(value));
		default:
			if (typeof value === "string") return written(value);
			if (typeof value === "number" || typeof value === "boolean") return written(String(value));
			// A range such as */* takes JSON too.
			if (media.kind === "any") return { contentType: "application/json", bytes: Buffer.from(JSON.stringify(value)) };
			throw new SetUpError(`a body in ${media.mediaType} can be sent as text only: state it as a string`);
	}
}

function membersOf(value: unknown, mediaType: string): [string, unknown][] {
	if (typeof value !== "object" || value === null || Array.isArray(value)) {
		throw new SetUpError(`a body in ${mediaType} must be an object: state its members`);
	}
	return Object.entries(value).filter(([, member]) => member !== undefined);
}

function formText({ mediaType, encoding }: MediaType, value: unknown): string {
	return membersOf(value, mediaType)
		.flatMap(([name, member]) => {
			const own = encoding[name];
			// Without a style an object is written in its content type, which is JSON unless stated.
			const json = own?.styled !== true && isObject(member) && !Array.isArray(member);
			return queryPairs(formStyle(name, own), json ? JSON.stringify(member) : member);
		})
		.map(([name, text]) => `${name}=${text.replaceAll("%20", "+")}`)
		.join("&");
}

const BOUNDARY = "----form-part";

function multipart(
	model: DocumentModel,
	{ mediaType, encoding, schema = {} }: MediaType,
	contentType: string,
	value: unknown,
): WrittenBody {
	const { properties = {} } = flatten(model, schema);
	const pieces: Buffer[] = [];
	for (const [name, member] of membersOf(value, mediaType)) {
		const described = flatten(model, properties[name] ?? {});
		const item = flatten(model, described.items ?? described);
		for (const one of Array.isArray(member) ? member : [member]) {
			const file = isFile(item);
			const stated = encoding[name]?.contentType?.split(",")[0]?.trim();
			const type = stated ?? (file ? "application/octet-stream" : isObject(one) ? "application/json" : undefined);
			const quoted = name.replace(/["\r\n]/g, (character) => encodeURIComponent(character));
			const head = [`Content-Disposition: form-data; name="${quoted}"${file ? '; filename="sample"' : ""}`];
			if (type !== undefined) head.push(`Content-Type: ${concreteType(type)}`);
			for (const header of encoding[name]?.headers ?? []) {
				const sample = header.examples[0]?.value ?? header.schema.examples?.[0] ?? header.schema.default;
				if (sample !== undefined) head.push(`${header.name}: ${headerText(header, sample)}`);
			}
			const bytes = Buffer.from(isObject(one) ? JSON.stringify(one) : String(one));
			pieces.push(Buffer.from(`--${BOUNDARY}\r\n${head.join("\r\n")}\r\n\r\n`), bytes, Buffer.from("\r\n"));
		}
	}
	pieces.push(Buffer.from(`--${BOUNDARY}--\r\n`));
	return { contentType: `${contentType}; boundary=${BOUNDARY}`, bytes: Buffer.concat(pieces) };
}

/** Whether a part is a file: bytes, or a document of a media type of its own. */
function isFile({ format, contentMediaType, contentEncoding }: Schema): boolean {
	return format === "binary" || (contentMediaType !== undefined && contentEncoding === undefined);
}

function isObject(value: unknown): value is object {
	return typeof value === "object" && value !== null;
}
