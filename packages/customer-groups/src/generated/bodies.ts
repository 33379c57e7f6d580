// generated from spec/customer-groups/openapi.yaml; do not edit

import type { WireBodies } from "@onespec/client-core/xml";

/** What the document says of the bodies, as far as reading and writing goes. */
export const bodies: WireBodies = {
	schemas: {
		CustomerGroup: { type: "object", required: ["CustomerGroupID", "Name", "Description", "MinimumOrder", "NonTaxable", "AllowRegistration", "DisableRewardPoints", "AutoApprove", "RegistrationMessage", "PriceLevel"], additionalProperties: false, properties: { CustomerGroupID: { type: "integer", format: "int32" }, Name: { type: "string" }, Description: { type: "string" }, MinimumOrder: { type: "number", format: "decimal", "x-decimal": { significantDigits: 17, jsonFractionDigits: 1 } }, NonTaxable: { type: "boolean" }, AllowRegistration: { type: "boolean" }, DisableRewardPoints: { type: "boolean" }, AutoApprove: { type: "boolean" }, RegistrationMessage: { type: "string" }, PriceLevel: { type: "integer", format: "int32" } }, xml: { name: "CustomerGroup" } },
		CustomerGroupCreate: { type: "object", required: ["Name"], additionalProperties: false, properties: { CustomerGroupID: { type: "integer", format: "int32" }, Name: { type: "string" }, Description: { type: "string" }, MinimumOrder: { type: "number", format: "decimal", "x-decimal": { significantDigits: 17, jsonFractionDigits: 1 } }, NonTaxable: { type: "boolean" }, AllowRegistration: { type: "boolean" }, DisableRewardPoints: { type: "boolean" }, AutoApprove: { type: "boolean" }, RegistrationMessage: { type: "string" }, PriceLevel: { type: "integer", format: "int32" } }, xml: { name: "CustomerGroup" } },
		CustomerGroupUpdate: { type: "object", additionalProperties: false, properties: { CustomerGroupID: { type: "integer", format: "int32" }, Name: { type: "string" }, Description: { type: "string" }, MinimumOrder: { type: "number", format: "decimal", "x-decimal": { significantDigits: 17, jsonFractionDigits: 1 } }, NonTaxable: { type: "boolean" }, AllowRegistration: { type: "boolean" }, DisableRewardPoints: { type: "boolean" }, AutoApprove: { type: "boolean" }, RegistrationMessage: { type: "string" }, PriceLevel: { type: "integer", format: "int32" } }, xml: { name: "CustomerGroup" } },
		CustomerGroupBulkItem: { type: "object", required: ["CustomerGroupID"], additionalProperties: false, properties: { CustomerGroupID: { type: "integer", format: "int32" }, Name: { type: "string" }, Description: { type: "string" }, MinimumOrder: { type: "number", format: "decimal", "x-decimal": { significantDigits: 17, jsonFractionDigits: 1 } }, NonTaxable: { type: "boolean" }, AllowRegistration: { type: "boolean" }, DisableRewardPoints: { type: "boolean" }, AutoApprove: { type: "boolean" }, RegistrationMessage: { type: "string" }, PriceLevel: { type: "integer", format: "int32" } }, xml: { name: "CustomerGroup" } },
		CustomerGroupBulkUpdate: { type: "array", items: { $ref: "#/components/schemas/CustomerGroupBulkItem" }, xml: { name: "ArrayOfCustomerGroup", wrapped: true } },
		CustomerGroupList: { type: "array", items: { $ref: "#/components/schemas/CustomerGroup" }, xml: { name: "ArrayOfCustomerGroup", wrapped: true } },
		CustomerGroupSingle: { type: "array", items: { $ref: "#/components/schemas/CustomerGroup" }, xml: { name: "ArrayOfCustomerGroup", wrapped: true } },
		CustomerGroupCount: { type: "object", required: ["TotalCount"], additionalProperties: false, properties: { TotalCount: { type: "integer" } }, xml: { name: "CustomerGroupCount" } },
		CustomerGroupListOrCount: { oneOf: [{ $ref: "#/components/schemas/CustomerGroupList" }, { $ref: "#/components/schemas/CustomerGroupCount" }] },
		CreateResult: { type: "object", required: ["Key", "Value", "Status", "Message"], additionalProperties: false, properties: { Key: { type: "string" }, Value: { type: "string" }, Status: { type: "string" }, Message: { type: "string" } }, xml: { name: "Result" } },
		UpdateResult: { type: "object", required: ["Key", "Value", "Status", "Message"], additionalProperties: false, properties: { Key: { type: "string" }, Value: { type: "string" }, Status: { type: "string" }, Message: { type: "string" } }, xml: { name: "Result" } },
		DeleteResult: { type: "object", required: ["Key", "Value", "Status", "Message"], additionalProperties: false, properties: { Key: { type: "string" }, Value: { type: "string" }, Status: { type: "string" }, Message: { type: "string" } }, xml: { name: "Result" } },
		BulkResult: { type: "object", required: ["Key", "Value", "Status", "Message"], additionalProperties: false, properties: { Key: { type: "string" }, Value: { type: "string" }, Status: { type: "string" }, Message: { type: "string" } }, xml: { name: "Result" } },
		ErrorResult: { type: "object", required: ["Key", "Value", "Status", "Message"], additionalProperties: false, properties: { Key: { type: "string" }, Value: { type: "string" }, Status: { type: "string" }, Message: { type: "string" } }, xml: { name: "Result" } },
		CreateResults: { type: "array", items: { $ref: "#/components/schemas/CreateResult" }, xml: { name: "ArrayOfResult", wrapped: true } },
		UpdateResults: { type: "array", items: { $ref: "#/components/schemas/UpdateResult" }, xml: { name: "ArrayOfResult", wrapped: true } },
		DeleteResults: { type: "array", items: { $ref: "#/components/schemas/DeleteResult" }, xml: { name: "ArrayOfResult", wrapped: true } },
		BulkSuccessResults: { type: "array", items: { $ref: "#/components/schemas/UpdateResult" }, xml: { name: "ArrayOfResult", wrapped: true } },
		BulkResults: { type: "array", items: { $ref: "#/components/schemas/BulkResult" }, xml: { name: "ArrayOfResult", wrapped: true } },
		BulkErrors: { type: "array", items: { $ref: "#/components/schemas/ErrorResult" }, xml: { name: "ArrayOfResult", wrapped: true } },
		Errors: { type: "array", items: { $ref: "#/components/schemas/ErrorResult" }, xml: { name: "ArrayOfResult", wrapped: true } },
	},
	operations: {
		listCustomerGroups: {
			responses: { "200": { $ref: "#/components/schemas/CustomerGroupListOrCount" }, "400": { $ref: "#/components/schemas/Errors" }, "401": { $ref: "#/components/schemas/Errors" }, "404": { $ref: "#/components/schemas/Errors" }, "429": { $ref: "#/components/schemas/Errors" } },
		},
		updateCustomerGroups: {
			request: { $ref: "#/components/schemas/CustomerGroupBulkUpdate" },
			responses: { "200": { $ref: "#/components/schemas/BulkSuccessResults" }, "206": { $ref: "#/components/schemas/BulkResults" }, "400": { $ref: "#/components/schemas/BulkErrors" }, "401": { $ref: "#/components/schemas/Errors" }, "404": { $ref: "#/components/schemas/BulkErrors" }, "429": { $ref: "#/components/schemas/Errors" } },
		},
		createCustomerGroup: {
			request: { $ref: "#/components/schemas/CustomerGroupCreate" },
			responses: { "201": { $ref: "#/components/schemas/CreateResults" }, "400": { $ref: "#/components/schemas/Errors" }, "401": { $ref: "#/components/schemas/Errors" }, "429": { $ref: "#/components/schemas/Errors" } },
		},
		getCustomerGroup: {
			responses: { "200": { $ref: "#/components/schemas/CustomerGroupSingle" }, "400": { $ref: "#/components/schemas/Errors" }, "401": { $ref: "#/components/schemas/Errors" }, "404": { $ref: "#/components/schemas/Errors" }, "429": { $ref: "#/components/schemas/Errors" } },
		},
		updateCustomerGroup: {
			request: { $ref: "#/components/schemas/CustomerGroupUpdate" },
			responses: { "200": { $ref: "#/components/schemas/UpdateResults" }, "400": { $ref: "#/components/schemas/Errors" }, "401": { $ref: "#/components/schemas/Errors" }, "404": { $ref: "#/components/schemas/Errors" }, "429": { $ref: "#/components/schemas/Errors" } },
		},
		deleteCustomerGroup: {
			responses: { "200": { $ref: "#/components/schemas/DeleteResults" }, "400": { $ref: "#/components/schemas/Errors" }, "401": { $ref: "#/components/schemas/Errors" }, "404": { $ref: "#/components/schemas/Errors" }, "429": { $ref: "#/components/schemas/Errors" } },
		},
	},
	errors: { $ref: "#/components/schemas/Errors" },
};
