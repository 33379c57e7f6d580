import type { Middleware } from "openapi-fetch";
import type { Call, Reply } from "./call.js";
import type { Engine } from "./engine.js";
import type { OperationRequest } from "./operation.js";

/**
 * Exchanges a call through the middleware, which runs as openapi-fetch runs it: once for each call, in order for the
 * request, in reverse for the answer and for errors, always with a real `Request` and `Response`.
 *
 * Loaded when there is middleware.
 *
 * @param exchange what is around it
 */
export async function exchangeThrough(
	engine: Engine,
	call: Call,
	{ path, query }: OperationRequest,
	exchange: (engine: Engine, call: Call) => Promise<Reply>,
): Promise<Reply> {
	const { method } = call.request;
	const { headers, signal = null } = call;
	const body = typeof call.body === "function" ? call.body() : (call.body ?? null);
	const duplex = body instanceof ReadableStream ? { duplex: "half" as const } : {};
	const made = new Request(call.url, { method, headers, body, signal, redirect: "manual", ...duplex });
	let request = made;
	const about = {
		schemaPath: call.request.pathTemplate,
		params: { ...(path && { path }), ...(query && { query }) },
		id: Math.random().toString(36).slice(2, 11),
		options: Object.freeze({
			baseUrl: engine.baseUrl,
			fetch,
			parseAs: "text" as const,
			querySerializer: (values: object) => new URLSearchParams(Object.entries(values)).toString(),
			bodySerializer: JSON.stringify,
			pathSerializer: (template: string) => template,
		}),
	};
	for (const { onRequest } of engine.middleware) {
		const result = await onRequest?.({ ...about, request });
		if (result instanceof Response) return replyOf(call, result, 0);
		if (result instanceof Request) request = result;
	}
	const backwards = [...engine.middleware].reverse();
	let response: Response;
	let attempts = 0;
	let broken: unknown;
	let lost: Reply["lost"];
	let giveUp: () => void = () => {};
	try {
		const done = await exchange(engine, {
			...call,
			url: request.url,
			request: { ...call.request, method: request.method },
			headers: Object.fromEntries(request.headers),
			body: await bodyOf(request, request === made ? call.body : undefined),
			signal: request.signal,
			abortable: true,
		});
		({ attempts, broken, lost, giveUp = giveUp } = done);
		response = responseOf(done);
	} catch (error) {
		response = await recovered(backwards, { ...about, request }, error);
	}
	for (const { onResponse } of backwards) {
		response = (await onResponse?.({ ...about, request, response })) ?? response;
	}
	return { ...(await replyOf(call, response, attempts)), broken, lost, giveUp };
}

async function replyOf({ streams }: Call, response: Response, attempts: number): Promise<Reply> {
	const { status, headers } = response;
	if (response.bodyUsed) throw new TypeError("A middleware has read the body of the response. Read it from a clone.");
	return { status, headers, text: streams?.(status) ? "" : await response.text(), attempts, response };
}

/**
 * The body of a request, to be sent as often as it takes; a stream, or what was a large body, as a stream.
 *
 * @param given what the request was made of, where nobody has put another in its place
 */
export async function bodyOf(request: Request, given: Call["body"]): Promise<Call["body"]> {
	if (request.body === null) return undefined;
	// What has been read in the meantime cannot be sent.
	if (request.bodyUsed) throw new TypeError("A middleware has read the body of the request. Read it from a clone.");
	if (given === undefined || typeof given === "string" || given instanceof ArrayBuffer) return request.arrayBuffer();
	return given instanceof ReadableStream ? request.body : given;
}

/** What the middleware makes of an error: an answer after all, or the error to reject with. */
async function recovered(
	middleware: readonly Middleware[],
	about: Omit<Parameters<NonNullable<Middleware["onError"]>>[0], "error">,
	error: unknown,
): Promise<Response> {
	let current = error;
	for (const { onError } of middleware) {
		const result = await onError?.({ ...about, error: current });
		if (result instanceof Response) return result;
		if (result instanceof Error) current = result;
	}
	throw current;
}

/** A real response of a reply, whose body can be read. */
export function responseOf({ status, headers, text, giveUp, response }: Reply): Response {
	// What a browser makes of a redirect that is not followed.
	if (status === 0) return Response.error();
	const bodiless = status === 204 || status === 205 || status === 304;
	const isLegal = status >= 200 && status < 600;
	const made = new Response(bodiless ? null : giveUp ? response.body : text, {
		status: isLegal ? status : 599,
		headers: [...headers],
	});
	// Some servers answer 999, which `fetch` takes and this constructor does not.
	return isLegal ? made : Object.defineProperty(made, "status", { value: status });
}
