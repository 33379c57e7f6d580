// generated from spec/customer-groups/openapi.yaml; do not edit

export interface paths {
    "/CustomerGroups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a list of all Customer Groups
         * @description Returns one page of the store's groups in ascending order of `CustomerGroupID`, or only their number. An empty
         *     store answers 404, an `offset` beyond the last group 400. `countonly=1` answers 200 even for an empty store: with
         *     the number of its groups, whatever `limit` and `offset` say.
         */
        get: operations["listCustomerGroups"];
        /**
         * Update a list of Customer Groups
         * @description Updates several groups with one request. Each item names its group by `CustomerGroupID`, stands alone, and is
         *     applied in order; members that are not sent keep their values. The answer has one result for each item, in the
         *     order of the request: 200 where all succeeded, 206 where some failed. Where all failed it is 404 if none of the
         *     groups exists, otherwise 400.
         *
         *     No URL parameters belong to this request; any that are sent are ignored.
         */
        put: operations["updateCustomerGroups"];
        /**
         * Create a new Customer Group
         * @description Adds one group to the store. The server assigns the id and answers it as the `Value` of the result; a
         *     `CustomerGroupID` in the body is ignored. Members that are not sent get their defaults: empty texts, `false`,
         *     `MinimumOrder` 0 and `PriceLevel` 1.
         */
        post: operations["createCustomerGroup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/CustomerGroups/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Retrieve a specific Customer Group by id
         * @description Returns the group that the URL names, as the only element of an array.
         */
        get: operations["getCustomerGroup"];
        /**
         * Update a specific Customer Group by id
         * @description Updates the group that the URL names; a `CustomerGroupID` in the body is ignored. Members that are not sent keep
         *     their values.
         */
        put: operations["updateCustomerGroup"];
        post?: never;
        /**
         * Delete a customer group by id
         * @description Deletes the group that the URL names. Its id is not assigned again.
         */
        delete: operations["deleteCustomerGroup"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description A customer group as the service returns it; every member is present. */
        CustomerGroup: {
            /**
             * Format: int32
             * @description Primary key. database reference = discount_groups.id
             */
            CustomerGroupID: number;
            /**
             * @description The name of the group. database reference = discount_groups.GroupName
             *     @maxLength 150
             */
            Name: string;
            /**
             * @description What the group is for. database reference = discount_groups.Description
             *     @maxLength 65535
             */
            Description: string;
            /**
             * Format: decimal
             * @description The smallest order that members may place; a decimal number that comes back digit for digit.
             *     database reference = discount_groups.minimumorder
             */
            MinimumOrder: number;
            /** @description Whether members pay no tax. database reference = discount_groups.nontaxable */
            NonTaxable: boolean;
            /** @description Whether customers may register for the group. database reference = discount_groups.allow_registration */
            AllowRegistration: boolean;
            /** @description Whether members collect no reward points. database reference = discount_groups.disable_reward_points */
            DisableRewardPoints: boolean;
            /** @description Whether registrations are approved without review. database reference = discount_groups.autoapprove */
            AutoApprove: boolean;
            /**
             * @description What a customer reads after registering. database reference = discount_groups.registration_message
             *     @maxLength 65535
             */
            RegistrationMessage: string;
            /**
             * Format: int32
             * @description The price level that members buy at; 1 is retail. database reference = discount_groups.price_level
             */
            PriceLevel: number;
        };
        /** @description A customer group to create. Unset strings become empty, booleans false, MinimumOrder 0 and PriceLevel 1; CustomerGroupID is ignored. */
        CustomerGroupCreate: {
            /**
             * Format: int32
             * @description Primary key. database reference = discount_groups.id
             */
            CustomerGroupID?: number;
            /**
             * @description The name of the group. database reference = discount_groups.GroupName
             *     @maxLength 150
             */
            Name: string;
            /**
             * @description What the group is for. database reference = discount_groups.Description
             *     @maxLength 65535
             */
            Description?: string;
            /**
             * Format: decimal
             * @description The smallest order that members may place; a decimal number that comes back digit for digit.
             *     database reference = discount_groups.minimumorder
             */
            MinimumOrder?: number;
            /** @description Whether members pay no tax. database reference = discount_groups.nontaxable */
            NonTaxable?: boolean;
            /** @description Whether customers may register for the group. database reference = discount_groups.allow_registration */
            AllowRegistration?: boolean;
            /** @description Whether members collect no reward points. database reference = discount_groups.disable_reward_points */
            DisableRewardPoints?: boolean;
            /** @description Whether registrations are approved without review. database reference = discount_groups.autoapprove */
            AutoApprove?: boolean;
            /**
             * @description What a customer reads after registering. database reference = discount_groups.registration_message
             *     @maxLength 65535
             */
            RegistrationMessage?: string;
            /**
             * Format: int32
             * @description The price level that members buy at; 1 is retail. database reference = discount_groups.price_level
             */
            PriceLevel?: number;
        };
        /** @description The members of a customer group to change; the others keep their values. CustomerGroupID is ignored. */
        CustomerGroupUpdate: {
            /**
             * Format: int32
             * @description Primary key. database reference = discount_groups.id
             */
            CustomerGroupID?: number;
            /**
             * @description The name of the group. database reference = discount_groups.GroupName
             *     @maxLength 150
             */
            Name?: string;
            /**
             * @description What the group is for. database reference = discount_groups.Description
             *     @maxLength 65535
             */
            Description?: string;
            /**
             * Format: decimal
             * @description The smallest order that members may place; a decimal number that comes back digit for digit.
             *     database reference = discount_groups.minimumorder
             */
            MinimumOrder?: number;
            /** @description Whether members pay no tax. database reference = discount_groups.nontaxable */
            NonTaxable?: boolean;
            /** @description Whether customers may register for the group. database reference = discount_groups.allow_registration */
            AllowRegistration?: boolean;
            /** @description Whether members collect no reward points. database reference = discount_groups.disable_reward_points */
            DisableRewardPoints?: boolean;
            /** @description Whether registrations are approved without review. database reference = discount_groups.autoapprove */
            AutoApprove?: boolean;
            /**
             * @description What a customer reads after registering. database reference = discount_groups.registration_message
             *     @maxLength 65535
             */
            RegistrationMessage?: string;
            /**
             * Format: int32
             * @description The price level that members buy at; 1 is retail. database reference = discount_groups.price_level
             */
            PriceLevel?: number;
        };
        /** @description One item of a bulk update, the group to change and the members to change in it. */
        CustomerGroupBulkItem: {
            /**
             * Format: int32
             * @description Primary key. database reference = discount_groups.id
             */
            CustomerGroupID: number;
            /**
             * @description The name of the group. database reference = discount_groups.GroupName
             *     @maxLength 150
             */
            Name?: string;
            /**
             * @description What the group is for. database reference = discount_groups.Description
             *     @maxLength 65535
             */
            Description?: string;
            /**
             * Format: decimal
             * @description The smallest order that members may place; a decimal number that comes back digit for digit.
             *     database reference = discount_groups.minimumorder
             */
            MinimumOrder?: number;
            /** @description Whether members pay no tax. database reference = discount_groups.nontaxable */
            NonTaxable?: boolean;
            /** @description Whether customers may register for the group. database reference = discount_groups.allow_registration */
            AllowRegistration?: boolean;
            /** @description Whether members collect no reward points. database reference = discount_groups.disable_reward_points */
            DisableRewardPoints?: boolean;
            /** @description Whether registrations are approved without review. database reference = discount_groups.autoapprove */
            AutoApprove?: boolean;
            /**
             * @description What a customer reads after registering. database reference = discount_groups.registration_message
             *     @maxLength 65535
             */
            RegistrationMessage?: string;
            /**
             * Format: int32
             * @description The price level that members buy at; 1 is retail. database reference = discount_groups.price_level
             */
            PriceLevel?: number;
        };
        /**
         * @description The items of a bulk update.
         *     @minItems 1
         *     @maxItems 100
         */
        CustomerGroupBulkUpdate: components["schemas"]["CustomerGroupBulkItem"][];
        /**
         * @description One page of customer groups, in ascending order of CustomerGroupID.
         *     @minItems 1
         *     @maxItems 500
         */
        CustomerGroupList: components["schemas"]["CustomerGroup"][];
        /**
         * @description One customer group, as the only element of an array.
         *     @minItems 1
         *     @maxItems 1
         */
        CustomerGroupSingle: components["schemas"]["CustomerGroup"][];
        /** @description The number of customer groups in the store. */
        CustomerGroupCount: {
            /**
             * @description The number of customer groups in the store.
             *     @minimum 0
             *     @maximum 2147483647
             */
            TotalCount: number;
        };
        /** @description A page of customer groups or, with `countonly=1`, their number. */
        CustomerGroupListOrCount: components["schemas"]["CustomerGroupList"] | components["schemas"]["CustomerGroupCount"];
        /** @description What became of a create. */
        CreateResult: {
            /**
             * @description The member whose value follows.
             * @enum {string}
             */
            Key: "CustomerGroupID";
            /**
             * @description The id of the customer group, as a string of digits.
             *     @pattern ^-?[0-9]{1,10}$
             */
            Value: string;
            /**
             * @description The status of this item, as a string.
             * @enum {string}
             */
            Status: "201";
            /**
             * @description The outcome in words.
             *     @minLength 1
             *     @maxLength 1000
             */
            Message: string;
        };
        /** @description What became of an update. */
        UpdateResult: {
            /**
             * @description The member whose value follows.
             * @enum {string}
             */
            Key: "CustomerGroupID";
            /**
             * @description The id of the customer group, as a string of digits.
             *     @pattern ^-?[0-9]{1,10}$
             */
            Value: string;
            /**
             * @description The status of this item, as a string.
             * @enum {string}
             */
            Status: "200";
            /**
             * @description The outcome in words.
             *     @minLength 1
             *     @maxLength 1000
             */
            Message: string;
        };
        /** @description What became of a delete. */
        DeleteResult: {
            /**
             * @description The member whose value follows.
             * @enum {string}
             */
            Key: "CustomerGroupID";
            /**
             * @description The id of the customer group, as a string of digits.
             *     @pattern ^-?[0-9]{1,10}$
             */
            Value: string;
            /**
             * @description The status of this item, as a string.
             * @enum {string}
             */
            Status: "200";
            /**
             * @description The outcome in words.
             *     @minLength 1
             *     @maxLength 1000
             */
            Message: string;
        };
        /** @description What became of one item of a bulk update. */
        BulkResult: {
            /**
             * @description `CustomerGroupID` for a success, `Error` for a failure.
             * @enum {string}
             */
            Key: "CustomerGroupID" | "Error";
            /**
             * @description What the result is about, the id of the group, or the header, parameter or member at fault; empty where nothing can be named.
             *     @maxLength 200
             */
            Value: string;
            /**
             * @description The status of this item, as a string.
             *     @pattern ^(200|400|404)$
             */
            Status: string;
            /**
             * @description The outcome in words.
             *     @minLength 1
             *     @maxLength 1000
             */
            Message: string;
        };
        /** @description Why a request or an item of it failed. */
        ErrorResult: {
            /**
             * @description Always `Error`.
             * @enum {string}
             */
            Key: "Error";
            /**
             * @description What the result is about, the id of the group, or the header, parameter or member at fault; empty where nothing can be named.
             *     @maxLength 200
             */
            Value: string;
            /**
             * @description The status of this failure, as a string.
             *     @pattern ^[45][0-9]{2}$
             */
            Status: string;
            /**
             * @description The outcome in words.
             *     @minLength 1
             *     @maxLength 1000
             */
            Message: string;
        };
        /**
         * @description The result of a create.
         *     @minItems 1
         *     @maxItems 1
         */
        CreateResults: components["schemas"]["CreateResult"][];
        /**
         * @description The result of an update.
         *     @minItems 1
         *     @maxItems 1
         */
        UpdateResults: components["schemas"]["UpdateResult"][];
        /**
         * @description The result of a delete.
         *     @minItems 1
         *     @maxItems 1
         */
        DeleteResults: components["schemas"]["DeleteResult"][];
        /**
         * @description One result for each item, in the order of the request; all succeeded.
         *     @minItems 1
         *     @maxItems 100
         */
        BulkSuccessResults: components["schemas"]["UpdateResult"][];
        /**
         * @description One result for each item, in the order of the request; some succeeded, some failed.
         *     @minItems 2
         *     @maxItems 100
         */
        BulkResults: components["schemas"]["BulkResult"][];
        /**
         * @description One result for each item, in the order of the request, or one for the whole request where its body could not be used.
         *     @minItems 1
         *     @maxItems 100
         */
        BulkErrors: components["schemas"]["ErrorResult"][];
        /**
         * @description Why the request failed.
         *     @minItems 1
         *     @maxItems 1
         */
        Errors: components["schemas"]["ErrorResult"][];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listCustomerGroups: {
        parameters: {
            query?: {
                /**
                 * @description Maximum number of items that can be returned. An empty value means the default.
                 *     @minimum 1
                 *     @maximum 500
                 *     @default 10
                 * @example 10
                 */
                limit?: number;
                /**
                 * @description Starting point for the return data, counted from 1: limit 100 at offsets 1, 101, 201 walks the list with no
                 *     overlap. 0 means 1; an empty value means the default.
                 *     @minimum 0
                 *     @default 1
                 * @example 1
                 */
                offset?: number;
                /**
                 * @description Count the number of rows only, with 1. An empty value means the default.
                 *     @default 0
                 * @example 0
                 */
                countonly?: 0 | 1;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response code. */
            200: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerGroupListOrCount"];
                    "text/json": components["schemas"]["CustomerGroupListOrCount"];
                    "application/xml": components["schemas"]["CustomerGroupListOrCount"];
                    "text/xml": components["schemas"]["CustomerGroupListOrCount"];
                };
            };
            /** @description Bad request. Check request headers/parameters/body for errors. */
            400: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description Authentication failure. The PrivateKey/Token/SecureURL combination is invalid, or the application scope does not have the correct read/write privileges. */
            401: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description There are no Customer Groups. */
            404: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description The leaky bucket of this store and application is full; `Retry-After` says when it has room. */
            429: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    /**
                     * @description The number of seconds after which the bucket has room for the next request.
                     * @example 1
                     */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
        };
    };
    updateCustomerGroups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The customer groups to update. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerGroupBulkUpdate"];
                "text/json": components["schemas"]["CustomerGroupBulkUpdate"];
                "application/xml": components["schemas"]["CustomerGroupBulkUpdate"];
                "text/xml": components["schemas"]["CustomerGroupBulkUpdate"];
            };
        };
        responses: {
            /** @description Successful response code. */
            200: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkSuccessResults"];
                    "text/json": components["schemas"]["BulkSuccessResults"];
                    "application/xml": components["schemas"]["BulkSuccessResults"];
                    "text/xml": components["schemas"]["BulkSuccessResults"];
                };
            };
            /** @description Some of the items failed; each result carries its own status. */
            206: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkResults"];
                    "text/json": components["schemas"]["BulkResults"];
                    "application/xml": components["schemas"]["BulkResults"];
                    "text/xml": components["schemas"]["BulkResults"];
                };
            };
            /** @description Bad request. Check request headers/parameters/body for errors. */
            400: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkErrors"];
                    "text/json": components["schemas"]["BulkErrors"];
                    "application/xml": components["schemas"]["BulkErrors"];
                    "text/xml": components["schemas"]["BulkErrors"];
                };
            };
            /** @description Authentication failure. The PrivateKey/Token/SecureURL combination is invalid, or the application scope does not have the correct read/write privileges. */
            401: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description The specified Customer Group does not exist. */
            404: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["BulkErrors"];
                    "text/json": components["schemas"]["BulkErrors"];
                    "application/xml": components["schemas"]["BulkErrors"];
                    "text/xml": components["schemas"]["BulkErrors"];
                };
            };
            /** @description The leaky bucket of this store and application is full; `Retry-After` says when it has room. */
            429: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    /**
                     * @description The number of seconds after which the bucket has room for the next request.
                     * @example 1
                     */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
        };
    };
    createCustomerGroup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** @description The new customer group. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerGroupCreate"];
                "text/json": components["schemas"]["CustomerGroupCreate"];
                "application/xml": components["schemas"]["CustomerGroupCreate"];
                "text/xml": components["schemas"]["CustomerGroupCreate"];
            };
        };
        responses: {
            /** @description Successful response code. */
            201: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateResults"];
                    "text/json": components["schemas"]["CreateResults"];
                    "application/xml": components["schemas"]["CreateResults"];
                    "text/xml": components["schemas"]["CreateResults"];
                };
            };
            /** @description Bad request. Check request headers/parameters/body for errors. */
            400: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description Authentication failure. The PrivateKey/Token/SecureURL combination is invalid, or the application scope does not have the correct read/write privileges. */
            401: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description The leaky bucket of this store and application is full; `Retry-After` says when it has room. */
            429: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    /**
                     * @description The number of seconds after which the bucket has room for the next request.
                     * @example 1
                     */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
        };
    };
    getCustomerGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The ID of the Customer Group.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response code. */
            200: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerGroupSingle"];
                    "text/json": components["schemas"]["CustomerGroupSingle"];
                    "application/xml": components["schemas"]["CustomerGroupSingle"];
                    "text/xml": components["schemas"]["CustomerGroupSingle"];
                };
            };
            /** @description Bad request. Check request headers/parameters/body for errors. */
            400: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description Authentication failure. The PrivateKey/Token/SecureURL combination is invalid, or the application scope does not have the correct read/write privileges. */
            401: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description The specified Customer Group does not exist. */
            404: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description The leaky bucket of this store and application is full; `Retry-After` says when it has room. */
            429: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    /**
                     * @description The number of seconds after which the bucket has room for the next request.
                     * @example 1
                     */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
        };
    };
    updateCustomerGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The ID of the Customer Group.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        /** @description The members to change. */
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerGroupUpdate"];
                "text/json": components["schemas"]["CustomerGroupUpdate"];
                "application/xml": components["schemas"]["CustomerGroupUpdate"];
                "text/xml": components["schemas"]["CustomerGroupUpdate"];
            };
        };
        responses: {
            /** @description Successful response code. */
            200: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UpdateResults"];
                    "text/json": components["schemas"]["UpdateResults"];
                    "application/xml": components["schemas"]["UpdateResults"];
                    "text/xml": components["schemas"]["UpdateResults"];
                };
            };
            /** @description Bad request. Check request headers/parameters/body for errors. */
            400: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description Authentication failure. The PrivateKey/Token/SecureURL combination is invalid, or the application scope does not have the correct read/write privileges. */
            401: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description The specified Customer Group does not exist. */
            404: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description The leaky bucket of this store and application is full; `Retry-After` says when it has room. */
            429: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    /**
                     * @description The number of seconds after which the bucket has room for the next request.
                     * @example 1
                     */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
        };
    };
    deleteCustomerGroup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The ID of the Customer Group.
                 * @example 1
                 */
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Successful response code. */
            200: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeleteResults"];
                    "text/json": components["schemas"]["DeleteResults"];
                    "application/xml": components["schemas"]["DeleteResults"];
                    "text/xml": components["schemas"]["DeleteResults"];
                };
            };
            /** @description Bad request. Check request headers/parameters/body for errors. */
            400: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description Authentication failure. The PrivateKey/Token/SecureURL combination is invalid, or the application scope does not have the correct read/write privileges. */
            401: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description The specified Customer Group does not exist. */
            404: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
            /** @description The leaky bucket of this store and application is full; `Retry-After` says when it has room. */
            429: {
                headers: {
                    /**
                     * @description Answers are not to be reused without asking again.
                     * @example no-cache
                     */
                    "Cache-Control": "no-cache";
                    /**
                     * @description The number of seconds after which the bucket has room for the next request.
                     * @example 1
                     */
                    "Retry-After": number;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Errors"];
                    "text/json": components["schemas"]["Errors"];
                    "application/xml": components["schemas"]["Errors"];
                    "text/xml": components["schemas"]["Errors"];
                };
            };
        };
    };
}
