// generated from spec/customer-groups/openapi.yaml; do not edit

import type { BatchOptions, BatchOutcome, CallOptions, Decimals, Page, PagingOptions, Result, SingleOptions } from "@onespec/client-core";
import { type CustomerGroupsApi, type CustomerGroupsClientOptions, createCustomerGroupsApi } from "./client.js";
import type { CustomerGroup, CustomerGroupBulkUpdate, CustomerGroupCreate, CustomerGroupUpdate } from "./models.js";
import {
	countCustomerGroups,
	createCustomerGroup,
	deleteCustomerGroup,
	getCustomerGroup,
	iterateCustomerGroups,
	listCustomerGroups,
	pagesOfCustomerGroups,
	updateCustomerGroup,
	updateCustomerGroups,
	type ListCustomerGroupsQuery,
} from "./operations.js";

/** 3dcart (Shift4Shop) Customer Groups, by methods. */
export interface Groups<D extends Decimals = "number"> {
	/**
	 * Retrieve a list of all Customer Groups.
	 *
	 * @remarks Returns one page of the store's groups in ascending order of `CustomerGroupID`, or only their number. An empty
	 * store answers 404, an `offset` beyond the last group 400. `countonly=1` answers 200 even for an empty store: with
	 * the number of its groups, whatever `limit` and `offset` say.
	 *
	 * @param query `limit`, `offset`
	 * @param options how the call is made
	 * @returns one page; `[]` where there is nothing
	 * @throws ClientError, one of its kinds, for every other failure
	 */
	list(query?: ListCustomerGroupsQuery, options?: CallOptions): Promise<CustomerGroup<D>[]>;

	/**
	 * Counts all items without reading them.
	 *
	 * @param options how the call is made
	 * @returns how many there are
	 * @throws ClientError
	 */
	count(options?: CallOptions): Promise<number>;

	/**
	 * Walks through all items, page by page.
	 *
	 * @param options the size of a page, where to begin, and how calls are made
	 * @returns the items
	 * @throws ClientError, whose `resumeAt` says where to begin again
	 */
	iterate(options?: PagingOptions): AsyncIterableIterator<CustomerGroup<D>>;

	/**
	 * Walks through all pages; none is empty.
	 *
	 * @param options the size of a page, where to begin, and how calls are made
	 * @returns the pages
	 * @throws ClientError, whose `resumeAt` says where to begin again
	 */
	pages(options?: PagingOptions): AsyncIterableIterator<Page<CustomerGroup<D>>>;

	/**
	 * Update a list of Customer Groups.
	 *
	 * @remarks Updates several groups with one request. Each item names its group by `CustomerGroupID`, stands alone, and is
	 * applied in order; members that are not sent keep their values. The answer has one result for each item, in the
	 * order of the request: 200 where all succeeded, 206 where some failed. Where all failed it is 404 if none of the
	 * groups exists, otherwise 400.
	 *
	 * No URL parameters belong to this request; any that are sent are ignored.
	 *
	 * @param body The customer groups to update.
	 * @param options how the call is made
	 * @returns what became of each item, in `succeeded` and `failed`
	 * @throws BatchError where a later request fails; ClientError, one of its kinds, for every other failure
	 */
	updateMany(body: Readonly<CustomerGroupBulkUpdate<D>>, options?: BatchOptions): Promise<BatchOutcome<number>>;

	/**
	 * Create a new Customer Group.
	 *
	 * @remarks Adds one group to the store. The server assigns the id and answers it as the `Value` of the result; a
	 * `CustomerGroupID` in the body is ignored. Members that are not sent get their defaults: empty texts, `false`,
	 * `MinimumOrder` 0 and `PriceLevel` 1.
	 *
	 * @param body The new customer group.
	 * @param options how the call is made
	 * @returns the id of what was written, the status and the outcome in words
	 * @throws ClientError, one of its kinds, for every other failure
	 */
	create(body: CustomerGroupCreate<D>, options?: CallOptions): Promise<Result<number>>;

	/**
	 * Retrieve a specific Customer Group by id.
	 *
	 * @remarks Returns the group that the URL names, as the only element of an array.
	 *
	 * @param id The ID of the Customer Group.
	 * @param options how the call is made
	 * @returns the item; with `notFound: "null"`, `null` where there is none
	 * @throws NotFoundError where there is no such item; ClientError, one of its kinds, for every other failure
	 */
	get<Missing extends "error" | "null" = "error">(id: number, options?: SingleOptions & { readonly notFound?: Missing | undefined }): Promise<CustomerGroup<D> | ("null" extends Missing ? null : never)>;

	/**
	 * Update a specific Customer Group by id.
	 *
	 * @remarks Updates the group that the URL names; a `CustomerGroupID` in the body is ignored. Members that are not sent keep
	 * their values.
	 *
	 * @param id The ID of the Customer Group.
	 * @param body The members to change.
	 * @param options how the call is made
	 * @returns the id of what was written, the status and the outcome in words
	 * @throws NotFoundError where there is no such item; ClientError, one of its kinds, for every other failure
	 */
	update(id: number, body: CustomerGroupUpdate<D>, options?: CallOptions): Promise<Result<number>>;

	/**
	 * Delete a customer group by id.
	 *
	 * @remarks Deletes the group that the URL names. Its id is not assigned again.
	 *
	 * @param id The ID of the Customer Group.
	 * @param options how the call is made
	 * @returns the id of what was written, the status and the outcome in words
	 * @throws NotFoundError where there is no such item; ClientError, one of its kinds, for every other failure
	 */
	delete(id: number, options?: CallOptions): Promise<Result<number>>;
}

/**
 * Creates a client of 3dcart (Shift4Shop) Customer Groups whose operations are methods.
 *
 * @param options where the API lives, who asks, and how
 * @throws InvalidBaseUrlError, InvalidCredentialError where the options cannot be used; neither holds a credential
 * @example const groups = createGroups({ credentials });
 */
export function createGroups<D extends Decimals = "number">(options: CustomerGroupsClientOptions<D>): Groups<D> {
	return groupsOf(createCustomerGroupsApi(options));
}

/** The same methods over a client that is there already. */
export function groupsOf<D extends Decimals = "number">(client: CustomerGroupsApi<D>): Groups<D> {
	return {
		list: (query, options) => listCustomerGroups(client, query, options),
		count: (options) => countCustomerGroups(client, options),
		iterate: (options) => iterateCustomerGroups(client, options),
		pages: (options) => pagesOfCustomerGroups(client, options),
		updateMany: (body, options) => updateCustomerGroups(client, body, options),
		create: (body, options) => createCustomerGroup(client, body, options),
		get: (id, options) => getCustomerGroup(client, id, options),
		update: (id, body, options) => updateCustomerGroup(client, id, body, options),
		delete: (id, options) => deleteCustomerGroup(client, id, options),
	};
}
