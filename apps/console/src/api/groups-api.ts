import {
	type CustomerGroup,
	type CustomerGroupCreate,
	type CustomerGroupUpdate,
	InvalidBaseUrlError,
	InvalidCredentialError,
} from "@onespec/customer-groups";
import { createGroups, type Groups } from "@onespec/customer-groups/groups";
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
	const groups = connect(apiBaseUrl, credentials, apiTimeoutMs);

	// Told nothing, the mock answers every list with its first example, a page. Other services ignore the header.
	const count = () => list(() => groups.count({ headers: { Prefer: "example=count" } }));

	return {
		count,
		async list(skip, limit) {
			const page = list(() => groups.list({ limit, offset: skip + 1 }));
			const [total, found] = await Promise.all([count(), page]);
			return { total, groups: found };
		},
		get: (id) => ask(() => groups.get(id)),
		create: (group) => ask(async () => (await groups.create(group)).id),
		update: (id, changes) => ask(async () => void (await groups.update(id, changes))),
		remove: (id) => ask(async () => void (await groups.delete(id))),
	};
}

function connect(baseUrl: string, credentials: Credentials, timeoutMs: number): Groups {
	try {
		// Someone waits in front of the page: it says what is wrong, and they decide whether to try again.
		return createGroups({ baseUrl, credentials, timeout: { total: timeoutMs }, retry: false });
	} catch (error) {
		// These name the header or the URL and never hold a credential.
		if (error instanceof InvalidBaseUrlError || error instanceof InvalidCredentialError) {
			throw new ConfigError(error.message);
		}
		throw error;
	}
}

/** A list is there even where it is empty, so a 404 says that the base URL is wrong. */
async function list<Data>(call: () => Promise<Data>): Promise<Data> {
	return ask(call).catch((error: unknown) => {
		const isMissing = error instanceof ApiFailure && error.kind === "not-found";
		throw isMissing ? new ApiFailure("unexpected", error.results) : error;
	});
}
