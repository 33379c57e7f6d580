import { type ApiClient, engineOf, observedOperation } from "./engine.js";
import { ClientError, detailsOf, RepeatedPageError } from "./errors.js";
import type { Operation, OperationRequest } from "./operation.js";
import type { CallOptions, ResponseDetails } from "./options.js";
import { perform } from "./perform.js";
import { requestPath } from "./request.js";

/** Where the next page is said to be. */
export type NextPage =
	/** A member of the answer is given back as a parameter; where there is `more`, that member says whether to go on. */
	| { readonly kind: "cursor"; readonly parameter: string; readonly member: string; readonly more?: string }
	/** A member of the last item is given back as a parameter. */
	| { readonly kind: "lastItem"; readonly parameter: string; readonly member: string; readonly more?: string }
	/** Pages are numbered from `first`; the member `pages` says how many there are, where there is one. */
	| { readonly kind: "page"; readonly parameter: string; readonly first: number; readonly pages?: string }
	/** The header `Link` with `rel="next"`, RFC 8288. */
	| { readonly kind: "link" }
	/** A member of the answer is its URL. */
	| { readonly kind: "url"; readonly member: string };

/** A list whose pages lead to the next one. Members are named by their path: `meta.next`. */
export interface FollowedOperation extends Operation {
	readonly following: {
		/** The member that carries the items; absent where the answer is the array itself. */
		readonly items?: string;
		/** The parameter of the page's size, and the size that is asked for unless the caller says another. */
		readonly size?: { readonly parameter: string; readonly maximum?: number };
		readonly next: NextPage;
	};
}

/** One page of a list that leads to the next. */
export interface FollowedPage<Item> {
	readonly items: Item[];
	/** What the next page is asked for by, to go on with `from` at another time; undefined for the last page. */
	readonly next: string | undefined;
	/** The whole answer, for what it says besides the items. */
	readonly data: unknown;
}

/** How a list is followed. */
export interface FollowingOptions extends CallOptions {
	/** How many items a page has; the documented maximum unless told. */
	readonly pageSize?: number | undefined;
	/** The `next` of a page, to go on after it. */
	readonly from?: string | undefined;
}

/**
 * Follows a list from page to page: by cursor, by page number, by the header `Link` or by a URL in the answer. It keeps one
 * page in memory.
 *
 * A next page of another origin is refused, since the credentials would go along.
 *
 * @throws ClientError; RepeatedPageError where a page leads to itself
 * @example for await (const { items, next } of followPages<Thing>(client, listThings)) await save(items, next);
 */
export async function* followPages<Item>(
	client: ApiClient,
	operation: FollowedOperation,
	request: OperationRequest = {},
	{ pageSize, from, ...options }: FollowingOptions = {},
): AsyncGenerator<FollowedPage<Item>, undefined> {
	const { items: member, size, next: kind } = operation.following;
	// The place of the next page is outside of what an envelope carries.
	const { envelope: _, ...wire } = operation.wire ?? {};
	const whole = operation.wire ? { ...operation, wire } : operation;
	const asked = size === undefined ? undefined : (pageSize ?? size.maximum);
	const sized = { ...request, query: { ...(size && { [size.parameter]: asked }), ...request.query } };
	let next = from;
	for (;;) {
		const at = next;
		const place = at === undefined ? { operation: whole, request: sized } : placeOf(client, whole, sized, at);
		let answer: ResponseDetails | undefined;
		const onResponse = (response: ResponseDetails): void => {
			answer = response;
			options.onResponse?.(response);
		};
		const page = await observedOperation(client, operation, async () => {
			const { data } = await perform(client, place.operation, place.request, { ...options, onResponse });
			const items = member === undefined ? data : memberOf(data, member);
			if (Array.isArray(items)) return { items: items as Item[], data };
			const about = detailsOf(operation, requestPath(operation, request));
			throw new ClientError(about, `answered without a list${member === undefined ? "" : ` in ${member}`}`);
		});
		next = nextOf(kind, page.data, page.items, answer, at, asked);
		if (next !== undefined && next === at) {
			throw new RepeatedPageError(detailsOf(place.operation), 0, "next", next);
		}
		yield { ...page, next };
		if (next === undefined) return;
	}
}

/**
 * As {@link followPages}, item by item.
 *
 * @example for await (const thing of followItems<Thing>(client, listThings)) console.log(thing);
 */
export async function* followItems<Item>(
	client: ApiClient,
	operation: FollowedOperation,
	request?: OperationRequest,
	options?: FollowingOptions,
): AsyncGenerator<Item, undefined> {
	for await (const { items } of followPages<Item>(client, operation, request, options)) yield* items;
}

/** The member that a path such as `meta.next` leads to. */
export function memberOf(data: unknown, path: string): unknown {
	return path.split(".").reduce((value, name) => (value as Record<string, unknown> | null | undefined)?.[name], data);
}

function nextOf(
	kind: NextPage,
	data: unknown,
	items: readonly unknown[],
	answer: ResponseDetails | undefined,
	at: string | undefined,
	size: number | undefined,
): string | undefined {
	const text = (value: unknown): string | undefined =>
		value === undefined || value === null || value === "" || value === false ? undefined : String(value);
	switch (kind.kind) {
		case "cursor":
			if (kind.more !== undefined && memberOf(data, kind.more) !== true) return undefined;
			return text(memberOf(data, kind.member));
		case "lastItem":
			if (items.length === 0 || (kind.more !== undefined && memberOf(data, kind.more) !== true)) return undefined;
			return text(memberOf(items.at(-1), kind.member));
		case "page": {
			const number = Number(at ?? kind.first);
			const pages = kind.pages === undefined ? undefined : Number(memberOf(data, kind.pages));
			if (pages !== undefined) return number - kind.first + 1 < pages ? String(number + 1) : undefined;
			return items.length === 0 || (size !== undefined && items.length < size) ? undefined : String(number + 1);
		}
		case "link":
			return linkOf(answer?.headers.get("link") ?? "", "next");
		case "url":
			return text(memberOf(data, kind.member));
	}
}

/**
 * The target of a link of a relation, out of a header `Link`.
 *
 * @example linkOf('<https://api.example/things?page=2>; rel="next"', "next") // "https://api.example/things?page=2"
 */
export function linkOf(header: string, relation: string): string | undefined {
	for (const [, target, parameters = ""] of header.matchAll(
		/<([^>]*)>((?:\s*;\s*[^;,="]+(?:=(?:"[^"]*"|[^;,"]*))?)*)/g,
	)) {
		const [, quoted, plain] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters) ?? [];
		if ((quoted ?? plain ?? "").toLowerCase().split(/\s+/).includes(relation)) return target;
	}
	return undefined;
}

/** Where a page is: by a parameter, or by a URL, which may be relative to the list itself. */
function placeOf(client: ApiClient, operation: FollowedOperation, request: OperationRequest, next: string) {
	const kind = operation.following.next;
	if ("parameter" in kind) {
		const query = { ...request.query, [kind.parameter]: next };
		return { operation, request: { ...request, query, isContinued: true as const } };
	}
	return operationAt(client, operation, next, operation, request);
}

/**
 * The same operation at a URL that an answer gave.
 *
 * @param from the operation that answered, to which the URL may be relative, with its request
 * @throws ClientError where the URL is outside of the API, since the credentials would go along
 */
export function operationAt<Kind extends Operation>(
	client: ApiClient,
	operation: Kind,
	target: string,
	from: Operation,
	request: OperationRequest,
) {
	const { baseUrl } = client[engineOf]();
	const asked = requestPath(from, request);
	const url = new URL(target, baseUrl + asked);
	if (!`${url.origin}${url.pathname}`.startsWith(`${baseUrl}/`)) {
		const reason = `leads on to ${url.origin}${url.pathname}, which is not followed: it is outside of the API`;
		throw new ClientError(detailsOf(from, asked), reason);
	}
	const names = new Set(url.searchParams.keys());
	const query = Object.fromEntries([...names].map((name) => [name, url.searchParams.getAll(name)]));
	const path = `${url.origin}${url.pathname}`.slice(baseUrl.length);
	// The path is written already.
	const { header, cookie } = from.method === "GET" ? request : {};
	return { operation: { ...operation, path }, request: { header, cookie, query, isContinued: true as const } };
}
