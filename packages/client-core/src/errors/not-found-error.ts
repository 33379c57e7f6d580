import { ApiError } from "./api-error.js";

/** 404: there is no such thing; where the body is not as documented, no such path. */
export class NotFoundError extends ApiError {
	override readonly name = "NotFoundError";
	declare readonly status: 404;
}
