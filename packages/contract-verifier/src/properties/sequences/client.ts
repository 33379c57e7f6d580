import {
	bodyKindOf,
	type DocumentModel,
	type MediaType,
	type Operation,
	type Resource,
	type Schema,
	successOf,
	valueAt,
} from "@onespec/openapi-document";
import { mediaFor, responseFor } from "../../lookup.js";
import type { Profile } from "../../requests/credentials.js";
import type { ProfileDeclaration, RequestParts } from "../../scenarios/types.js";
import { writeXml } from "../../xml/write.js";
import { mapExact, writeJson } from "../exact-number.js";
import { type Draft, type Exchange, exchange } from "../exchange.js";
import { documentedReasons } from "../expect.js";
import type { RunContext } from "../options.js";
import { readValue } from "../read-value.js";
import { SequenceError } from "./sequence-error.js";

/** What an operation does to the items of the collection that sequences work on. */
export type RoleName = "create" | "read" | "update" | "updateMany" | "delete" | "list" | "count";

export const ROLES: readonly RoleName[] = ["create", "read", "update", "updateMany", "delete", "list", "count"];

/** Whom sequences act for. */
export interface Stores {
	/** The profiles of one store, and of another where there is one. */
	profiles: string[];
	/** Others have things there too, which come and go. */
	isShared: boolean;
	/** Who is refused by what is declared of the profiles. */
	strangers: { profile: string; roles: readonly RoleName[] }[];
}

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

/** The operation of a role in a collection; one that replaces stands for one that updates. */
export function operationOf(resource: Resource, role: RoleName): Operation | undefined {
	return (role === "update" ? (resource.update ?? resource.replace) : resource[role])?.operation;
}

/** Whether declared permissions let a profile act in a role. */
export function mayAct({ unknown, permissions }: ProfileDeclaration, operation: Operation): boolean {
	if (unknown === true) return false;
	const needed = operation.extensions["x-permission"];
	return permissions === undefined || needed === undefined || permissions.some((one) => one === needed);
}

/** Acts on a collection of a live server, and keeps what was said. */
export class Caller {
	/** Everything that was asked since the last `forget`. */
	readonly log: Exchange[] = [];
	requests = 0;

	constructor(
		readonly context: RunContext,
		readonly resource: Resource,
		readonly stores: Stores,
	) {}

	get model(): DocumentModel {
		return this.context.model;
	}

	/** The operation of a role; `undefined` where the collection has none. */
	operation(role: RoleName): Operation | undefined {
		return operationOf(this.resource, role);
	}

	/** A body with names that nobody else's thing has. */
	own(role: RoleName, body: Record<string, unknown>): Record<string, unknown> {
		const values = this.context.setUp?.items.values;
		return (values?.of(this.requestSchema(role), body) ?? body) as Record<string, unknown>;
	}

	/** The schema of a role's request in JSON, or in what comes first. */
	requestSchema(role: RoleName, media = 0): Schema {
		return pick(this.operation(role)?.requestBody?.content ?? [], media)?.schema ?? {};
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
		if (operation === undefined) throw new SequenceError(`the document has no ${role}`);
		const requestMedia = pick(operation.requestBody?.content ?? [], client.media);
		const answers = successOf(operation)?.content ?? [];
		const errors = operation.responses.flatMap(({ content }) => content);
		const accept = (pick(answers, client.media) ?? pick(errors, client.media))?.mediaType ?? "";
		const action = role === "update" ? (this.resource.update ?? this.resource.replace) : this.resource[role];
		const parameter = action !== undefined && "parameter" in action && role !== "count" ? action.parameter : undefined;
		const written = requestMedia === undefined ? "" : this.#write(requestMedia, body);
		const draft: Draft = {
			requestMediaType: requestMedia?.mediaType ?? null,
			accept,
			parts: {
				...(parameter !== undefined && id !== undefined && { path: { [parameter]: id } }),
				...(query && { query }),
				...(requestMedia && { bodyText: { [requestMedia.kind]: written } }),
			},
		};
		this.requests++;
		const profile = credentials ?? this.context.credentials[client.profile];
		const { answer, shown } = await exchange(this.context, operation, draft, profile, client.profile);
		this.log.push(shown);
		const reasons = documentedReasons(this.model, { operation }, draft, answer);
		if (reasons.length > 0) throw new SequenceError(reasons.join("; "));
		const text = Buffer.from(answer.body).toString();
		const schema = mediaFor(responseFor(operation, answer.status)?.content, accept)?.schema ?? {};
		const value = text === "" ? undefined : readValue(this.model, schema, accept, text);
		return { status: answer.status, value, text: (pointer) => String(valueAt(value, pointer)) };
	}

	#write({ kind, schema = {} }: MediaType, body: unknown): string {
		return kind === "xml" ? writeXml(this.model, schema, mapExact(body, String)) : writeJson(body);
	}
}

/** JSON and XML only, counted round. */
function pick(content: readonly MediaType[], place: number): MediaType | undefined {
	const readable = content.filter(({ mediaType }) => ["json", "xml"].includes(bodyKindOf(mediaType)));
	return readable[place % readable.length];
}
