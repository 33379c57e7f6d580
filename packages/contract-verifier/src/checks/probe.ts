import type { Agent } from "node:http";
import type { Operation } from "@onespec/openapi-document";
import { buildRequest, type Request } from "../requests/build.js";
import type { Profile } from "../requests/credentials.js";
import { send } from "../requests/send.js";
import type { RequestParts } from "../scenarios/types.js";
import type { CheckContext, Shown } from "./check.js";
import { PROFILE } from "./workplace.js";

/** A request that only reads, and how it differs from the plain one. */
export interface Probe {
	path?: RequestParts["path"];
	query?: RequestParts["query"];
	headers?: RequestParts["headers"];
	/** The credentials to send; those of the default profile where it is not given. */
	profile?: Profile | undefined;
	/** Holds connections, where the request needs no own one. */
	agent?: Agent;
	/** Waits no longer where the server says that it is throttled. */
	impatient?: boolean;
	/** Changes the request before it is sent. */
	alter?(request: Request): Request;
}

const THROTTLED_ATTEMPTS = 3;
const LONGEST_WAIT_S = 5;

/** Sends a request of an operation that only reads. */
export async function probe(
	context: CheckContext,
	operation: Operation,
	how: Probe = {},
): Promise<Shown & { status: number; succeeded: boolean }> {
	const { model, basePath, credentials, origin, timeoutMs, signal, pace } = context;
	const { path, query, headers } = how;
	const built = buildRequest({
		model,
		operation,
		requestMediaType: null,
		responseMediaType: operation.responses.find(({ status }) => status.startsWith("2"))?.content[0]?.mediaType ?? "",
		parts: { ...(path && { path }), ...(query && { query }), ...(headers && { headers }) },
		profile: how.profile ?? credentials[PROFILE],
		lookup: (name) => `{${name}}`,
		basePath,
	});
	const request = how.alter?.(built) ?? built;
	for (let attempt = 1; ; attempt++) {
		const answer = await send(request, { origin, timeoutMs, signal, pace, ...(how.agent && { agent: how.agent }) });
		const { status } = answer;
		context.setUp.coverage.note(operation, request, answer);
		const seconds = Number(answer.headers["retry-after"] ?? 1);
		if (status !== 429 || how.impatient || attempt === THROTTLED_ATTEMPTS || !(seconds <= LONGEST_WAIT_S))
			return { operation, request, answer, status, succeeded: status >= 200 && status <= 299 };
		await new Promise((resume) => setTimeout(resume, seconds * 1000));
	}
}

/** The operations that only read and name nothing in their path, those with the fewest required parameters first. */
export function plainReaders({ model }: CheckContext): Operation[] {
	const needs = ({ parameters }: Operation) => parameters.filter(({ required }) => required).length;
	return model.operations
		.filter(({ method, path }) => method === "GET" && !path.includes("{"))
		.sort((one, other) => needs(one) - needs(other));
}
