import { type DocumentModel, listOf, matches, parseMediaType, type Schema } from "@onespec/openapi-document";
import type { Fault } from "@onespec/wire-codec/json";
import { bodyFault } from "./check.js";
import type { BodyPlan, OperationPlan } from "./plan.js";
import { Problem } from "./problem.js";

/** A body that was read. */
export interface Received {
	/** `undefined` where there is none, or its media type is not read. */
	readonly value: unknown;
	/** What the text alone shows to be wrong in items that stand alone. */
	readonly faults: readonly Fault[];
}

/** What no server takes: 16 MiB. */
const BODY_LIMIT = 16 * 1024 * 1024;

const NOTHING: Received = { value: undefined, faults: [] };

/**
 * Receives the body of a request.
 *
 * @returns what reads it, for when the parameters have been read; it throws a {@link Problem} 400
 * @throws {Problem} 415 or 413
 */
export async function receiveBody(
	model: DocumentModel,
	{ request: wanted, role }: OperationPlan,
	request: Request,
): Promise<() => Received> {
	if (wanted === undefined) return () => NOTHING;
	const { headers } = request;
	const bytes = new Uint8Array(await request.arrayBuffer());
	const contentType = headers.get("content-type") ?? (bytes.length === 0 ? wanted.bodies[0]?.mediaType : "") ?? "";
	const sent = parseMediaType(contentType);
	const body = wanted.bodies.find(({ mediaType }) => matches(parseMediaType(mediaType), sent));
	if (body === undefined || (body.codec && !/^utf-?8$/i.test(sent.parameters.get("charset") ?? "utf-8"))) {
		throw new Problem(415, { value: "Content-Type" });
	}
	if ((headers.get("content-encoding") ?? "identity") !== "identity")
		throw new Problem(415, { value: "Content-Encoding" });
	if (bytes.length > BODY_LIMIT) throw new Problem(413);
	if (bytes.length === 0 && !wanted.required) return () => NOTHING;
	return () => readBody(model, body, bytes, role === "updateMany");
}

function readBody(model: DocumentModel, { codec, schema }: BodyPlan, bytes: Uint8Array, standAlone: boolean): Received {
	if (codec === undefined) return NOTHING;
	let read: ReturnType<typeof codec.read>;
	try {
		read = codec.read(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch (error) {
		throw new Problem(400, { words: `The body is not well-formed: ${(error as Error).message}.` });
	}
	// The items of a batch are judged one by one, the array that holds them is not.
	const parts = standAlone && Array.isArray(read.value);
	const textFault = read.faults.find(({ pointer }) => !parts || pointer === "");
	if (textFault !== undefined) {
		const member = textFault.pointer.split("/").at(-1) ?? "";
		throw new Problem(400, { value: member, words: `${member || "The body"} ${textFault.message}.` });
	}
	const fault = bodyFault(model, parts ? shellOf(model, schema) : schema, read.value);
	if (fault !== undefined) throw new Problem(400, { value: fault.member, words: fault.words });
	return { value: read.value, faults: read.faults };
}

/** The schema of an array, without that of its items. */
function shellOf(model: DocumentModel, schema: Schema): Schema {
	const { items: _, ...shell } = listOf(model, schema)?.list ?? {};
	return shell;
}
