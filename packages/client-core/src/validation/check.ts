import type { OperationRequest } from "../operation.js";
import type { ValidateOptions } from "../options.js";
import type { ValidationFault } from "./faults.js";
import type { OperationValidators, Validator, Validators } from "./validators.js";
import { inWords } from "./words.js";

/** What is validated of each operation. */
export interface Checks {
	readonly requests: ((operation: string, request: OperationRequest) => ValidationFault[]) | undefined;
	readonly responses: ((operation: string, status: number, data: unknown) => ValidationFault[]) | undefined;
}

/** The checks that a client asks for. */
export function checksOf(validators: Validators, validate: boolean | ValidateOptions): Checks {
	const { requests, responses } =
		typeof validate === "boolean" ? { requests: validate, responses: validate } : validate;
	return {
		requests: requests ? (operation, request) => requestFaults(validators[operation], request) : undefined,
		responses: responses ? (operation, status, data) => responseFaults(validators[operation], status, data) : undefined,
	};
}

/** More would hide the first. */
const maximum = 20;

/** What in the path, the query and the body of a request breaks the document. */
function requestFaults(
	validators: OperationValidators | undefined,
	{ path, query, body }: OperationRequest,
): ValidationFault[] {
	return [
		...faultsOf(validators?.path, path ?? {}, "the path"),
		...faultsOf(validators?.query, withoutNothing(query), "the query"),
		...faultsOf(validators?.body, body, "the body"),
	].slice(0, maximum);
}

/** What in the body of a success breaks the document. */
function responseFaults(validators: OperationValidators | undefined, status: number, data: unknown): ValidationFault[] {
	return faultsOf(validators?.responses?.[status], data, "the body").slice(0, maximum);
}

function faultsOf(validator: Validator | undefined, value: unknown, whole: string): ValidationFault[] {
	if (validator === undefined || validator(value)) return [];
	return (validator.errors ?? []).map((error) => inWords(error, whole));
}

/** Parameters that are not sent are not there for the validator either. */
function withoutNothing(query: OperationRequest["query"]): object {
	return Object.fromEntries(Object.entries(query ?? {}).filter(([, value]) => value !== undefined && value !== null));
}
