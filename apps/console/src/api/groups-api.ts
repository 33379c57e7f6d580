import {
	type CustomerGroup,
	type CustomerGroupCreate,
	type CustomerGroupsClient,
	type CustomerGroupUpdate,
	createCustomerGroupsClient,
	InvalidBaseUrlError,
	InvalidCredentialError,
} from "@onespec/customer-groups";
import type { Credentials } from "../config.js";
import { ConfigError } from "../config-error.js";
import { ApiFailure } from "./api-failure.js";
import { ask } from "./ask.js";

/** One page of groups, with the number of all groups of the store. */
export interface GroupPage {
	readonly groups: readonly CustomerGroup[];
	readonly total: number;
}

/** The operations of the API that the console needs. Each throws {@link ApiFailure} where the API does not do it. */
export interface GroupsApi {
	/** The number of groups in the store. */
	count(): Promise<number>;
	/** The page that begins after `skip` groups; empty, with the total, where there is nothing. */
	list(skip: number, limit: number): Promise<GroupPage>;
	get(id: number): Promise<CustomerGroup>;
	/** Creates a group and returns its id. */
	create(group: CustomerGroupCreate): Promise<number>;
	/** Changes the given members and leaves the others. */
	update(id: number, changes: CustomerGroupUpdate): Promise<void>;
	remove(id: number): Promise<void>;
}

/** How to reach the API. */
export interface ApiOptions {
	readonly apiBaseUrl: string;
	readonly credentials: Credentials;
	/** How long an answer may take, in milliseconds; 10 seconds unless told. */
	readonly apiTimeoutMs?: number;
}

/**
 * Connects the console to the API through the generated client.
 *
 * @param options where the API is and who asks
 * @returns the operations that the console needs
 * @throws ConfigError where the client refuses the URL or a credential
 */
export function connectGroupsApi({ apiBaseUrl, credentials, apiTimeoutMs = 10_000 }: ApiOptions): GroupsApi {
	const client = createClient(apiBaseUrl, credentials, apiTimeoutMs);

	async function count(): Promise<number> {
		const query = { countonly: 1 } as const;
		const data = await ask(() => client.GET("/CustomerGroups", { params: { query } })).catch((error: unknown) => {
			// Even an empty store has a count, so this 404 says that the base URL is wrong.
			throw isNotFound(error) ? new ApiFailure("unexpected", error.results) : error;
		});
		// Told nothing else, the mock answers every list with its first example, a page.
		return "TotalCount" in data ? data.TotalCount : data.length;
	}

	async function page(skip: number, limit: number): Promise<readonly CustomerGroup[]> {
		try {
			const query = { limit, offset: skip + 1 };
			const data = await ask(() => client.GET("/CustomerGroups", { params: { query } }));
			if (Array.isArray(data)) return data;
		} catch (error) {
			if (isBeyondTheEnd(error)) return [];
			throw error;
		}
		throw new ApiFailure("unexpected");
	}

	return {
		count,
		async list(skip, limit) {
			const [total, groups] = await Promise.all([count(), page(skip, limit)]);
			return { total, groups };
		},
		async get(id) {
			const [group] = await ask(() => client.GET("/CustomerGroups/{id}", { params: { path: { id } } }));
			if (group === undefined) throw new ApiFailure("unexpected");
			return group;
		},
		async create(body) {
			const [result] = await ask(() => client.POST("/CustomerGroups", { body }));
			return Number(result?.Value);
		},
		async update(id, body) {
			await ask(() => client.PUT("/CustomerGroups/{id}", { params: { path: { id } }, body }));
		},
		async remove(id) {
			await ask(() => client.DELETE("/CustomerGroups/{id}", { params: { path: { id } } }));
		},
	};
}

function createClient(baseUrl: string, credentials: Credentials, timeoutMs: number): CustomerGroupsClient {
	try {
		return createCustomerGroupsClient({
			baseUrl,
			credentials,
			fetch: (request) => fetch(request, { signal: AbortSignal.timeout(timeoutMs) }),
		});
	} catch (error) {
		// These name the header or the URL and never hold a credential.
		if (error instanceof InvalidBaseUrlError || error instanceof InvalidCredentialError) {
			throw new ConfigError(error.message);
		}
		throw error;
	}
}

function isNotFound(error: unknown): error is ApiFailure {
	return error instanceof ApiFailure && error.kind === "not-found";
}

/** The document's 404 of an empty store, and its 400 for an offset past the last group. */
function isBeyondTheEnd(error: unknown): boolean {
	if (isNotFound(error)) return true;
	return error instanceof ApiFailure && error.kind === "invalid" && error.results[0]?.Value === "offset";
}
