import { type DocumentModel, flatten, type Operation, refName, type Schema } from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { answerValue, sentValue } from "../read-back/values.js";
import type { Request } from "../requests/build.js";
import { whole } from "../xml/names.js";

const DEEPEST = 8;
/** So many answers of an operation are looked into; what none of them has hardly any other has. */
const MOST_ANSWERS = 60;

/** Counts which members of the document's bodies a run has seen at all. */
export class Coverage {
	readonly #model: DocumentModel;
	readonly #seen = new Set<string>();
	readonly #counts = new Map<string, number>();
	/** By operation: the members that its requests and its successes may have. */
	readonly #all = new Map<string, ReadonlySet<string>>();

	constructor(model: DocumentModel) {
		this.#model = model;
	}

	/** Notes what a request and its answer carry. */
	note(operation: Operation, request: Request | undefined, answer: Answer): void {
		const all = this.#membersOf(operation);
		const count = this.#counts.get(operation.id) ?? 0;
		if (answer.status < 200 || answer.status > 299 || count >= MOST_ANSWERS) return;
		if ([...all].every((one) => this.#seen.has(one))) return;
		this.#counts.set(operation.id, count + 1);
		const { requestBody, responses } = operation;
		if (request !== undefined) {
			const sent = sentValue(this.#model, operation, request);
			for (const { schema } of requestBody?.content ?? []) if (schema) this.#carried(schema, sent, operation.id);
		}
		const got = answerValue(this.#model, operation, answer);
		for (const { status, content } of responses) {
			if (!status.startsWith("2")) continue;
			for (const { schema } of content) if (schema) this.#carried(schema, got, operation.id);
		}
	}

	/** The members that nothing carried, by the name of their schema: `Thing.Note`. */
	missing(): string[] {
		const all = new Set(this.#model.operations.flatMap((one) => [...this.#membersOf(one)]));
		return [...all].filter((one) => !this.#seen.has(one)).sort();
	}

	#membersOf({ id, requestBody, responses }: Operation): ReadonlySet<string> {
		const known = this.#all.get(id);
		if (known !== undefined) return known;
		const names = new Set<string>();
		const walk = (schema: Schema, owner: string, depth: number): void => {
			const name = refName(schema) ?? owner;
			const here = whole(this.#model, schema);
			if (depth > DEEPEST) return;
			for (const branch of [...(here.oneOf ?? []), ...(here.anyOf ?? [])]) walk(branch, name, depth + 1);
			if (here.items !== undefined) walk(here.items, name, depth + 1);
			for (const [member, inside] of Object.entries(here.properties ?? {})) {
				const place = `${name}.${member}`;
				if (names.has(place)) continue;
				names.add(place);
				walk(inside, place, depth + 1);
			}
		};
		const successes = responses.filter(({ status }) => status.startsWith("2"));
		for (const { schema } of [requestBody, ...successes].flatMap((body) => body?.content ?? []))
			if (schema) walk(schema, id, 0);
		this.#all.set(id, names);
		return names;
	}

	#carried(schema: Schema, value: unknown, owner: string, depth = 0): void {
		if (typeof value !== "object" || value === null || depth > DEEPEST) return;
		const name = refName(schema) ?? owner;
		const here = whole(this.#model, schema);
		for (const branch of [...(here.oneOf ?? []), ...(here.anyOf ?? [])]) this.#carried(branch, value, name, depth + 1);
		if (Array.isArray(value)) {
			for (const item of value) this.#carried(here.items ?? {}, item, name, depth + 1);
			return;
		}
		const { properties = {} } = flatten(this.#model, here);
		for (const [member, inside] of Object.entries(value)) {
			const place = properties[member];
			if (place === undefined) continue;
			this.#seen.add(`${name}.${member}`);
			this.#carried(place, inside, `${name}.${member}`, depth + 1);
		}
	}
}
