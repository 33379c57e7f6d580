import type { Codec, SchemaObject } from "@onespec/wire-codec/json";
import type { MockDocument } from "./document.js";
import { codecFactory } from "./media-types.js";

/** The codecs of a document, each made when it is first needed. */
export class Codecs {
	readonly #document: MockDocument;
	readonly #made = new Map<string, Map<SchemaObject, Codec>>();

	constructor(document: MockDocument) {
		this.#document = document;
	}

	/** The codec of a schema in a media type, undefined where the front does not know the media type. */
	get(mediaType: string, schema: SchemaObject): Codec | undefined {
		const made = this.#made.get(mediaType) ?? new Map<SchemaObject, Codec>();
		this.#made.set(mediaType, made);
		const codec = made.get(schema) ?? codecFactory(mediaType)?.(this.#document, schema);
		if (codec) made.set(schema, codec);
		return codec;
	}
}
