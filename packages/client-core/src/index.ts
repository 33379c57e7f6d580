export type { Client, Middleware } from "openapi-fetch";
export type { BodyCodec, Codecs, Decimals, LoadCodecs } from "./answer/codecs.js";
export type { ResultItem } from "./answer/results.js";
export type { ApiDescription, ErrorShape, ThrottleFigures } from "./api-description.js";
export { bearer } from "./bearer.js";
export { type ApiClient, createApiClient } from "./client.js";
export { createClient } from "./create-client.js";
export { AbortedError } from "./errors/aborted-error.js";
export { ApiError, type Failure } from "./errors/api-error.js";
export { BadRequestError } from "./errors/bad-request-error.js";
export { BatchError } from "./errors/batch-error.js";
export { ClientError } from "./errors/client-error.js";
export { ForbiddenError } from "./errors/forbidden-error.js";
export { InvalidBaseUrlError } from "./errors/invalid-base-url-error.js";
export { InvalidCredentialError } from "./errors/invalid-credential-error.js";
export { InvalidOptionError } from "./errors/invalid-option-error.js";
export { InvalidParameterError } from "./errors/invalid-parameter-error.js";
export { MalformedResponseError } from "./errors/malformed-response-error.js";
export { NetworkError } from "./errors/network-error.js";
export { NotFoundError } from "./errors/not-found-error.js";
export { RepeatedPageError } from "./errors/repeated-page-error.js";
export type { RequestDetails } from "./errors/request-details.js";
export { RequestValidationError } from "./errors/request-validation-error.js";
export { ResponseValidationError } from "./errors/response-validation-error.js";
export { ServerError } from "./errors/server-error.js";
export { TimeoutError } from "./errors/timeout-error.js";
export { TooManyRequestsError } from "./errors/too-many-requests-error.js";
export { UnauthorizedError } from "./errors/unauthorized-error.js";
export type {
	BatchOperation,
	Cause,
	CountableOperation,
	ListOperation,
	Method,
	Operation,
	OperationRequest,
	PagedOperation,
	Pagination,
	ResultOperation,
	SingleOperation,
} from "./operation.js";
export {
	type BatchFailure,
	type BatchOptions,
	type BatchOutcome,
	type BatchSuccess,
	sendBatch,
} from "./operations/batch.js";
export { count } from "./operations/count.js";
export { iterate } from "./operations/iterate.js";
export { sendList } from "./operations/list.js";
export { type Page, type PagingOptions, pages } from "./operations/pages.js";
export { type Result, sendResult } from "./operations/result.js";
export { type SingleOptions, sendSingle } from "./operations/single.js";
export type {
	CallOptions,
	ClientOptions,
	HookFailure,
	HookRequest,
	HookResponse,
	HookRetry,
	Hooks,
	RetryOptions,
	Timeouts,
	ValidateOptions,
} from "./options.js";
export { type Answer, send } from "./send.js";
export { Throttle } from "./throttle.js";
export type { Transport, TransportRequest, TransportResponse } from "./transport.js";
export { urlCredential } from "./url-credential.js";
export type { ValidationFault } from "./validation/faults.js";
export type {
	LoadValidators,
	OperationValidators,
	Validator,
	ValidatorError,
	Validators,
} from "./validation/validators.js";
