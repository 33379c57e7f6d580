// generated from spec/customer-groups/openapi.yaml; do not edit

import {
	type BatchOperation,
	type BatchOptions,
	type BatchOutcome,
	type CallOptions,
	type CountableOperation,
	type Decimals,
	type Page,
	type PagingOptions,
	type Result,
	type ResultOperation,
	type SingleOperation,
	type SingleOptions,
	count,
	iterate,
	pages,
	sendBatch,
	sendList,
	sendResult,
	sendSingle,
} from "@onespec/client-core";
import type { CustomerGroupsApi } from "./client.js";
import type { CustomerGroup, CustomerGroupBulkUpdate, CustomerGroupCreate, CustomerGroupUpdate } from "./models.js";
import type { operations } from "./types.js";

/** What {@link listCustomerGroups} asks for. */
export type ListCustomerGroupsQuery = Pick<NonNullable<operations["listCustomerGroups"]["parameters"]["query"]>, "limit" | "offset">;

const listCustomerGroupsOperation: CountableOperation = {
	id: "listCustomerGroups",
	method: "GET",
	path: "/CustomerGroups",
	success: [200],
	failures: [400, 401, 404, 429],
	empty: { status: 404, message: "There are no Customer Groups." },
	pagination: {
		limit: { name: "limit", default: 10, maximum: 500 },
		offset: { name: "offset", first: 1 },
		count: { parameter: "countonly", value: 1, member: "TotalCount" },
		pastTheEnd: { status: 400, message: "Offset amount exceeds the total number of records" },
		key: "CustomerGroupID",
	},
};

/**
 * Retrieve a list of all Customer Groups.
 *
 * @remarks Returns one page of the store's groups in ascending order of `CustomerGroupID`, or only their number. An empty
 * store answers 404, an `offset` beyond the last group 400. `countonly=1` answers 200 even for an empty store: with
 * the number of its groups, whatever `limit` and `offset` say.
 *
 * @param client who asks, and how
 * @param query `limit`, `offset`
 * @param options how the call is made
 * @returns one page; `[]` where there is nothing
 * @throws ClientError, one of its kinds, for every other failure
 * @example const groups = await listCustomerGroups(client);
 */
export function listCustomerGroups<D extends Decimals = "number">(
	client: CustomerGroupsApi<D>,
	query?: ListCustomerGroupsQuery,
	options?: CallOptions,
): Promise<CustomerGroup<D>[]> {
	return sendList(client, listCustomerGroupsOperation, { query }, options);
}

/**
 * Counts the items of {@link listCustomerGroups} without reading them.
 *
 * @param client who asks, and how
 * @param options how the call is made
 * @returns how many there are; 0 where there is nothing
 * @throws ClientError, one of its kinds
 * @example const number = await countCustomerGroups(client);
 */
export function countCustomerGroups(
	client: CustomerGroupsApi<Decimals>,
	options?: CallOptions,
): Promise<number> {
	return count(client, listCustomerGroupsOperation, {}, options);
}

/**
 * Walks through all items of {@link listCustomerGroups}, page by page: each once, with one page in memory.
 *
 * @param client who asks, and how
 * @param options the size of a page, where to begin, and how calls are made
 * @returns the items; leaving the loop ends the requests
 * @throws ClientError, whose `resumeAt` says where to begin again; RepeatedPageError where an item comes twice
 * @example for await (const item of iterateCustomerGroups(client)) console.log(item);
 */
export function iterateCustomerGroups<D extends Decimals = "number">(
	client: CustomerGroupsApi<D>,
	options?: PagingOptions,
): AsyncIterableIterator<CustomerGroup<D>> {
	return iterate(client, listCustomerGroupsOperation, {}, options);
}

/**
 * Walks through all pages of {@link listCustomerGroups}; none is empty.
 *
 * @param client who asks, and how
 * @param options the size of a page, where to begin, and how calls are made
 * @returns the pages, each with the offset of the next, where a later walk can begin
 * @throws ClientError, whose `resumeAt` says where to begin again; RepeatedPageError where an item comes twice
 * @example for await (const { items, next } of pagesOfCustomerGroups(client)) console.log(items.length, next);
 */
export function pagesOfCustomerGroups<D extends Decimals = "number">(
	client: CustomerGroupsApi<D>,
	options?: PagingOptions,
): AsyncIterableIterator<Page<CustomerGroup<D>>> {
	return pages(client, listCustomerGroupsOperation, {}, options);
}

const updateCustomerGroupsOperation: BatchOperation = {
	id: "updateCustomerGroups",
	method: "PUT",
	path: "/CustomerGroups",
	success: [200, 206],
	failures: [400, 401, 404, 429],
	batch: { partial: 206, failed: [400, 404], key: "CustomerGroupID", maximum: 100 },
};

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
 * @param client who asks, and how
 * @param body The customer groups to update.
 * @param options how the call is made
 * @returns what became of each item, in `succeeded` and `failed`
 * @throws BatchError where a later request fails; ClientError, one of its kinds, for every other failure
 * @example const { succeeded, failed } = await updateCustomerGroups(client, [{ CustomerGroupID: 1, Name: "sample string 1" }, { CustomerGroupID: 2, Name: "sample string 1" }]);
 */
export function updateCustomerGroups<D extends Decimals = "number">(
	client: CustomerGroupsApi<D>,
	body: Readonly<CustomerGroupBulkUpdate<D>>,
	options?: BatchOptions,
): Promise<BatchOutcome<number>> {
	return sendBatch(client, updateCustomerGroupsOperation, { body }, options);
}

const createCustomerGroupOperation: ResultOperation = {
	id: "createCustomerGroup",
	method: "POST",
	path: "/CustomerGroups",
	success: [201],
	failures: [400, 401, 429],
	result: { member: "Value", type: "integer" },
};

/**
 * Create a new Customer Group.
 *
 * @remarks Adds one group to the store. The server assigns the id and answers it as the `Value` of the result; a
 * `CustomerGroupID` in the body is ignored. Members that are not sent get their defaults: empty texts, `false`,
 * `MinimumOrder` 0 and `PriceLevel` 1.
 *
 * @param client who asks, and how
 * @param body The new customer group.
 * @param options how the call is made
 * @returns the id of what was written, the status and the outcome in words
 * @throws ClientError, one of its kinds, for every other failure
 * @example const { id } = await createCustomerGroup(client, { Name: "Wholesale" });
 */
export function createCustomerGroup<D extends Decimals = "number">(
	client: CustomerGroupsApi<D>,
	body: CustomerGroupCreate<D>,
	options?: CallOptions,
): Promise<Result<number>> {
	return sendResult(client, createCustomerGroupOperation, { body }, options);
}

const getCustomerGroupOperation: SingleOperation = {
	id: "getCustomerGroup",
	method: "GET",
	path: "/CustomerGroups/{id}",
	success: [200],
	failures: [400, 401, 404, 429],
	notFound: { status: 404, message: "The specified Customer Group does not exist." },
	single: true,
};

/**
 * Retrieve a specific Customer Group by id.
 *
 * @remarks Returns the group that the URL names, as the only element of an array.
 *
 * @param client who asks, and how
 * @param id The ID of the Customer Group.
 * @param options how the call is made
 * @returns the item; with `notFound: "null"`, `null` where there is none
 * @throws NotFoundError where there is no such item; ClientError, one of its kinds, for every other failure
 * @example const group = await getCustomerGroup(client, 1);
 */
export function getCustomerGroup<D extends Decimals = "number", Missing extends "error" | "null" = "error">(
	client: CustomerGroupsApi<D>,
	id: number,
	options?: SingleOptions & { readonly notFound?: Missing | undefined },
): Promise<CustomerGroup<D> | ("null" extends Missing ? null : never)> {
	// The core knows the options alone, not what follows from them.
	return sendSingle(client, getCustomerGroupOperation, { path: { id } }, options) as Promise<CustomerGroup<D> | ("null" extends Missing ? null : never)>;
}

const updateCustomerGroupOperation: ResultOperation = {
	id: "updateCustomerGroup",
	method: "PUT",
	path: "/CustomerGroups/{id}",
	success: [200],
	failures: [400, 401, 404, 429],
	notFound: { status: 404, message: "The specified Customer Group does not exist." },
	result: { member: "Value", type: "integer" },
};

/**
 * Update a specific Customer Group by id.
 *
 * @remarks Updates the group that the URL names; a `CustomerGroupID` in the body is ignored. Members that are not sent keep
 * their values.
 *
 * @param client who asks, and how
 * @param id The ID of the Customer Group.
 * @param body The members to change.
 * @param options how the call is made
 * @returns the id of what was written, the status and the outcome in words
 * @throws NotFoundError where there is no such item; ClientError, one of its kinds, for every other failure
 * @example const { id } = await updateCustomerGroup(client, 1, { MinimumOrder: 101.25 });
 */
export function updateCustomerGroup<D extends Decimals = "number">(
	client: CustomerGroupsApi<D>,
	id: number,
	body: CustomerGroupUpdate<D>,
	options?: CallOptions,
): Promise<Result<number>> {
	return sendResult(client, updateCustomerGroupOperation, { path: { id }, body }, options);
}

const deleteCustomerGroupOperation: ResultOperation = {
	id: "deleteCustomerGroup",
	method: "DELETE",
	path: "/CustomerGroups/{id}",
	success: [200],
	failures: [400, 401, 404, 429],
	notFound: { status: 404, message: "The specified Customer Group does not exist." },
	result: { member: "Value", type: "integer" },
};

/**
 * Delete a customer group by id.
 *
 * @remarks Deletes the group that the URL names. Its id is not assigned again.
 *
 * @param client who asks, and how
 * @param id The ID of the Customer Group.
 * @param options how the call is made
 * @returns the id of what was written, the status and the outcome in words
 * @throws NotFoundError where there is no such item; ClientError, one of its kinds, for every other failure
 * @example const { id } = await deleteCustomerGroup(client, 1);
 */
export function deleteCustomerGroup(
	client: CustomerGroupsApi<Decimals>,
	id: number,
	options?: CallOptions,
): Promise<Result<number>> {
	return sendResult(client, deleteCustomerGroupOperation, { path: { id } }, options);
}
