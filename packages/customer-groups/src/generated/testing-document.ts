// generated from spec/customer-groups/openapi.yaml; do not edit

import type { ApiDocument } from "@onespec/client-testing";

const value: object = {
	openapi: "3.0.3",
	servers: [{ url: "https://apirest.3dcart.com/3dCartWebAPI/v1" }],
	security: [{ SecureURL: [], PrivateKey: [], Token: [] }],
	"x-throttle": { capacity: 50, leakPerSecond: 2, status: 429 },
	"x-error-shape": { list: true, key: "Key", value: "Value", status: "Status", message: "Message" },
	"x-client": { facade: "groups", item: "group" },
	"x-general-responses": {
		"path-unknown": {
			status: 404,
			schema: { $ref: "#/components/schemas/Errors" },
			example: [{ Key: "Error", Value: "", Status: "404", Message: "No operation has this path." }],
		},
		"method-not-allowed": {
			status: 405,
			headers: ["Allow"],
			schema: { $ref: "#/components/schemas/Errors" },
			example: [
				{
					Key: "Error",
					Value: "PATCH",
					Status: "405",
					Message: "This path does not have the method PATCH.",
				},
			],
		},
		"not-acceptable": {
			status: 406,
			schema: { $ref: "#/components/schemas/Errors" },
			example: [
				{
					Key: "Error",
					Value: "Accept",
					Status: "406",
					Message: "Accept names no media type of this API: application/json, text/json, application/xml, text/xml.",
				},
			],
		},
		"body-too-large": {
			status: 413,
			schema: { $ref: "#/components/schemas/Errors" },
			example: [
				{
					Key: "Error",
					Value: "",
					Status: "413",
					Message: "The request body is larger than 16777216 bytes.",
				},
			],
		},
		"unsupported-media-type": {
			status: 415,
			schema: { $ref: "#/components/schemas/Errors" },
			example: [
				{
					Key: "Error",
					Value: "Content-Type",
					Status: "415",
					Message: "Content-Type is no media type of this API: application/json, text/json, application/xml, text/xml.",
				},
			],
		},
		unavailable: {
			status: 503,
			headers: ["Retry-After"],
			schema: { $ref: "#/components/schemas/Errors" },
			example: [
				{
					Key: "Error",
					Value: "",
					Status: "503",
					Message: "The service is unavailable for the moment.",
				},
			],
		},
	},
	paths: {
		"/CustomerGroups": {
			get: {
				operationId: "listCustomerGroups",
				"x-permission": "read",
				"x-client-method": "list",
				"x-pagination": {
					limit: "limit",
					offset: "offset",
					first: 1,
					key: "CustomerGroupID",
					count: { parameter: "countonly", value: 1, member: "TotalCount" },
					pastTheEnd: { status: 400, cause: "offset-past-the-end" },
				},
				"x-empty": { status: 404, cause: "no-groups" },
				parameters: [
					{ $ref: "#/components/parameters/limit" },
					{ $ref: "#/components/parameters/offset" },
					{ $ref: "#/components/parameters/countonly" },
				],
				responses: {
					"200": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/CustomerGroupListOrCount" },
								examples: {
									page: { $ref: "#/components/examples/page.json" },
									count: { $ref: "#/components/examples/count.json" },
								},
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/CustomerGroupListOrCount" },
								examples: {
									page: { $ref: "#/components/examples/page.json" },
									count: { $ref: "#/components/examples/count.json" },
								},
							},
							"application/xml": { schema: { $ref: "#/components/schemas/CustomerGroupListOrCount" } },
							"text/xml": { schema: { $ref: "#/components/schemas/CustomerGroupListOrCount" } },
						},
					},
					"400": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: {
									"limit-invalid": { $ref: "#/components/examples/limit-invalid.json" },
									"offset-invalid": { $ref: "#/components/examples/offset-invalid.json" },
									"countonly-invalid": { $ref: "#/components/examples/countonly-invalid.json" },
									"offset-past-the-end": { $ref: "#/components/examples/offset-past-the-end.json" },
								},
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: {
									"limit-invalid": { $ref: "#/components/examples/limit-invalid.json" },
									"offset-invalid": { $ref: "#/components/examples/offset-invalid.json" },
									"countonly-invalid": { $ref: "#/components/examples/countonly-invalid.json" },
									"offset-past-the-end": { $ref: "#/components/examples/offset-past-the-end.json" },
								},
							},
							"application/xml": { schema: { $ref: "#/components/schemas/Errors" } },
							"text/xml": { schema: { $ref: "#/components/schemas/Errors" } },
						},
					},
					"401": { $ref: "#/components/responses/ReadUnauthorized" },
					"404": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: { "no-groups": { $ref: "#/components/examples/no-groups.json" } },
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: { "no-groups": { $ref: "#/components/examples/no-groups.json" } },
							},
							"application/xml": { schema: { $ref: "#/components/schemas/Errors" } },
							"text/xml": { schema: { $ref: "#/components/schemas/Errors" } },
						},
					},
					"429": { $ref: "#/components/responses/TooManyRequests" },
				},
			},
			post: {
				operationId: "createCustomerGroup",
				"x-permission": "write",
				"x-client-method": "create",
				"x-single": true,
				"x-result": { member: "Value", type: "integer" },
				"x-defaults": { PriceLevel: 1 },
				requestBody: {
					required: true,
					content: {
						"application/json": {
							schema: { $ref: "#/components/schemas/CustomerGroupCreate" },
							examples: {
								sample: { $ref: "#/components/examples/create-sample.json" },
								"name-only": { $ref: "#/components/examples/name-only.json" },
							},
						},
						"text/json": {
							schema: { $ref: "#/components/schemas/CustomerGroupCreate" },
							examples: {
								sample: { $ref: "#/components/examples/create-sample.json" },
								"name-only": { $ref: "#/components/examples/name-only.json" },
							},
						},
						"application/xml": { schema: { $ref: "#/components/schemas/CustomerGroupCreate" } },
						"text/xml": { schema: { $ref: "#/components/schemas/CustomerGroupCreate" } },
					},
				},
				responses: {
					"201": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/CreateResults" },
								examples: { created: { $ref: "#/components/examples/created.json" } },
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/CreateResults" },
								examples: { created: { $ref: "#/components/examples/created.json" } },
							},
							"application/xml": { schema: { $ref: "#/components/schemas/CreateResults" } },
							"text/xml": { schema: { $ref: "#/components/schemas/CreateResults" } },
						},
					},
					"400": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: {
									"body-malformed": { $ref: "#/components/examples/body-malformed.json" },
									"name-missing": { $ref: "#/components/examples/name-missing.json" },
								},
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: {
									"body-malformed": { $ref: "#/components/examples/body-malformed.json" },
									"name-missing": { $ref: "#/components/examples/name-missing.json" },
								},
							},
							"application/xml": { schema: { $ref: "#/components/schemas/Errors" } },
							"text/xml": { schema: { $ref: "#/components/schemas/Errors" } },
						},
					},
					"401": { $ref: "#/components/responses/WriteUnauthorized" },
					"429": { $ref: "#/components/responses/TooManyRequests" },
				},
			},
			put: {
				operationId: "updateCustomerGroups",
				"x-permission": "write",
				"x-client-method": "updateMany",
				"x-batch": { item: "CustomerGroupID", partial: 206, failed: [400, 404] },
				requestBody: {
					required: true,
					content: {
						"application/json": {
							schema: { $ref: "#/components/schemas/CustomerGroupBulkUpdate" },
							examples: {
								sample: { $ref: "#/components/examples/bulk-sample.json" },
								"same-group-twice": { $ref: "#/components/examples/same-group-twice.json" },
							},
						},
						"text/json": {
							schema: { $ref: "#/components/schemas/CustomerGroupBulkUpdate" },
							examples: {
								sample: { $ref: "#/components/examples/bulk-sample.json" },
								"same-group-twice": { $ref: "#/components/examples/same-group-twice.json" },
							},
						},
						"application/xml": { schema: { $ref: "#/components/schemas/CustomerGroupBulkUpdate" } },
						"text/xml": { schema: { $ref: "#/components/schemas/CustomerGroupBulkUpdate" } },
					},
				},
				responses: {
					"200": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/BulkSuccessResults" },
								examples: { updated: { $ref: "#/components/examples/updated.json" } },
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/BulkSuccessResults" },
								examples: { updated: { $ref: "#/components/examples/updated.json" } },
							},
							"application/xml": { schema: { $ref: "#/components/schemas/BulkSuccessResults" } },
							"text/xml": { schema: { $ref: "#/components/schemas/BulkSuccessResults" } },
						},
					},
					"206": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/BulkResults" },
								examples: { "some-failed": { $ref: "#/components/examples/some-failed.json" } },
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/BulkResults" },
								examples: { "some-failed": { $ref: "#/components/examples/some-failed.json" } },
							},
							"application/xml": { schema: { $ref: "#/components/schemas/BulkResults" } },
							"text/xml": { schema: { $ref: "#/components/schemas/BulkResults" } },
						},
					},
					"400": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/BulkErrors" },
								examples: {
									"body-malformed": { $ref: "#/components/examples/body-malformed.json" },
									"items-invalid": { $ref: "#/components/examples/items-invalid.json" },
								},
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/BulkErrors" },
								examples: {
									"body-malformed": { $ref: "#/components/examples/body-malformed.json" },
									"items-invalid": { $ref: "#/components/examples/items-invalid.json" },
								},
							},
							"application/xml": { schema: { $ref: "#/components/schemas/BulkErrors" } },
							"text/xml": { schema: { $ref: "#/components/schemas/BulkErrors" } },
						},
					},
					"401": { $ref: "#/components/responses/WriteUnauthorized" },
					"404": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/BulkErrors" },
								examples: { "no-such-groups": { $ref: "#/components/examples/no-such-groups.json" } },
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/BulkErrors" },
								examples: { "no-such-groups": { $ref: "#/components/examples/no-such-groups.json" } },
							},
							"application/xml": { schema: { $ref: "#/components/schemas/BulkErrors" } },
							"text/xml": { schema: { $ref: "#/components/schemas/BulkErrors" } },
						},
					},
					"429": { $ref: "#/components/responses/TooManyRequests" },
				},
			},
		},
		"/CustomerGroups/{id}": {
			parameters: [{ $ref: "#/components/parameters/id" }],
			get: {
				operationId: "getCustomerGroup",
				"x-permission": "read",
				"x-client-method": "get",
				"x-single": true,
				"x-not-found": { status: 404, cause: "no-such-group" },
				responses: {
					"200": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/CustomerGroupSingle" },
								examples: { found: { $ref: "#/components/examples/found.json" } },
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/CustomerGroupSingle" },
								examples: { found: { $ref: "#/components/examples/found.json" } },
							},
							"application/xml": { schema: { $ref: "#/components/schemas/CustomerGroupSingle" } },
							"text/xml": { schema: { $ref: "#/components/schemas/CustomerGroupSingle" } },
						},
					},
					"400": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: { "id-invalid": { $ref: "#/components/examples/id-invalid.json" } },
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: { "id-invalid": { $ref: "#/components/examples/id-invalid.json" } },
							},
							"application/xml": { schema: { $ref: "#/components/schemas/Errors" } },
							"text/xml": { schema: { $ref: "#/components/schemas/Errors" } },
						},
					},
					"401": { $ref: "#/components/responses/ReadUnauthorized" },
					"404": { $ref: "#/components/responses/NoSuchGroup" },
					"429": { $ref: "#/components/responses/TooManyRequests" },
				},
			},
			put: {
				operationId: "updateCustomerGroup",
				"x-role": "update",
				"x-permission": "write",
				"x-client-method": "update",
				"x-single": true,
				"x-result": { member: "Value", type: "integer" },
				"x-not-found": { status: 404, cause: "no-such-group" },
				requestBody: {
					required: true,
					content: {
						"application/json": {
							schema: { $ref: "#/components/schemas/CustomerGroupUpdate" },
							examples: {
								sample: { $ref: "#/components/examples/update-sample.json" },
								"one-member": { $ref: "#/components/examples/one-member.json" },
							},
						},
						"text/json": {
							schema: { $ref: "#/components/schemas/CustomerGroupUpdate" },
							examples: {
								sample: { $ref: "#/components/examples/update-sample.json" },
								"one-member": { $ref: "#/components/examples/one-member.json" },
							},
						},
						"application/xml": { schema: { $ref: "#/components/schemas/CustomerGroupUpdate" } },
						"text/xml": { schema: { $ref: "#/components/schemas/CustomerGroupUpdate" } },
					},
				},
				responses: {
					"200": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/UpdateResults" },
								examples: { updated: { $ref: "#/components/examples/updated.json" } },
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/UpdateResults" },
								examples: { updated: { $ref: "#/components/examples/updated.json" } },
							},
							"application/xml": { schema: { $ref: "#/components/schemas/UpdateResults" } },
							"text/xml": { schema: { $ref: "#/components/schemas/UpdateResults" } },
						},
					},
					"400": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: {
									"body-malformed": { $ref: "#/components/examples/body-malformed.json" },
									"member-invalid": { $ref: "#/components/examples/member-invalid.json" },
									"id-invalid": { $ref: "#/components/examples/id-invalid.json" },
								},
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: {
									"body-malformed": { $ref: "#/components/examples/body-malformed.json" },
									"member-invalid": { $ref: "#/components/examples/member-invalid.json" },
									"id-invalid": { $ref: "#/components/examples/id-invalid.json" },
								},
							},
							"application/xml": { schema: { $ref: "#/components/schemas/Errors" } },
							"text/xml": { schema: { $ref: "#/components/schemas/Errors" } },
						},
					},
					"401": { $ref: "#/components/responses/WriteUnauthorized" },
					"404": { $ref: "#/components/responses/NoSuchGroup" },
					"429": { $ref: "#/components/responses/TooManyRequests" },
				},
			},
			delete: {
				operationId: "deleteCustomerGroup",
				"x-permission": "write",
				"x-client-method": "delete",
				"x-single": true,
				"x-result": { member: "Value", type: "integer" },
				"x-not-found": { status: 404, cause: "no-such-group" },
				responses: {
					"200": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/DeleteResults" },
								examples: { deleted: { $ref: "#/components/examples/deleted.json" } },
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/DeleteResults" },
								examples: { deleted: { $ref: "#/components/examples/deleted.json" } },
							},
							"application/xml": { schema: { $ref: "#/components/schemas/DeleteResults" } },
							"text/xml": { schema: { $ref: "#/components/schemas/DeleteResults" } },
						},
					},
					"400": {
						headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
						content: {
							"application/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: { "id-invalid": { $ref: "#/components/examples/id-invalid.json" } },
							},
							"text/json": {
								schema: { $ref: "#/components/schemas/Errors" },
								examples: { "id-invalid": { $ref: "#/components/examples/id-invalid.json" } },
							},
							"application/xml": { schema: { $ref: "#/components/schemas/Errors" } },
							"text/xml": { schema: { $ref: "#/components/schemas/Errors" } },
						},
					},
					"401": { $ref: "#/components/responses/WriteUnauthorized" },
					"404": { $ref: "#/components/responses/NoSuchGroup" },
					"429": { $ref: "#/components/responses/TooManyRequests" },
				},
			},
		},
	},
	components: {
		securitySchemes: {
			SecureURL: {
				type: "apiKey",
				in: "header",
				name: "SecureURL",
				"x-credential": { format: "url", scheme: "https" },
			},
			PrivateKey: { type: "apiKey", in: "header", name: "PrivateKey" },
			Token: { type: "apiKey", in: "header", name: "Token" },
		},
		parameters: {
			limit: {
				name: "limit",
				in: "query",
				required: false,
				allowEmptyValue: true,
				schema: { type: "integer", minimum: 1, maximum: 500, default: 10 },
				example: 10,
			},
			offset: {
				name: "offset",
				in: "query",
				required: false,
				allowEmptyValue: true,
				schema: { type: "integer", format: "int32", minimum: 0, maximum: 2147483647, default: 1 },
				example: 1,
			},
			countonly: {
				name: "countonly",
				in: "query",
				required: false,
				allowEmptyValue: true,
				schema: { type: "integer", enum: [0, 1], default: 0 },
				example: 0,
			},
			id: {
				name: "id",
				in: "path",
				required: true,
				schema: { type: "integer", format: "int32", minimum: -2147483648, maximum: 2147483647 },
				example: 1,
			},
		},
		headers: {
			"Cache-Control": { required: true, schema: { type: "string", enum: ["no-cache"] }, example: "no-cache" },
			"Retry-After": { required: true, schema: { type: "integer", minimum: 1, maximum: 3600 }, example: 1 },
		},
		responses: {
			ReadUnauthorized: {
				headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
				content: {
					"application/json": {
						schema: { $ref: "#/components/schemas/Errors" },
						examples: {
							"secure-url-missing": { $ref: "#/components/examples/secure-url-missing.json" },
							"private-key-missing": { $ref: "#/components/examples/private-key-missing.json" },
							"token-missing": { $ref: "#/components/examples/token-missing.json" },
							"token-wrong": { $ref: "#/components/examples/token-wrong.json" },
							"read-not-permitted": { $ref: "#/components/examples/read-not-permitted.json" },
						},
					},
					"text/json": {
						schema: { $ref: "#/components/schemas/Errors" },
						examples: {
							"secure-url-missing": { $ref: "#/components/examples/secure-url-missing.json" },
							"private-key-missing": { $ref: "#/components/examples/private-key-missing.json" },
							"token-missing": { $ref: "#/components/examples/token-missing.json" },
							"token-wrong": { $ref: "#/components/examples/token-wrong.json" },
							"read-not-permitted": { $ref: "#/components/examples/read-not-permitted.json" },
						},
					},
					"application/xml": { schema: { $ref: "#/components/schemas/Errors" } },
					"text/xml": { schema: { $ref: "#/components/schemas/Errors" } },
				},
			},
			WriteUnauthorized: {
				headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
				content: {
					"application/json": {
						schema: { $ref: "#/components/schemas/Errors" },
						examples: {
							"secure-url-missing": { $ref: "#/components/examples/secure-url-missing.json" },
							"private-key-missing": { $ref: "#/components/examples/private-key-missing.json" },
							"token-missing": { $ref: "#/components/examples/token-missing.json" },
							"token-wrong": { $ref: "#/components/examples/token-wrong.json" },
							"write-not-permitted": { $ref: "#/components/examples/write-not-permitted.json" },
						},
					},
					"text/json": {
						schema: { $ref: "#/components/schemas/Errors" },
						examples: {
							"secure-url-missing": { $ref: "#/components/examples/secure-url-missing.json" },
							"private-key-missing": { $ref: "#/components/examples/private-key-missing.json" },
							"token-missing": { $ref: "#/components/examples/token-missing.json" },
							"token-wrong": { $ref: "#/components/examples/token-wrong.json" },
							"write-not-permitted": { $ref: "#/components/examples/write-not-permitted.json" },
						},
					},
					"application/xml": { schema: { $ref: "#/components/schemas/Errors" } },
					"text/xml": { schema: { $ref: "#/components/schemas/Errors" } },
				},
			},
			NoSuchGroup: {
				headers: { "Cache-Control": { $ref: "#/components/headers/Cache-Control" } },
				content: {
					"application/json": {
						schema: { $ref: "#/components/schemas/Errors" },
						examples: { "no-such-group": { $ref: "#/components/examples/no-such-group.json" } },
					},
					"text/json": {
						schema: { $ref: "#/components/schemas/Errors" },
						examples: { "no-such-group": { $ref: "#/components/examples/no-such-group.json" } },
					},
					"application/xml": { schema: { $ref: "#/components/schemas/Errors" } },
					"text/xml": { schema: { $ref: "#/components/schemas/Errors" } },
				},
			},
			TooManyRequests: {
				headers: {
					"Cache-Control": { $ref: "#/components/headers/Cache-Control" },
					"Retry-After": { $ref: "#/components/headers/Retry-After" },
				},
				content: {
					"application/json": {
						schema: { $ref: "#/components/schemas/Errors" },
						examples: { "bucket-exhausted": { $ref: "#/components/examples/bucket-exhausted.json" } },
					},
					"text/json": {
						schema: { $ref: "#/components/schemas/Errors" },
						examples: { "bucket-exhausted": { $ref: "#/components/examples/bucket-exhausted.json" } },
					},
					"application/xml": { schema: { $ref: "#/components/schemas/Errors" } },
					"text/xml": { schema: { $ref: "#/components/schemas/Errors" } },
				},
			},
		},
		schemas: {
			CustomerGroup: {
				type: "object",
				additionalProperties: false,
				required: [
					"CustomerGroupID",
					"Name",
					"Description",
					"MinimumOrder",
					"NonTaxable",
					"AllowRegistration",
					"DisableRewardPoints",
					"AutoApprove",
					"RegistrationMessage",
					"PriceLevel",
				],
				xml: { name: "CustomerGroup" },
				properties: {
					CustomerGroupID: { type: "integer", format: "int32", minimum: -2147483648, maximum: 2147483647 },
					Name: { type: "string", minLength: 0, maxLength: 150 },
					Description: { type: "string", minLength: 0, maxLength: 65535 },
					MinimumOrder: {
						"x-decimal": { significantDigits: 17, jsonFractionDigits: 1 },
						type: "number",
						format: "decimal",
					},
					NonTaxable: { type: "boolean" },
					AllowRegistration: { type: "boolean" },
					DisableRewardPoints: { type: "boolean" },
					AutoApprove: { type: "boolean" },
					RegistrationMessage: { type: "string", minLength: 0, maxLength: 65535 },
					PriceLevel: { type: "integer", format: "int32", minimum: -2147483648, maximum: 2147483647 },
				},
			},
			CustomerGroupCreate: {
				type: "object",
				additionalProperties: false,
				required: ["Name"],
				xml: { name: "CustomerGroup" },
				properties: {
					CustomerGroupID: { type: "integer", format: "int32", minimum: -2147483648, maximum: 2147483647 },
					Name: { type: "string", minLength: 0, maxLength: 150 },
					Description: { type: "string", minLength: 0, maxLength: 65535 },
					MinimumOrder: {
						"x-decimal": { significantDigits: 17, jsonFractionDigits: 1 },
						type: "number",
						format: "decimal",
					},
					NonTaxable: { type: "boolean" },
					AllowRegistration: { type: "boolean" },
					DisableRewardPoints: { type: "boolean" },
					AutoApprove: { type: "boolean" },
					RegistrationMessage: { type: "string", minLength: 0, maxLength: 65535 },
					PriceLevel: { type: "integer", format: "int32", minimum: -2147483648, maximum: 2147483647 },
				},
			},
			CustomerGroupUpdate: {
				type: "object",
				additionalProperties: false,
				xml: { name: "CustomerGroup" },
				properties: {
					CustomerGroupID: { type: "integer", format: "int32", minimum: -2147483648, maximum: 2147483647 },
					Name: { type: "string", minLength: 0, maxLength: 150 },
					Description: { type: "string", minLength: 0, maxLength: 65535 },
					MinimumOrder: {
						"x-decimal": { significantDigits: 17, jsonFractionDigits: 1 },
						type: "number",
						format: "decimal",
					},
					NonTaxable: { type: "boolean" },
					AllowRegistration: { type: "boolean" },
					DisableRewardPoints: { type: "boolean" },
					AutoApprove: { type: "boolean" },
					RegistrationMessage: { type: "string", minLength: 0, maxLength: 65535 },
					PriceLevel: { type: "integer", format: "int32", minimum: -2147483648, maximum: 2147483647 },
				},
			},
			CustomerGroupBulkItem: {
				type: "object",
				additionalProperties: false,
				required: ["CustomerGroupID"],
				xml: { name: "CustomerGroup" },
				properties: {
					CustomerGroupID: { type: "integer", format: "int32", minimum: -2147483648, maximum: 2147483647 },
					Name: { type: "string", minLength: 0, maxLength: 150 },
					Description: { type: "string", minLength: 0, maxLength: 65535 },
					MinimumOrder: {
						"x-decimal": { significantDigits: 17, jsonFractionDigits: 1 },
						type: "number",
						format: "decimal",
					},
					NonTaxable: { type: "boolean" },
					AllowRegistration: { type: "boolean" },
					DisableRewardPoints: { type: "boolean" },
					AutoApprove: { type: "boolean" },
					RegistrationMessage: { type: "string", minLength: 0, maxLength: 65535 },
					PriceLevel: { type: "integer", format: "int32", minimum: -2147483648, maximum: 2147483647 },
				},
			},
			CustomerGroupBulkUpdate: {
				type: "array",
				minItems: 1,
				maxItems: 100,
				xml: { name: "ArrayOfCustomerGroup", wrapped: true },
				items: { $ref: "#/components/schemas/CustomerGroupBulkItem" },
			},
			CustomerGroupList: {
				type: "array",
				minItems: 1,
				maxItems: 500,
				xml: { name: "ArrayOfCustomerGroup", wrapped: true },
				items: { $ref: "#/components/schemas/CustomerGroup" },
			},
			CustomerGroupSingle: {
				type: "array",
				minItems: 1,
				maxItems: 1,
				xml: { name: "ArrayOfCustomerGroup", wrapped: true },
				items: { $ref: "#/components/schemas/CustomerGroup" },
			},
			CustomerGroupCount: {
				type: "object",
				additionalProperties: false,
				required: ["TotalCount"],
				xml: { name: "CustomerGroupCount" },
				properties: { TotalCount: { type: "integer", minimum: 0, maximum: 2147483647 } },
			},
			CustomerGroupListOrCount: {
				oneOf: [
					{ $ref: "#/components/schemas/CustomerGroupList" },
					{ $ref: "#/components/schemas/CustomerGroupCount" },
				],
			},
			CreateResult: {
				type: "object",
				additionalProperties: false,
				required: ["Key", "Value", "Status", "Message"],
				xml: { name: "Result" },
				properties: {
					Key: { type: "string", enum: ["CustomerGroupID"] },
					Value: { type: "string", pattern: "^-?[0-9]{1,10}$" },
					Status: { type: "string", enum: ["201"] },
					Message: { type: "string", minLength: 1, maxLength: 1000 },
				},
			},
			UpdateResult: {
				type: "object",
				additionalProperties: false,
				required: ["Key", "Value", "Status", "Message"],
				xml: { name: "Result" },
				properties: {
					Key: { type: "string", enum: ["CustomerGroupID"] },
					Value: { type: "string", pattern: "^-?[0-9]{1,10}$" },
					Status: { type: "string", enum: ["200"] },
					Message: { type: "string", minLength: 1, maxLength: 1000 },
				},
			},
			DeleteResult: {
				type: "object",
				additionalProperties: false,
				required: ["Key", "Value", "Status", "Message"],
				xml: { name: "Result" },
				properties: {
					Key: { type: "string", enum: ["CustomerGroupID"] },
					Value: { type: "string", pattern: "^-?[0-9]{1,10}$" },
					Status: { type: "string", enum: ["200"] },
					Message: { type: "string", minLength: 1, maxLength: 1000 },
				},
			},
			BulkResult: {
				type: "object",
				additionalProperties: false,
				required: ["Key", "Value", "Status", "Message"],
				xml: { name: "Result" },
				properties: {
					Key: { type: "string", enum: ["CustomerGroupID", "Error"] },
					Value: { type: "string", maxLength: 200 },
					Status: { type: "string", pattern: "^(200|400|404)$" },
					Message: { type: "string", minLength: 1, maxLength: 1000 },
				},
			},
			ErrorResult: {
				type: "object",
				additionalProperties: false,
				required: ["Key", "Value", "Status", "Message"],
				xml: { name: "Result" },
				properties: {
					Key: { type: "string", enum: ["Error"] },
					Value: { type: "string", maxLength: 200 },
					Status: { type: "string", pattern: "^[45][0-9]{2}$" },
					Message: { type: "string", minLength: 1, maxLength: 1000 },
				},
			},
			CreateResults: {
				type: "array",
				minItems: 1,
				maxItems: 1,
				xml: { name: "ArrayOfResult", wrapped: true },
				items: { $ref: "#/components/schemas/CreateResult" },
			},
			UpdateResults: {
				type: "array",
				minItems: 1,
				maxItems: 1,
				xml: { name: "ArrayOfResult", wrapped: true },
				items: { $ref: "#/components/schemas/UpdateResult" },
			},
			DeleteResults: {
				type: "array",
				minItems: 1,
				maxItems: 1,
				xml: { name: "ArrayOfResult", wrapped: true },
				items: { $ref: "#/components/schemas/DeleteResult" },
			},
			BulkSuccessResults: {
				type: "array",
				minItems: 1,
				maxItems: 100,
				xml: { name: "ArrayOfResult", wrapped: true },
				items: { $ref: "#/components/schemas/UpdateResult" },
			},
			BulkResults: {
				type: "array",
				minItems: 2,
				maxItems: 100,
				xml: { name: "ArrayOfResult", wrapped: true },
				items: { $ref: "#/components/schemas/BulkResult" },
			},
			BulkErrors: {
				type: "array",
				minItems: 1,
				maxItems: 100,
				xml: { name: "ArrayOfResult", wrapped: true },
				items: { $ref: "#/components/schemas/ErrorResult" },
			},
			Errors: {
				type: "array",
				minItems: 1,
				maxItems: 1,
				xml: { name: "ArrayOfResult", wrapped: true },
				items: { $ref: "#/components/schemas/ErrorResult" },
			},
		},
		examples: {
			"create-sample.json": {
				value: {
					CustomerGroupID: -75462011,
					Name: "Excepteur reprehenderit mollit",
					Description: "aliquip exer",
					MinimumOrder: 34158822.957761675,
					NonTaxable: true,
					AllowRegistration: false,
					DisableRewardPoints: true,
					AutoApprove: false,
					RegistrationMessage: "aute enim commodo eiusmod",
					PriceLevel: -48512740,
				},
			},
			"name-only.json": { value: { Name: "Wholesale" } },
			"update-sample.json": {
				value: {
					CustomerGroupID: -91220762,
					Name: "veniam",
					Description: "labore a",
					MinimumOrder: 94622207.44286153,
					NonTaxable: true,
					AllowRegistration: true,
					DisableRewardPoints: false,
					AutoApprove: true,
					RegistrationMessage: "labore u",
					PriceLevel: -9304683,
				},
			},
			"one-member.json": { value: { MinimumOrder: 101.25 } },
			"bulk-sample.json": {
				value: [
					{
						CustomerGroupID: -16732397,
						Name: "dolore cupidatat adipisicing",
						Description: "Lorem laboris",
						MinimumOrder: 2159148.3678348362,
						NonTaxable: true,
						AllowRegistration: false,
						DisableRewardPoints: false,
						AutoApprove: false,
						RegistrationMessage: "aliquip deserunt fugiat ad",
						PriceLevel: 2897868,
					},
					{
						CustomerGroupID: -60342449,
						Name: "enim adipisicing ut ea",
						Description: "esse ullamco consectetur",
						MinimumOrder: -94982155.70143786,
						NonTaxable: false,
						AllowRegistration: false,
						DisableRewardPoints: true,
						AutoApprove: true,
						RegistrationMessage: "sint consequat qui",
						PriceLevel: -70139602,
					},
					{
						CustomerGroupID: -85007591,
						Name: "aute qui occae",
						Description: "et magna est aliqua",
						MinimumOrder: -9184586.049891546,
						NonTaxable: false,
						AllowRegistration: false,
						DisableRewardPoints: false,
						AutoApprove: true,
						RegistrationMessage: "enim esse laboris",
						PriceLevel: -77983017,
					},
				],
			},
			"same-group-twice.json": {
				value: [
					{
						CustomerGroupID: 1,
						Name: "sample string 1",
						Description: "sample string 2",
						MinimumOrder: 1,
						NonTaxable: true,
						AllowRegistration: true,
						DisableRewardPoints: true,
						AutoApprove: true,
						RegistrationMessage: "sample string 3",
						PriceLevel: 1,
					},
					{
						CustomerGroupID: 1,
						Name: "sample string 1",
						Description: "sample string 2",
						MinimumOrder: 1,
						NonTaxable: true,
						AllowRegistration: true,
						DisableRewardPoints: true,
						AutoApprove: true,
						RegistrationMessage: "sample string 3",
						PriceLevel: 1,
					},
				],
			},
			"page.json": {
				value: [
					{
						CustomerGroupID: 1,
						Name: "sample string 1",
						Description: "sample string 2",
						MinimumOrder: 1,
						NonTaxable: true,
						AllowRegistration: true,
						DisableRewardPoints: true,
						AutoApprove: true,
						RegistrationMessage: "sample string 3",
						PriceLevel: 1,
					},
					{
						CustomerGroupID: 2,
						Name: "sample string 1",
						Description: "sample string 2",
						MinimumOrder: 1,
						NonTaxable: true,
						AllowRegistration: true,
						DisableRewardPoints: true,
						AutoApprove: true,
						RegistrationMessage: "sample string 3",
						PriceLevel: 1,
					},
				],
			},
			"count.json": { value: { TotalCount: 2 } },
			"found.json": {
				value: [
					{
						CustomerGroupID: 1,
						Name: "sample string 1",
						Description: "sample string 2",
						MinimumOrder: 1,
						NonTaxable: true,
						AllowRegistration: true,
						DisableRewardPoints: true,
						AutoApprove: true,
						RegistrationMessage: "sample string 3",
						PriceLevel: 1,
					},
				],
			},
			"created.json": {
				value: [{ Key: "CustomerGroupID", Value: "29", Status: "201", Message: "Created successfully" }],
			},
			"updated.json": {
				value: [{ Key: "CustomerGroupID", Value: "12", Status: "200", Message: "updated successfully" }],
			},
			"deleted.json": {
				value: [{ Key: "CustomerGroupID", Value: "12", Status: "200", Message: "Deleted successfully" }],
			},
			"some-failed.json": {
				value: [
					{ Key: "CustomerGroupID", Value: "12", Status: "200", Message: "updated successfully" },
					{
						Key: "Error",
						Value: "13",
						Status: "404",
						Message: "The specified Customer Group does not exist.",
					},
				],
			},
			"no-such-groups.json": {
				value: [
					{
						Key: "Error",
						Value: "12",
						Status: "404",
						Message: "The specified Customer Group does not exist.",
					},
					{
						Key: "Error",
						Value: "13",
						Status: "404",
						Message: "The specified Customer Group does not exist.",
					},
				],
			},
			"items-invalid.json": {
				value: [
					{
						Key: "Error",
						Value: "12",
						Status: "400",
						Message: "Name must be a string of at most 150 characters.",
					},
				],
			},
			"no-groups.json": { value: [{ Key: "Error", Value: "", Status: "404", Message: "There are no Customer Groups." }] },
			"no-such-group.json": {
				value: [
					{
						Key: "Error",
						Value: "12",
						Status: "404",
						Message: "The specified Customer Group does not exist.",
					},
				],
			},
			"limit-invalid.json": {
				value: [
					{
						Key: "Error",
						Value: "limit",
						Status: "400",
						Message: "limit must be an integer from 1 to 500.",
					},
				],
			},
			"offset-invalid.json": {
				value: [
					{
						Key: "Error",
						Value: "offset",
						Status: "400",
						Message: "offset must be an integer from 0 to 2147483647.",
					},
				],
			},
			"countonly-invalid.json": {
				value: [{ Key: "Error", Value: "countonly", Status: "400", Message: "countonly must be 0 or 1." }],
			},
			"offset-past-the-end.json": {
				value: [
					{
						Key: "Error",
						Value: "offset",
						Status: "400",
						Message: "Offset amount exceeds the total number of records",
					},
				],
			},
			"id-invalid.json": {
				value: [
					{
						Key: "Error",
						Value: "id",
						Status: "400",
						Message: "id must be an integer from -2147483648 to 2147483647.",
					},
				],
			},
			"body-malformed.json": {
				value: [
					{
						Key: "Error",
						Value: "",
						Status: "400",
						Message: "The body is not well-formed: unexpected end at position 12.",
					},
				],
			},
			"name-missing.json": { value: [{ Key: "Error", Value: "Name", Status: "400", Message: "Name is required." }] },
			"member-invalid.json": {
				value: [
					{
						Key: "Error",
						Value: "Name",
						Status: "400",
						Message: "Name must be a string of at most 150 characters.",
					},
				],
			},
			"secure-url-missing.json": {
				value: [
					{
						Key: "Error",
						Value: "SecureURL",
						Status: "401",
						Message: "The SecureURL header is missing.",
					},
				],
			},
			"private-key-missing.json": {
				value: [
					{
						Key: "Error",
						Value: "PrivateKey",
						Status: "401",
						Message: "The PrivateKey header is missing.",
					},
				],
			},
			"token-missing.json": {
				value: [{ Key: "Error", Value: "Token", Status: "401", Message: "The Token header is missing." }],
			},
			"token-wrong.json": {
				value: [
					{
						Key: "Error",
						Value: "",
						Status: "401",
						Message: "The PrivateKey/Token/SecureURL combination is invalid.",
					},
				],
			},
			"read-not-permitted.json": {
				value: [
					{
						Key: "Error",
						Value: "read",
						Status: "401",
						Message: "The application scope does not have the read privilege.",
					},
				],
			},
			"write-not-permitted.json": {
				value: [
					{
						Key: "Error",
						Value: "write",
						Status: "401",
						Message: "The application scope does not have the write privilege.",
					},
				],
			},
			"bucket-exhausted.json": {
				value: [
					{
						Key: "Error",
						Value: "",
						Status: "429",
						Message: "Too many requests. The bucket of 50 requests leaks 2 per second.",
					},
				],
			},
		},
	},
};

/** What the document says, without its words and without examples in XML. */
export const document = value as ApiDocument;
