import { flatten, type MediaType, type Operation, type Schema, valueAt } from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { pinned } from "../live/own-items.js";
import { createdId, itemPath, levelsOf } from "../live/roles.js";
import { firstExample } from "../lookup.js";
import { mapExact, writeJson } from "../properties/exact-number.js";
import { type Read, readItem } from "../read-back/items.js";
import { answerValue, type Thing } from "../read-back/values.js";
import type { Request } from "../requests/build.js";
import { fillBody } from "../requests/fill-body.js";
import { sampleOf } from "../requests/sample.js";
import type { RequestParts } from "../scenarios/types.js";
import { writeXml } from "../xml/write.js";
import type { CheckContext, Shown, WorkingResource } from "./check.js";

/** The profile that checks act for. */
export const PROFILE = "default";

/** Makes, changes, reads and removes items of one collection, all of them this run's own. */
export class Workplace {
	/** The path of the collection on the server. */
	readonly path: string;
	readonly #context: CheckContext;
	readonly #outer: Record<string, string>;
	readonly #base: Thing;
	/** So much later is what is made next. */
	#days = 0;
	/** Its texts are those of a scenario, whose author knows that this server takes them. */
	#isVerbatim = false;

	private constructor(
		context: CheckContext,
		readonly resource: WorkingResource,
		outer: Record<string, string>,
		base: Thing,
	) {
		this.#context = context;
		this.#outer = outer;
		this.#base = base;
		const filled = resource.path.replace(/\{([^{}]+)\}/g, (_, name: string) => encodeURIComponent(outer[name] ?? ""));
		this.path = `${context.basePath}${filled}`;
	}

	/** @throws UnsafeError, SetUpError, NoAnswerError where nothing can be made there */
	static async open(context: CheckContext, resource: WorkingResource): Promise<Workplace | undefined> {
		const { model, setUp, planned } = context;
		const { operation } = resource.create;
		const makes = resource.choosesIds === true;
		const { ...outer } = await setUp.items.pathFor(operation, { stated: {}, fresh: true, absent: false, makes });
		// Each item gets an id of its own.
		if (makes) delete outer[levelsOf(operation)?.at(-1)?.parameter ?? ""];
		const scenario = planned.find((one) => one.operation === operation && one.cell.status.startsWith("2"))?.scenario;
		const media = readable(operation)[0];
		if (media === undefined) return undefined;
		const saved = await setUp.fixtures(scenario?.fixtures ?? [], PROFILE, false);
		const pins = await setUp.items.pinsFor(operation, outer);
		const stated =
			scenario?.body === undefined
				? pinned(firstExample(model, media) ?? sampleOf(model, media.schema ?? {}), pins)
				: fillBody(model, media.schema ?? {}, scenario.body, (name) => saved[name]);
		if (typeof stated !== "object" || stated === null || Array.isArray(stated)) return undefined;
		const { [resource.key]: key, ...members } = stated as Thing;
		const required = flatten(model, media.schema ?? {}).required?.includes(resource.key) === true;
		// Ids that clients choose would have to be new each time.
		if (required && key !== undefined) return undefined;
		const place = new Workplace(context, resource, outer, members);
		// Some servers refuse names for reasons that no document states.
		if (scenario?.body !== undefined) place.#isVerbatim = !(await place.create()).succeeded;
		return place;
	}

	/** A body that makes an item; each time it has other names. */
	get base(): Thing {
		const schema = this.schemaOf(this.resource.create.operation);
		if (this.#isVerbatim) return this.#base;
		return later(this.#context.setUp.items.values.of(schema, this.#base) as Thing, this.#days++);
	}

	/** The schema of what a request of an operation writes; of a bulk request that of one item. */
	schemaOf(operation: Operation): Schema {
		const { model } = this.#context;
		const schema = readable(operation)[0]?.schema ?? {};
		const outer = flatten(model, schema);
		return operation === this.resource.updateMany?.operation ? (outer.items ?? {}) : schema;
	}

	/**
	 * @param media which of the media types that can be written, counted round
	 * @throws UnsafeError, NoAnswerError
	 */
	async send(
		operation: Operation,
		{
			id,
			body,
			query,
			media = 0,
			text,
		}: { id?: string | undefined; body?: unknown; query?: RequestParts["query"]; media?: number; text?: string },
	): Promise<Sent> {
		const { model, setUp } = this.#context;
		const levels = levelsOf(operation) ?? [];
		const last = levels.at(-1)?.parameter;
		const path = { ...this.#outer, ...(id !== undefined && last !== undefined && { [last]: id }) };
		const types = readable(operation);
		const type = types[media % types.length];
		const isForm = type?.kind === "form" || type?.kind === "multipart";
		const written = text ?? (body === undefined || type === undefined || isForm ? undefined : this.#write(type, body));
		const { request, answer } = await setUp.ask(
			operation,
			{
				path,
				...(query && { query }),
				...(type && written !== undefined && { bodyText: { [type.kind]: written } }),
				...(isForm && body !== undefined && { body }),
			},
			PROFILE,
			{ requestMediaType: type?.mediaType },
		);
		const value = answerValue(model, operation, answer);
		return {
			operation,
			request,
			answer,
			value,
			status: answer.status,
			succeeded: answer.status >= 200 && answer.status <= 299,
		};
	}

	/** Makes an item; its id is `undefined` where it is refused, or no answer says it. */
	async create(body: unknown = this.base, media = 0): Promise<Sent & { id: string | undefined }> {
		const { create, choosesIds } = this.resource;
		const chosen = choosesIds === true ? this.#context.setUp.items.newId(create.operation) : undefined;
		const sent = await this.send(create.operation, { id: chosen, body, media });
		if (chosen !== undefined) return { ...sent, id: sent.succeeded ? chosen : undefined };
		return { ...sent, id: sent.succeeded ? createdId(this.#context.model, this.resource, sent.answer) : undefined };
	}

	read(id: string): Promise<Read> {
		const { setUp, model, basePath } = this.#context;
		return readItem(setUp, model, basePath, this.resource, itemPath(this.resource, this.path, id), PROFILE);
	}

	remove(id: string): Promise<Sent> {
		return this.send(this.resource.delete.operation, { id });
	}

	/** The items of a page, or of the whole list; `undefined` where the answer has none. */
	async list(query?: RequestParts["query"]): Promise<Sent & { items: Thing[] | undefined }> {
		const { list } = this.resource;
		const sent = await this.send(list?.operation as Operation, { query });
		const items = sent.succeeded ? valueAt(sent.value, list?.items ?? "") : undefined;
		const empty = sent.status === list?.empty?.status || sent.status === list?.pagination?.pastTheEnd?.status;
		return { ...sent, items: Array.isArray(items) ? (items as Thing[]) : empty ? [] : undefined };
	}

	/** How many items there are, as the service counts them; `undefined` where it doesn't say. */
	async count(): Promise<number | undefined> {
		const { count } = this.resource;
		if (count === undefined) return undefined;
		const sent = await this.send(count.operation, { query: { [count.parameter]: count.value } });
		const total = Number(valueAt(sent.value, count.total));
		return sent.succeeded && Number.isFinite(total) ? total : undefined;
	}

	#write({ kind, schema = {} }: MediaType, body: unknown): string {
		return kind === "xml" ? writeXml(this.#context.model, schema, mapExact(body, String)) : writeJson(body);
	}
}

const DAY_MS = 86_400_000;

/** A thing that begins and ends, so many days later: two at a time may be refused. Its one date stays, such as a birthday. */
function later(thing: Thing, days: number): Thing {
	const times = Object.entries(thing).filter(
		([, value]) => typeof value === "string" && /^\d{4}-\d\d-\d\d(T[\d:.]+Z)?$/.test(value),
	);
	if (times.length < 2) return thing;
	const moved = times.map(([name, value]) => {
		const text = new Date(Date.parse(String(value)) + days * DAY_MS).toISOString();
		return [name, String(value).includes("T") ? text.replace(".000Z", "Z") : text.slice(0, 10)];
	});
	return { ...thing, ...Object.fromEntries(moved) };
}

/** A request with its answer, and what the answer says. */
export interface Sent extends Shown {
	operation: Operation;
	request: Request;
	answer: Answer;
	value: unknown;
	status: number;
	succeeded: boolean;
}

const KINDS = ["json", "xml", "form", "multipart"];

/** The media types of a request that can be written: JSON, XML and forms, one of each. */
export function readable({ requestBody }: Operation): MediaType[] {
	const kinds = new Map<string, MediaType>();
	for (const media of requestBody?.content ?? []) {
		if (KINDS.includes(media.kind) && !kinds.has(media.kind)) kinds.set(media.kind, media);
	}
	return [...kinds.values()].sort((one, other) => KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind));
}
