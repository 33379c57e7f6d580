import { familyOf, mediaTypeOf } from "../../document/media-types.js";
import { type Operation, operationsOf } from "../../document/operations.js";
import { at } from "../../document/pointer.js";
import type { SchemaObject } from "../../document/types.js";
import type { Profile } from "../../requests/credentials.js";
import { fillText } from "../../scenarios/placeholders.js";
import type { Model, RequestParts, Role, RoleName } from "../../scenarios/types.js";
import { writeXml } from "../../xml/write.js";
import { mapExact, writeJson } from "../exact-number.js";
import { type Draft, type Exchange, exchange } from "../exchange.js";
import { documentedReasons } from "../expect.js";
import type { RunContext } from "../options.js";
import { readValue } from "../read-value.js";
import { SequenceError } from "./sequence-error.js";

/** Reads and writes in one media type, each request on a connection of its own. */
export interface Client {
	/** Index into the media types that all roles share. */
	media: number;
	profile: string;
}

export interface RoleCall {
	id?: string | undefined;
	query?: RequestParts["query"];
	body?: unknown;
	/** Instead of the client's. */
	credentials?: Profile | undefined;
}

export interface RoleAnswer {
	status: number;
	/** The body's canonical value; `undefined` where there is none. */
	value: unknown;
	/** The member of the value at a pointer, as text. */
	text(pointer: string): string;
}

/** Plays the roles of a model against a live server, and keeps what was said. */
export class Caller {
	readonly #operations: Map<string, Operation>;
	/** Everything that was asked since the last `forget`. */
	readonly log: Exchange[] = [];
	requests = 0;

	constructor(
		readonly context: RunContext,
		readonly model: Model,
	) {
		this.#operations = new Map(operationsOf(context.document).map((one) => [one.operationId, one]));
	}

	/** The operation of a role; `undefined` where the model has none. */
	operation(role: RoleName): Operation | undefined {
		const { operation } = this.model[role] ?? {};
		return operation === undefined ? undefined : this.#operations.get(operation);
	}

	/** The schema of a role's request in JSON, or in what comes first. */
	requestSchema(role: RoleName, media = 0): SchemaObject {
		const operation = this.operation(role);
		const mediaType = operation && pick(Object.keys(operation.requestBody?.content ?? {}), media);
		return (
			Object.entries(operation?.requestBody?.content ?? {}).find(([key]) => mediaTypeOf(key) === mediaType)?.[1]
				.schema ?? {}
		);
	}

	forget(): void {
		this.log.length = 0;
	}

	/**
	 * Sends a role's request and holds the answer against the document in full.
	 * @throws SequenceError where the answer is none that the document has.
	 */
	async call(role: RoleName, client: Client, { id, query, body, credentials }: RoleCall): Promise<RoleAnswer> {
		const operation = this.operation(role);
		const stated: Role | undefined = this.model[role];
		if (operation === undefined || stated === undefined) throw new SequenceError(`the model has no ${role}`);
		const success = [...operation.responses].find(([status]) => status.startsWith("2"))?.[1].content ?? {};
		const requestMediaType = pick(Object.keys(operation.requestBody?.content ?? {}), client.media) ?? null;
		const accept = pick(Object.keys(success), client.media) ?? pick(errorMediaTypes(operation), client.media) ?? "";
		const path = Object.fromEntries(
			Object.entries(stated.path ?? {}).map(([name, text]) => [
				name,
				typeof text === "string" ? String(fillText(text, () => id)) : text,
			]),
		);
		const written = requestMediaType === null ? "" : this.#write(role, client.media, requestMediaType, body);
		const draft: Draft = {
			requestMediaType,
			accept,
			parts: {
				path,
				...(query && { query }),
				...(requestMediaType && { bodyText: { [familyOf(requestMediaType)]: written } }),
			},
		};
		this.requests++;
		const profile = credentials ?? this.context.credentials[client.profile];
		const { answer, shown } = await exchange(this.context, operation, draft, profile);
		this.log.push(shown);
		const reasons = documentedReasons(this.context.document, { operation }, draft, answer);
		if (reasons.length > 0) throw new SequenceError(reasons.join("; "));
		const text = Buffer.from(answer.body).toString();
		const content = operation.responses.get(String(answer.status))?.content ?? {};
		const schema = Object.entries(content).find(([key]) => mediaTypeOf(key) === accept)?.[1].schema ?? {};
		const value = text === "" ? undefined : readValue(this.context.document, schema, accept, text);
		return { status: answer.status, value, text: (pointer) => String(at(value, pointer)) };
	}

	#write(role: RoleName, media: number, mediaType: string, body: unknown): string {
		if (familyOf(mediaType) !== "xml") return writeJson(body);
		return writeXml(this.context.document, this.requestSchema(role, media), mapExact(body, String));
	}
}

function errorMediaTypes(operation: Operation): string[] {
	return [...operation.responses.values()].flatMap(({ content = {} }) => Object.keys(content));
}

/** JSON and XML only, counted round. */
function pick(keys: string[], place: number): string | undefined {
	const known = keys.map(mediaTypeOf).filter((one) => familyOf(one) !== "other");
	return known[place % known.length];
}
