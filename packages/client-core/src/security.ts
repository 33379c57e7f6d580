/**
 * All security schemes of OpenAPI but mutual TLS, as a transport around another: so functions, calls by path and
 * middleware have them alike. Generated code uses this entry where an API has more than keys in headers.
 *
 * @example
 * const transport = secured(
 * 	{ schemes: { oauth: { type: "oauth2", tokenUrl } }, requirements: [{ oauth: ["things:read"] }] },
 * 	{ oauth: { clientId, clientSecret } },
 * );
 * const client = createApiClient({ baseUrl, transport }, description);
 */
import { ClientError, type RequestDetails } from "./errors.js";
import type { SecurityRequirement } from "./operation.js";
import type { Transport, TransportRequest } from "./transport.js";

export type { SecurityRequirement } from "./operation.js";

/** A security scheme, as the document has it. */
export type SecurityScheme =
	| { readonly type: "apiKey"; readonly in: "header" | "query" | "cookie"; readonly name: string }
	| { readonly type: "http"; readonly scheme: "basic" | "bearer" }
	| { readonly type: "oauth2"; readonly tokenUrl: string }
	| { readonly type: "openIdConnect" };

/** What the document says of an API's security. */
export interface SecurityDescription {
	readonly schemes: Readonly<Record<string, SecurityScheme>>;
	/** The alternatives of operations that name none themselves. */
	readonly requirements: readonly SecurityRequirement[];
	/** The alternatives of single operations, for calls by path, by method and path: `"GET /things/{id}"`. */
	readonly operations?: Readonly<Record<string, readonly SecurityRequirement[]>>;
}

/** A key or a token, or what gives it; told of the one that was refused, where one was. */
export type Secret = string | ((refused?: string) => string | Promise<string>);

/** What a caller has for a scheme. */
export type SchemeCredentials =
	/** An API key, or a token for `bearer`, `oauth2` and `openIdConnect`. */
	| Secret
	/** For `basic`. */
	| { readonly username: string; readonly password: string }
	/** For `oauth2`: with these a token is fetched. */
	| ClientCredentials;

/** OAuth 2.0, RFC 6749, 4.4. */
export interface ClientCredentials {
	readonly clientId: string;
	readonly clientSecret: string;
	/** The scopes to ask for; unless told, those that the operation needs. */
	readonly scopes?: readonly string[];
	/** Where the id and the secret go: in `Authorization`, unless told, or into the body. */
	readonly clientAuthentication?: "header" | "body";
	/** Further members of the request for a token, such as `audience`. */
	readonly parameters?: Readonly<Record<string, string>>;
}

/** No token could be got, or no credentials fit; the call was not sent. */
export class CredentialsError extends ClientError {
	override readonly name = "CredentialsError";

	constructor(request: RequestDetails, reason: string, cause?: unknown) {
		super(request, `was not sent: ${reason}`, cause);
	}
}

/**
 * A transport that adds credentials to each request: those of the first alternative that the caller has all of.
 *
 * A header or query parameter that a call carries itself wins. A token is fetched when it is first needed, once for all
 * calls that wait for it, and again before it expires. After a 401 it is thrown away, and the call is sent once more
 * with a new one. What is secret is redacted in errors.
 *
 * @param credentials what the caller has, by the names of the schemes
 * @param transport what sends; the platform's `fetch` unless told
 * @throws (when it is called) CredentialsError
 */
export function secured(
	description: SecurityDescription,
	credentials: Readonly<Record<string, SchemeCredentials | undefined>>,
	transport: Transport = (url, init) => fetch(url, init),
): Transport {
	const secrets = new Set<string>();
	const givenFor = (name: string) => (Object.hasOwn(credentials, name) ? credentials[name] : undefined);
	const tokens = new Map<string, Token>();

	const send: Transport = async (url, request) => {
		const { call } = request;
		const { security = description.operations?.[`${call.method} ${call.pathTemplate}`] } = call;
		const alternatives = security ?? description.requirements;
		const chosen = alternatives.find((one) => Object.keys(one).every((name) => givenFor(name) !== undefined));
		if (chosen === undefined) {
			if (alternatives.length === 0) return transport(url, request);
			const wanted = alternatives.map((one) => Object.keys(one).join(" and ")).join(", or ");
			throw new CredentialsError(call, `it needs credentials for ${wanted}`);
		}
		const first = await attempt(url, request, chosen);
		const isRepeatable = !(request.body instanceof ReadableStream);
		if (first.response.status !== 401 || !first.isRenewable || !isRepeatable) return first.response;
		const again = await applied(url, request, chosen, first.values);
		if (sameValues(again.values, first.values)) return first.response;
		await first.response.text().catch(() => "");
		return transport(again.url, again.request);
	};

	async function attempt(url: string, request: TransportRequest, requirement: SecurityRequirement) {
		const { values, isRenewable, ...sent } = await applied(url, request, requirement);
		return { values, isRenewable, response: await transport(sent.url, sent.request) };
	}

	/** The request with the credentials of a requirement. */
	async function applied(
		url: string,
		request: TransportRequest,
		requirement: SecurityRequirement,
		refused?: ReadonlyMap<string, string>,
	) {
		const values = new Map<string, string>();
		const headers: Record<string, string> = Object.create(null);
		const query: string[] = [];
		let isRenewable = false;
		for (const [name, scopes] of Object.entries(requirement)) {
			const scheme = description.schemes[name];
			const given = givenFor(name);
			if (scheme === undefined || given === undefined) continue;
			const value = await credentialOf(request.call, name, scheme, given, scopes, refused?.get(name));
			values.set(name, value);
			remember(value);
			isRenewable ||= typeof given === "function" || isClient(given);
			place(scheme, value, headers, query, url);
		}
		const cookie = [request.headers.cookie, headers.cookie].filter((one) => one !== undefined).join("; ");
		const all = { ...headers, ...request.headers, ...(cookie !== "" && { cookie }) };
		const to = query.length === 0 ? url : `${url}${url.includes("?") ? "&" : "?"}${query.join("&")}`;
		return { values, isRenewable, url: to, request: withHeaders(request, all) };
	}

	function credentialOf(
		call: RequestDetails,
		name: string,
		scheme: SecurityScheme,
		given: SchemeCredentials,
		scopes: readonly string[],
		refused: string | undefined,
	): string | Promise<string> {
		if (typeof given === "string") return given;
		if (typeof given === "function") return given(refused);
		if ("username" in given) {
			remember(given.password);
			return base64(`${given.username}:${given.password}`);
		}
		if (scheme.type !== "oauth2") throw new CredentialsError(call, "client credentials are for oauth2 alone");
		const wanted = (given.scopes ?? scopes).join(" ");
		const key = `${name} ${wanted}`;
		const token =
			tokens.get(key) ?? new Token(() => fetchToken(transport, call, scheme.tokenUrl, given, wanted, remember));
		tokens.set(key, token);
		return token.get(refused);
	}

	function remember(secret: string): void {
		// As it stands in a URL or a cookie, too.
		for (const text of [encodeURIComponent(secret), secret]) secrets.add(text);
		// Tokens that were thrown away long ago show up nowhere any more.
		if (secrets.size > 50) secrets.delete(secrets.values().next().value as string);
	}

	return Object.assign(send, {
		redact: (text: string) =>
			[...secrets].reduce((clean, one) => (one.length > 3 ? clean.replaceAll(one, "[redacted]") : clean), text),
	});
}

function isClient(given: SchemeCredentials): given is ClientCredentials {
	return typeof given === "object" && "clientId" in given;
}

function sameValues(one: ReadonlyMap<string, string>, other: ReadonlyMap<string, string>): boolean {
	return [...one].every(([name, value]) => other.get(name) === value);
}

function place(
	scheme: SecurityScheme,
	value: string,
	headers: Record<string, string>,
	query: string[],
	url: string,
): void {
	if (scheme.type !== "apiKey") {
		const isBasic = scheme.type === "http" && scheme.scheme === "basic";
		headers.authorization = `${isBasic ? "Basic" : "Bearer"} ${value}`;
	} else if (scheme.in === "header") {
		headers[scheme.name.toLowerCase()] = value;
	} else if (scheme.in === "cookie") {
		const cookie = `${scheme.name}=${encodeURIComponent(value)}`;
		headers.cookie = headers.cookie === undefined ? cookie : `${headers.cookie}; ${cookie}`;
	} else if (!new URL(url).searchParams.has(scheme.name)) {
		query.push(`${encodeURIComponent(scheme.name)}=${encodeURIComponent(value)}`);
	}
}

function withHeaders(request: TransportRequest, headers: Record<string, string>): TransportRequest {
	return { ...request, headers, onGiveUp: (stop) => request.onGiveUp(stop) };
}

function base64(text: string): string {
	return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}

/** A token, and until when it is good, on the clock of `performance`. */
interface FetchedToken {
	readonly value: string;
	readonly expires: number;
}

/** One token, fetched once for all that wait for it. */
class Token {
	readonly #fetch: () => Promise<FetchedToken>;
	#current: Promise<FetchedToken> | undefined;

	constructor(fetch: () => Promise<FetchedToken>) {
		this.#fetch = fetch;
	}

	/** @param refused the token that a server has refused, which is thrown away unless another has taken its place */
	async get(refused?: string): Promise<string> {
		const before = this.#current;
		const token = before === undefined ? undefined : await before.catch(() => undefined);
		const isGood = token !== undefined && token.value !== refused && performance.now() < token.expires;
		// Somebody may have begun to fetch another in the meantime.
		if (!isGood && this.#current === before) this.#current = this.#fetch();
		const { value } = await (this.#current as Promise<FetchedToken>);
		return value;
	}
}

async function fetchToken(
	transport: Transport,
	call: RequestDetails,
	tokenUrl: string,
	client: ClientCredentials,
	scope: string,
	remember: (secret: string) => void,
): Promise<FetchedToken> {
	const { clientId, clientSecret, clientAuthentication = "header", parameters = {} } = client;
	remember(clientSecret);
	const body = new URLSearchParams({ grant_type: "client_credentials", ...(scope && { scope }), ...parameters });
	const headers: Record<string, string> = {
		accept: "application/json",
		"content-type": "application/x-www-form-urlencoded",
	};
	if (clientAuthentication === "body") {
		body.set("client_id", clientId);
		body.set("client_secret", clientSecret);
	} else {
		const basic = base64(`${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`);
		remember(basic);
		headers.authorization = `Basic ${basic}`;
	}
	const { status, text } = await asked(transport, call, new URL(tokenUrl).href, headers, body.toString());
	const answer = parsed(text);
	if (status !== 200 || typeof answer.access_token !== "string" || answer.access_token === "") {
		const why = [answer.error, answer.error_description].filter((one) => typeof one === "string").join(": ");
		const reason = `the token endpoint answered ${status}${why ? `: ${why.slice(0, 300)}` : " without a token"}`;
		throw new CredentialsError(call, reason);
	}
	const told = Number(answer.expires_in ?? 3600);
	const seconds = told >= 0 ? told : 3600;
	// A token that expires on its way is refused, so that it is renewed a little earlier.
	const early = Math.min(30, seconds / 10);
	return { value: answer.access_token, expires: performance.now() + (seconds - early) * 1000 };
}

/** So long may a token endpoint take: whoever comes later waits for the same answer. */
const longestWait = 30_000;

/** Asks a token endpoint, once more where it did not answer or was not able to. */
async function asked(
	transport: Transport,
	call: RequestDetails,
	url: string,
	headers: Record<string, string>,
	body: string,
): Promise<{ readonly status: number; readonly text: string }> {
	const path = new URL(url).pathname;
	const once = async () => {
		const signal = AbortSignal.timeout(longestWait);
		const request: TransportRequest = {
			call: { method: "POST", path, pathTemplate: path },
			method: "POST",
			headers,
			body,
			signal,
			redirect: "manual",
			onGiveUp: (stop) => signal.addEventListener("abort", stop),
		};
		const response = await transport(url, request);
		return { status: response.status, text: await response.text() };
	};
	const first = await once().catch(() => undefined);
	if (first !== undefined && first.status < 500) return first;
	try {
		return await once();
	} catch (cause) {
		throw new CredentialsError(call, "the token endpoint did not answer", cause);
	}
}

function parsed(text: string): Record<string, unknown> {
	try {
		return Object(JSON.parse(text));
	} catch {
		return {};
	}
}

/** Headers that say nothing of who asks, so that another origin may have them. */
const harmless = /^(accept|accept-encoding|accept-language|range|if-.*|user-agent)$/;

/**
 * A transport that follows redirects of GET and HEAD, as downloads often need it: to the same origin with all headers, to
 * another with none that could carry a credential. Goes inside of {@link secured}. Browsers do not let it see a redirect.
 *
 * @param transport what sends; the platform's `fetch` unless told
 * @param maximum how many redirects one request may take
 */
export function following(transport: Transport = (url, init) => fetch(url, init), maximum = 5): Transport {
	return async (url, request) => {
		let at = url;
		let sent = request;
		for (let count = 0; ; count += 1) {
			const response = await transport(at, sent);
			const location = response.headers.get("location");
			const isRedirect = [301, 302, 303, 307, 308].includes(response.status) && location !== null;
			if (!isRedirect || count >= maximum || !/^(GET|HEAD)$/.test(request.method)) return response;
			if (!URL.canParse(location, at)) return response;
			const next = new URL(location, at);
			next.hash = "";
			// From a secret place into the open it does not go.
			if (!/^https?:$/.test(next.protocol) || (at.startsWith("https:") && next.protocol === "http:")) return response;
			await response.text().catch(() => "");
			if (next.origin !== new URL(at).origin) {
				const kept = Object.entries(sent.headers).filter(([name]) => harmless.test(name.toLowerCase()));
				sent = withHeaders(sent, Object.fromEntries(kept));
			}
			at = next.href;
		}
	};
}
