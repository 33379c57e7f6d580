import { ApiError } from "./api-error.js";

/** 500 and above: the server, or a proxy before it, failed. */
export class ServerError extends ApiError {
	override readonly name = "ServerError";
}
