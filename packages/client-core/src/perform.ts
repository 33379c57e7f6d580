import { includesStatus, type Performed, readBody, soundsFailed, tools, unusual } from "./answer.js";
import type { Call } from "./call.js";
import type { Codecs } from "./codecs.js";
import type { ApiDescription, Prepared } from "./engine.js";
import { type ApiClient, engineOf, observedOperation } from "./engine.js";
import { ApiError, detailsOf } from "./errors.js";
import { exchange } from "./exchange.js";
import type { Operation, OperationRequest } from "./operation.js";
import { type CallOptions, refuse, retrySettings, timeoutSettings } from "./options.js";
import { requestPath } from "./request.js";

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
	const { signal, timeout, retry, headers, onResponse, ...more } = options;
	const engine = client[engineOf]();
	const { description, middleware } = engine;
	// Generated code says both, or neither.
	const load = description.wire as NonNullable<ApiDescription["wire"]>;
	const prepared: Partial<Prepared> = operation.wire
		? await (await load()).prepare(engine, operation, input, more)
		: { path: requestPath(operation, input), codecs: engine.codecs && (await engine.codecs()) };
	if (!operation.wire) refuse(more);
	const request = detailsOf(operation, prepared.path);
	const validators = engine.validators && (await engine.validators());
	const wrong = validators?.requests?.(operation.id, input) ?? [];
	if (wrong.length > 0) throw (await unusual(request)).refused(tools, request, wrong);
	const { codecs } = prepared;
	const own =
		prepared.headers || headers
			? (await unusual(request)).checkedHeaders(tools, engine.headers, prepared.headers, headers)
			: undefined;
	const value = input.body;
	const limits = timeoutSettings(timeout, engine.timeout);
	const base = value === undefined ? engine.headersOfOperation : engine.headersWithBody;
	const call: Call = {
		request,
		url: engine.baseUrl + request.path,
		headers: own ? { ...base, ...own } : base,
		body:
			value === undefined
				? undefined
				: (prepared.body ?? codecs?.request(operation.id)?.write(value) ?? JSON.stringify(value)),
		signal,
		timeout: prepared.isLarge && !limits.named ? { ...limits, try: 0, total: 0 } : limits,
		abortable: signal !== undefined || limits.named,
		retry: retrySettings(retry, engine.retry),
		...prepared.call,
	};
	const reply =
		middleware.length === 0
			? await exchange(engine, call)
			: await (await import("./middleware.js")).exchangeThrough(engine, call, input, exchange);

	const { status, text } = reply;
	const performed: Performed = { engine, request, reply, data: undefined };
	onResponse?.({ ...reply, requestId: engine.requestId(reply.headers) });
	// The first try, whose answer was lost, has deleted it.
	if (reply.lost && status === 404 && operation.method === "DELETE") return performed;
	if (!includesStatus(operation.success, status)) throw await failed(performed, operation, codecs);
	if (text === "" && hasNoBody(operation, status)) return performed;
	try {
		const read = prepared.read?.(status);
		performed.data = read ? await read(call, reply) : readBody(codecs, operation.id, status, text);
	} catch (error) {
		// What no document speaks of is not read; but a page for people says that somebody else has answered.
		if (hasNoBody(operation, status) && !/^\s*<(!doctype|html)/i.test(text)) return performed;
		throw await failed(performed, operation, codecs, error);
	}
	// A batch has a result for each item, and says itself which have failed.
	if (soundsFailed(performed.data, description.errors) && !("batch" in operation)) {
		const error = await failed(performed, operation, codecs, performed);
		if (error instanceof ApiError) throw error;
	}
	const faults = validators?.responses?.(operation.id, status, performed.data) ?? [];
	if (faults.length > 0) throw (await unusual(request)).invalid(tools, engine, request, reply, faults);
	if (prepared.open) await prepared.open(performed);
	return performed;
}

/** @param cause why a body of success is none */
async function failed(
	{ engine, request, reply }: Performed,
	operation: Operation,
	codecs: Codecs | undefined,
	cause?: unknown,
): Promise<Error> {
	return (await unusual(request)).answerError(tools, engine, request, reply, operation, codecs, cause);
}

function hasNoBody({ method, withoutBody = [] }: Operation, status: number): boolean {
	return method === "HEAD" || includesStatus([204, 205, ...withoutBody], status);
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
		const { engine, reply, data } = await perform(client, operation, request, options);
		return { status: reply.status, data: data as Data, requestId: engine.requestId(reply.headers) };
	});
}
