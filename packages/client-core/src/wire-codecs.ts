import type { Schema, SchemaScope } from "@onespec/openapi-document/schema";
import { type Codec, createJsonCodec } from "@onespec/wire-codec/json";
import type { BodyCodec, Codecs, Decimals } from "./codecs.js";
import { wideJson } from "./wide-json.js";

/** The schemas of an API's bodies, and those that they refer to. */
export interface WireBodies extends SchemaScope {
	/** By operation id; responses by status, which may be a range such as `4XX`, or `default`. */
	readonly operations: Readonly<
		Record<string, { readonly request?: Schema; readonly responses: Readonly<Record<string, Schema>> }>
	>;
	/** Of errors whose status the operation does not document. */
	readonly errors?: Schema;
}

/** Makes the codecs of an API out of those of single schemas, each when it is first needed. */
export function createCodecs(bodies: WireBodies, decimals: Decimals, create: (schema: Schema) => Codec): Codecs {
	const made = new Map<Schema, BodyCodec>();
	const codec = (schema: Schema | undefined): BodyCodec | undefined => {
		if (schema === undefined) return undefined;
		let found = made.get(schema);
		if (found === undefined) {
			found = strict(create(schema), decimals === "number" ? createJsonCodec(bodies, schema) : undefined);
			made.set(schema, found);
		}
		return found;
	};
	return {
		request: (operation) => codec(bodies.operations[operation]?.request),
		response(operation, status) {
			const { responses = {} } = bodies.operations[operation] ?? {};
			return codec(
				responses[status] ?? responses[`${Math.trunc(status / 100)}XX`] ?? responses.default ?? bodies.errors,
			);
		},
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
			if (numbers === undefined) return value;
			return (holdsBigint(value) ? wideJson.read : JSON.parse)(numbers.write(value));
		},
		write: (value) => codec.write(value),
	};
}

function holdsBigint(value: unknown): boolean {
	if (typeof value === "object" && value !== null) return Object.values(value).some(holdsBigint);
	return typeof value === "bigint";
}
