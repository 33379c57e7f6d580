import type { Fault } from "@onespec/wire-codec/json";
import { faultOf } from "./check.js";
import { type ApiDocument, branchesOf, type Schema } from "./document.js";
import { charsetOf, essenceOf } from "./media-types.js";
import type { BodyPlan, OperationPlan } from "./plan.js";
import { Problem } from "./problem.js";

/** A body that was read. */
export interface Received {
	readonly value: unknown;
	/** What the text alone shows to be wrong in items that stand alone. */
	readonly faults: readonly Fault[];
}

/** What no server takes: 16 MiB. */
const BODY_LIMIT = 16 * 1024 * 1024;

/**
 * Receives the body of a request.
 *
 * @returns what reads it, for when the parameters have been read; it throws a {@link Problem} 400
 * @throws {Problem} 415 or 413
 */
export async function receiveBody(
	document: ApiDocument,
	plan: OperationPlan,
	request: Request,
): Promise<() => Received> {
	const { request: wanted } = plan;
	if (wanted === undefined) return () => ({ value: undefined, faults: [] });
	const { headers } = request;
	const bytes = new Uint8Array(await request.arrayBuffer());
	const contentType =
		headers.get("content-type") ?? (bytes.length === 0 ? wanted.bodies.keys().next().value : "") ?? "";
	const body = wanted.bodies.get(essenceOf(contentType));
	if (body === undefined || !/^utf-?8$/.test(charsetOf(contentType) ?? "utf-8")) {
		throw new Problem(415, { value: "Content-Type" });
	}
	if ((headers.get("content-encoding") ?? "identity") !== "identity")
		throw new Problem(415, { value: "Content-Encoding" });
	if (bytes.length > BODY_LIMIT) throw new Problem(413);
	if (bytes.length === 0 && !wanted.required) return () => ({ value: undefined, faults: [] });
	return () => readBody(document, body, bytes, plan.role === "updateMany");
}

function readBody(
	document: ApiDocument,
	{ codec, schema }: BodyPlan,
	bytes: Uint8Array,
	standAlone: boolean,
): Received {
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
	const fault = faultOf(document, parts ? shellOf(document, schema) : schema, read.value);
	if (fault !== undefined) throw new Problem(400, { value: fault.member, words: fault.words });
	return { value: read.value, faults: read.faults };
}

/** The schema of an array, without that of its items. */
function shellOf(document: ApiDocument, schema: Schema): Schema {
	const { items: _, ...shell } = branchesOf(document, schema).find(({ type }) => type === "array") ?? {};
	return shell;
}
