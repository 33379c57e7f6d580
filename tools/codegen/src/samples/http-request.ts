import { accessOf, buildRequest, type Filling } from "@onespec/contract-verifier/request";
import {
	basePathOf,
	type DocumentModel,
	type MediaType,
	type Operation,
	serverUrl,
	successOf,
} from "@onespec/openapi-document";

/** What a sample reads from the environment: the base URL, or a credential. */
export interface Variable {
	/** In the environment: `API_TOKEN`. */
	readonly name: string;
	/** What stands for it where the environment does not have it. */
	readonly fallback: string;
}

/** A piece of a text: as it is, or a variable as it stands there. */
export type Piece = string | { readonly variable: Variable; readonly as: "plain" | "base64" };

/** One request, as every language writes it. All texts are what goes over the wire, so nothing is left to be encoded. */
export interface HttpRequest {
	readonly method: string;
	readonly baseUrl: Variable;
	/** Path and query behind the base URL, encoded. */
	readonly target: string;
	/** Credentials that belong to the query; their names are encoded, their values are not. */
	readonly queryVariables: readonly { readonly name: string; readonly variable: Variable }[];
	readonly headers: readonly { readonly name: string; readonly value: readonly Piece[] }[];
	readonly body: string | undefined;
	/** The credentials that it carries, by their security schemes. */
	readonly credentials: ReadonlyMap<string, Variable>;
	/** The statuses of success that the document names; none where it says no more than `2XX` or `default`. */
	readonly statuses: readonly number[];
}

/** The media types of one sample: those of the body that it sends and of the body that it asks for. */
export interface Variant {
	readonly request: MediaType | undefined;
	readonly answer: MediaType | undefined;
}

/**
 * The media types that an operation has samples in: one of each kind that its request has; where it has no body, JSON and
 * XML as far as it answers in them.
 */
export function variantsOf({ requestBody, ...operation }: Operation): Variant[] {
	const answers = successOf({ requestBody, ...operation })?.content ?? [];
	const json = answers.find(({ kind }) => kind === "json") ?? answers[0];
	const requests = firstOfEachKind(requestBody?.content ?? []);
	if (requests.length > 0) {
		return requests.map((request) => ({
			request,
			answer:
				answers.find(({ mediaType }) => mediaType === request.mediaType) ??
				answers.find(({ kind }) => kind === request.kind) ??
				json,
		}));
	}
	const xml = answers.find(({ kind }) => kind === "xml" && json?.kind === "json");
	return [{ request: undefined, answer: json }, ...(xml === undefined ? [] : [{ request: undefined, answer: xml }])];
}

function firstOfEachKind(content: readonly MediaType[]): MediaType[] {
	return content.filter((one, index) => content.findIndex(({ kind }) => kind === one.kind) === index);
}

/** What no program may set by itself, because the connection needs it. */
const OF_CONNECTION = /^(connection|content-length|expect|host|keep-alive|te|trailer|transfer-encoding|upgrade)$/i;

/**
 * The request of an operation, from the document's examples.
 *
 * @param variables see {@link variablesOf}
 * @param filling what it says in place of the examples
 * @throws Error for a body that its media type can't carry
 */
export function httpRequestOf(
	model: DocumentModel,
	operation: Operation,
	{ request, answer }: Variant,
	variables: ReadonlyMap<string, Variable>,
	{ parts = {}, lookup, adapt }: Filling = {},
): HttpRequest {
	const { target, headers, body } = buildRequest({
		model,
		operation,
		requestMediaType: request?.mediaType ?? null,
		responseMediaType: answer === undefined || answer.mediaType.includes("*") ? "" : answer.mediaType,
		parts,
		profile: undefined,
		lookup,
		adapt,
		basePath: "",
		// What the author shows a value for is worth showing.
		optional: ({ examples, deprecated, in: place, name }) =>
			examples.length > 0 && !deprecated && (place !== "query" || parts.query?.[name] === undefined),
	});
	const carriers = accessOf(model, operation).carriers;
	const carried = carriers.map(({ scheme, ...carrier }) => ({
		...carrier,
		variable: variables.get(scheme) as Variable,
		isBasic: isBasic(model, scheme),
	}));
	const sent = Object.entries(headers)
		.filter(([name]) => !OF_CONNECTION.test(name))
		.map(([name, value]) => ({ name, value: [inHeader(value)] as Piece[] }));
	for (const { name, variable, write, isBasic: as, in: place } of carried) {
		if (place === "query") continue;
		const credential: Piece = { variable, as: as ? "base64" : "plain" };
		const key = place === "cookie" ? "Cookie" : name;
		const before = sent.find((one) => one.name.toLowerCase() === key.toLowerCase());
		if (place === "cookie" && before !== undefined) before.value.push(`; ${name}=`, credential);
		else if (before !== undefined) before.value.splice(0, before.value.length, write(""), credential);
		else sent.push({ name: key, value: [place === "cookie" ? `${name}=` : write(""), credential] });
	}
	return {
		method: operation.method,
		baseUrl: baseUrlOf(operation),
		target: inTarget(target),
		queryVariables: carried.flatMap(({ name, variable, in: place }) =>
			place === "query" ? [{ name: encodeURIComponent(name), variable }] : [],
		),
		headers: sent.map(({ name, value }) => ({ name, value: value.filter((piece) => piece !== "") })),
		body: request === undefined ? undefined : readable(request, body.toString()),
		credentials: new Map(carriers.map(({ scheme }) => [scheme, variables.get(scheme) as Variable])),
		statuses: statusesOf(operation),
	};
}

/** The variables of a document's credentials, by security scheme. A pair for HTTP basic is one: `user:password`. */
export function variablesOf(model: DocumentModel): Map<string, Variable> {
	const taken = new Set([BASE_URL]);
	return new Map(
		Object.entries(model.securitySchemes).map(([scheme, { extensions }]) => {
			const words = scheme
				.replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3_$2$4")
				.replace(/[^A-Za-z0-9]+/g, "_")
				.replace(/^_+|_+$/g, "");
			const name = `API_${words.toUpperCase() || "KEY"}`;
			let free = name;
			for (let number = 2; taken.has(free); number++) free = `${name}_${number}`;
			taken.add(free);
			const shown = extensions["x-example"];
			const isUrl = (extensions["x-credential"] as { format?: unknown } | undefined)?.format === "url";
			const made = isBasic(model, scheme) ? "user:password" : isUrl ? "https://store.example" : "secret";
			return [scheme, { name: free, fallback: typeof shown === "string" ? shown : made }];
		}),
	);
}

const BASE_URL = "API_URL";

function baseUrlOf({ servers }: Operation): Variable {
	const [server] = servers;
	const url = server === undefined ? "" : serverUrl(server);
	const fallback = /^https?:\/\//i.test(url) && URL.canParse(url) ? url : `http://localhost:3000${basePathOf(servers)}`;
	return { name: BASE_URL, fallback };
}

function isBasic({ securitySchemes }: DocumentModel, name: string): boolean {
	const scheme = securitySchemes[name];
	return scheme?.type === "http" && scheme.scheme === "basic";
}

/** What a URL can't have as it is, such as brackets, which several libraries refuse. */
function inTarget(text: string): string {
	return text.replace(/[^!$&-;=?-Z_a-z~%]/gu, encodeURIComponent);
}

/** Headers carry visible ASCII; what is beyond it is percent-encoded. */
function inHeader(text: string): string {
	return text.replace(/[^ -~]/gu, encodeURIComponent).trim();
}

function readable({ kind }: MediaType, text: string): string {
	if (kind !== "json") return text;
	try {
		return JSON.stringify(JSON.parse(text), undefined, 2);
	} catch {
		return text;
	}
}

function statusesOf({ responses }: Operation): number[] {
	const exact = responses.map(({ status }) => status);
	const successes = exact.filter((status) => status.startsWith("2"));
	const wanted = successes.length > 0 ? successes : exact.filter((status) => status.startsWith("3"));
	return wanted.every((status) => /^\d+$/.test(status)) ? wanted.map(Number) : [];
}
