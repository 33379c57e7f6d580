import { type ApiClient, observedOperation } from "./engine.js";
import { ClientError, detailsOf, type RequestDetails } from "./errors.js";
import { memberOf, operationAt } from "./following.js";
import { type PollOptions, pollUntil } from "./habits.js";
import type { Operation, OperationRequest } from "./operation.js";
import type { CallOptions } from "./options.js";
import { perform } from "./perform.js";

/** An operation that only begins something, whose state another operation reads; declared by `x-long-running`. */
export interface LongRunningOperation extends Operation {
	readonly longRunning: {
		/** The member of the answer, by its path, or the header, that says where the state is. */
		readonly member?: string;
		readonly header?: string;
		/** The parameter in the path of the reading operation that it is the value of; unless told, it is a URL. */
		readonly parameter?: string;
		/** The member that carries the state, by its path, and its values once it is over. */
		readonly state: string;
		readonly done: readonly unknown[];
		readonly failed?: readonly unknown[];
	};
}

/** How a call is made, and what it began is waited for. */
export interface LongRunningOptions extends CallOptions {
	/** How often the state is read, and for how long in all. */
	readonly poll?: Omit<PollOptions, "signal"> | undefined;
}

/** What an operation began has failed. */
export class LongRunningError extends ClientError {
	override readonly name = "LongRunningError";
	/** What was read last. */
	declare readonly data: unknown;

	/** @param state the value that says so */
	constructor(request: RequestDetails, state: unknown, data: unknown) {
		super(request, `ended in the state ${JSON.stringify(state)}`, undefined, { data });
	}
}

/**
 * Begins something, and reads its state until it is done.
 *
 * @param status the operation that reads the state
 * @returns the last answer of that operation
 * @throws ClientError; LongRunningError where the state says that it failed; DOMException named `TimeoutError` where it
 * takes too long
 * @example const { url } = await sendUntilDone<Export>(client, startExport, getExport, { body: { year: 2026 } });
 */
export function sendUntilDone<State>(
	client: ApiClient,
	operation: LongRunningOperation,
	status: Operation,
	request: OperationRequest = {},
	{ poll, ...options }: LongRunningOptions = {},
): Promise<State> {
	const { member, header = "", parameter, state, done, failed = [] } = operation.longRunning;
	return observedOperation(client, operation, async () => {
		const { data, reply } = await perform(client, operation, request, options);
		const where = member === undefined ? reply.headers.get(header) : memberOf(data, member);
		if (where === undefined || where === null || where === "") {
			throw new ClientError(
				detailsOf(operation),
				`answered without ${member ?? header}, which says where its state is`,
			);
		}
		const read =
			parameter === undefined
				? operationAt(client, status, String(where), operation, request)
				: { operation: status, request: { path: { ...request.path, [parameter]: where }, isContinued: true as const } };
		const { signal, headers, timeout, retry } = options;
		return pollUntil<State>(
			async ({ onResponse }) => {
				const answer = await perform(client, read.operation, read.request, {
					signal,
					headers,
					timeout,
					retry,
					onResponse,
				});
				return answer.data as State;
			},
			(answer) => {
				const now = memberOf(answer, state);
				if (failed.includes(now)) throw new LongRunningError(detailsOf(status), now, answer);
				return done.includes(now);
			},
			{ ...poll, signal },
		);
	});
}
