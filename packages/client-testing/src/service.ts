import { Access, type AccessOptions } from "./access.js";
import { respond, respondToProblem } from "./answer.js";
import type { ApiDocument } from "./document.js";
import { generalAnswers } from "./general.js";
import { essenceOf, negotiate } from "./media-types.js";
import { readParameters } from "./parameters.js";
import { codecFactory, type OperationPlan, planOperations } from "./plan.js";
import { Problem } from "./problem.js";
import { receiveBody } from "./receive-body.js";
import type { Operate } from "./roles/exchange.js";
import { create, other, read, remove, update } from "./roles/items.js";
import { list } from "./roles/list.js";
import { updateMany } from "./roles/update-many.js";
import { DEFAULT_STORE, Stores } from "./stores.js";

export interface ServiceOptions extends AccessOptions {
	/** The bundled document of the API. */
	readonly document: ApiDocument;
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

const ROLES: Readonly<Record<OperationPlan["role"], Operate>> = {
	list,
	create,
	updateMany,
	read,
	update,
	remove,
	other,
};

/**
 * Makes an API in memory from its document: items that are kept, paging, errors, batch results, credentials and
 * permissions, in every JSON and XML media type that the document has. The checks are made in this order, and the first
 * that fails answers: path, method, credentials, throttle, permission, `Accept`, `Content-Type`, size, parameters, body.
 *
 * @throws {Error} where a reference of the document leads nowhere, or it has no collection for the items
 * @example
 * const service = createService({ document, items: { "/things": [{ ThingID: 1, Name: "One" }] } });
 * const response = await service.fetch(new Request(`${service.baseUrl}/things`));
 */
export function createService(options: ServiceOptions): Service {
	const { document, items = {} } = options;
	const codecs = codecFactory(document);
	const plans = planOperations(document, codecs);
	const mediaTypes = [
		...new Set(plans.flatMap(({ answers }) => [...answers.values()].flatMap(({ bodies }) => [...bodies.keys()]))),
	].map(essenceOf);
	const general = generalAnswers(document, mediaTypes, codecs);
	const baseUrl = (options.baseUrl ?? serverOf(document)).replace(/\/+$/, "");
	const basePath = new URL(baseUrl, "http://localhost").pathname.replace(/\/+$/, "");
	const access = new Access(document, options);
	const stores = new Stores(document, plans);
	const failures: { failure: PlannedFailure; left: number }[] = [];
	stores.fill(items);

	function find(url: URL, method: string): { path: string; plan: OperationPlan } {
		const inside = url.pathname === basePath || url.pathname.startsWith(`${basePath}/`);
		const path = url.pathname.slice(basePath.length);
		const there = inside ? plans.filter(({ pattern }) => pattern.test(path)) : [];
		if (there.length === 0) throw new Problem(404);
		const plan = there.find((one) => one.method === method);
		if (plan !== undefined) return { path, plan };
		throw new Problem(405, { value: method, headers: { allow: there.map((one) => one.method).join(", ") } });
	}

	function failIfPlanned({ id }: OperationPlan): void {
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
		if (mediaTypes.length > 0 && negotiate(accept, mediaTypes) === undefined)
			throw new Problem(406, { value: "Accept" });
		const readBody = await receiveBody(document, plan, request);
		const named = plan.pattern.exec(path)?.slice(1).map(decoded) ?? [];
		const values = Object.fromEntries(plan.pathParameters.map(({ name }, index) => [name, named[index] ?? ""]));
		const pathValues = readParameters(document, plan.pathParameters, (name) => [values[name] ?? ""]);
		const query = readParameters(document, plan.queryParameters, (name) => url.searchParams.getAll(name));
		const { value: body, faults } = readBody();
		const place = plan.itemParameter === undefined ? path : path.slice(0, path.lastIndexOf("/"));
		const collection = stores.collection(grant.store ?? DEFAULT_STORE, place, plan);
		const given = ROLES[plan.role]({ document, plan, path: pathValues, query, body, faults, items: collection });
		const documented = plan.answers.get(given.status);
		if (documented === undefined) throw new Error(`${plan.id} documents no ${given.status}.`);
		return respond(documented, given, accept);
	}

	return {
		baseUrl,
		async fetch(request) {
			const url = new URL(request.url);
			let plan: OperationPlan | undefined;
			try {
				const found = find(url, request.method);
				plan = found.plan;
				return await answer(plan, found.path, url, request);
			} catch (error) {
				if (!(error instanceof Problem)) throw error;
				return respondToProblem(document, plan?.answers, general, error, request.headers.get("accept"));
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

/** The document's first server, its variables with their defaults. */
function serverOf({ servers }: ApiDocument): string {
	const { url = "http://localhost", variables = {} } = servers?.[0] ?? {};
	return url.replace(/\{([^}]+)\}/g, (whole, name: string) => variables[name]?.default ?? whole);
}

function decoded(text: string): string {
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
