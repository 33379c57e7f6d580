import { bodyKindOf, type DocumentModel, essenceOf, listOf, type Operation } from "@onespec/openapi-document";
import { cellsOf, fitsStatus } from "../cells.js";
import { type Answer, bodyReasons, contentTypeReasons, judge } from "../judge.js";
import { mediaFor, responseFor } from "../lookup.js";
import { checkOf } from "../schema/validator.js";
import type { Draft } from "./exchange.js";
import { readValue } from "./read-value.js";
import type { Subject } from "./subject.js";

/** What is wrong with a request, which decides the statuses that may refuse it. */
export type WrongKind = "credentials" | "body" | "parameter" | "content-type" | "accept";

const CREDENTIALS = [401, 403];
/** A range has too many statuses to name them. */
const MOST_NAMED = 12;
/** What never answers a wrong body or parameter, as long as credentials and throttle are in order. */
const NOT_FOR_INPUT = [...CREDENTIALS, 405, 406, 407, 408, 429];

/** What a valid request may be told because of the data, where nobody wrote how it succeeds: that a name is taken, for one. */
export const BY_DATA: readonly number[] = [402, 404, 409, 410, 412, 422, 423, 424, 428];

/** Reasons why an answer is no documented success; none where it is. */
export function successReasons(model: DocumentModel, subject: Subject, draft: Draft, answer: Answer): string[] {
	const { operation } = subject;
	if (answer.status < 200 || answer.status > 299)
		return [`a valid request: must succeed, but is answered ${answer.status}`];
	if (
		isPartial(answer.status) &&
		operation.responses.some(({ status }) => /^2/.test(status) && !isPartial(Number(status)))
	) {
		return [`a valid request: must succeed as a whole, but is answered ${answer.status}`];
	}
	return documentedReasons(model, subject, draft, answer);
}

/** Reasons why an answer is none that the operation documents, in the accepted media type and in full. */
export function documentedReasons(
	model: DocumentModel,
	{ operation }: Pick<Subject, "operation">,
	draft: Draft,
	answer: Answer,
): string[] {
	const documented = operation.responses.map(({ status }) => status);
	const cells = cellsOf(model, operation.id).filter((one) => fitsStatus(one, answer.status, documented));
	const essence = essenceOf(answer.headers["content-type"] ?? "");
	// A status that has no body in the accepted media type, as errors often are problem details alone, has it in its own.
	const sent = cells.find(({ responseMediaType: one }) => essenceOf(one) === essence);
	// Who accepts nothing that there is gets the refusal in what the server chooses.
	const cell =
		(answer.status === 406 ? sent : undefined) ??
		cells.find(({ responseMediaType: one }) => one === draft.accept || one === "") ??
		sent ??
		cells[0];
	if (cell === undefined) return [`status: ${answer.status} is not documented for ${operation.id}`];
	return judge({ model, cell, cause: "", anyCause: true, answer }).map(({ text }) => text);
}

/** Reasons why an answer is no documented refusal of a request that is wrong in one way; none where it is. */
export function refusalReasons(
	model: DocumentModel,
	subject: Subject,
	draft: Draft,
	answer: Answer,
	kind: WrongKind,
	item?: number,
): string[] {
	const { status } = answer;
	if (status >= 500) return [`status: ${status} is a failure of the server`];
	if (isPartial(status) && item !== undefined) {
		const reasons = documentedReasons(model, subject, draft, answer);
		return reasons.length > 0 ? reasons : itemReasons(model, subject, draft, answer, item);
	}
	if (status < 400) return [`a wrong request: must be refused, but is answered ${status}`];
	const { own, general } = refusalStatuses(model, subject, kind);
	if (own.includes(status)) return documentedReasons(model, subject, draft, answer);
	const entry = general.find((one) => one.status === status);
	// The document refuses nothing anywhere: then it says nothing of how, either.
	if (own.length + general.length === 0 && !NOT_FOR_INPUT.includes(status)) return [];
	if (entry === undefined) {
		const allowed = [...new Set([...own, ...general.map((one) => one.status)])];
		const which = allowed.length > MOST_NAMED ? "a documented refusal" : `one of ${allowed.join(", ")}`;
		return [`status: must be ${which}, but is ${status}`];
	}
	const accepted = kind === "accept" ? subject.accepts : [draft.accept];
	const wrongType = contentTypeReasons(accepted, answer.headers["content-type"]);
	if (wrongType.length > 0) return wrongType.map(({ text }) => text);
	return bodyReasons(model, entry, essenceOf(answer.headers["content-type"] ?? ""), answer).map(({ text }) => text);
}

/** The documented statuses that may refuse a request: those of the operation, and general responses. */
export function refusalStatuses(model: DocumentModel, { operation }: Subject, kind: WrongKind) {
	const own = refusals(operation);
	// A range says nothing of negotiation: a server may answer as if nothing had been asked for (RFC 9110, 12.1).
	const isStated = (status: number) => operation.responses.some((one) => one.status === String(status));
	const general = model.generalResponses;
	switch (kind) {
		case "credentials":
			return { own: own.filter((status) => CREDENTIALS.includes(status)), general: [] };
		case "content-type":
			return {
				own: own.filter((status) => status === 415 && isStated(status)),
				general: general.filter(({ status }) => status === 415),
			};
		case "accept":
			return {
				own: own.filter((status) => status === 406 && isStated(status)),
				general: general.filter(({ status }) => status === 406),
			};
		case "parameter":
			return {
				own: own.filter((one) => !NOT_FOR_INPUT.includes(one)),
				general: general.filter(({ status }) => status === 404),
			};
		case "body":
			return {
				// The data that the request names exists.
				own: own.filter((status) => !NOT_FOR_INPUT.includes(status) && status !== 404),
				general: general.filter(({ status }) => status === 413),
			};
	}
}

/** Every status of a refusal that an operation documents, by itself or by a range. */
function refusals(operation: Operation): number[] {
	return Array.from({ length: 100 }, (_, index) => 400 + index).filter((status) => responseFor(operation, status));
}

function isPartial(status: number): boolean {
	return status === 206 || status === 207;
}

/**
 * A documented partial success is the refusal of an item: its result must be none that the full success could have, and
 * those of the other items must be.
 */
function itemReasons(model: DocumentModel, subject: Subject, draft: Draft, answer: Answer, item: number): string[] {
	const schemaOf = (status: string) =>
		mediaFor(responseFor(subject.operation, status)?.content, draft.accept)?.schema ?? {};
	const succeeded = listOf(model, schemaOf(subject.status))?.item;
	if (succeeded === undefined || !["json", "xml"].includes(bodyKindOf(draft.accept))) return [];
	const text = Buffer.from(answer.body).toString();
	const results = readValue(model, schemaOf(String(answer.status)), draft.accept, text);
	if (!Array.isArray(results)) return ["body: must have a result for each item"];
	return results.flatMap((result, index) => {
		const success = checkOf(model, succeeded)(result).length === 0;
		if (index === item && success) return [`/${index}: a wrong item must be refused, but succeeded`];
		if (index !== item && !success) return [`/${index}: a valid item must succeed, but was refused`];
		return [];
	});
}
