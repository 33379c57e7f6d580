export type { Client } from "openapi-fetch";
export { sendBatch } from "./batch.js";
export * from "./callers.js";
export type { BodyCodec, Codecs, Decimals, LoadCodecs } from "./codecs.js";
export { bearer, urlCredential } from "./credentials.js";
export { type ApiClient, type ApiDescription, createApiClient, type ErrorShape } from "./engine.js";
export { followItems, followPages, linkOf } from "./following.js";
export { deprecationOf, identified, logged, pollUntil, rateLimitOf, withResponse } from "./habits.js";
export { sendResult, sendSingle } from "./items.js";
export { count, iterate, pages, sendList, sendPage } from "./lists.js";
export { sendUntilDone } from "./long-running.js";
export type {
	BatchOperation,
	BodyKind,
	Cause,
	CountableOperation,
	ListOperation,
	Method,
	Operation,
	OperationRequest,
	OperationWire,
	PagedOperation,
	Pagination,
	ParameterStyle,
	PartEncoding,
	RequestBody,
	ResultOperation,
	SingleOperation,
	Status,
} from "./operation.js";
export { createClient } from "./path-client.js";
export { send } from "./perform.js";
export type { ThrottleFigures } from "./throttle.js";
export type { LoadValidators, OperationValidators, Validator, ValidatorError, Validators } from "./validators.js";
