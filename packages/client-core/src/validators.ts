import type { Decimals } from "./codecs.js";

/** What is wrong at one place of a request or response. */
export interface ValidationFault {
	/** The place: `Name`, `[3].Name`, `limit`; empty for a whole body. */
	readonly member: string;
	/** The constraint that it breaks, as JSON Schema names it: `maxLength`. */
	readonly constraint: string;
	/** Both in plain words: "Name must have at most 150 characters". */
	readonly message: string;
}

/** What is wrong at one place of a value, as ajv's generated code says it. */
export interface ValidatorError {
	/** The place, as a JSON pointer. */
	readonly instancePath: string;
	/** The keyword of JSON Schema that the value breaks. */
	readonly keyword: string;
	/** The keyword's figures. */
	readonly params: Readonly<Record<string, unknown>>;
	readonly message?: string;
}

/** Tells whether a value fits. What does not is in `errors` until the next call. */
export interface Validator {
	/** @param options what decimals are, where the document has any: strings, where nothing is said */
	(value: unknown, options?: { readonly decimals?: Decimals }): boolean;
	errors?: readonly ValidatorError[] | null;
}

/** The validators of one operation; what is absent is not checked. */
export interface OperationValidators {
	/** Of the object of parameters in the path. */
	readonly path?: Validator;
	/** Of the object of parameters in the query. */
	readonly query?: Validator;
	readonly body?: Validator;
	/** Of success bodies, by status. */
	readonly responses?: Readonly<Record<number, Validator>>;
}

/** The validators by operation id. */
export type Validators = Readonly<Record<string, OperationValidators>>;

/** Loads the validators when they are first needed. */
export type LoadValidators = () => Promise<{ readonly validators: Validators }>;
