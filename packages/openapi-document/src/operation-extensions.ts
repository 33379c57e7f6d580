import type { DocumentModel, Extensions, Operation } from "./model.js";

/** One of the documented errors, by its status and the name of its example. */
export interface Cause {
	readonly status: number;
	readonly cause: string;
}

/** `x-pagination`: offset pagination of a list. */
export interface Pagination {
	readonly limit: string;
	readonly offset: string;
	readonly first: 0 | 1;
	readonly key: string;
	readonly count?: { readonly parameter: string; readonly value: number | boolean | string; readonly member: string };
	readonly pastTheEnd?: Cause;
}

/** `x-result`: the member of a write's answer that says which item was written. */
export interface WriteResult {
	readonly member: string;
	readonly type: "integer" | "string";
}

/** `x-batch`: each item of the request stands alone and has a result of its own. */
export interface Batch {
	readonly item: string;
	readonly partial: number;
	readonly failed?: readonly number[];
}

/** `x-next-page`: how a page of a list leads to the next one. Members are named by their path: `meta.next`. */
export interface NextPage {
	/**
	 * `cursor`: a member of the answer is given back as the parameter; `lastItem`: a member of the last item is; `page`: pages
	 * are numbered; `link`: the header `Link` with `rel="next"`, RFC 8288; `url`: a member of the answer is its URL.
	 */
	readonly by: "cursor" | "lastItem" | "page" | "link" | "url";
	readonly parameter?: string;
	readonly member?: string;
	/** The member that says whether there are more. */
	readonly more?: string;
	/** The number of the first page. */
	readonly first?: number;
	/** The member that says how many pages there are. */
	readonly pages?: string;
	/** The member that carries the items; absent where the answer is the array itself. */
	readonly items?: string;
	/** The parameter of a page's size. */
	readonly size?: string;
}

/** `x-long-running`: the operation only begins something, whose state another operation reads. */
export interface LongRunning {
	/** The id of the operation that reads the state. */
	readonly status: string;
	/** The member of the answer, by its path, or the header, that says where the state is. */
	readonly member?: string;
	readonly header?: string;
	/** The parameter in the path of the reading operation that it is the value of; unless told, it is a URL. */
	readonly parameter?: string;
	/** The member that carries the state, by its path, and its values once it is over. */
	readonly state: string;
	readonly done: readonly unknown[];
	readonly failed?: readonly unknown[];
}

/** What `x-role` may say of an operation. */
export type DeclaredRole = "create" | "read" | "update" | "replace" | "updateMany" | "delete" | "list" | "none";

/** What an operation declares beyond OpenAPI. A value of a shape that is not ours is somebody else's, and is not here. */
export interface OperationExtensions {
	readonly method?: string;
	readonly permission?: string;
	readonly role?: DeclaredRole;
	readonly pagination?: Pagination;
	readonly empty?: Cause;
	readonly notFound?: Cause;
	readonly single?: true;
	readonly result?: WriteResult;
	readonly batch?: Batch;
	readonly defaults?: Readonly<Record<string, unknown>>;
	readonly nextPage?: NextPage;
	/** `x-envelope`: the member of a success that carries the data, by its path. */
	readonly envelope?: string;
	/** `x-idempotency-key`: the header of a key by which the server knows a request that it has had before. */
	readonly idempotencyKey?: string;
	readonly longRunning?: LongRunning;
}

/** `x-error-shape`: which members of an error carry what. */
export interface ErrorShape {
	readonly list?: boolean;
	readonly key?: string;
	readonly value?: string;
	readonly status?: string;
	readonly message: string;
}

/** `x-throttle`: the leaky bucket that every operation drips into. */
export interface Throttle {
	readonly capacity: number;
	readonly leakPerSecond: number;
	readonly status: number;
}

/** `x-client`: the names of the façade of a generated client. */
export interface ClientNames {
	readonly facade: string;
	readonly item: string;
}

/** `x-guarantees`: what a service promises that OpenAPI has no words for. What is not stated is not promised. */
export interface Guarantees {
	/** Texts come back code point by code point, and are compared so: nothing is trimmed, folded or normalised. */
	readonly texts?: "verbatim";
	/** An id that was given out is not given out again. */
	readonly ids?: "never-reused";
	/** A number in a path or query is an optional minus and digits, and each parameter is sent once. */
	readonly parameters?: "canonical";
	/** Credentials count in their own places alone, and character by character. */
	readonly credentials?: "exact";
	/** Values of a body are of the types of their schemas: no text counts as a number, no number as a boolean. */
	readonly bodies?: "strict";
	/** Paths and the names of parameters count in any case, and paths with a slash at the end or without. */
	readonly paths?: "any-case";
}

/** What a document declares beyond OpenAPI for all of its operations. */
export interface DocumentExtensions {
	readonly errorShape?: ErrorShape;
	readonly throttle?: Throttle;
	readonly client?: ClientNames;
	readonly guarantees?: Guarantees;
}

/** The form of a value: a type, a list of words, or an object of such; `?` behind a name makes it optional. */
type Form =
	| "string"
	| "number"
	| "boolean"
	| "any"
	| "numbers"
	| "list"
	| readonly (string | number | boolean)[]
	| { readonly [member: string]: Form };

const CAUSE = { status: "number", cause: "string" } as const satisfies Form;

const OPERATION_FORMS = {
	method: ["x-client-method", "string"],
	permission: ["x-permission", "string"],
	role: ["x-role", ["create", "read", "update", "replace", "updateMany", "delete", "list", "none"]],
	pagination: [
		"x-pagination",
		{
			limit: "string",
			offset: "string",
			first: [0, 1],
			key: "string",
			"count?": { parameter: "string", value: "any", member: "string" },
			"pastTheEnd?": CAUSE,
		},
	],
	empty: ["x-empty", CAUSE],
	notFound: ["x-not-found", CAUSE],
	single: ["x-single", [true]],
	result: ["x-result", { member: "string", type: ["integer", "string"] }],
	batch: ["x-batch", { item: "string", partial: "number", "failed?": "numbers" }],
	defaults: ["x-defaults", {}],
	nextPage: [
		"x-next-page",
		{
			by: ["cursor", "lastItem", "page", "link", "url"],
			"parameter?": "string",
			"member?": "string",
			"more?": "string",
			"first?": "number",
			"pages?": "string",
			"items?": "string",
			"size?": "string",
		},
	],
	envelope: ["x-envelope", "string"],
	idempotencyKey: ["x-idempotency-key", "string"],
	longRunning: [
		"x-long-running",
		{
			status: "string",
			"member?": "string",
			"header?": "string",
			"parameter?": "string",
			state: "string",
			done: "list",
			"failed?": "list",
		},
	],
} as const satisfies Record<keyof OperationExtensions, readonly [`x-${string}`, Form]>;

const DOCUMENT_FORMS = {
	errorShape: [
		"x-error-shape",
		{ "list?": "boolean", "key?": "string", "value?": "string", "status?": "string", message: "string" },
	],
	throttle: ["x-throttle", { capacity: "number", leakPerSecond: "number", status: "number" }],
	client: ["x-client", { facade: "string", item: "string" }],
	guarantees: [
		"x-guarantees",
		{
			"texts?": ["verbatim"],
			"ids?": ["never-reused"],
			"parameters?": ["canonical"],
			"credentials?": ["exact"],
			"bodies?": ["strict"],
			"paths?": ["any-case"],
		},
	],
} as const satisfies Record<keyof DocumentExtensions, readonly [`x-${string}`, Form]>;

/** What an operation declares; see {@link OperationExtensions}. */
export function operationExtensions({ extensions }: Pick<Operation, "extensions">): OperationExtensions {
	return fitting<OperationExtensions>(extensions, OPERATION_FORMS);
}

/** What a document declares; see {@link DocumentExtensions}. */
export function documentExtensions({ extensions }: Pick<DocumentModel, "extensions">): DocumentExtensions {
	return fitting<DocumentExtensions>(extensions, DOCUMENT_FORMS);
}

function fitting<T extends object>(
	extensions: Extensions,
	forms: Readonly<Record<string, readonly [`x-${string}`, Form]>>,
): T {
	const found = Object.entries(forms).flatMap(([member, [name, form]]) => {
		const value = extensions[name];
		return value !== undefined && fits(value, form) ? [[member, value]] : [];
	});
	return Object.fromEntries(found) as T;
}

function fits(value: unknown, form: Form): boolean {
	if (form === "any") return value !== undefined;
	if (form === "list") return Array.isArray(value);
	if (form === "numbers") return Array.isArray(value) && value.every((one) => typeof one === "number");
	if (typeof form === "string") return typeof value === form;
	if (Array.isArray(form)) return form.includes(value as string);
	if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
	return Object.entries(form).every(([name, inner]) => {
		const member = (value as Record<string, unknown>)[name.replace("?", "")];
		return member === undefined ? name.endsWith("?") : fits(member, inner as Form);
	});
}
