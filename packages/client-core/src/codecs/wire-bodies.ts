import type { OpenApiDocument, SchemaObject } from "@onespec/wire-codec/json";

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
