import type { DocumentModel, Operation } from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { buildRequest, type Request } from "../requests/build.js";
import { carriersOf, type Profile } from "../requests/credentials.js";
import { type Mask, maskHeaders, maskTarget } from "../requests/mask.js";
import { send } from "../requests/send.js";
import type { RequestParts } from "../scenarios/types.js";
import type { RunContext } from "./options.js";

/** A request before it is built. */
export interface Draft {
	requestMediaType: string | null;
	/** The media type to accept, one of the operation's. */
	accept: string;
	parts: RequestParts;
	/** Query parameters to leave out although they are required. */
	without?: string;
}

/** A request and its answer, credentials masked. */
export interface Exchange {
	request: { method: string; target: string; headers: Record<string, string>; body: string };
	response: { status: number; headers: Record<string, string>; body: string };
}

const THROTTLED_ATTEMPTS = 5;

/**
 * Sends a draft; waits where the server says that it is throttled, unless that is what was asked for.
 *
 * @param profileName whose credentials remove what it makes; `default` where it is not given
 * @throws UnsafeError where it could change what this run has not made; NoAnswerError where no answer comes
 */
export async function exchange(
	context: RunContext,
	operation: Operation,
	draft: Draft,
	profile: Profile | undefined,
	profileName?: string,
): Promise<{ answer: Answer; shown: Exchange }> {
	const request = requestOf(context, operation, draft, profile);
	await context.setUp?.guard.admit(operation, request, { profile });
	for (let attempt = 1; ; attempt++) {
		const answer = await send(request, context);
		const wait = Number(answer.headers["retry-after"] ?? 1);
		if (answer.status === 429 && attempt < THROTTLED_ATTEMPTS && wait <= 5) {
			await new Promise((resume) => setTimeout(resume, wait * 1000));
			continue;
		}
		await context.setUp?.note(operation, request, answer, profileName ?? "default");
		return { answer, shown: shownOf(context.model, operation, request, answer, context.mask) };
	}
}

function requestOf(context: RunContext, operation: Operation, draft: Draft, profile: Profile | undefined): Request {
	const request = buildRequest({
		model: context.model,
		operation,
		requestMediaType: draft.requestMediaType,
		responseMediaType: draft.accept,
		parts: draft.parts,
		profile,
		// Generated texts may look like placeholders.
		lookup: (name) => `{${name}}`,
		basePath: context.basePath,
	});
	if (draft.without === undefined) return request;
	const [path = "", query = ""] = request.target.split("?");
	const kept = query.split("&").filter((pair) => pair.split("=")[0] !== encodeURIComponent(draft.without ?? ""));
	return { ...request, target: kept.length > 0 ? `${path}?${kept.join("&")}` : path };
}

/** What a person may see of a request and its answer. */
export function shownOf(
	model: DocumentModel,
	operation: Operation,
	request: Request,
	answer: Answer,
	mask: Mask,
): Exchange {
	const carriers = carriersOf(model, operation);
	return {
		request: {
			method: request.method,
			target: maskTarget(request.target, carriers, mask),
			headers: maskHeaders(request.headers, carriers, mask),
			body: mask(request.body.toString()),
		},
		response: {
			status: answer.status,
			headers: maskHeaders(answer.headers, [], mask),
			body: mask(Buffer.from(answer.body).toString()),
		},
	};
}

const LONGEST = 600;

/** The lines that show an exchange. */
export function exchangeLines({ request, response }: Exchange): string[] {
	const lines = [`> ${request.method} ${request.target}`];
	for (const [name, value] of Object.entries(request.headers)) lines.push(`> ${name}: ${value}`);
	if (request.body !== "") lines.push(`> ${shorten(request.body)}`);
	lines.push(`< ${response.status} ${response.headers["content-type"] ?? ""}`.trimEnd());
	if (response.body !== "") lines.push(`< ${shorten(response.body)}`);
	return lines;
}

function shorten(text: string): string {
	return text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length} characters)` : text;
}
