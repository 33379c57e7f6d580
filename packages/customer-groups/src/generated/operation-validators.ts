// generated from spec/customer-groups/openapi.yaml; do not edit

import type { Validators } from "@onespec/client-core";
import {
	validateBulkResults,
	validateBulkSuccessResults,
	validateCreateResults,
	validateCustomerGroupBulkUpdate,
	validateCustomerGroupCreate,
	validateCustomerGroupListOrCount,
	validateCustomerGroupSingle,
	validateCustomerGroupUpdate,
	validateDeleteCustomerGroupPath,
	validateDeleteResults,
	validateGetCustomerGroupPath,
	validateListCustomerGroupsQuery,
	validateUpdateCustomerGroupPath,
	validateUpdateResults,
} from "./validators.js";

/** The validators by operation. */
export const validators: Validators = {
	listCustomerGroups: { query: validateListCustomerGroupsQuery, responses: { 200: validateCustomerGroupListOrCount } },
	updateCustomerGroups: { body: validateCustomerGroupBulkUpdate, responses: { 200: validateBulkSuccessResults, 206: validateBulkResults } },
	createCustomerGroup: { body: validateCustomerGroupCreate, responses: { 201: validateCreateResults } },
	getCustomerGroup: { path: validateGetCustomerGroupPath, responses: { 200: validateCustomerGroupSingle } },
	updateCustomerGroup: { path: validateUpdateCustomerGroupPath, body: validateCustomerGroupUpdate, responses: { 200: validateUpdateResults } },
	deleteCustomerGroup: { path: validateDeleteCustomerGroupPath, responses: { 200: validateDeleteResults } },
};
