/** What the codecs need of a bundled OpenAPI 3.0 document: the place where `$ref`s lead. Any such document fits. */
export interface OpenApiDocument {
	readonly components?: { readonly schemas?: Readonly<Record<string, SchemaObject>> | undefined } | undefined;
}

/** What the codecs read of a schema object or reference object; other keywords are the validator's. */
export interface SchemaObject {
	readonly $ref?: string | undefined;
	readonly type?: string | undefined;
	readonly format?: string | undefined;
	readonly nullable?: boolean | undefined;
	readonly required?: readonly string[] | undefined;
	readonly properties?: Readonly<Record<string, SchemaObject>> | undefined;
	readonly additionalProperties?: boolean | SchemaObject | undefined;
	readonly items?: SchemaObject | undefined;
	readonly allOf?: readonly SchemaObject[] | undefined;
	readonly oneOf?: readonly SchemaObject[] | undefined;
	readonly anyOf?: readonly SchemaObject[] | undefined;
	readonly xml?: XmlObject | undefined;
	readonly "x-decimal"?: DecimalDeclaration | undefined;
}

export interface XmlObject {
	readonly name?: string | undefined;
	readonly wrapped?: boolean | undefined;
	readonly attribute?: boolean | undefined;
}

/** The `x-decimal` extension beside `format: decimal`. */
export interface DecimalDeclaration {
	/** How many digits a decimal may have, from its first digit that is not zero. */
	readonly significantDigits: number;
	/** How many decimals JSON shows at least: with 1, `1` is written as `1.0`. */
	readonly jsonFractionDigits: number;
}
