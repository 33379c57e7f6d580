import {
	bodyKindOf,
	type DocumentModel,
	essenceOf,
	type MediaType,
	type Operation,
	successOf,
	valueAt,
} from "@onespec/openapi-document";
import { readStrictJson } from "../json/strict.js";
import type { Answer } from "../judge.js";
import { mediaFor, operationsById, responseFor } from "../lookup.js";
import type { Call, Scenarios } from "../scenarios/types.js";
import { readXmlAt } from "../xml/read-at.js";
import { buildRequest, type Lookup } from "./build.js";
import type { Credentials } from "./credentials.js";
import type { Mask } from "./mask.js";
import type { Pace } from "./pace.js";
import { isSafe } from "./read-only.js";
import { send } from "./send.js";
import { SetUpError } from "./set-up-error.js";

/** Saved values by name. */
export type Saved = Record<string, unknown>;

export interface SetUpInput {
	model: DocumentModel;
	scenarios: Scenarios | undefined;
	credentials: Credentials;
	origin: string;
	basePath: string;
	timeoutMs: number;
	pace?: Pace | undefined;
	/** Refuses to send anything that could change data. */
	readOnly?: boolean | undefined;
	/** Applied to what messages quote, before it is cut. */
	mask?: Mask | undefined;
}

const THROTTLED_ATTEMPTS = 4;
const LONGEST_WAIT_MS = 5000;

/** Makes fixtures on the live server by requests of its own, and removes everything at the end. */
export class SetUp {
	readonly #input: SetUpInput;
	readonly #shared = new Map<string, Promise<Saved>>();
	readonly #cleanups: { call: Call; profile: string; lookup: Lookup }[] = [];

	constructor(input: SetUpInput) {
		this.#input = input;
	}

	/**
	 * The saved values of fixtures as `fixture.name`; a fixture is made once for a profile, or anew where `fresh` is set.
	 * @throws SetUpError, NoAnswerError where the set-up request fails.
	 */
	async fixtures(names: string[], profile: string, fresh: boolean): Promise<Saved> {
		const all: Saved = {};
		for (const name of names) {
			const key = `${profile} ${name}`;
			let made = fresh ? undefined : this.#shared.get(key);
			if (made === undefined) {
				made = this.#make(name, profile);
				if (!fresh) this.#shared.set(key, made);
			}
			for (const [value, saved] of Object.entries(await made)) all[`${name}.${value}`] = saved;
		}
		return all;
	}

	/** Notes a request that removes what a transaction made. */
	later(call: Call, profile: string, saved: Saved): void {
		this.#cleanups.push({ call, profile, lookup: (name) => saved[name] });
	}

	/** How many clean-up requests are noted. */
	get pending(): number {
		return this.#cleanups.length;
	}

	/**
	 * Sends the clean-up requests, the latest first.
	 * @returns what could not be removed.
	 */
	async cleanUp(): Promise<string[]> {
		const notes: string[] = [];
		for (const { call, profile, lookup } of this.#cleanups.splice(0).reverse()) {
			try {
				const { answer } = await this.#call(call, profile, lookup);
				// What a transaction has removed itself is gone.
				const gone = answer.status === 404 || answer.status === 410;
				if (!gone && (answer.status < 200 || answer.status > 299))
					notes.push(`clean-up: ${call.operation} answered ${answer.status}`);
			} catch (error) {
				notes.push(`clean-up: ${call.operation}: ${(error as Error).message}`);
			}
		}
		return notes;
	}

	async #make(name: string, profile: string): Promise<Saved> {
		const fixture = this.#input.scenarios?.fixtures[name];
		if (fixture === undefined) throw new SetUpError(`there is no fixture ${name}`);
		const { answer, operation } = await this.#call(fixture, profile, undefined);
		if (answer.status < 200 || answer.status > 299) {
			const said = Buffer.from(answer.body).toString();
			const text = (this.#input.mask?.(said) ?? said).slice(0, 200);
			throw new SetUpError(`fixture ${name}: ${fixture.operation} answered ${answer.status} ${text}`);
		}
		const saved = saveFrom(this.#input.model, operation, answer, fixture.save ?? {}, `fixture ${name}`);
		if (fixture.cleanup) this.later(fixture.cleanup, profile, saved);
		return saved;
	}

	async #call(call: Call, profile: string, lookup: Lookup) {
		const operation = operationsById(this.#input.model).get(call.operation);
		if (operation === undefined) throw new SetUpError(`there is no operation ${call.operation}`);
		if (this.#input.readOnly && !isSafe(operation.method)) throw new SetUpError(`${call.operation} would write`);
		const request = buildRequest({
			...this.#input,
			operation,
			requestMediaType: preferred(operation.requestBody?.content) ?? null,
			responseMediaType: preferred(successOf(operation)?.content) ?? "",
			parts: call,
			profile: this.#input.credentials[profile],
			lookup,
		});
		const { origin, timeoutMs, pace } = this.#input;
		for (let attempt = 1; ; attempt++) {
			const answer = await send(request, { origin, timeoutMs, pace });
			if (answer.status !== 429 || attempt === THROTTLED_ATTEMPTS) return { answer, operation };
			const seconds = Number(answer.headers["retry-after"] ?? 1) || 1;
			await new Promise((resume) => setTimeout(resume, Math.min(seconds * 1000, LONGEST_WAIT_MS)));
		}
	}
}

/** JSON where there is a choice. */
function preferred(content: readonly MediaType[] = []): string | undefined {
	return (content.find(({ kind }) => kind === "json") ?? content[0])?.mediaType;
}

/**
 * The values at the pointers of `save` in an answer's body.
 * @throws SetUpError where one is not there.
 */
export function saveFrom(
	model: DocumentModel,
	operation: Operation,
	answer: Answer,
	save: Record<string, string>,
	name: string,
): Saved {
	const saved: Saved = {};
	const text = Buffer.from(answer.body).toString();
	const mediaType = essenceOf(answer.headers["content-type"] ?? "application/json");
	const { schema = {} } = mediaFor(responseFor(operation, answer.status)?.content, mediaType) ?? {};
	for (const [key, pointer] of Object.entries(save)) {
		let value: unknown;
		try {
			value =
				bodyKindOf(mediaType) === "xml"
					? readXmlAt(model, schema, text, pointer)
					: valueAt(readStrictJson(text).value, pointer);
		} catch (error) {
			throw new SetUpError(`${name}: save ${key}: the answer cannot be read: ${(error as Error).message}`);
		}
		if (value === undefined) throw new SetUpError(`${name}: save ${key}: the answer has nothing at ${pointer}`);
		saved[key] = value;
	}
	return saved;
}
