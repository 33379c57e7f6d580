import { ApiError } from "./api-error.js";

/** 400: the server takes the request for wrong. */
export class BadRequestError extends ApiError {
	override readonly name = "BadRequestError";
	declare readonly status: 400;
}
