import { ApiError } from "./api-error.js";

/** 403: the credentials do not allow it. */
export class ForbiddenError extends ApiError {
	override readonly name = "ForbiddenError";
	declare readonly status: 403;
}
