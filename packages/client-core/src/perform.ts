import { apiErrorOf, describeBody, excerpt, readBody } from "./answer.js";
import type { Codecs } from "./codecs.js";
import { type ApiClient, type Engine, engineOf, observedOperation } from "./engine.js";
import {
	type ClientError,
	detailsOf,
	MalformedResponseError,
	type RequestDetails,
	RequestValidationError,
	ResponseValidationError,
} from "./errors.js";
import { type Call, exchange, type Reply } from "./exchange.js";
import type { Operation, OperationRequest } from "./operation.js";
import { type CallOptions, retrySettings, timeoutSettings } from "./options.js";
import { joinHeaders, requestPath } from "./request.js";

/** A success, with what its error would say were it found to be none. */
export interface Performed {
	readonly engine: Engine;
	readonly request: RequestDetails;
	readonly status: number;
	readonly data: unknown;
	readonly requestId: string | undefined;
	/** The error for data that is not what the operation declares. */
	malformed(reason: string): MalformedResponseError;
	/** Marks an error as that of this call. */
	ended<E extends ClientError>(error: E): E;
}

/**
 * Sends one operation and reads its success. Tells no hook of errors, since for some kinds of operation some errors are
 * answers.
 *
 * @throws ClientError
 */
export async function perform(
	client: ApiClient,
	operation: Operation,
	input: OperationRequest,
	options: CallOptions,
): Promise<Performed> {
	const engine = client[engineOf]();
	const request = detailsOf(operation, requestPath(operation, input));
	const validators = await engine.validators?.();
	if (validators?.requests) {
		const faults = validators.requests(operation.id, input);
		if (faults.length > 0) throw new RequestValidationError(request, faults);
	}
	const codecs = engine.codecs && (await engine.codecs());
	const call = callOf(engine, request, codecs, input.body, options);
	const reply =
		engine.middleware.length === 0
			? await exchange(engine, call)
			: await (await import("./middleware.js")).exchangeThrough(engine, call, input, exchange);
	const performed = { ...success(engine, request, reply), data: undefined as unknown };
	if (!operation.success.includes(reply.status)) {
		throw apiErrorOf(engine, request, reply, operation.failures, codecs);
	}
	if (reply.text === "" && hasNoBody(operation, reply.status)) return performed;
	try {
		performed.data = readBody(codecs, operation.id, reply.status, reply.text);
	} catch (error) {
		const reason = describeBody(reply.text, engine.format);
		throw performed.malformed(engine.redact(reason), error);
	}
	const faults = validators?.responses?.(operation.id, reply.status, performed.data) ?? [];
	if (faults.length > 0) throw performed.ended(new ResponseValidationError(request, performed, faults));
	return performed;
}

function callOf(
	engine: Engine,
	request: RequestDetails,
	codecs: Codecs | undefined,
	value: unknown,
	options: CallOptions,
): Call {
	const timeout = timeoutSettings(options.timeout, engine.timeout);
	const headers = value === undefined ? engine.headersOfOperation : engine.headersWithBody;
	return {
		request,
		url: engine.baseUrl + request.path,
		headers: options.headers === undefined ? headers : joinHeaders(options.headers, headers),
		body:
			value === undefined
				? undefined
				: (codecs?.request(request.operation ?? "")?.write(value) ?? JSON.stringify(value)),
		signal: options.signal,
		timeout,
		abortable: options.signal !== undefined || timeout.named,
		retry: retrySettings(options.retry, engine.retry),
	};
}

function success(engine: Engine, request: RequestDetails, reply: Reply) {
	const { status, attempts } = reply;
	const requestId = engine.requestId(reply.headers);
	const ended = <E extends ClientError>(error: E): E => {
		error.attempts = attempts;
		return error;
	};
	const malformed = (reason: string, cause?: unknown) => {
		const body = excerpt(engine.redact(reply.text));
		return ended(new MalformedResponseError(request, { status, requestId, body }, reason, cause));
	};
	return { engine, request, status, requestId, ended, malformed };
}

function hasNoBody({ method, withoutBody }: Operation, status: number): boolean {
	return method === "HEAD" || status === 204 || status === 205 || withoutBody?.includes(status) === true;
}

/** A documented success. */
export interface Answer<Data> {
	readonly status: number;
	readonly data: Data;
	/** From the response header that the API names for it. */
	readonly requestId: string | undefined;
}

/**
 * Sends one operation.
 *
 * @typeParam Data the body of success
 * @returns the documented success
 * @throws ClientError, one of its subclasses, for everything else
 * @example const { data } = await send<Thing>(client, getThing, { path: { id: 7 } });
 */
export function send<Data>(
	client: ApiClient,
	operation: Operation,
	request: OperationRequest = {},
	options: CallOptions = {},
): Promise<Answer<Data>> {
	return observedOperation(client, operation, async () => {
		const { status, data, requestId } = await perform(client, operation, request, options);
		return { status, data: data as Data, requestId };
	});
}
