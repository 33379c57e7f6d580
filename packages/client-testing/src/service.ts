import { type DocumentModel, negotiate, type Role, serverUrl } from "@onespec/openapi-document";
import { Access, type AccessOptions } from "./access.js";
import { type Answer, respond, respondToProblem } from "./answer.js";
import { readParameters } from "./parameters.js";
import { answerOf, codecFactory, generalAnswers, type OperationPlan, planOperations } from "./plan.js";
import { Problem } from "./problem.js";
import { receiveBody } from "./receive-body.js";
import type { Operate } from "./roles/exchange.js";
import { create, read, remove, replace, update } from "./roles/items.js";
import { list } from "./roles/list.js";
import { updateMany } from "./roles/update-many.js";
import { DEFAULT_STORE, Stores } from "./stores.js";

export interface ServiceOptions extends AccessOptions {
	/** The model of the API's document. */
	readonly model: DocumentModel;
	/** Where the API lies; the document's first server where it is absent. */
	readonly baseUrl?: string | undefined;
	/** What is there from the start in the default store, by the path of the collection: `{ "/things": [...] }`. */
	readonly items?: Readonly<Record<string, readonly object[]>> | undefined;
}

/** A failure that is asked for. */
export interface PlannedFailure {
	/** The id of the operation that fails; any where it is absent. */
	readonly operation?: string | undefined;
	readonly status: number;
	/** The name of the example that is answered; the first of the status where it is absent. */
	readonly cause?: string | undefined;
	readonly headers?: Readonly<Record<string, string>> | undefined;
	/** How often; once where it is absent. */
	readonly times?: number | undefined;
}

/** An API in memory. */
export interface Service {
	readonly baseUrl: string;
	/** Answers a request. */
	fetch(request: Request): Promise<Response>;
	/** What is there now, in ascending order of the keys, as the API would write it in JSON. */
	items(collection: string, store?: string): unknown[];
	/** Lets the next request of an operation fail, before anything else is looked at. */
	failNext(failure: PlannedFailure): void;
	/** Makes everything as it was at the start: items, buckets, planned failures. */
	reset(): void;
}

const ROLES: Readonly<Record<Role, Operate>> = { list, create, updateMany, read, update, replace, delete: remove };

/**
 * Makes an API in memory from its document: items that are kept, paging, errors, batch results, credentials and
 * permissions, in every JSON and XML media type that the document has. The checks are made in this order, and the first
 * that fails answers: path, method, credentials, throttle, permission, `Accept`, `Content-Type`, size, parameters, body.
 *
 * @throws Error where the document has no collection for the items
 * @example
 * const service = createService({ model, items: { "/things": [{ ThingID: 1, Name: "One" }] } });
 * const response = await service.fetch(new Request(`${service.baseUrl}/things`));
 */
export function createService(options: ServiceOptions): Service {
	const { model, items = {} } = options;
	const codecs = codecFactory(model);
	const plans = planOperations(model, codecs);
	const answered = new Map(
		model.operations
			.flatMap(({ responses }) => responses.flatMap(({ content }) => content))
			.map((media) => [media.mediaType, media]),
	);
	const mediaTypes = [...answered.keys()];
	const general = generalAnswers(model, [...answered.values()], codecs);
	const [server = { url: "http://localhost", variables: {} }] = model.servers;
	const baseUrl = (options.baseUrl ?? serverUrl(server)).replace(/\/+$/, "");
	const basePath = new URL(baseUrl, "http://localhost").pathname.replace(/\/+$/, "");
	const access = new Access(model, options);
	const stores = new Stores(model);
	const failures: { failure: PlannedFailure; left: number }[] = [];
	stores.fill(items);

	function find(url: URL, { method, headers }: Request): { path: string; plan: OperationPlan } {
		const inside = url.pathname === basePath || url.pathname.startsWith(`${basePath}/`);
		const path = url.pathname.slice(basePath.length);
		const there = inside ? plans.filter(({ pattern }) => pattern.test(path)) : [];
		if (there.length === 0) throw new Problem(404);
		const [plan] = there
			.filter((one) => one.operation.method === method && fixedBy(one, url, headers) !== undefined)
			.sort((one, other) => (fixedBy(other, url, headers) ?? 0) - (fixedBy(one, url, headers) ?? 0));
		if (plan !== undefined) return { path, plan };
		throw new Problem(405, { value: method, headers: { allow: there.map((one) => one.operation.method).join(", ") } });
	}

	function failIfPlanned({ operation: { id } }: OperationPlan): void {
		const planned = failures.find(({ failure }) => (failure.operation ?? id) === id);
		if (planned === undefined) return;
		if (--planned.left <= 0) failures.splice(failures.indexOf(planned), 1);
		const { status, cause, headers } = planned.failure;
		throw new Problem(status, { ...(cause !== undefined && { example: cause }), ...(headers && { headers }) });
	}

	async function answer(plan: OperationPlan, path: string, url: URL, request: Request): Promise<Response> {
		const accept = request.headers.get("accept");
		failIfPlanned(plan);
		const grant = access.admit(plan, request, url);
		if (mediaTypes.length > 0 && negotiate(accept ?? undefined, mediaTypes) === undefined)
			throw new Problem(406, { value: "Accept" });
		const readBody = await receiveBody(model, plan, request);
		const named = plan.pattern.exec(path)?.slice(1).map(decoded) ?? [];
		const values = Object.fromEntries(plan.pathParameters.map(({ name }, index) => [name, named[index] ?? ""]));
		const parts = { path: values, query: url.searchParams, headers: Object.fromEntries(request.headers) };
		const pathValues = readParameters(model, plan.pathParameters, parts);
		const query = readParameters(model, plan.queryParameters, parts);
		const { value: body, faults } = readBody();
		const given = operate(plan, grant.store ?? DEFAULT_STORE, path, { path: pathValues, query, body, faults });
		return respond(answerOf(plan, given.status) ?? UNDOCUMENTED, given, accept);
	}

	function operate(
		plan: OperationPlan,
		store: string,
		path: string,
		request: Pick<Parameters<Operate>[0], "path" | "query" | "body" | "faults">,
	): Answer {
		const { role, resource } = plan;
		const example = { status: plan.success, body: [...(answerOf(plan, plan.success)?.examples.values() ?? [])][0] };
		// What has no place in a collection is answered with its first example; a text or a list is no item of one.
		if (role === undefined || resource === undefined || (role === "create" && isNoItem(request.body))) return example;
		const place = plan.itemParameter === undefined ? path : path.slice(0, path.lastIndexOf("/"));
		const collection = stores.collection(store, place, resource);
		// Nor can there be any item that nobody gave and no request makes.
		if (plan.itemParameter !== undefined && collection.size === 0 && resource.create === undefined) return example;
		return ROLES[role]({ ...request, model, plan, resource, items: collection });
	}

	return {
		baseUrl,
		async fetch(request) {
			const url = new URL(request.url);
			let plan: OperationPlan | undefined;
			try {
				const found = find(url, request);
				plan = found.plan;
				return await answer(plan, found.path, url, request);
			} catch (error) {
				if (!(error instanceof Problem)) throw error;
				return respondToProblem(model, plan, general, error, request.headers.get("accept"));
			}
		},
		items: (collection, store = DEFAULT_STORE) => stores.items(store, collection),
		failNext(failure) {
			failures.push({ failure, left: failure.times ?? 1 });
		},
		reset() {
			stores.fill(items);
			access.reset();
			failures.length = 0;
		},
	};
}

function isNoItem(body: unknown): boolean {
	return body !== undefined && (typeof body !== "object" || body === null || Array.isArray(body));
}

/** An answer that the document has nothing of. */
const UNDOCUMENTED = { bodies: [], examples: new Map(), headers: {} };

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}

/**
 * How many values of a request's query and headers are those that an operation is told by: the query that its path has in itself,
 * and for a path such as `/items#tags` the parameters that it requires.
 *
 * @returns `undefined` where one is missing; less than 0 for a path with a `#` that nothing tells from the same path without it
 */
function fixedBy({ operation: { path, parameters } }: OperationPlan, url: URL, headers: Headers): number | undefined {
	const [, query = ""] = path.replace(/#.*/s, "").split("?");
	const fixed = [...new URLSearchParams(query)].filter(([, value]) => !value.includes("{"));
	if (!fixed.every(([name, value]) => url.searchParams.getAll(name).includes(value))) return undefined;
	if (!path.includes("#")) return fixed.length;
	const needed = parameters.filter((one) => one.required && (one.in === "query" || one.in === "header"));
	const isThere = needed.every(({ in: place, name, schema }) => {
		const value = place === "query" ? url.searchParams.get(name) : headers.get(name);
		return value !== null && (schema.enum === undefined || schema.enum.map(String).includes(value));
	});
	return isThere ? fixed.length + needed.length || -1 : undefined;
}
