import { ApiError } from "./api-error.js";

/** 401: the credentials are missing, wrong, or not enough. */
export class UnauthorizedError extends ApiError {
	override readonly name = "UnauthorizedError";
	declare readonly status: 401;
}
