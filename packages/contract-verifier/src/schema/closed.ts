import {
	type Discriminator,
	type DocumentModel,
	mapSubschemas,
	refName,
	refTo,
	type Schema,
} from "@onespec/openapi-document";

/** What the names of schemas end in whose objects are left open, because they are parts of a closed whole. */
const PART = " (part)";

/**
 * The document with closed answers: an object that lists `properties` and says nothing of others has no others, so that
 * an undeclared member is a fault. JSON Schema itself allows any member unless `additionalProperties` says otherwise,
 * and a vendor may add one at any time.
 */
export function withClosedAnswers(model: DocumentModel): DocumentModel {
	const schemas: Record<string, Schema> = Object.create(null);
	const close = (schema: Schema): Schema => convert(schema, false);
	/** @param part the schema is a part of another that closes the whole */
	const convert = (schema: Schema, part: boolean): Schema => {
		const composed =
			schema.allOf !== undefined ||
			(schema.$ref !== undefined && Object.keys(schema).length > 1) ||
			((schema.oneOf ?? schema.anyOf) !== undefined && schema.properties !== undefined);
		const parts = new Set<Schema | undefined>([schema.not, schema.if]);
		if (part || composed) {
			for (const one of [...(schema.allOf ?? []), ...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) parts.add(one);
			for (const one of [schema.then, schema.else, ...Object.values(schema.dependentSchemas ?? {})]) parts.add(one);
		}
		const { $ref: _, ...copy } = mapSubschemas(schema, (one) => convert(one, parts.has(one)));
		const name = refName(schema);
		const reference = name === undefined ? {} : refTo(part || composed ? partOf(name) : name);
		const chosen = schema.discriminator && (part || composed) && (schema.oneOf ?? schema.anyOf) !== undefined;
		if (chosen) Object.assign(copy, { discriminator: partsOf(schema.discriminator) });
		const says = schema.additionalProperties !== undefined || schema.unevaluatedProperties !== undefined;
		if (part || says) return { ...reference, ...copy };
		if (composed) return { ...reference, ...copy, unevaluatedProperties: false };
		return { ...reference, ...copy, ...(schema.properties !== undefined && { additionalProperties: false }) };
	};
	const partsOf = ({ propertyName, mapping, defaultMapping }: Discriminator): Discriminator => ({
		propertyName,
		mapping: Object.fromEntries(Object.entries(mapping).map(([value, name]) => [value, partOf(name)])),
		...(defaultMapping !== undefined && { defaultMapping: partOf(defaultMapping) }),
	});
	const partOf = (name: string): string => {
		const key = `${name}${PART}`;
		if (!Object.hasOwn(schemas, key)) {
			schemas[key] = {};
			schemas[key] = convert(model.schemas[name] ?? {}, true);
		}
		return key;
	};
	for (const [name, schema] of Object.entries(model.schemas)) schemas[name] = close(schema);
	const operations = model.operations.map((operation) => ({
		...operation,
		responses: operation.responses.map((response) => ({
			...response,
			content: response.content.map((media) => ({ ...media, schema: media.schema && close(media.schema) })),
		})),
	}));
	const generalResponses = model.generalResponses.map((one) => ({ ...one, schema: one.schema && close(one.schema) }));
	return { ...model, schemas, operations, generalResponses };
}
