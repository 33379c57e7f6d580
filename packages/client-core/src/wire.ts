/**
 * What is beyond JSON and the default styles of parameters: the bodies and parameters that an operation describes by its
 * `wire`. Generated code loads this entry where an API has such operations, and only then is it in a bundle.
 *
 * @example const api: ApiDescription = { wire: () => import("@onespec/client-core/wire") };
 */
import { includesStatus, malformed } from "./answer.js";
import { isStreamed, readBody, type TextCodecs, telling, withProgress, writeBody } from "./bodies.js";
import type { Reply } from "./call.js";
import type { Codecs, Decimals, LoadCodecs } from "./codecs.js";
import { type Engine, missing, type Prepared } from "./engine.js";
import { ClientError, InvalidOptionError, InvalidParameterError, isWrite } from "./errors.js";
import { memberOf } from "./following.js";
import type { BodyKind, Operation, OperationRequest, Status } from "./operation.js";
import { type CallOptions, refuse } from "./options.js";
import { writeParameters } from "./parameters.js";
import { requestPath } from "./request.js";
import type { Transport } from "./transport.js";
import { wideJson } from "./wide-json.js";

export { Download, type ServerSentEvent } from "./bodies.js";
export type { Progress } from "./options.js";

/** Writes what is special of a request, and says how its answer is read. */
export async function prepare(
	engine: Engine,
	operation: Operation,
	input: OperationRequest,
	{ onUploadProgress, onDownloadProgress, idempotencyKey, ...unknown }: CallOptions,
): Promise<Prepared> {
	refuse(unknown);
	const started = performance.now();
	const { parameters, requestBody, responseBodies, accept, envelope, idempotencyKey: header } = operation.wire ?? {};
	if (idempotencyKey !== undefined && header === undefined) refuse({ idempotencyKey });
	const written =
		parameters || input.header || input.cookie
			? writeParameters(operation, input)
			: { path: requestPath(operation, input), headers: {} };
	const kinds = [requestBody?.kind, ...Object.values(responseBodies ?? {})];
	const { description, decimals, format } = engine;
	const xml = kinds.includes("xml") ? await codecsOf(engine, description.xml) : undefined;
	const isExact = decimals === "string" && description.exactJson !== undefined;
	const texts: TextCodecs = {
		xml,
		json: isExact ? await (format === "JSON" ? engine.codecs?.() : codecsOf(engine, description.exactJson)) : undefined,
		parse: description.json ? wideJson.read : JSON.parse,
	};
	const codecs = xml ?? (await engine.codecs?.());
	const body =
		requestBody === undefined || input.body === undefined
			? undefined
			: bodyOf(operation, () => writeBody(requestBody, input.body, operation.id, texts));
	let source: { readonly error: unknown } | undefined;
	const sent =
		body?.body instanceof ReadableStream
			? telling(body.body, (error) => {
					source = { error };
				})
			: body?.body;
	const transport: Transport = (url, request) =>
		engine.transport(url, request).catch((error) => {
			if (source === undefined) throw error;
			const maybeApplied = isWrite(operation.method) || undefined;
			throw new ClientError(request.call, "broke off, since its body could not be read", source.error, {
				maybeApplied,
			});
		});
	const kindOf = (status: number): BodyKind | undefined => {
		const range = `${Math.floor(status / 100)}XX` as Status;
		return responseBodies?.[status] ?? responseBodies?.[range] ?? responseBodies?.default;
	};
	return {
		path: written.path,
		headers: {
			...(accept && { accept }),
			...(body && { "content-type": body.contentType }),
			...(header && { [header.toLowerCase()]: idempotencyKey ?? crypto.randomUUID() }),
			...written.headers,
		},
		body: withProgress(sent, onUploadProgress),
		isLarge: typeof body?.body === "object",
		codecs,
		call: {
			...(sent instanceof ReadableStream && { transport }),
			isIdempotent: header !== undefined,
			streams: (status) => includesStatus(operation.success, status) && isStreamed(kindOf(status)),
		},
		read(status) {
			const kind = kindOf(status);
			if (kind === undefined) return undefined;
			return async (call, reply) => {
				const reason = isStreamed(kind) || kind === "text" ? strangerIn(kind, accept, reply) : undefined;
				if (reason !== undefined) {
					reply.giveUp?.();
					throw await malformed({ engine, request: call.request, reply, data: undefined }, reason);
				}
				return readBody(kind, call, reply, started, onDownloadProgress, texts);
			};
		},
		async open(performed) {
			if (envelope === undefined) return;
			performed.data = memberOf(performed.data, envelope);
			if (performed.data === undefined) throw await malformed(performed, `no ${envelope} in its body`);
		},
	};
}

/**
 * What a body is instead, where reading it would notice nothing: the page of somebody between, or an error as JSON in the
 * place of events. A file may be of any type where the document leaves it open.
 */
function strangerIn(kind: BodyKind, accept = "", { headers }: Reply): string | undefined {
	const type = (headers.get("content-type") ?? "").split(";", 1)[0]?.trim().toLowerCase() ?? "";
	const isPage = /^(text\/html|application\/xhtml\+xml)$/.test(type);
	if (isPage && !/html|(\*|text)\/\*|octet-stream/i.test(accept)) return "an HTML page";
	return /^(events|jsonEvents)$/.test(kind) && /[/+]json$/.test(type) ? "JSON instead of an event stream" : undefined;
}

const loaded = new WeakMap<LoadCodecs, Map<Decimals, Promise<Codecs>>>();

/** What reads and writes another representation than the client's, loaded once. */
function codecsOf({ decimals }: Engine, load: LoadCodecs | undefined): Promise<Codecs> {
	if (load === undefined) throw new InvalidOptionError("wire", missing);
	const made = loaded.get(load) ?? new Map<Decimals, Promise<Codecs>>();
	loaded.set(load, made);
	const codecs = made.get(decimals) ?? load().then((module) => module.codecs(decimals));
	made.set(decimals, codecs);
	codecs.catch(() => made.delete(decimals));
	return codecs;
}

function bodyOf<Written>(operation: Operation, write: () => Written): Written {
	try {
		return write();
	} catch (error) {
		if (!(error instanceof TypeError)) throw error;
		throw new InvalidParameterError(operation, "the body", "of another type", `: ${error.message}`);
	}
}
