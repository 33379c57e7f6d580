import type { Middleware } from "openapi-fetch";
import type { Codecs } from "./answer/codecs.js";
import type { ApiDescription } from "./api-description.js";
import { checkBaseUrl } from "./check-base-url.js";
import { checkCredentials } from "./check-credentials.js";
import { InvalidOptionError } from "./errors/invalid-option-error.js";
import type { ClientOptions, Hooks } from "./options.js";
import { joinHeaders } from "./request-headers.js";
import { type RetrySettings, retrySettings, type TimeoutSettings, timeoutSettings } from "./settings.js";
import { Throttle } from "./throttle.js";
import type { Transport, TransportResponse } from "./transport.js";
import type { Checks } from "./validation/check.js";

/** What the options and the description of the API come to; behind every client. */
export interface Engine {
	readonly baseUrl: string;
	/** The credentials' headers. */
	readonly headers: Readonly<Record<string, string>>;
	/** Those, with what a named operation negotiates. */
	readonly headersOfOperation: Record<string, string>;
	readonly headersWithBody: Record<string, string>;
	/** What named operations send and accept. */
	readonly format: "JSON" | "XML";
	readonly transport: Transport;
	readonly throttle: Throttle | undefined;
	readonly retry: RetrySettings;
	readonly timeout: TimeoutSettings;
	/** Both levels add to it and take from it. */
	readonly middleware: Middleware[];
	readonly hooks: Hooks;
	readonly description: ApiDescription;
	/** Absent where bodies are JSON with numbers. */
	readonly codecs: (() => Promise<Codecs>) | undefined;
	/** Absent where nothing is validated. */
	readonly validators: (() => Promise<Checks>) | undefined;
	isThrottled(status: number): boolean;
	requestId(headers: TransportResponse["headers"]): string | undefined;
	/** Takes credentials out of a text that comes from outside. */
	redact(text: string): string;
}

/** @throws InvalidBaseUrlError, InvalidCredentialError, InvalidOptionError, RangeError */
export function createEngine(options: ClientOptions, description: ApiDescription): Engine {
	const headers = joinHeaders(Object.fromEntries(checkCredentials(options.credentials ?? {})));
	const secrets = secretsIn(headers);
	const xml = options.format === "xml";
	const mediaType = xml ? "application/xml" : "application/json";
	const figures = options.throttle ?? description.throttle;
	return {
		baseUrl: checkBaseUrl(options.baseUrl),
		headers,
		headersOfOperation: joinHeaders({ accept: mediaType }, headers),
		headersWithBody: joinHeaders({ accept: mediaType, "content-type": mediaType }, headers),
		format: xml ? "XML" : "JSON",
		transport: options.transport ?? overFetch(options.fetch),
		throttle: figures instanceof Throttle || !figures ? figures || undefined : new Throttle(figures),
		retry: retrySettings(options.retry),
		timeout: timeoutSettings(options.timeout),
		middleware: [...(options.middleware ?? [])],
		hooks: options.hooks ?? {},
		description,
		codecs: codecsOf(options, description),
		validators: validatorsOf(options, description),
		isThrottled: (status) => status === 429 || status === description.throttle?.status,
		requestId(received) {
			for (const name of description.requestId ?? ["x-request-id"]) {
				const id = received.get(name);
				if (id !== null) return id;
			}
			return undefined;
		},
		redact: (text) => secrets.reduce((clean, secret) => clean.replaceAll(secret, "[redacted]"), text),
	};
}

/** A server that repeats headers repeats them whole, or without the name of the scheme. */
function secretsIn(headers: Readonly<Record<string, string>>): string[] {
	const values = Object.values(headers).flatMap((value) => [value, value.replace(/^\w+ +/, "")]);
	return [...new Set(values)].filter((value) => value.length > 3).sort((a, b) => b.length - a.length);
}

function overFetch(own: ClientOptions["fetch"]): Transport {
	if (own !== undefined && own !== fetch) return (url, init) => own(new Request(url, init));
	// Looked up each time: test tools replace it.
	return (url, init) => fetch(url, init);
}

function codecsOf({ format = "json", decimals = "number" }: ClientOptions, description: ApiDescription) {
	if (format === "json" && decimals === "number") return undefined;
	const load = format === "xml" ? description.xml : description.exactJson;
	if (load === undefined) throw new InvalidOptionError(format === "xml" ? 'format: "xml"' : 'decimals: "string"');
	return once(() => load().then(({ codecs }) => codecs(decimals)));
}

function validatorsOf({ validate, decimals = "number" }: ClientOptions, { validators: load }: ApiDescription) {
	if (!validate) return undefined;
	if (load === undefined) throw new InvalidOptionError("validate");
	return once(async (): Promise<Checks> => {
		const [{ checksOf }, { validators }] = await Promise.all([import("./validation/check.js"), load(decimals)]);
		return checksOf(validators, validate);
	});
}

/** Loads once; again after a failure, which a lost network may have caused. */
function once<Value>(load: () => Promise<Value>): () => Promise<Value> {
	let loaded: Promise<Value> | undefined;
	return () => {
		loaded ??= load().catch((error) => {
			loaded = undefined;
			throw error;
		});
		return loaded;
	};
}
