import { type DocumentModel, essenceOf, flatten, type MediaType, type Schema } from "@onespec/openapi-document";
import { faultOf } from "@onespec/openapi-document/check";
import { objectOf } from "@onespec/openapi-document/parameter-value";
import { sampleOf } from "@onespec/openapi-document/sample";
import { type Codec, createJsonCodec } from "@onespec/wire-codec/json";
import { createXmlCodec } from "@onespec/wire-codec/xml";
import { decodeBody } from "./decode.js";

/** What is wrong with a request, as Prism's problems say it. */
export interface Violation {
	readonly location: readonly string[];
	readonly severity: "Error";
	readonly code: string;
	readonly message: string;
}

/** Makes a violation out of a value's first fault; `undefined` where it has none. */
export function violationOf(
	model: DocumentModel,
	schema: Schema,
	value: unknown,
	location: readonly string[],
	decimals?: "string",
): Violation | undefined {
	const fault = faultOf(model, schema, value, { direction: "request", decimals });
	if (fault === undefined) return undefined;
	const place = fault.pointer.split("/").slice(1);
	return violation([...location, ...place], fault.keyword, `breaks the rule ${fault.keyword} of its schema`);
}

export function violation(location: readonly string[], code: string, rule: string): Violation {
	return { location, severity: "Error", code, message: `${location.join(".")} ${rule}` };
}

/** Reads and writes the bodies of a document; its codecs are made when they are first needed. */
export class Bodies {
	readonly #model: DocumentModel;
	readonly #codecs = new Map<string, Codec>();

	constructor(model: DocumentModel) {
		this.#model = model;
	}

	#codec({ kind, schema = {} }: MediaType): Codec {
		const key = `${kind} ${JSON.stringify(schema)}`;
		const codec = this.#codecs.get(key) ?? (kind === "xml" ? createXmlCodec : createJsonCodec)(this.#model, schema);
		this.#codecs.set(key, codec);
		return codec;
	}

	/** What is wrong with a body; nothing is in media types that are not read. */
	async check(media: MediaType, bytes: Buffer, contentType: string | undefined): Promise<Violation | undefined> {
		const { kind, schema = {} } = media;
		// Of all kinds of multipart only forms have names for their parts.
		if (kind === "multipart" && !essenceOf(contentType ?? media.key).endsWith("/form-data")) return undefined;
		if (kind === "form" || kind === "multipart") {
			const value = await formOf(this.#model, schema, bytes, contentType ?? media.key);
			return value === undefined
				? violation(["body"], "malformed", "cannot be read")
				: violationOf(this.#model, schema, value, ["body"]);
		}
		if (kind !== "json" && kind !== "xml" && kind !== "text") return undefined;
		const text = decodeBody(bytes, contentType);
		if (text === undefined) return violation(["body"], "charset", "is not of its charset");
		if (kind === "text") return violationOf(this.#model, schema, text, ["body"]);
		let read: ReturnType<Codec["read"]>;
		try {
			read = this.#codec(media).read(text);
		} catch (error) {
			return violation(["body"], "malformed", `is not well-formed: ${(error as Error).message}`);
		}
		const [fault] = read.faults;
		if (fault) return violation(["body", ...fault.pointer.split("/").slice(1)], fault.keyword, fault.message);
		return violationOf(this.#model, schema, read.value, ["body"], "string");
	}

	/** Whether an example is what its schema describes; one that is not is not shown. */
	isRight(media: MediaType, value: unknown): boolean {
		const { kind, schema } = media;
		if (schema === undefined) return true;
		try {
			if (kind !== "xml" || typeof value !== "string") {
				const isOpaque = typeof value === "string" && kind !== "json" && kind !== "xml";
				return isOpaque || faultOf(this.#model, schema, value, { direction: "response" }) === undefined;
			}
			const read = this.#codec(media).read(value);
			const options = { direction: "response", decimals: "string" } as const;
			return read.faults.length === 0 && faultOf(this.#model, schema, read.value, options) === undefined;
		} catch {
			return false;
		}
	}

	/** A value that the schema describes; different numbers give different ones. `undefined` where none was found. */
	sample({ schema, itemSchema, kind }: MediaType, n = 1): unknown {
		const rule = itemSchema ?? schema ?? (kind === "json" ? { type: "object" as const } : {});
		return sampleOf(this.#model, rule, { n, direction: "response", examples: n === 1 });
	}

	/** A body as it goes over the wire; an example that is text already stays as it is. */
	write(media: MediaType, value: unknown, serialized: boolean): string | Buffer {
		if (value === undefined) return media.kind === "json" ? "{}" : "";
		const isText = typeof value === "string";
		if (isText && serialized) return value;
		switch (media.kind) {
			case "json": {
				const { write, read } = this.#codec(media);
				// Read first: a decimal that an example has as text stays text.
				return write(read(JSON.stringify(value)).value);
			}
			case "xml":
				return this.#xml(media, value);
			case "form":
				return isText ? value : formText(value);
			case "event-stream":
				return isText
					? value
					: [value]
							.flat()
							.map((event) => `data: ${JSON.stringify(event)}\n\n`)
							.join("");
			case "json-lines":
				return isText
					? value
					: [value]
							.flat()
							.map((line) => `${JSON.stringify(line)}\n`)
							.join("");
			case "any":
				return isText ? value : JSON.stringify(value);
			case "binary": {
				const { contentEncoding, format } = flatten(this.#model, media.schema ?? {});
				const isEncoded = contentEncoding === "base64" || format === "byte";
				return isText ? Buffer.from(value, isEncoded ? "base64" : "utf8") : JSON.stringify(value);
			}
			default:
				return isText ? value : typeof value === "object" ? JSON.stringify(value) : String(value);
		}
	}

	#xml(media: MediaType, value: unknown): string {
		const codec = this.#codec(media);
		if (typeof value === "string" && value.trimStart().startsWith("<")) {
			try {
				return codec.write(codec.read(value).value);
			} catch {
				return value;
			}
		}
		const json = createJsonCodec(this.#model, media.schema ?? {});
		return codec.write(json.read(JSON.stringify(value)).value);
	}
}

/** The members of a form; undefined where the body is none. */
async function formOf(
	model: DocumentModel,
	schema: Schema,
	bytes: Buffer,
	contentType: string,
): Promise<object | undefined> {
	try {
		const response = new Response(new Uint8Array(bytes), { headers: { "content-type": contentType } });
		const form = await response.formData();
		return (
			objectOf(
				model,
				schema,
				[...form].map(([name, value]) => [name, typeof value === "string" ? value : "a file"]),
			) ?? {}
		);
	} catch {
		return undefined;
	}
}

function formText(value: unknown): string {
	const pairs = Object.entries(value as object).flatMap(([name, held]) =>
		[held].flat().map((one): [string, string] => [name, typeof one === "object" ? JSON.stringify(one) : String(one)]),
	);
	return new URLSearchParams(pairs).toString();
}
