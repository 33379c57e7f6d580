/** What callers use of the core: every generated package exports it too. The rest of the index is for generated code. */

export type { Middleware } from "openapi-fetch";
export { BatchError, type BatchFailure, type BatchOptions, type BatchOutcome, type BatchSuccess } from "./batch.js";
export type { Download, ServerSentEvent } from "./bodies.js";
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
export type { FollowedOperation, FollowedPage, FollowingOptions, NextPage } from "./following.js";
export type { Deprecation, LogEntry, PollOptions, RateLimit } from "./habits.js";
export type { Result, SingleOptions } from "./items.js";
export type { Page, PagingOptions } from "./lists.js";
export { LongRunningError, type LongRunningOperation, type LongRunningOptions } from "./long-running.js";
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
export type { Answer } from "./perform.js";
export { Throttle } from "./throttle.js";
export type { Transport, TransportBody, TransportRequest, TransportResponse } from "./transport.js";
export type { ValidationFault } from "./validators.js";
