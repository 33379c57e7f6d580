import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import {
	bodyKindOf,
	type DocumentModel,
	documentExtensions,
	essenceOf,
	type Field,
	type MediaType,
	matches,
	negotiate,
	type Operation,
	parseMediaType,
	type Response,
} from "@onespec/openapi-document";
import { parameterValue } from "@onespec/openapi-document/parameter-value";
import { sampleOf } from "@onespec/openapi-document/sample";
import { UnwritableNameError } from "@onespec/wire-codec/xml";
import { Answers, acceptForPrism, type Choice, concreteType, exampleKey } from "./answers.js";
import { Bodies, type Violation, violation, violationOf } from "./bodies.js";
import { type Found, Operations } from "./operations.js";
import type { PrismAnswer, PrismClient } from "./prism-client.js";
import { prismDocument, prismTarget, VERDICT } from "./prism-document.js";
import { readBody } from "./read-body.js";

/** Headers that belong to one connection, or that the front sets itself. */
const OWN_HEADERS = new Set([
	"connection",
	"keep-alive",
	"proxy-connection",
	"te",
	"trailer",
	"transfer-encoding",
	"upgrade",
	"expect",
	"host",
	"content-length",
]);

/** What a request asks of the mock itself, by `Prefer` or in the query. */
interface Preferences {
	readonly code: string | undefined;
	readonly example: string | undefined;
	readonly dynamic: boolean;
}

/**
 * Answers requests. It checks a request by the document's schemas and asks Prism what becomes of it; Prism chooses status,
 * media type and example, and the front writes them.
 */
export class Front {
	/** What Prism has to be started with. */
	readonly prismDocument: object;
	readonly #model: DocumentModel;
	readonly #operations: Operations;
	readonly #bodies: Bodies;
	readonly #answers: Answers;

	constructor(model: DocumentModel) {
		this.#model = model;
		this.#operations = new Operations(model);
		this.#bodies = new Bodies(model);
		this.#answers = new Answers(this.#bodies);
		this.prismDocument = prismDocument(model, this.#operations, this.#answers);
	}

	/** Answers one request. */
	async handle(prism: PrismClient, request: IncomingMessage, response: ServerResponse): Promise<void> {
		const bytes = await readBody(request);
		if (bytes === undefined) {
			response.writeHead(413, { connection: "close" }).end();
			return;
		}
		const answer = await this.#answer(prism, request, bytes);
		response.writeHead(answer.status, { ...pass(answer.headers), ...lengthOf(request, answer) });
		response.end(answer.body);
	}

	async #answer(prism: PrismClient, request: IncomingMessage, bytes: Buffer): Promise<PrismAnswer> {
		const { method = "GET", url = "/", headers } = request;
		const [path = "", ...rest] = url.split("?");
		const sent = new URLSearchParams(rest.join("?"));
		const found = this.#operations.find(path, method, sent, headers);
		if (found === undefined) return prism.send({ method, url: encodedPath(path), headers: {}, body: Buffer.of() });

		const operation = found.route.operations.get(method);
		const query = this.#named(operation, sent);
		const target = prismTarget(this.#operations, found.route, method);
		const preferences = preferencesOf(headers.prefer, query);
		const parameters = operation ? this.#parameterViolations(operation, found, query, headers) : [];
		const body = await this.#bodyVerdict(operation, bytes, headers);
		const violations = [...parameters, ...body.violations];
		const { accept: _accept, "content-type": _type, prefer: _prefer, ...others } = pass(headers);
		const accept = acceptForPrism(headers.accept, operation);
		const answer = await prism.send({
			method: target.method,
			url: `${target.path}${keysIn(this.#model, query)}`,
			headers: {
				...others,
				...(accept !== undefined && { accept }),
				...preferHeader(preferences, operation),
				...body.headers,
				[VERDICT]: parameters.length === 0 ? "valid" : "invalid",
			},
			body: body.bytes,
		});
		const { "sl-violations": _violations, ...own } = answer.headers;
		const said = { ...answer, headers: own };
		const choice = this.#answers.chosen(answer.body);
		if (choice === undefined)
			return this.#withoutChoice(said, operation, method, headers.accept, target.path, found, violations);
		const isRefusal = violations.length > 0 || (answer.status === 401 && preferences.code !== "401");
		const best = isRefusal ? this.#answers.acceptable(choice, headers.accept) : choice;
		return this.#write(said, best, headers.accept, preferences);
	}

	/** A query with the names of the document, where they count in any case. */
	#named(operation: Operation | undefined, query: URLSearchParams): URLSearchParams {
		if (documentExtensions(this.#model).guarantees?.paths !== "any-case") return query;
		const parameters = operation?.parameters.filter((one) => one.in === "query") ?? [];
		const names = new Map(parameters.map(({ name }) => [name.toLowerCase(), name]));
		const pairs = [...query].map(([name, value]): [string, string] => [names.get(name.toLowerCase()) ?? name, value]);
		return new URLSearchParams(pairs);
	}

	/** An answer without a body, or Prism's own problem, in which our names stand in the place of Prism's. */
	#withoutChoice(
		answer: PrismAnswer,
		operation: Operation | undefined,
		method: string,
		accept: string | undefined,
		prismPath: string,
		found: Found,
		violations: readonly Violation[],
	): PrismAnswer {
		if (answer.headers["content-type"] === "application/problem+json") {
			const problem = JSON.parse(answer.body.toString().replaceAll(prismPath, found.route.template));
			const body = { ...problem, ...(problem.validation && { validation: violations }) };
			return { ...answer, body: Buffer.from(JSON.stringify(body)) };
		}
		const response = operation && responseOf(operation, answer.status);
		const { "content-type": _, ...headers } = answer.headers;
		const offers = response?.content.map(({ mediaType }) => mediaType) ?? [];
		const type = method === "HEAD" ? negotiate(accept, offers) : undefined;
		return {
			...answer,
			headers: {
				...headers,
				...this.#documentedHeaders(response),
				...(type !== undefined && { "content-type": type }),
			},
		};
	}

	#write(answer: PrismAnswer, choice: Choice, accept: string | undefined, { dynamic }: Preferences): PrismAnswer {
		const { media, response, example } = choice;
		const isShown = example !== undefined && !(dynamic && media.schema !== undefined);
		const value = isShown ? example.value : this.#bodies.sample(media, dynamic ? anyNumber() : 1);
		const type = concreteType(media, accept, typeof value !== "object");
		let text: string | Buffer;
		try {
			const kind = media.kind === "any" ? bodyKindOf(type) : media.kind;
			text = this.#bodies.write({ ...media, kind }, value, isShown && example.serialized);
		} catch (error) {
			if (!(error instanceof UnwritableNameError)) throw error;
			text = JSON.stringify(value);
		}
		const written = media.kind === "json" || media.kind === "xml";
		return {
			...answer,
			headers: {
				...answer.headers,
				...this.#documentedHeaders(response),
				"content-type": written ? `${type}; charset=utf-8` : type,
			},
			body: Buffer.from(text),
		};
	}

	/** The headers of a response, with their examples or values that their schemas describe. */
	#documentedHeaders(response: Response | undefined): Record<string, string> {
		const headers = (response?.headers ?? []).map((header) => [
			header.name.toLowerCase(),
			headerText(header, header.examples[0]?.value ?? sampleOf(this.#model, header.schema, { name: header.name })),
		]);
		return Object.fromEntries(headers.filter(([, text]) => text !== undefined));
	}

	#parameterViolations(
		{ parameters }: Operation,
		{ path }: Found,
		query: URLSearchParams,
		headers: IncomingHttpHeaders,
	): Violation[] {
		const flat = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value?.toString()]));
		const parts = { path, query, headers: flat };
		return parameters.flatMap((parameter) => {
			const { name, in: place, required, schema } = parameter;
			// What OpenAPI leaves to media types and credentials.
			if (place === "header" && /^(accept|content-type|authorization)$/i.test(name)) return [];
			// A header of the document's own by that name asks the mock here.
			if (place === "header" && /^prefer$/i.test(name) && asksMock(headers.prefer)) return [];
			const value = parameterValue(this.#model, parameter, parts);
			if (value === undefined) return required ? [violation([place, name], "required", "is required")] : [];
			return violationOf(this.#model, schema, value, [place, name]) ?? [];
		});
	}

	/** What Prism hears of a body: whether it is as documented, or of a media type that is not. */
	async #bodyVerdict(
		operation: Operation | undefined,
		bytes: Buffer,
		headers: IncomingHttpHeaders,
	): Promise<{ violations: Violation[]; bytes: Buffer; headers: OutgoingHttpHeaders }> {
		const requestBody = operation?.requestBody;
		if (bytes.length === 0) {
			const missing = requestBody?.required === true ? [violation(["body"], "required", "is required")] : [];
			const hasBody = headers["content-length"] !== undefined;
			return { violations: missing, bytes, headers: hasBody ? { "content-length": 0 } : {} };
		}
		const verdict = (isRight: boolean, type = "application/json") => {
			const told = Buffer.from(String(isRight));
			return { bytes: told, headers: { "content-type": type, "content-length": told.length } };
		};
		const contentType = headers["content-type"];
		const media = requestBody && mediaOf(requestBody.content, contentType);
		const isOpen = requestBody !== undefined && requestBody.content.length === 0;
		if (isOpen || headers["content-encoding"] !== undefined) return { violations: [], ...verdict(true) };
		if (media === undefined) {
			const wrong = violation(["header", "content-type"], "415", "is of no documented media type");
			return { violations: [wrong], ...verdict(true, "application/x-undocumented") };
		}
		const wrong = await this.#bodies.check(media, bytes, contentType);
		return { violations: wrong ? [wrong] : [], ...verdict(wrong === undefined) };
	}
}

/** The documented media type of a body; the first where the request does not say. */
function mediaOf(content: readonly MediaType[], contentType: string | undefined): MediaType | undefined {
	if (contentType === undefined) return content[0];
	const sent = parseMediaType(contentType);
	return (
		content.find(({ mediaType }) => matches(parseMediaType(mediaType), sent)) ??
		content.find(({ mediaType }) => essenceOf(mediaType) === sent.essence)
	);
}

function responseOf({ responses }: Operation, status: number): Response | undefined {
	const by = (name: string) => responses.find((response) => response.status === name);
	return by(String(status)) ?? by(`${Math.trunc(status / 100)}XX`) ?? by("default");
}

/** What `Prefer` (RFC 7240) asks for; names of examples may have blanks, and within quotes commas. */
function preferencesOf(header: string | string[] | undefined, query: URLSearchParams): Preferences {
	const text = [header ?? []].flat().join(", ");
	const pairs = [...text.matchAll(/([\w-]+)\s*=\s*(?:"((?:\\.|[^"\\])*)"|([^,;]*))/g)].map(
		([, name = "", quoted, bare = ""]) => [name.toLowerCase(), quoted?.replace(/\\(.)/g, "$1") ?? bare.trim()],
	);
	const asked = new Map(pairs as [string, string][]);
	const preference = (name: string) =>
		asked.get(name) ?? (text === "" ? query.get(`__${name}`) : undefined) ?? undefined;
	return { code: preference("code"), example: preference("example"), dynamic: preference("dynamic") === "true" };
}

function asksMock(header: string | string[] | undefined): boolean {
	const { code, example, dynamic } = preferencesOf(header, new URLSearchParams());
	return code !== undefined || example !== undefined || dynamic;
}

function preferHeader({ code, example }: Preferences, operation: Operation | undefined): { prefer?: string } {
	const parts = [
		...(code === undefined ? [] : [`code=${code.replace(/[^\w]/g, "-")}`]),
		...(example === undefined || operation === undefined ? [] : [`example=${exampleKey(operation, example)}`]),
	];
	return parts.length === 0 ? {} : { prefer: parts.join(", ") };
}

/** The credentials in a query; what else is there has been checked. */
function keysIn({ securitySchemes }: DocumentModel, query: URLSearchParams): string {
	const keys = Object.values(securitySchemes).flatMap((scheme) =>
		scheme.type === "apiKey" && scheme.in === "query" ? [scheme.name] : [],
	);
	const pairs = [...query].filter(([name]) => keys.includes(name));
	return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}

/** A path in which each `%` that begins no percent-encoded UTF-8 stands for itself: Prism does not survive others. */
function encodedPath(path: string): string {
	const safe = path.split("/").map((segment) => {
		try {
			decodeURIComponent(segment);
			return segment;
		} catch {
			return segment.replaceAll("%", "%25");
		}
	});
	return safe.join("/");
}

function headerText({ explode, mediaType }: Field, value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	const text =
		mediaType !== undefined && bodyKindOf(mediaType) === "json"
			? JSON.stringify(value)
			: typeof value !== "object"
				? String(value)
				: Array.isArray(value)
					? value.join(",")
					: Object.entries(value)
							.map(([name, held]) => `${name}${explode ? "=" : ","}${held}`)
							.join(",");
	return /^[\t\x20-\x7e\x80-\xff]*$/.test(text) ? text : encodeURI(text);
}

function anyNumber(): number {
	return 2 + Math.floor(Math.random() * 1000);
}

function pass(headers: IncomingHttpHeaders): OutgoingHttpHeaders {
	return Object.fromEntries(Object.entries(headers).filter(([name]) => !OWN_HEADERS.has(name)));
}

function lengthOf(request: IncomingMessage, answer: PrismAnswer): OutgoingHttpHeaders {
	if (answer.status === 204 || answer.status === 304) return {};
	if (request.method !== "HEAD") return { "content-length": answer.body.length };
	const length = answer.headers["content-length"];
	return length === undefined ? {} : { "content-length": length };
}
