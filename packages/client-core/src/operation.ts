/**
 * What generated code says of operations. Every figure and name is declared in the document, checked at generation, and
 * written as a constant beside the function of the operation:
 *
 * @example
 * const listThings: ListOperation = {
 * 	id: "listThings", method: "GET", path: "/things", success: [200],
 * 	empty: { status: 404, message: "There are no things." },
 * 	pagination: { limit: { name: "limit", default: 10, maximum: 500 }, offset: { name: "offset", first: 1 }, key: "ThingID" },
 * };
 */

/** The methods that an operation may have: those that everybody knows, and any token beside them. */
export type Method = "GET" | "HEAD" | "OPTIONS" | "PUT" | "DELETE" | "POST" | "PATCH" | "QUERY" | (string & {});

/** One operation of the document. */
export interface Operation {
	/** Its `operationId`. */
	readonly id: string;
	readonly method: Method;
	/** The path below the base URL, with its parameters in braces: `/things/{id}`. */
	readonly path: string;
	/** The documented statuses of success. */
	readonly success: readonly Status[];
	/** The documented statuses of failure; an error says whether its status is one of them. */
	readonly failures?: readonly Status[];
	/** Statuses of success that document no body, beside 204 and 205. */
	readonly withoutBody?: readonly Status[];
	/** What is beyond JSON and the default styles of parameters; needs the description's `wire`. */
	readonly wire?: OperationWire;
	/** The alternatives of its credentials, where they are not the usual ones of its API; see the entry `./security`. */
	readonly security?: readonly SecurityRequirement[];
	/** What answers that there is no such item; declared by `x-not-found`. */
	readonly notFound?: Cause;
}

/** Security schemes that count together, by name, with the scopes that each needs; `{}` for none. */
export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

/** How an operation is written and read, where that is not the usual way. */
export interface OperationWire {
	/** The parameters that are written otherwise than by the defaults of their places. */
	readonly parameters?: Readonly<
		Partial<Record<"path" | "query" | "header" | "cookie", Readonly<Record<string, ParameterStyle>>>>
	>;
	/** The body of the request, where it is not JSON or XML as the client's option `format` says. */
	readonly requestBody?: RequestBody;
	/** What the request accepts, where it is not JSON or XML as the client's option `format` says. */
	readonly accept?: string;
	/** The member of a success that carries the data, by its path: `data`, `result.item`. */
	readonly envelope?: string;
	/**
	 * The header of an idempotency key. One is made for each call and sent with each of its tries, so that any method may
	 * be tried again.
	 */
	readonly idempotencyKey?: string;
	/** The bodies of success that are not JSON or XML as the option `format` says, by status. */
	readonly responseBodies?: Readonly<Partial<Record<Status, BodyKind>>>;
}

/** A documented status: one, a range, or all that are not documented otherwise. */
export type Status = number | "1XX" | "2XX" | "3XX" | "4XX" | "5XX" | "default";

/**
 * How a body is written and read.
 *
 * | kind | written from | read as |
 * | --- | --- | --- |
 * | `json` (any `+json`, problem details) | a value | a value |
 * | `xml` | a value, by the schema; needs the description's `xml` | a value |
 * | `text` (text, CSV) | a string | a string |
 * | `binary` | `Blob`, bytes, a stream, a string | {@link Download} |
 * | `form` | an object of members | an object of strings |
 * | `multipart` | an object of members, `FormData` | `FormData` |
 * | `jsonLines` (newline-separated, `json-seq`) | an array or (async) iterable of values | an async iterable of values |
 * | `events` (event stream) | | an async iterable of {@link ServerSentEvent} |
 * | `jsonEvents` | | the same, their data parsed |
 */
export type BodyKind =
	| "json"
	| "xml"
	| "text"
	| "binary"
	| "form"
	| "multipart"
	| "jsonLines"
	| "events"
	| "jsonEvents";

/** What the document says of the body of a request. */
export interface RequestBody {
	/** What `Content-Type` says; for a range such as `image/*`, the type of the given `Blob` takes its place. */
	readonly mediaType: string;
	/** How it is written; `json` unless told. */
	readonly kind?: BodyKind;
	/** Of `form` and `multipart`: how single members are written. */
	readonly encoding?: Readonly<Record<string, PartEncoding>>;
}

/** How one member of a form is written: OpenAPI's Encoding Object. */
export interface PartEncoding extends ParameterStyle {
	readonly contentType?: string;
	readonly headers?: Readonly<Record<string, string>>;
}

/** How a parameter is written, as OpenAPI names it. */
export interface ParameterStyle {
	/** Unless told, `simple` in the path and in headers, `form` in the query and in cookies. */
	readonly style?: "matrix" | "label" | "simple" | "form" | "spaceDelimited" | "pipeDelimited" | "deepObject";
	/** Whether an item or a member has a parameter of its own; unless told, for `form` and `deepObject`. */
	readonly explode?: boolean;
	/** Whether characters stay as they are that URLs reserve, as far as they do not end the value. */
	readonly allowReserved?: boolean;
	/** Of a parameter with `content`: its media type. The value is written as JSON. */
	readonly contentType?: string;
}

/** What tells one reason for a status from the others. */
export interface Cause {
	readonly status: number;
	/** The message of the cause's example. Compared without regard to case, blanks and a full stop at the end. */
	readonly message?: string;
}

/** An operation whose success is an array of items. */
export interface ListOperation extends Operation {
	/** What answers that there is nothing; declared by `x-empty`. The list is then `[]`. */
	readonly empty?: Cause;
	/** Declared by `x-pagination`. */
	readonly pagination?: Pagination;
}

/** How a list is read in pages. */
export interface Pagination {
	/** The parameter of the page's size. */
	readonly limit: { readonly name: string; readonly default?: number; readonly maximum: number };
	/** The parameter of the page's place, and its value for the first item. */
	readonly offset: { readonly name: string; readonly first: number };
	/** How the number of all items is asked for: the parameter, its value, and the member of the answer. */
	readonly count?: { readonly parameter: string; readonly value: string | number | boolean; readonly member: string };
	/** What answers an offset beyond the last item. The page is then empty. */
	readonly pastTheEnd?: Cause;
	/** The member that no two items share. */
	readonly key: string;
}

/** A list that can be read in pages. */
export interface PagedOperation extends ListOperation {
	readonly pagination: Pagination;
}

/** A list whose items can be counted. */
export interface CountableOperation extends PagedOperation {
	readonly pagination: Pagination & { readonly count: NonNullable<Pagination["count"]> };
}

/** An operation whose success is one item, in an array by itself where `x-single` says so. */
export interface SingleOperation extends Operation {
	readonly single?: true;
}

/** A write whose success is a result; declared by `x-result`. */
export interface ResultOperation extends Operation {
	/** The member of the result that carries the id, and what it is. */
	readonly result: { readonly member: string; readonly type: "integer" | "string" };
}

/** A write of many items, each with a result of its own in the same order; declared by `x-batch`. */
export interface BatchOperation extends Operation {
	readonly batch: {
		/** The status that says that some items failed. */
		readonly partial?: number;
		/** The statuses of answers where all items failed, with one result for each. */
		readonly failed?: readonly number[];
		/** The member of an item that names what to write. */
		readonly key: string;
		/** How many items one request may carry. */
		readonly maximum?: number;
	};
}

/** What one call sends. */
export interface OperationRequest {
	/** The values of the parameters in the path, by name. */
	readonly path?: Readonly<Record<string, unknown>> | undefined;
	/** The values of the parameters in the query, by name; `undefined` and `null` are left out. */
	readonly query?: Readonly<Record<string, unknown>> | undefined;
	/** The values of the parameters in headers and cookies, by name; these need the operation's `wire`. */
	readonly header?: Readonly<Record<string, unknown>> | undefined;
	readonly cookie?: Readonly<Record<string, unknown>> | undefined;
	readonly body?: unknown;
	/** Goes on where an answer said: what it asks for are the server's words, which are not validated. */
	readonly isContinued?: true | undefined;
}
