// generated from spec/customer-groups/openapi.yaml; do not edit

import type { Decimals } from "@onespec/client-core";
import type { components as exactComponents, operations as exactOperations } from "./exact-types.js";
import type { components, operations } from "./types.js";

/** The schemas, by what decimals are. */
export type Schemas<D extends Decimals> = D extends "string" ? exactComponents["schemas"] : components["schemas"];

/** The operations, by what decimals are. */
export type Operations<D extends Decimals> = D extends "string" ? exactOperations : operations;

/** A customer group as the service returns it; every member is present. */
export type CustomerGroup<D extends Decimals = "number"> = Schemas<D>["CustomerGroup"];

/** A customer group to create. Unset strings become empty, booleans false, MinimumOrder 0 and PriceLevel 1; CustomerGroupID is ignored. */
export type CustomerGroupCreate<D extends Decimals = "number"> = Schemas<D>["CustomerGroupCreate"];

/** The members of a customer group to change; the others keep their values. CustomerGroupID is ignored. */
export type CustomerGroupUpdate<D extends Decimals = "number"> = Schemas<D>["CustomerGroupUpdate"];

/** One item of a bulk update, the group to change and the members to change in it. */
export type CustomerGroupBulkItem<D extends Decimals = "number"> = Schemas<D>["CustomerGroupBulkItem"];

/** The items of a bulk update. */
export type CustomerGroupBulkUpdate<D extends Decimals = "number"> = Schemas<D>["CustomerGroupBulkUpdate"];

/** One page of customer groups, in ascending order of CustomerGroupID. */
export type CustomerGroupList<D extends Decimals = "number"> = Schemas<D>["CustomerGroupList"];

/** One customer group, as the only element of an array. */
export type CustomerGroupSingle<D extends Decimals = "number"> = Schemas<D>["CustomerGroupSingle"];

/** The number of customer groups in the store. */
export type CustomerGroupCount = components["schemas"]["CustomerGroupCount"];

/** A page of customer groups or, with `countonly=1`, their number. */
export type CustomerGroupListOrCount<D extends Decimals = "number"> = Schemas<D>["CustomerGroupListOrCount"];

/** What became of a create. */
export type CreateResult = components["schemas"]["CreateResult"];

/** What became of an update. */
export type UpdateResult = components["schemas"]["UpdateResult"];

/** What became of a delete. */
export type DeleteResult = components["schemas"]["DeleteResult"];

/** What became of one item of a bulk update. */
export type BulkResult = components["schemas"]["BulkResult"];

/** Why a request or an item of it failed. */
export type ErrorResult = components["schemas"]["ErrorResult"];

/** The result of a create. */
export type CreateResults = components["schemas"]["CreateResults"];

/** The result of an update. */
export type UpdateResults = components["schemas"]["UpdateResults"];

/** The result of a delete. */
export type DeleteResults = components["schemas"]["DeleteResults"];

/** One result for each item, in the order of the request; all succeeded. */
export type BulkSuccessResults = components["schemas"]["BulkSuccessResults"];

/** One result for each item, in the order of the request; some succeeded, some failed. */
export type BulkResults = components["schemas"]["BulkResults"];

/** One result for each item, in the order of the request, or one for the whole request where its body could not be used. */
export type BulkErrors = components["schemas"]["BulkErrors"];

/** Why the request failed. */
export type Errors = components["schemas"]["Errors"];
