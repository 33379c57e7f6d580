import { type Codec, createJsonCodec, type OpenApiDocument, type SchemaObject } from "@onespec/wire-codec/json";
import type { BodyCodec, Codecs, Decimals } from "./codecs.js";

export type { OpenApiDocument, SchemaObject };

/** The schemas of an API's bodies, schema objects or references into the document. */
export interface WireBodies {
	/** By operation id. */
	readonly operations: Readonly<
		Record<string, { readonly request?: SchemaObject; readonly responses: Readonly<Record<number, SchemaObject>> }>
	>;
	/** Of errors whose status the operation does not document. */
	readonly errors?: SchemaObject;
}

/** Makes the codecs of an API out of those of single schemas, each when it is first needed. */
export function createCodecs(
	document: OpenApiDocument,
	bodies: WireBodies,
	decimals: Decimals,
	create: (schema: SchemaObject) => Codec,
): Codecs {
	const made = new Map<SchemaObject, BodyCodec>();
	const codec = (schema: SchemaObject | undefined): BodyCodec | undefined => {
		if (schema === undefined) return undefined;
		let found = made.get(schema);
		if (found === undefined) {
			found = strict(create(schema), decimals === "number" ? createJsonCodec(document, schema) : undefined);
			made.set(schema, found);
		}
		return found;
	};
	return {
		request: (operation) => codec(bodies.operations[operation]?.request),
		response: (operation, status) => codec(bodies.operations[operation]?.responses[status] ?? bodies.errors),
	};
}

/**
 * A body whose text has faults is not read.
 *
 * @param numbers turns decimals into numbers, by way of JSON
 */
function strict(codec: Codec, numbers: Codec | undefined): BodyCodec {
	return {
		read(text) {
			const { value, faults } = codec.read(text);
			const [fault] = faults;
			if (fault !== undefined) throw new SyntaxError(`${fault.pointer || "the body"} ${fault.message}`);
			return numbers === undefined ? value : JSON.parse(numbers.write(value));
		},
		write: (value) => codec.write(value),
	};
}
