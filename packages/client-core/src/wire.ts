/**
 * What is beyond JSON and the default styles of parameters: the bodies and parameters that an operation describes by its
 * `wire`. Generated code loads this entry where an API has such operations, and only then is it in a bundle.
 *
 * @example const api: ApiDescription = { wire: () => import("@onespec/client-core/wire") };
 */
import { includesStatus, malformed } from "./answer.js";
import { isStreamed, readBody, withProgress, writeBody } from "./bodies.js";
import type { Codecs } from "./codecs.js";
import { type Engine, missing, type Prepared } from "./engine.js";
import { InvalidOptionError, InvalidParameterError } from "./errors.js";
import { memberOf } from "./following.js";
import type { BodyKind, Operation, OperationRequest, Status } from "./operation.js";
import { type CallOptions, refuse } from "./options.js";
import { writeParameters } from "./parameters.js";
import { requestPath } from "./request.js";

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
	const { parameters, requestBody, responseBodies, accept, envelope, idempotencyKey: header } = operation.wire ?? {};
	if (idempotencyKey !== undefined && header === undefined) refuse({ idempotencyKey });
	const written =
		parameters || input.header || input.cookie
			? writeParameters(operation, input)
			: { path: requestPath(operation, input), headers: {} };
	const isXml = [requestBody?.kind, ...Object.values(responseBodies ?? {})].includes("xml");
	const codecs = await (isXml ? xmlOf(engine) : engine.codecs?.());
	const body =
		requestBody === undefined || input.body === undefined
			? undefined
			: bodyOf(operation, () => writeBody(requestBody, input.body, operation.id, codecs));
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
		body: withProgress(body?.body, onUploadProgress),
		isLarge: typeof body?.body === "object",
		codecs,
		call: {
			isIdempotent: header !== undefined,
			streams: (status) => includesStatus(operation.success, status) && isStreamed(kindOf(status)),
		},
		read(status) {
			const kind = kindOf(status);
			return kind && ((call, reply) => readBody(kind, call, reply, onDownloadProgress, codecs));
		},
		async open(performed) {
			if (envelope === undefined) return;
			performed.data = memberOf(performed.data, envelope);
			if (performed.data === undefined) throw await malformed(performed, `no ${envelope} in its body`);
		},
	};
}

const loaded = new WeakMap<Engine, Promise<Codecs>>();

/** What reads and writes XML, for an operation that has nothing else. */
function xmlOf(engine: Engine): Promise<Codecs> {
	const { description, decimals } = engine;
	if (description.xml === undefined) throw new InvalidOptionError("wire", missing);
	const codecs = loaded.get(engine) ?? description.xml().then((module) => module.codecs(decimals));
	loaded.set(engine, codecs);
	codecs.catch(() => loaded.delete(engine));
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
