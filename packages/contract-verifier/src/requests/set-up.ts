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
import { type Answer, successKey } from "../judge.js";
import { Coverage } from "../live/coverage.js";
import { Guard } from "../live/guard.js";
import { OwnItems } from "../live/own-items.js";
import {
	type Collection,
	collectionAt,
	createdId,
	itemPath,
	itemsTemplate,
	levelsOf,
	readerAt,
	roleIn,
} from "../live/roles.js";
import { mediaFor, operationsById, responseFor } from "../lookup.js";
import { fixturesIn } from "../scenarios/placeholders.js";
import type { Call, RequestParts, Scenarios } from "../scenarios/types.js";
import { readXmlAt } from "../xml/read-at.js";
import { type Adapt, buildRequest, type Lookup, type Request } from "./build.js";
import type { Credentials } from "./credentials.js";
import type { Mask } from "./mask.js";
import type { Pace } from "./pace.js";
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
const DEFAULT = "default";
/** So many clean-up requests are under way at once. */
const AT_ONCE = 8;

/** How a request is made. */
export interface AskOptions {
	lookup?: Lookup;
	/** Changes the document's own sample of a body. */
	adapt?: Adapt | undefined;
	/** A scenario states this very request. */
	stated?: boolean;
	requestMediaType?: string | undefined;
	responseMediaType?: string | undefined;
}

/** A request that removes something, with the path of what it removes. */
interface Removal {
	call: Call;
	profile: string;
	lookup: Lookup;
	/** `undefined` where it is no DELETE. */
	place: string | undefined;
}

/** A collection in which something was made. */
interface MadeIn {
	resource: Collection;
	/** On the server. */
	path: string;
	profile: string;
}

/** So often an item is read to see whether an answer names what was made. */
const PROOFS = 2;
/** So many pages of a list are searched for what is left. */
const MOST_PAGES = 20;

/** Makes fixtures and items on the live server by requests of its own, and removes everything at the end. */
export class SetUp {
	/** Every request to the live server is shown to it. */
	readonly guard: Guard;
	/** Items that requests have to name where no scenario says which. */
	readonly items: OwnItems;
	/** Which members of bodies the run has seen. */
	readonly coverage: Coverage;
	readonly #input: SetUpInput;
	readonly #shared = new Map<string, Promise<Saved>>();
	readonly #removals: Removal[] = [];
	/** Collections in which something was made, by profile and path. */
	readonly #places = new Map<string, MadeIn>();
	/** Creates that were answered with what had been there before, in words. */
	readonly #upserts = new Set<string>();
	/** By operation: how often an answer named what was made, where only reading it shows that. */
	readonly #proven = new Map<string, number>();
	/** By operation: what was made of which nobody knows the id. */
	readonly #lost = new Map<string, number>();
	/** By operation: what was answered as removed, and nothing reads whether it is gone. */
	readonly #unread = new Map<string, { count: number; status: number }>();

	constructor(input: SetUpInput) {
		this.#input = input;
		this.coverage = new Coverage(input.model);
		// What was made is removed also after an abort.
		const { origin, timeoutMs, pace } = input;
		this.guard = new Guard({
			...input,
			send: (request) => send(request, { origin, timeoutMs, pace }),
		});
		this.items = new OwnItems(
			{
				model: input.model,
				basePath: input.basePath,
				isAbsent: (one) => this.guard.isAbsent(one, input.credentials[DEFAULT]),
				isOwn: (path) => this.guard.isOwn(path, input.credentials[DEFAULT]),
			},
			(operation, path, adapt) => this.#ask(operation, { path }, DEFAULT, { adapt }),
		);
	}

	/**
	 * The saved values of fixtures as `fixture.name`; a fixture is made once for a profile, or anew where `fresh` is set:
	 * then once for this call, whoever of the others needs it too.
	 * @throws SetUpError, NoAnswerError where the set-up request fails; UnsafeError where it could change what is not ours
	 */
	fixtures(names: readonly string[], profile: string, fresh: boolean): Promise<Saved> {
		return this.#fixtures(names, profile, fresh ? new Map() : this.#shared);
	}

	async #fixtures(names: readonly string[], profile: string, known: Map<string, Promise<Saved>>): Promise<Saved> {
		const all: Saved = {};
		for (const name of names) {
			const key = `${profile} ${name}`;
			const made = known.get(key) ?? this.#make(name, profile, known);
			known.set(key, made);
			for (const [value, saved] of Object.entries(await made)) all[`${name}.${value}`] = saved;
		}
		return all;
	}

	/**
	 * Sends a request of an operation, in JSON where there is a choice, and notes what it makes.
	 * @throws UnsafeError where it could change what is not ours; NoAnswerError where no answer comes
	 */
	ask(
		operation: Operation,
		parts: RequestParts,
		profile: string,
		how: AskOptions = {},
	): Promise<{ request: Request; answer: Answer }> {
		return this.#ask(operation, parts, profile, how);
	}

	/** Notes a request that removes what a transaction made. */
	later(call: Call, profile: string, saved: Saved): void {
		const lookup = (name: string) => saved[name];
		const operation = operationsById(this.#input.model).get(call.operation);
		if (operation === undefined) return;
		const { target } = this.#request(operation, call, profile, { lookup });
		const [path = ""] = target.split("?");
		const place = operation.method === "DELETE" ? path : undefined;
		// What the server had before is not removed, whatever an answer said.
		if (place !== undefined && !this.guard.own(place, this.#input.credentials[profile])) return;
		const known = this.#removals.some((one) => one.place === place && one.profile === profile);
		if (place !== undefined && known) return;
		this.#removals.push({ call, profile, lookup, place });
	}

	/**
	 * Notes what an answer says was made or removed, so that it is ours, and goes at the end.
	 * @returns the path of what a create was answered with although it had been there before
	 */
	async note(operation: Operation, request: Request, answer: Answer, profile: string): Promise<string | undefined> {
		const { model, credentials } = this.#input;
		const found = roleIn(model, operation);
		let upserted: string | undefined;
		if (found?.role === "create")
			upserted = await this.#noteCreate(found.resource, operation, request, answer, profile);
		for (const made of await this.guard.note(operation, request, answer, { profile: credentials[profile] })) {
			const resource = collectionAt(model, made.template.slice(0, made.template.lastIndexOf("/")) || "/");
			this.#goesLater(resource, made.path, profile);
		}
		return upserted;
	}

	/**
	 * Notes what a create has made. What was there before is not ours, whatever the answer says; nor is an item that has nothing of
	 * what was sent. What a create made without saying so is found in the list at the end.
	 */
	async #noteCreate(
		resource: Collection,
		operation: Operation,
		request: Request,
		answer: Answer,
		profile: string,
	): Promise<string | undefined> {
		const path = (request.target.split("?")[0] ?? "").replace(/\/$/, "");
		const tokens = this.items.values.tokensIn(request.body.toString());
		if (tokens.length > 0) this.#places.set(`${profile} ${path}`, { resource, path, profile });
		if (answer.status < 200 || answer.status > 299) return undefined;
		const id = createdId(this.#input.model, resource, answer);
		const place = id === undefined ? undefined : itemPath(resource, path, id);
		const own = this.#input.credentials[profile];
		if (place !== undefined && (await this.guard.wasThere(path, place, own)) === true) {
			const shown = place.slice(this.#input.basePath.length);
			this.guard.upserted(path, own, shown);
			this.#upserts.add(
				`${operation.id} was answered with ${shown}, which had been there before: nothing more was made there`,
			);
			return shown;
		}
		if (
			place !== undefined &&
			(await this.#isWhatWasSent(resource, operation, answer, { place, path, tokens, profile }))
		)
			this.#goesLater(resource, place, profile);
		else if (tokens.length > 0) this.#lost.set(operation.id, (this.#lost.get(operation.id) ?? 0) + 1);
		return undefined;
	}

	/** Whether what an answer names is what was made: it says, or the item has, a text that no other one has. */
	async #isWhatWasSent(
		resource: Collection,
		{ id }: Operation,
		answer: Answer,
		{ place, path, tokens, profile }: { place: string; path: string; tokens: string[]; profile: string },
	): Promise<boolean> {
		const says = ({ body }: Answer) => {
			const text = Buffer.from(body).toString().toLowerCase();
			return tokens.some((token) => text.includes(token));
		};
		const proven = this.#proven.get(id) ?? 0;
		if (tokens.length === 0 || says(answer) || proven >= PROOFS) return true;
		const reader = readerAt(this.#input.model, `${itemsTemplate(resource)}/{}`);
		if (reader === undefined) return true;
		const segments = place.slice(this.#input.basePath.length).split("/");
		const values = (levelsOf(reader) ?? []).map(({ parameter, length }) => [
			parameter,
			decodeURIComponent(segments[length - 1] ?? ""),
		]);
		const read = await this.#send(this.#request(reader, { path: Object.fromEntries(values) }, profile, {}));
		if (read.status < 200 || read.status > 299) return true;
		if (says(read)) {
			this.#proven.set(id, proven + 1);
			return true;
		}
		return (await this.guard.wasThere(path, place, this.#input.credentials[profile])) === false;
	}

	/** Notes for removal what lists still have of what this run has made. */
	async #findLeft(): Promise<void> {
		for (const { resource, path, profile } of this.#places.values()) {
			const { list, key, create } = resource;
			if (list === undefined) continue;
			const own = this.#input.credentials[profile];
			const { pagination } = list;
			let seen = 0;
			for (let page = 0; page < MOST_PAGES; page++) {
				const query = pagination && { [pagination.offset]: pagination.first + seen };
				const items = await this.guard.listed(list, path, own, query).catch(() => undefined);
				if (items === undefined || items.length === 0) break;
				seen += items.length;
				for (const item of items) {
					const id = valueAt(item, `/${key}`);
					if (typeof id !== "string" && typeof id !== "number") continue;
					const place = itemPath(resource, path, String(id));
					const isMade = this.items.values.tokensIn(JSON.stringify(item)).length > 0;
					if (!isMade || this.guard.isOwn(place, own) || (await this.guard.wasThere(path, place, own)) === true)
						continue;
					this.#goesLater(resource, place, profile);
					const made = create?.operation.id ?? "";
					const lost = this.#lost.get(made);
					if (lost !== undefined) this.#lost.set(made, lost - 1);
				}
				if (pagination === undefined) break;
			}
		}
	}

	/** Notes that an item is ours, and the request that removes it where there is one. */
	#goesLater(resource: Collection | undefined, place: string, profile: string): void {
		const remove = resource?.delete?.operation;
		if (remove === undefined) {
			this.guard.own(place, this.#input.credentials[profile]);
			return;
		}
		const segments = place.slice(this.#input.basePath.length).split("/");
		const values = (levelsOf(remove) ?? []).map(({ parameter, length }) => [
			parameter,
			decodeURIComponent(segments[length - 1] ?? ""),
		]);
		const names = Object.fromEntries(values.map(([name = ""]) => [name, `{${name}}`]));
		this.later({ operation: remove.id, path: names }, profile, Object.fromEntries(values));
	}

	/** How many clean-up requests are noted. */
	get pending(): number {
		return this.#removals.filter((one) => this.#isLeft(one)).length;
	}

	/**
	 * Sends the clean-up requests, the latest first, and looks whether what they remove is gone. Items of one collection go side by
	 * side; what stays then, because another one needed it, is asked to go once more.
	 * @returns what could not be removed.
	 */
	async cleanUp(): Promise<string[]> {
		const notes: string[] = [];
		await this.#findLeft();
		const left = this.#removals.splice(0).reverse();
		while (left.length > 0) {
			const length = left.findIndex((one, index) => index === AT_ONCE || !isBeside(one, left[0]));
			const group = left.splice(0, length === -1 ? left.length : Math.max(1, length));
			const first = await Promise.all(group.map((one) => this.#remove(one)));
			for (const [index, one] of group.entries()) {
				const note = first[index];
				// What was answered as removed, and is still there, is not asked again.
				const last = note !== undefined && this.#isLeft(one) ? await this.#remove(one) : note;
				if (last !== undefined) notes.push(last);
			}
		}
		notes.push(...this.#upserts);
		for (const [operation, count] of this.#lost) {
			if (count > 0)
				notes.push(`left behind: ${count} made by ${operation}, whose answers do not say what they have made`);
		}
		for (const [operation, { count, status }] of this.#unread)
			notes.push(`clean-up: ${operation} answered ${status} ${count} times, and nothing reads whether it is gone`);
		return notes;
	}

	/** @returns why it could not be removed */
	async #remove(removal: Removal): Promise<string | undefined> {
		if (!this.#isLeft(removal)) return undefined;
		const { call, profile, lookup, place } = removal;
		try {
			let { answer } = await this.#call(call, profile, lookup);
			// Who could make it although it should have been refused may not be let remove it.
			if ((answer.status === 401 || answer.status === 403) && profile !== DEFAULT) {
				({ answer } = await this.#call(call, DEFAULT, lookup));
			}
			const gone = answer.status === 404 || answer.status === 410;
			if (!gone && (answer.status < 200 || answer.status > 299))
				return `clean-up: ${call.operation} answered ${answer.status}`;
			const isThere = gone ? false : await this.#isStillThere(call, profile, lookup, place);
			if (isThere) return `clean-up: ${call.operation} answered ${answer.status}, but ${place} is still there`;
			if (isThere === undefined) {
				const { count = 0 } = this.#unread.get(call.operation) ?? {};
				this.#unread.set(call.operation, { count: count + 1, status: answer.status });
			}
			return undefined;
		} catch (error) {
			return `clean-up: ${call.operation}: ${(error as Error).message}`;
		}
	}

	/** Whether it has not been removed by a transaction. */
	#isLeft({ place, profile }: Removal): boolean {
		return place === undefined || this.guard.isOwn(place, this.#input.credentials[profile]);
	}

	/** Whether what was removed can still be read, or is still in its list; `undefined` where nobody can tell. */
	async #isStillThere(
		call: Call,
		profile: string,
		lookup: Lookup,
		place: string | undefined,
	): Promise<boolean | undefined> {
		const { model, credentials } = this.#input;
		const operation = operationsById(model).get(call.operation);
		if (operation === undefined || place === undefined) return undefined;
		const reader = readerAt(model, operation.path);
		if (reader === undefined) {
			const end = place.lastIndexOf("/");
			const { list, key } = collectionAt(model, operation.path.slice(0, operation.path.lastIndexOf("/")) || "/") ?? {};
			const items = list && (await this.guard.listed(list, place.slice(0, end), credentials[profile]));
			return items?.some((item) => encodeURIComponent(String(valueAt(item, `/${key}`))) === place.slice(end + 1));
		}
		const names = (levelsOf(reader) ?? []).map(({ parameter }) => parameter);
		const values = (levelsOf(operation) ?? []).map(({ parameter }) => call.path?.[parameter] ?? "");
		const path = Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""]));
		const { status } = await this.#send(this.#request(reader, { path }, profile, { lookup }));
		return status >= 200 && status <= 299;
	}

	async #make(name: string, profile: string, known: Map<string, Promise<Saved>>): Promise<Saved> {
		const fixture = this.#input.scenarios?.fixtures[name];
		if (fixture === undefined) throw new SetUpError(`there is no fixture ${name}`);
		const needed = await this.#fixtures(fixturesIn(fixture), profile, known);
		const { answer, operation } = await this.#call(fixture, profile, (value) => needed[value]);
		if (answer.status < 200 || answer.status > 299) {
			const said = Buffer.from(answer.body).toString();
			const text = (this.#input.mask?.(said) ?? said).slice(0, 200);
			throw new SetUpError(`fixture ${name}: ${fixture.operation} answered ${answer.status} ${text}`, {
				key: successKey(fixture.operation, answer.status),
				after: fixture.operation,
				title: `${fixture.operation} is answered ${answer.status}, and other requests need what it makes`,
				pointer: operation.pointer,
				mend: `Make ${fixture.operation} succeed.`,
			});
		}
		const saved = saveFrom(this.#input.model, operation, answer, fixture.save ?? {}, `fixture ${name}`);
		if (fixture.cleanup) this.later(fixture.cleanup, profile, { ...needed, ...saved });
		return saved;
	}

	async #call(call: Call, profile: string, lookup: Lookup): Promise<{ answer: Answer; operation: Operation }> {
		const operation = operationsById(this.#input.model).get(call.operation);
		if (operation === undefined) throw new SetUpError(`there is no operation ${call.operation}`);
		const { answer } = await this.#ask(operation, call, profile, { lookup, stated: true });
		return { answer, operation };
	}

	async #ask(
		operation: Operation,
		parts: RequestParts,
		profile: string,
		{ stated, ...how }: AskOptions,
	): Promise<{ request: Request; answer: Answer }> {
		const request = this.#request(operation, parts, profile, how);
		await this.guard.admit(operation, request, {
			profile: this.#input.credentials[profile],
			...(stated !== undefined && { stated }),
		});
		const answer = await this.#send(request);
		this.coverage.note(operation, request, answer);
		await this.note(operation, request, answer, profile);
		return { request, answer };
	}

	#request(
		operation: Operation,
		parts: RequestParts,
		profile: string,
		{ lookup, adapt, requestMediaType, responseMediaType }: AskOptions,
	): Request {
		return buildRequest({
			...this.#input,
			operation,
			requestMediaType: requestMediaType ?? preferred(operation.requestBody?.content) ?? null,
			responseMediaType: responseMediaType ?? preferred(successOf(operation)?.content) ?? "",
			parts,
			profile: this.#input.credentials[profile],
			lookup: lookup ?? ((name) => `{${name}}`),
			adapt,
		});
	}

	/** Waits where the server says that it is throttled. */
	async #send(request: Request): Promise<Answer> {
		const { origin, timeoutMs, pace } = this.#input;
		for (let attempt = 1; ; attempt++) {
			const answer = await send(request, { origin, timeoutMs, pace });
			if (answer.status !== 429 || attempt === THROTTLED_ATTEMPTS) return answer;
			const seconds = Number(answer.headers["retry-after"] ?? 1) || 1;
			await new Promise((resume) => setTimeout(resume, Math.min(seconds * 1000, LONGEST_WAIT_MS)));
		}
	}
}

/** Whether two removals are of items of one collection. */
function isBeside({ call, place }: Removal, other: Removal | undefined): boolean {
	const parent = (path = "") => path.slice(0, path.lastIndexOf("/"));
	return place !== undefined && call.operation === other?.call.operation && parent(place) === parent(other.place);
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
		const fail = (what: string): never => {
			throw new SetUpError(`${name}: save ${key}: ${what}`, {
				key: `save ${operation.id} ${pointer}`,
				after: operation.id,
				pointer: operation.pointer,
				mend: `Answer ${operation.id} with what the scenarios save at ${pointer}, or change the pointer there.`,
			});
		};
		let value: unknown;
		try {
			value =
				bodyKindOf(mediaType) === "xml"
					? readXmlAt(model, schema, text, pointer)
					: valueAt(readStrictJson(text).value, pointer);
		} catch (error) {
			fail(`the answer cannot be read: ${(error as Error).message}`);
		}
		if (value === undefined) fail(`the answer has nothing at ${pointer}`);
		saved[key] = value;
	}
	return saved;
}
