// generated from spec/customer-groups/openapi.yaml; do not edit

import { type StandardSchema, standardSchema } from "@onespec/client-core/standard-schema";
import type { CustomerGroup, CustomerGroupCreate, CustomerGroupUpdate, CustomerGroupBulkItem, CustomerGroupCount, CreateResult, UpdateResult, DeleteResult, BulkResult } from "./models.js";
import {
	validateCustomerGroup,
	validateCustomerGroupCreate,
	validateCustomerGroupUpdate,
	validateCustomerGroupBulkItem,
	validateCustomerGroupCount,
	validateCreateResult,
	validateUpdateResult,
	validateDeleteResult,
	validateBulkResult,
} from "./validators.js";

/** Whether a value is a `CustomerGroup`. */
export const customerGroupSchema: StandardSchema<CustomerGroup> = /* @__PURE__ */ standardSchema(validateCustomerGroup, { decimals: "number" });

/** Whether a value is a `CustomerGroupCreate`. */
export const customerGroupCreateSchema: StandardSchema<CustomerGroupCreate> = /* @__PURE__ */ standardSchema(validateCustomerGroupCreate, { decimals: "number" });

/** Whether a value is a `CustomerGroupUpdate`. */
export const customerGroupUpdateSchema: StandardSchema<CustomerGroupUpdate> = /* @__PURE__ */ standardSchema(validateCustomerGroupUpdate, { decimals: "number" });

/** Whether a value is a `CustomerGroupBulkItem`. */
export const customerGroupBulkItemSchema: StandardSchema<CustomerGroupBulkItem> = /* @__PURE__ */ standardSchema(validateCustomerGroupBulkItem, { decimals: "number" });

/** Whether a value is a `CustomerGroupCount`. */
export const customerGroupCountSchema: StandardSchema<CustomerGroupCount> = /* @__PURE__ */ standardSchema(validateCustomerGroupCount, { decimals: "number" });

/** Whether a value is a `CreateResult`. */
export const createResultSchema: StandardSchema<CreateResult> = /* @__PURE__ */ standardSchema(validateCreateResult, { decimals: "number" });

/** Whether a value is a `UpdateResult`. */
export const updateResultSchema: StandardSchema<UpdateResult> = /* @__PURE__ */ standardSchema(validateUpdateResult, { decimals: "number" });

/** Whether a value is a `DeleteResult`. */
export const deleteResultSchema: StandardSchema<DeleteResult> = /* @__PURE__ */ standardSchema(validateDeleteResult, { decimals: "number" });

/** Whether a value is a `BulkResult`. */
export const bulkResultSchema: StandardSchema<BulkResult> = /* @__PURE__ */ standardSchema(validateBulkResult, { decimals: "number" });
