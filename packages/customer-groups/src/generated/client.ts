// generated from spec/customer-groups/openapi.yaml; do not edit

import { type Client, createClient } from "@onespec/client-core";
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

/** What {@link createCustomerGroupsClient} takes. */
export interface CustomerGroupsClientOptions {
	/** Where the API lives, such as a mock's URL; by default the document's server. */
	readonly baseUrl?: string;
	/** Who asks. They stay inside the client. */
	readonly credentials: CustomerGroupsCredentials;
	/** Replaces the platform's `fetch`. */
	readonly fetch?: (request: Request) => Promise<Response>;
}

/** A client of 3dcart (Shift4Shop) Customer Groups: one function for each HTTP method, typed by path. */
export type CustomerGroupsClient = Client<paths>;

/**
 * Creates a client of 3dcart (Shift4Shop) Customer Groups.
 *
 * @param options where the API lives and who asks
 * @returns the client
 * @throws InvalidBaseUrlError, InvalidCredentialError where the options cannot be used; neither holds a credential
 */
export function createCustomerGroupsClient(options: CustomerGroupsClientOptions): CustomerGroupsClient {
	// Without types they may be missing; each is then refused by its header's name.
	const credentials: CustomerGroupsCredentials = options.credentials ?? {};
	return createClient<paths>({
		baseUrl: options.baseUrl ?? serverUrl,
		credentials: {
			"SecureURL": credentials.secureURL,
			"PrivateKey": credentials.privateKey,
			"Token": credentials.token,
		},
		...(options.fetch === undefined ? {} : { fetch: options.fetch }),
	});
}
