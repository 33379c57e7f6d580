import {
	bodyKindOf,
	type DocumentModel,
	type GeneralResponse,
	type Operation,
	resourcesOf,
} from "@onespec/openapi-document";
import { cellsOf } from "./cells.js";
import { type Answer, bodyReasons, contentTypeReasons, missingHeader } from "./judge.js";
import { keptBody } from "./limits.js";
import { UnsafeError } from "./live/guard.js";
import { levelsOf } from "./live/roles.js";
import type { RunContext } from "./properties/options.js";
import { mapReason, type Reason, type Told } from "./reason.js";
import { improbableId } from "./requests/absent.js";
import { buildRequest, type Request } from "./requests/build.js";
import { carriersOf } from "./requests/credentials.js";
import { answerShown, maskHeaders, maskTarget } from "./requests/mask.js";
import { isSafe, READ_ONLY } from "./requests/read-only.js";
import { NoAnswerError, type SendOptions, send } from "./requests/send.js";
import type { SetUp } from "./requests/set-up.js";
import type { GeneralResult } from "./results.js";
import type { RequestParts } from "./scenarios/types.js";

/** More than any server of this kind takes: 16 MiB and a piece. */
const PIECE = Buffer.alloc(256 * 1024, "x");
const PIECES = 65;
/** So often a large body is sent whose answer is lost. */
const ATTEMPTS = 4;

export interface GeneralInput extends RunContext {
	setUp: SetUp;
}

interface Probe extends Request {
	/** The guard need not be asked. */
	changesNothing?: boolean;
	operation: Operation;
	/** A body that is too large to be held. */
	large?: { chunks(): Iterable<Uint8Array>; length: number };
}

/**
 * Verifies `x-general-responses`, the answers that belong to no operation: each one that can be provoked from outside
 * (404, 405, 406, 413, 415), in each media type. The others are open.
 */
export async function verifyGeneral(input: GeneralInput): Promise<GeneralResult<Reason>[]> {
	const { model } = input;
	const mediaTypes = [...new Set(cellsOf(model).map((cell) => cell.responseMediaType))].filter((one) => one !== "");
	const results: GeneralResult<Reason>[] = [];
	const { mask } = input;
	for (const general of model.generalResponses) {
		const { cause: name } = general;
		// Whoever accepts none of the media types gets one of the server's choice.
		for (const accepted of general.status === 406 ? ["application/x-unknown"] : mediaTypes) {
			const probe = probeOf(input, general.status, accepted);
			const forbidden = probe !== undefined && input.readOnly === true && !isSafe(probe.method);
			const open = (told: Told) => {
				const common = { name, status: general.status, mediaType: null, request: null, response: null };
				results.push({ ...common, outcome: "open", reasons: [mapReason(told, mask)] });
			};
			if (probe === undefined || forbidden) {
				open(forbidden ? READ_ONLY : "cannot be provoked from outside");
				break;
			}
			const allowed = mediaTypes.includes(accepted) ? [accepted] : mediaTypes;
			try {
				const { reasons, answer } = await judged(input, general, probe, allowed);
				results.push({
					name,
					status: general.status,
					mediaType: accepted,
					outcome: reasons.length === 0 ? "passed" : "failed",
					reasons: reasons.map((one) => mapReason(one, mask)),
					...shown(input, probe, answer),
				});
			} catch (error) {
				if (!(error instanceof UnsafeError)) throw error;
				open(error.message);
				break;
			}
		}
	}
	return results;
}

/** Request and answer as people may see them. */
function shown({ model, origin, mask }: GeneralInput, probe: Probe, answer: Answer | undefined) {
	const { method, target, headers, body, large, operation } = probe;
	const carriers = carriersOf(model, operation);
	return {
		request: {
			method,
			url: `${origin}${maskTarget(target, carriers, mask)}`,
			headers: maskHeaders({ ...headers, ...(large && { "Content-Length": `${large.length}` }) }, carriers, mask),
			body: large === undefined ? keptBody(mask(body.toString())) : `(${large.length} bytes)`,
		},
		response: answer === undefined ? null : answerShown(answer, mask),
	};
}

type BuildingInput = Pick<GeneralInput, "model" | "credentials" | "basePath">;

function build(
	{ model, credentials, basePath }: BuildingInput,
	operation: Operation,
	accepted: string,
	parts: RequestParts = {},
): Request {
	return buildRequest({
		...{ model, operation, parts, basePath },
		requestMediaType: null,
		responseMediaType: accepted,
		profile: credentials.default,
		lookup: undefined,
	});
}

/** The plainest operation that reads. */
function readerOf({ operations }: DocumentModel): Operation | undefined {
	const readers = operations.filter(({ method }) => method === "GET");
	return readers.find(({ path }) => !path.includes("{")) ?? readers[0];
}

/** A request with a method that its path does not have in the document; `undefined` where none is known that changes nothing. */
export function wrongMethodProbe(input: BuildingInput, accepted: string): Probe | undefined {
	const { model } = input;
	const { operations } = model;
	// Of an item that does not exist: a server that knows more methods than its document has nothing to change there.
	const item = operations.find(
		({ method, path }) => method === "GET" && levelsOf({ path })?.length === 1 && path.endsWith("}"),
	);
	const parameter = item?.parameters.find((one) => one.in === "path");
	const id = parameter && improbableId(model, parameter.schema);
	const documented = item ? methodsOf(operations, item.path) : [];
	const method = ["PATCH", "DELETE", "PUT", "POST"].find((one) => !documented.includes(one));
	if (item !== undefined && method !== undefined && parameter !== undefined && id !== undefined) {
		return { ...build(input, item, accepted, { path: { [parameter.name]: id } }), method, operation: item };
	}
	// A PATCH without a body says nothing that could be done.
	const reader = readerOf(model);
	if (reader === undefined || methodsOf(operations, reader.path).includes("PATCH")) return undefined;
	return { ...build(input, reader, accepted), method: "PATCH", operation: reader, changesNothing: true };
}

/** The request that provokes a status; `undefined` where none is known. */
function probeOf(input: GeneralInput, status: number, accepted: string): Probe | undefined {
	const { model, basePath } = input;
	const reader = readerOf(model);
	// What a server makes by mistake has to be removable.
	const writer = resourcesOf(model).find(({ create, delete: remove, path }) => create && remove && !path.includes("{"))
		?.create?.operation;
	switch (status) {
		case 404:
			return (
				reader && {
					...build(input, reader, accepted),
					target: `${basePath}/no-such-path-in-this-document`,
					operation: reader,
				}
			);
		case 405:
			return wrongMethodProbe(input, accepted);
		case 406:
			return reader && { ...build(input, reader, accepted), operation: reader };
		case 413: {
			const mediaType = writer?.requestBody?.content[0]?.mediaType;
			if (writer === undefined || mediaType === undefined) return undefined;
			const request = build(input, writer, accepted);
			return {
				...request,
				headers: { ...request.headers, "Content-Type": mediaType },
				large: {
					chunks: () => largeBody(mediaType),
					length: [...largeBody(mediaType)].reduce((sum, { length }) => sum + length, 0),
				},
				operation: writer,
			};
		}
		case 415: {
			if (writer === undefined) return undefined;
			const request = build(input, writer, accepted);
			return {
				...request,
				headers: { ...request.headers, "Content-Type": "application/x-unknown" },
				body: Buffer.from("sample"),
				operation: writer,
			};
		}
		default:
			return undefined;
	}
}

function* largeBody(mediaType: string): Generator<Uint8Array> {
	const xml = bodyKindOf(mediaType) === "xml";
	yield Buffer.from(xml ? "<sample>" : '"');
	for (let piece = 0; piece < PIECES; piece++) yield PIECE;
	yield Buffer.from(xml ? "</sample>" : '"');
}

async function judged(
	{ model, origin, timeoutMs, signal, pace, setUp, credentials }: GeneralInput,
	general: GeneralResponse,
	probe: Probe,
	mediaTypes: string[],
): Promise<{ reasons: Told[]; answer?: Answer }> {
	const { large, operation, changesNothing, ...request } = probe;
	const { pointer } = general;
	let answer: Answer;
	try {
		if (!changesNothing) await setUp.guard.admit(operation, request, { profile: credentials.default });
		answer = await sendLarge(request, large, { origin, timeoutMs, signal, pace });
		await setUp.note(operation, request, answer, "default");
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof UnsafeError) throw error;
		return { reasons: [(error as Error).message] };
	}
	if (answer.status !== general.status) {
		const text = `status: must be ${general.status}, but is ${answer.status}`;
		const key = `general ${general.cause}>${answer.status}`;
		return {
			reasons: [{ text, key, title: `${general.cause}: ${text}`, pointer, mend: `Answer ${general.status} there.` }],
			answer,
		};
	}
	const reasons: Told[] = [];
	// A 405 has to name what is allowed, whether the document says so or not (RFC 9110, 15.5.6).
	const needed = general.status === 405 ? new Set(["Allow", ...general.headers]) : general.headers;
	for (const name of needed) {
		if (answer.headers[name.toLowerCase()] === undefined) reasons.push(missingHeader(name, pointer));
	}
	if (general.status === 405 && answer.headers.allow !== undefined)
		reasons.push(...allowReasons(model, probe, answer.headers.allow).map((text) => ({ text, key: "Allow", pointer })));
	const wrongType = contentTypeReasons(mediaTypes, answer.headers["content-type"]);
	if (wrongType.length > 0) return { reasons: [...reasons, ...wrongType], answer };
	const mediaType =
		mediaTypes.find((one) => contentTypeReasons([one], answer.headers["content-type"]).length === 0) ?? "";
	return { reasons: [...reasons, ...bodyReasons(model, general, mediaType, answer)], answer };
}

/**
 * Sends a request. Who refuses a large body before its end closes the connection, and under load that can take the answer
 * with it: then it is asked again.
 */
async function sendLarge(request: Request, large: Probe["large"], options: SendOptions): Promise<Answer> {
	for (let attempt = 1; ; attempt++) {
		try {
			return await send(request, { ...options, ...(large && { chunks: large.chunks(), length: large.length }) });
		} catch (error) {
			const isCut = error instanceof NoAnswerError && /^(EPIPE|ECONNRESET)$/.test(error.code);
			if (large === undefined || !isCut || attempt === ATTEMPTS) throw error;
		}
	}
}

/** `Allow` has to name the path's methods; HEAD and OPTIONS may come on top. */
function allowReasons(model: DocumentModel, probe: Probe, allow: string): string[] {
	const named = allow.split(",").map((method) => method.trim().toUpperCase());
	const { operations } = model;
	const { path } = probe.operation;
	const wanted = methodsOf(operations, path);
	const missing = wanted.filter((method) => !named.includes(method));
	const extra = named.filter((method) => method !== "" && ![...wanted, "HEAD", "OPTIONS"].includes(method));
	return [
		...missing.map((method) => `Allow: does not name ${method}`),
		...extra.map((method) => `Allow: names ${method}, which the path does not have`),
	];
}

function methodsOf(operations: readonly Operation[], path: string): string[] {
	return operations.filter((operation) => operation.path === path).map((operation) => operation.method);
}
