/**
 * Generated validators as Standard Schemas (https://standardschema.dev, version 1), which form libraries take.
 *
 * @example export const thingSchema: StandardSchema<Thing> = standardSchema(validateThing);
 */
import { inWords } from "./checks.js";
import type { Decimals } from "./codecs.js";
import type { Validator } from "./validators.js";

/** A schema of version 1 of the interface, for values that validation does not change. */
export interface StandardSchema<Value> {
	readonly "~standard": {
		readonly version: 1;
		readonly vendor: "onespec";
		readonly validate: (value: unknown) => StandardSchemaResult<Value>;
		/** For the compiler alone. */
		readonly types?: { readonly input: Value; readonly output: Value } | undefined;
	};
}

/** The value where it fits, or else what does not. */
export type StandardSchemaResult<Value> =
	| { readonly value: Value; readonly issues?: undefined }
	| { readonly issues: readonly StandardSchemaIssue[] };

/** What is wrong at one place of a value. */
export interface StandardSchemaIssue {
	/** In plain words, with the member's name. */
	readonly message: string;
	readonly path: readonly (string | number)[];
}

/**
 * Makes a Standard Schema of a generated validator.
 *
 * @param options what decimals are, where the document has any
 * @returns a schema that gives the value as it is, or an issue for each fault
 */
export function standardSchema<Value>(
	validator: Validator,
	options?: { readonly decimals?: Decimals },
): StandardSchema<Value> {
	return {
		"~standard": {
			version: 1,
			vendor: "onespec",
			validate(value) {
				if (validator(value, options)) return { value: value as Value };
				return {
					issues: (validator.errors ?? []).map((error) => {
						const { member, message } = inWords(error, "The value");
						return { message, path: pathOf(member) };
					}),
				};
			},
		},
	};
}

/** `[3].Name` → `[3, "Name"]` */
function pathOf(member: string): (string | number)[] {
	return [...member.matchAll(/\[(\d+)\]|([^.[\]]+)/g)].map(([, index, name]) =>
		index === undefined ? (name ?? "") : Number(index),
	);
}
