import type { Operation } from "../operation.js";
import { ClientError } from "./client-error.js";
import { detailsOf } from "./request-details.js";

/** A value that the path of an operation cannot carry; nothing was sent. */
export class InvalidParameterError extends ClientError {
	override readonly name = "InvalidParameterError";
	declare readonly parameter: string;

	constructor(operation: Operation, parameter: string, value: unknown) {
		const shown = value === undefined ? "missing" : value === "" ? "empty" : String(value);
		const reason = `was not sent: ${parameter} is ${shown}, which would lead to another path`;
		super(detailsOf(operation), reason, undefined, { parameter });
	}
}
