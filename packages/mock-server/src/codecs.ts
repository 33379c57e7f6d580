import type { DocumentModel, Schema } from "@onespec/openapi-document";
import type { Codec } from "@onespec/wire-codec/json";
import { codecFactory } from "./media-types.js";

/** The codecs of a document, each made when it is first needed. */
export class Codecs {
	readonly #model: DocumentModel;
	readonly #made = new Map<string, Map<Schema, Codec>>();

	constructor(model: DocumentModel) {
		this.#model = model;
	}

	/** The codec of a schema in a media type, undefined where the front does not know the media type. */
	get(mediaType: string, schema: Schema): Codec | undefined {
		const made = this.#made.get(mediaType) ?? new Map<Schema, Codec>();
		this.#made.set(mediaType, made);
		const codec = made.get(schema) ?? codecFactory(mediaType)?.(this.#model, schema);
		if (codec) made.set(schema, codec);
		return codec;
	}
}
