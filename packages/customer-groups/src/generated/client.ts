// generated from spec/customer-groups/openapi.yaml; do not edit

import {
	type ApiClient,
	type ApiDescription,
	type Client,
	type ClientOptions,
	createApiClient,
	createClient,
	type Decimals,
	urlCredential,
} from "@onespec/client-core";
import type { paths } from "./types.js";

/** The version of the document that this package was generated from. */
export const specVersion = "1.0.0";

/** The server that the document names; the default of `baseUrl`. */
export const serverUrl = "https://apirest.3dcart.com/3dCartWebAPI/v1";

/** The path that the paths of the API are below, on whatever host. */
export const basePath = "/3dCartWebAPI/v1";

/** Who asks: what each request to 3dcart (Shift4Shop) Customer Groups carries in its headers. */
export interface CustomerGroupsCredentials {
	/**
	 * The store, by its secure URL, such as `https://merchant-store.3dcartstores.com`; with or without the scheme,
	 * in any case.
	 */
	readonly secureURL: string;
	/** The key of the application. */
	readonly privateKey: string;
	/** The store's grant to the application; it carries the permission to read, to write, or both. */
	readonly token: string;
}

/** What {@link createCustomerGroupsApi} and {@link createCustomerGroupsClient} take. */
export interface CustomerGroupsClientOptions<D extends Decimals = "number">
	extends Omit<ClientOptions, "baseUrl" | "credentials" | "decimals"> {
	/** Where the API lives, such as a mock's URL; by default the document's server. */
	readonly baseUrl?: string;
	/** Who asks. They stay inside the client. */
	readonly credentials: CustomerGroupsCredentials;
	/** What decimals are: numbers, or their exact text, of which no digit is lost. */
	readonly decimals?: D;
}

declare const decimals: unique symbol;

/** A client of 3dcart (Shift4Shop) Customer Groups for the functions of this package. */
export interface CustomerGroupsApi<D extends Decimals = "number"> extends ApiClient {
	/** Nothing at run time: it tells the compiler what decimals are. */
	readonly [decimals]?: D;
}

/** A client of 3dcart (Shift4Shop) Customer Groups that also has one function for each HTTP method, typed by path. */
export type CustomerGroupsClient<D extends Decimals = "number"> = Client<paths> & CustomerGroupsApi<D>;

/** What the document says of the API as a whole. What is loaded is loaded when it is first needed. */
const api: ApiDescription = {
	errors: { key: "Key", value: "Value", status: "Status", message: "Message" },
	throttle: { capacity: 50, leakPerSecond: 2, status: 429 },
	xml: () => import("./xml.js"),
	exactJson: () => import("./exact-json.js"),
	validators: () => import("./operation-validators.js"),
};

/**
 * Creates a client of 3dcart (Shift4Shop) Customer Groups for the functions of this package.
 *
 * @param options where the API lives, who asks, and how
 * @returns the client
 * @throws InvalidBaseUrlError, InvalidCredentialError where the options cannot be used; neither holds a credential
 */
export function createCustomerGroupsApi<D extends Decimals = "number">(options: CustomerGroupsClientOptions<D>): CustomerGroupsApi<D> {
	return createApiClient(coreOptions(options), api);
}

/**
 * Creates a client of 3dcart (Shift4Shop) Customer Groups that also has `GET`, `POST` and so on, typed by path.
 *
 * @param options where the API lives, who asks, and how
 * @returns the client
 * @throws InvalidBaseUrlError, InvalidCredentialError where the options cannot be used; neither holds a credential
 */
export function createCustomerGroupsClient<D extends Decimals = "number">(options: CustomerGroupsClientOptions<D>): CustomerGroupsClient<D> {
	return createClient<paths>(coreOptions(options), api);
}

function coreOptions(options: CustomerGroupsClientOptions<Decimals>): ClientOptions {
	// Without types they may be missing; each is then refused by its header's name.
	const credentials: CustomerGroupsCredentials = options.credentials ?? {};
	return {
		...options,
		baseUrl: options.baseUrl ?? serverUrl,
		credentials: {
			"SecureURL": urlCredential("SecureURL", credentials.secureURL, "https"),
			"PrivateKey": credentials.privateKey,
			"Token": credentials.token,
		},
	};
}
