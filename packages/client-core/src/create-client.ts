import createFetchClient, { type Client } from "openapi-fetch";
import { checkBaseUrl } from "./check-base-url.js";
import { checkCredentials } from "./check-credentials.js";

/** What {@link createClient} needs. */
export interface ClientOptions {
	/** Where the API lives; its paths are appended to it. */
	readonly baseUrl: string;
	/** The credentials by the name of the header that carries them. They are sent with every request. */
	readonly credentials?: Readonly<Record<string, string>>;
	/** Replaces the platform's `fetch`, say to send through a proxy. */
	readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * Creates a typed client of one API: openapi-fetch, with the credentials set on each request.
 *
 * The credentials stay in a closure: they show up neither when the client is inspected nor when it is serialised, and
 * in no error. A redirect is an error and is not followed, since `fetch` would carry the headers to the other host.
 *
 * @typeParam Paths the `paths` that openapi-typescript wrote for the API
 * @param options where the API lives and who asks
 * @returns a client with one function for each HTTP method
 * @throws InvalidBaseUrlError, InvalidCredentialError before any request
 * @example
 * const client = createClient<paths>({ baseUrl: "https://api.example/v1", credentials: { "X-Key": key } });
 * const { data, error } = await client.GET("/things/{id}", { params: { path: { id: 1 } } });
 */
export function createClient<Paths extends {}>(options: ClientOptions): Client<Paths> {
	const baseUrl = checkBaseUrl(options.baseUrl);
	const credentials = checkCredentials(options.credentials ?? {});
	const client = createFetchClient<Paths>({
		baseUrl,
		redirect: "error",
		...(options.fetch === undefined ? {} : { fetch: options.fetch }),
	});
	client.use({
		onRequest({ request }) {
			for (const [header, value] of credentials) request.headers.set(header, value);
		},
	});
	return client;
}
