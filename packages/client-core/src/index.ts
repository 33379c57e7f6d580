export type { Client, Middleware } from "openapi-fetch";
export {
	BatchError,
	type BatchFailure,
	type BatchOptions,
	type BatchOutcome,
	type BatchSuccess,
	sendBatch,
} from "./batch.js";
export type { Download, ServerSentEvent } from "./bodies.js";
export type { BodyCodec, Codecs, Decimals, LoadCodecs } from "./codecs.js";
export { bearer, urlCredential } from "./credentials.js";
export { type ApiClient, type ApiDescription, createApiClient, type ErrorShape } from "./engine.js";
export {
	AbortedError,
	type AnswerHeaders,
	ApiError,
	BadRequestError,
	ClientError,
	type Failure,
	ForbiddenError,
	InvalidBaseUrlError,
	InvalidCredentialError,
	InvalidOptionError,
	InvalidParameterError,
	isClientError,
	MalformedResponseError,
	NetworkError,
	NotFoundError,
	type ProblemDetails,
	RepeatedPageError,
	type RequestDetails,
	RequestValidationError,
	ResponseValidationError,
	type ResultItem,
	ServerError,
	TimeoutError,
	TooManyRequestsError,
	UnauthorizedError,
} from "./errors.js";
export {
	type FollowedOperation,
	type FollowedPage,
	type FollowingOptions,
	followItems,
	followPages,
	linkOf,
	type NextPage,
} from "./following.js";
export {
	type Deprecation,
	deprecationOf,
	identified,
	type LogEntry,
	logged,
	type PollOptions,
	pollUntil,
	type RateLimit,
	rateLimitOf,
	withResponse,
} from "./habits.js";
export { type Result, type SingleOptions, sendResult, sendSingle } from "./items.js";
export { count, iterate, type Page, type PagingOptions, pages, sendList, sendPage } from "./lists.js";
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
export type {
	CallOptions,
	ClientOptions,
	HookFailure,
	HookRequest,
	HookResponse,
	HookRetry,
	Hooks,
	HookWait,
	Progress,
	ResponseDetails,
	RetryOptions,
	Timeouts,
	ValidateOptions,
} from "./options.js";
export { createClient } from "./path-client.js";
export { type Answer, send } from "./perform.js";
export type { ThrottleFigures } from "./throttle.js";
export { Throttle } from "./throttle.js";
export type { Transport, TransportBody, TransportRequest, TransportResponse } from "./transport.js";
export type {
	LoadValidators,
	OperationValidators,
	ValidationFault,
	Validator,
	ValidatorError,
	Validators,
} from "./validators.js";
