import { type DocumentModel, documentExtensions, type Parameter, typeOf } from "@onespec/openapi-document";
import fc from "fast-check";
import { checkOf } from "../schema/validator.js";
import { whole } from "../xml/names.js";
import { integerBounds } from "./bounds.js";
import { lengthOf } from "./characters.js";
import { longTexts, validValues } from "./valid.js";

/** Whether a parameter is one text: no list, no object, nothing in a media type of its own. */
export function isPlain(model: DocumentModel, { schema, mediaType }: Parameter): boolean {
	const type = typeOf(whole(model, schema));
	return mediaType === undefined && type !== undefined && type !== "array" && type !== "object";
}

/** Texts of a parameter that fit its schema. */
export function validTexts(model: DocumentModel, parameter: Parameter): fc.Arbitrary<string> {
	const options = { model, family: "json", pins: new Map(), small: true } as const;
	return validValues(parameter.schema, options).map(String);
}

/** The plainest texts of a parameter: its example, its default, its least value. */
export function plainTexts(model: DocumentModel, parameter: Parameter): string[] {
	const schema = whole(model, parameter.schema);
	const plain = [parameter.examples[0]?.value, schema.examples?.[0], schema.default, schema.minimum].filter(
		(one) => one !== undefined,
	);
	return [...new Set(plain.map(String))];
}

/** Whether an empty text stands for the default. */
export function takesEmpty(parameter: Parameter): boolean {
	return parameter.allowEmptyValue;
}

/** Whether a value that a scenario states fits the parameter's schema. */
export function fitsParameter(model: DocumentModel, parameter: Parameter, value: unknown): boolean {
	return checkOf(model, parameter.schema)(value).length === 0;
}

/** Texts that break one constraint of a parameter, by constraint. None is empty: an empty path segment is another path. */
export function wrongTexts(model: DocumentModel, parameter: Parameter): Record<string, fc.Arbitrary<string>> {
	const schema = whole(model, parameter.schema);
	const check = checkOf(model, schema);
	const found: Record<string, fc.Arbitrary<string>> = {};
	// Most languages read more texts as numbers; a document may promise that they are refused.
	const canonical = documentExtensions(model).guarantees?.parameters === "canonical";
	switch (typeOf(schema)) {
		case "integer": {
			found.type = fc.oneof(
				fc.constantFrom("abc", "1.5", "true", "--1", ...(canonical ? ["1e3", "0x1F"] : [])),
				fc.stringMatching(/^[A-Za-z]{1,12}$/),
			);
			const { min, max, stated } = integerBounds(schema);
			if (schema.enum !== undefined) {
				found.enum = fc
					.integer()
					.filter((one) => check(one).length > 0)
					.map(String);
			} else {
				if (stated.min)
					found.minimum = fc.oneof(fc.constant(min - 1), fc.integer({ min: min - 2 ** 40, max: min - 1 })).map(String);
				if (stated.max)
					found.maximum = fc.oneof(fc.constant(max + 1), fc.integer({ min: max + 1, max: max + 2 ** 40 })).map(String);
			}
			break;
		}
		case "number":
			found.type = fc.constantFrom("abc", "1,5", "true");
			break;
		case "boolean":
			found.type = fc.constantFrom("abc", "yes", "2");
			break;
		case "string": {
			const { minLength = 0, maxLength, pattern } = schema;
			if (schema.enum !== undefined)
				found.enum = fc.stringMatching(/^[A-Za-z]{1,12}$/).filter((one) => check(one).length > 0);
			if (maxLength !== undefined && maxLength < 2000) found.maxLength = longTexts(maxLength + 1);
			if (minLength > 1)
				found.minLength = fc
					.string({ minLength: 1, maxLength: minLength - 1 })
					.filter((one) => lengthOf(one) < minLength);
			if (pattern !== undefined)
				found.pattern = fc
					.string({ minLength: Math.max(1, minLength), maxLength: maxLength ?? 20 })
					.filter((one) => check(one).length > 0);
			break;
		}
	}
	return found;
}
