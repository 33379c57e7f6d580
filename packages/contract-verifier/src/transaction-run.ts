import type { DocumentModel, Response } from "@onespec/openapi-document";
import { cellsOf, fitsStatus, ONLY_CAUSE } from "./cells.js";
import { type Answer, contentTypeReasons, judge } from "./judge.js";
import type { PathValues } from "./live/own-items.js";
import { liveParts } from "./live/parts.js";
import { responseFor } from "./lookup.js";
import { type PlannedTransaction, profileOf } from "./plan.js";
import { contradictions } from "./read-back/contradictions.js";
import type { ReadBack, Write } from "./read-back/read-back.js";
import type { Told } from "./reason.js";
import { type Adapt, type BuildInput, buildRequest, type Request } from "./requests/build.js";
import { type Credentials, carriersOf, standInProfile } from "./requests/credentials.js";
import { answerShown, type Mask, requestShown } from "./requests/mask.js";
import type { Pace } from "./requests/pace.js";
import { isSafe } from "./requests/read-only.js";
import { send } from "./requests/send.js";
import { type Saved, type SetUp, saveFrom } from "./requests/set-up.js";
import { SetUpError } from "./requests/set-up-error.js";
import type { Outcome, TransactionResult } from "./results.js";
import { RunError } from "./run-error.js";
import { XsdError } from "./xml/xsd-error.js";

/** What a request says in place of the document's examples. */
export type Filling = Partial<Pick<BuildInput, "parts" | "lookup" | "adapt">>;

/** What all transactions of a run share. */
export interface TransactionContext {
	model: DocumentModel;
	target: "mock" | "live";
	/** Scheme, host and port. */
	origin: string;
	basePath: string;
	credentials: Credentials;
	planned: PlannedTransaction[];
	setUp: SetUp;
	/** Reads what writes have done; `undefined` on a mock, which stores nothing. */
	readBack: ReadBack | undefined;
	/** A header that carries the name of each judged transaction. */
	transactionHeader?: string | undefined;
	mask: Mask;
	pace: Pace;
	/** Refuses to send anything that could change data. */
	readOnly: boolean;
	timeoutMs: number;
	signal: AbortSignal;
}

/** One planned transaction under way: its request is prepared, its answer judged, what it makes noted for removal. */
export class TransactionRun {
	readonly planned: PlannedTransaction;
	readonly result: TransactionResult<Told>;
	readonly #context: TransactionContext;
	#saved: Saved = {};
	#request: Request | undefined;
	/** Values of its path that were made for it. */
	#path: PathValues = {};
	/** What stood where it writes. */
	#write: Write | undefined;
	#filling: Filling = {};

	constructor(planned: PlannedTransaction, context: TransactionContext) {
		this.planned = planned;
		this.#context = context;
		this.result = {
			cause: planned.cause,
			outcome: "open",
			natural: context.target === "mock" && planned.scenario.natural === true,
			reasons: [],
			request: null,
			response: null,
		};
	}

	/** What of its request the document alone does not say; known once it is prepared. */
	get filling(): Filling {
		return this.#filling;
	}

	/** The header that carries the transaction's name, where one does. */
	#tag(): Record<string, string> {
		const { transactionHeader } = this.#context;
		return transactionHeader === undefined ? {} : { [transactionHeader]: encodeURIComponent(this.planned.name) };
	}

	/**
	 * Makes the request, waits for its turn, and notes what of it people may see.
	 * @throws SetUpError, NoAnswerError where the data that it needs can't be made
	 */
	async prepare(): Promise<Request> {
		const { model, mask, readOnly, origin, pace } = this.#context;
		const { name, operation } = this.planned;
		const request = this.#context.target === "mock" ? this.#forMock() : await this.#forLive();
		const { method, headers } = request;
		if (readOnly && !isSafe(method)) throw new RunError(`${name} would write.`);
		const carriers = carriersOf(model, operation);
		this.result.request = requestShown(request, { origin, carriers, mask });
		await this.#takeTurn(pace);
		return { ...request, headers: { ...headers, ...this.#tag() } };
	}

	#common() {
		const { model, basePath } = this.#context;
		const { operation, cell } = this.planned;
		const { requestMediaType, responseMediaType } = cell;
		return { model, operation, requestMediaType, responseMediaType, basePath };
	}

	/** The mock gives what `Prefer` asks for, unless the request alone brings it about. */
	#forMock(): Request {
		const { scenario, cell, cause, operation } = this.planned;
		const profile = standInProfile(this.#context.model, "mock");
		const common = { ...this.#common(), profile, lookup: undefined };
		if (scenario.natural === true) return buildRequest({ ...common, parts: scenario });
		const status = preferredStatus(
			cell.status,
			operation.responses.map((one) => one.status),
		);
		const prefer = cause === ONLY_CAUSE ? `code=${status}` : `code=${status}, example=${quoted(cause)}`;
		return buildRequest({ ...common, parts: {}, headers: { Prefer: prefer } });
	}

	/** Makes what it needs, builds the request, and repeats it where the scenario says so. */
	async #forLive(): Promise<Request> {
		const { setUp, credentials, timeoutMs, signal, pace, origin } = this.#context;
		const { scenario, operation } = this.planned;
		const { parts, saved, path, trusted, ...live } = await liveParts(setUp, this.planned);
		const adapt = live.adapt && once(live.adapt);
		this.#saved = saved;
		this.#path = path;
		const profile = scenario.anonymous === true ? undefined : credentials[profileOf(scenario)];
		const lookup = (name: string) => saved[name];
		this.#filling = { parts, lookup, adapt };
		const request = buildRequest({ ...this.#common(), parts, profile, lookup, adapt });
		if (!trusted) await setUp.guard.admit(operation, request, { profile, stated: scenario.stated === true });
		this.#request = request;
		if (scenario.repeat === undefined) {
			const { cause, cell } = this.planned;
			this.#write = await this.#context.readBack?.before(operation, request, profileOf(scenario), {
				kind: `${cell.status} ${cause}`,
				refused: !cell.status.startsWith("2"),
			});
		}
		for (let count = 0; scenario.repeat !== undefined && count < scenario.repeat.atMost; count++) {
			await this.#takeTurn(pace);
			const { status } = await send(request, { origin, timeoutMs, signal });
			if (status === scenario.repeat.until) break;
		}
		return request;
	}

	/** Waits as the rate says; a request that is there to exhaust a throttle does not, unless the rate is strict. */
	async #takeTurn(pace: Pace): Promise<void> {
		const { signal, target } = this.#context;
		const exhausts = target === "live" && this.planned.scenario.repeat !== undefined;
		if (exhausts && pace.rate?.strict !== true) pace.count();
		else await pace.wait(signal);
	}

	/** Holds an answer against the cell, and notes what it made. */
	async judge(answer: Answer): Promise<{ outcome: Outcome; reasons: Told[] }> {
		const { model, target, mask, setUp } = this.#context;
		const { cell, cause, operation, scenario } = this.planned;
		this.result.response = answerShown(answer, mask);
		let reasons: Told[];
		let unjudged: string | undefined;
		try {
			const anyCause = scenario.anyCause === true || (target === "mock" && this.result.natural);
			reasons = judge({ model, cell, cause, anyCause, answer });
		} catch (error) {
			if (!(error instanceof XsdError)) throw error;
			reasons = [];
			unjudged = `the body can't be judged: ${error.message}`;
		}
		const succeeded = answer.status >= 200 && answer.status <= 299;
		if (target === "live") setUp.coverage.note(operation, this.#request, answer);
		const upserted =
			target === "live" && this.#request
				? await setUp.note(operation, this.#request, answer, profileOf(scenario))
				: undefined;
		if (upserted !== undefined && answer.status === 201) {
			const text = `${upserted}: must be new, but was there before the create that is answered 201`;
			const mend = "Answer 200, 303 or 409 where a create finds what is there.";
			reasons.push({ text, key: `${operation.id} answers with what is there`, pointer: operation.pointer, mend });
		}
		// A request that should have been refused may have made something all the same.
		const unexpected = succeeded && !cell.status.startsWith("2");
		const { save, cleanup } = unexpected ? this.#removal() : scenario;
		if (target === "live" && save !== undefined && succeeded) {
			try {
				const own = saveFrom(model, operation, answer, save, `${cell.operationId} (${cause})`);
				if (cleanup) this.#context.setUp.later(cleanup, profileOf(scenario), { ...this.#saved, ...own });
			} catch (error) {
				const { message } = error as Error;
				const common = error instanceof SetUpError ? error.reason : undefined;
				reasons.push(common === undefined ? message : { ...common, text: message });
			}
		}
		const putWrongly = target === "live" ? this.#putWrongly(answer) : undefined;
		if (putWrongly !== undefined) reasons.unshift(putWrongly);
		if (reasons.length === 0 && target === "live") reasons.push(...contradictions(model, operation, answer));
		if (reasons.length === 0 && this.#write !== undefined) {
			const deviations = (await this.#context.readBack?.after(this.#write, answer)) ?? [];
			reasons.push(...deviations);
		}
		if (reasons.length > 0) {
			const other =
				target === "live" && scenario.derived === true && putWrongly === undefined
					? this.#otherAnswer(answer)
					: undefined;
			return other ?? { outcome: "failed", reasons };
		}
		return unjudged === undefined ? { outcome: "passed", reasons } : { outcome: "open", reasons: [unjudged] };
	}

	/** PUT is answered 201 where it makes something, and only there (RFC 9110, 9.3.4). */
	#putWrongly({ status }: Answer): Told | undefined {
		const { operation, scenario } = this.planned;
		if (operation.method !== "PUT" || !operation.responses.some((one) => one.status === "201")) return undefined;
		const pointer = operation.pointer;
		const was = [...(this.#write?.before.values() ?? [])][0];
		if (status === 201 && was !== undefined) {
			const text = "status: must be 200 or 204 where the item was there before, but is 201";
			return {
				text,
				key: `${operation.id} replaces and says 201`,
				pointer,
				mend: "Answer 201 only where PUT makes the item.",
			};
		}
		if ((status === 200 || status === 204) && scenario.makes === true && scenario.derived === true) {
			const text = `status: must be 201 where the item was not there before, but is ${status}`;
			return {
				text,
				key: `${operation.id} makes and says ${status}`,
				pointer,
				mend: "Answer 201 where PUT makes the item.",
			};
		}
		return undefined;
	}

	/**
	 * What to make of a documented answer of another status, where nobody wrote how to bring the cell about: the request was
	 * a guess, and the answer may be right. `undefined` where it can't be.
	 */
	#otherAnswer(answer: Answer): { outcome: Outcome; reasons: Told[] } | undefined {
		const { model } = this.#context;
		const { cell, operation, scenario } = this.planned;
		const { status } = answer;
		const documented = operation.responses.map((one) => one.status);
		const response = responseFor(operation, status);
		const succeeded = status >= 200 && status <= 299;
		const wanted = cell.status.startsWith("2");
		const refuses = status === 406 && cell.status === "406";
		if (response === undefined || status >= 500 || (!refuses && fitsStatus(cell, status, documented))) return undefined;
		// Who accepts nothing that there is can't say in what the refusal comes: the server chooses.
		if (refuses) return this.#chosen(response, answer);
		// Who is to be refused must be, and what was just made must be there.
		if (succeeded && !wanted) return undefined;
		if (wanted && (status === 404 || status === 410) && Object.keys(this.#path).length > 0) return undefined;
		const actual = cellsOf(model, cell.operationId).find(
			(one) => one.status === response.status && one.requestMediaType === cell.requestMediaType,
		);
		const mediaType = response.content.find(
			(one) => contentTypeReasons([one.mediaType], answer.headers["content-type"]).length === 0,
		);
		const own = actual && { ...actual, responseMediaType: mediaType?.mediaType ?? actual.responseMediaType };
		const reasons = own === undefined ? [] : judge({ model, cell: own, cause: "", anyCause: true, answer });
		if (reasons.length > 0) return { outcome: "failed", reasons };
		const how =
			scenario.anonymous === true
				? "without credentials"
				: scenario.bodyText
					? "with a malformed body"
					: "from the document";
		return {
			outcome: "open",
			reasons: [
				`no scenario: a request ${how} is answered ${status}; add operations.${cell.operationId}.${cell.status}.${this.planned.cause} to the scenarios file`,
			],
		};
	}

	/** A 406 in another of its media types is open for this one. */
	#chosen({ content }: Response, answer: Answer): { outcome: Outcome; reasons: Told[] } | undefined {
		const { model } = this.#context;
		const { cell } = this.planned;
		const fits = (mediaType: string) => contentTypeReasons([mediaType], answer.headers["content-type"]).length === 0;
		const other = content.find(({ mediaType }) => fits(mediaType))?.mediaType;
		if (other === undefined || fits(cell.responseMediaType)) return undefined;
		const reasons = judge({ model, cell: { ...cell, responseMediaType: other }, cause: "", anyCause: true, answer });
		if (reasons.length > 0) return { outcome: "failed", reasons };
		const said = `the server answers 406 in ${other}, and no request can ask for it in ${cell.responseMediaType}`;
		return { outcome: "open", reasons: [said] };
	}

	/** How what an operation makes is removed, by any of its scenarios. */
	#removal(): PlannedTransaction["scenario"] {
		const { cell } = this.planned;
		const same = this.#context.planned.filter((one) => one.cell.operationId === cell.operationId);
		return same.find(({ scenario }) => scenario.save && scenario.cleanup)?.scenario ?? {};
	}
}

/** A status that stands for a range or for `default`, and that no other response documents. */
function preferredStatus(status: string, documented: readonly string[]): string {
	if (/^\d+$/.test(status)) return status;
	const first = status === "default" ? [5, 4, 3, 2] : [Number(status.charAt(0))];
	const free = first.filter((digit) => status !== "default" || !documented.includes(`${digit}XX`));
	const [digit = 5] = free;
	for (let code = digit * 100; ; code++) if (!documented.includes(String(code))) return String(code);
}

/** A name as a header field value has it: a token, or a quoted string (RFC 7240). */
function quoted(name: string): string {
	return /^[\w.!#$%&'*+^`|~-]+$/.test(name) ? name : `"${name.replace(/["\\]/g, "\\$&")}"`;
}

/** The same body each time for a media type: what a code sample sends has the texts by which it is known again. */
function once(adapt: Adapt): Adapt {
	const bodies = new Map<string, unknown>();
	return (sample, media) => {
		if (!bodies.has(media.mediaType)) bodies.set(media.mediaType, adapt(sample, media));
		return bodies.get(media.mediaType);
	};
}
