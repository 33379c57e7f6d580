import type { IncomingHttpHeaders, IncomingMessage, OutgoingHttpHeaders, ServerResponse } from "node:http";
import type { DocumentModel } from "@onespec/openapi-document";
import { negotiate } from "./accept.js";
import { answerBody } from "./answer-body.js";
import { Codecs } from "./codecs.js";
import { JSON_TYPE } from "./media-types.js";
import { type Operation, Operations } from "./operations.js";
import type { PrismAnswer, PrismClient } from "./prism-client.js";
import { readBody } from "./read-body.js";
import { type Body, bodyForPrism } from "./request-body.js";
import { acceptForPrism, contentTypeForPrism, urlForPrism } from "./safe-for-prism.js";

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

/** Answers requests by asking Prism, and converts what either side cannot read. It chooses no status and no value. */
export class Front {
	readonly #model: DocumentModel;
	readonly #operations: Operations;
	readonly #codecs: Codecs;
	readonly #prism: PrismClient;

	constructor(model: DocumentModel, prism: PrismClient) {
		this.#model = model;
		this.#operations = new Operations(model);
		this.#codecs = new Codecs(model);
		this.#prism = prism;
	}

	/** Answers one request. */
	async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const bytes = await readBody(request);
		if (bytes === undefined) {
			response.writeHead(413, { connection: "close" }).end();
			return;
		}
		const answer = await this.#answer(request, bytes);
		response.writeHead(answer.status, { ...pass(answer.headers), ...lengthOf(request, answer) });
		response.end(answer.body);
	}

	async #answer(request: IncomingMessage, bytes: Buffer): Promise<PrismAnswer> {
		const { method = "GET", url = "/", headers } = request;
		const operation = this.#operations.find(method, url.split("?", 1)[0] ?? "");
		const sent = { contentType: contentTypeForPrism(headers["content-type"]), bytes };
		const encoded = headers["content-encoding"] !== undefined;
		const body = operation && !encoded ? bodyForPrism(this.#model, this.#codecs, operation, sent) : sent;
		const ask = (accept: string | undefined) =>
			this.#prism.send({
				method,
				url: urlForPrism(url),
				headers: headersForPrism(headers, body, accept),
				body: body.bytes,
			});

		const { accept } = headers;
		const original = acceptForPrism(accept);
		if (!operation || !this.#mayConvert(operation, accept)) return ask(original);
		const answer = await ask(JSON_TYPE);
		const written = answerBody(this.#codecs, operation, accept, answer);
		if (written === "not-acceptable") return ask(original);
		if (written === undefined) return answer;
		return { ...answer, headers: { ...answer.headers, "content-type": written.contentType }, body: written.bytes };
	}

	/** Whether any answer of the operation is in a media type that the front writes and `Accept` takes. */
	#mayConvert(operation: Operation, accept: string | undefined): boolean {
		return [...operation.responses.values()].some((content) => {
			const chosen = content.has(JSON_TYPE) ? negotiate(accept, [...content.keys()]) : undefined;
			const schema = chosen === undefined ? undefined : content.get(chosen);
			return chosen !== undefined && schema !== undefined && this.#codecs.get(chosen, schema) !== undefined;
		});
	}
}

function headersForPrism(headers: IncomingHttpHeaders, body: Body, accept: string | undefined): OutgoingHttpHeaders {
	const { accept: _accept, "content-type": _contentType, ...others } = pass(headers);
	const hasBody = headers["content-length"] !== undefined || headers["transfer-encoding"] !== undefined;
	return {
		...others,
		...(accept !== undefined && { accept }),
		...(body.contentType !== undefined && { "content-type": body.contentType }),
		...(hasBody && { "content-length": body.bytes.length }),
	};
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
