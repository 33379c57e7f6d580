import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { isDeepStrictEqual } from "node:util";

/** A request as the server received it. */
interface Received {
	readonly method: string;
	readonly url: string;
	readonly headers: Readonly<Record<string, string | string[] | undefined>>;
	readonly body: Buffer;
}

/** What a call came to. */
interface Outcome {
	/** Undefined where the call was rejected. */
	readonly value?: unknown;
	readonly error?: { readonly message: string } | undefined;
	readonly received: readonly Received[];
	readonly milliseconds: number;
}

/** What is asked of a client. */
export interface Row {
	readonly title: string;
	/** Why it is not what the document says; `""` where it is. */
	judge(outcome: Outcome): string;
}

/** Bytes that are no UTF-8. */
export const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);

const item = { id: "7", name: "Box" };
const fulfilled = ({ error }: Outcome) => (error === undefined ? "" : `rejected: ${error.message}`);
const gives = (expected: unknown) => (outcome: Outcome) =>
	fulfilled(outcome) || (isDeepStrictEqual(outcome.value, expected) ? "" : `gave ${shortly(outcome.value)}`);
const sent = (test: (request: Received) => string) => (outcome: Outcome) => {
	const request = outcome.received.at(-1);
	return fulfilled(outcome) || (request === undefined ? "sent nothing" : test(request));
};
const typeOf = ({ headers }: Received) => String(headers["content-type"] ?? "none");

/** The rows by the name of their call. */
export const rows: Readonly<Record<string, Row>> = {
	item: { title: "JSON", judge: gives(item) },
	security: {
		title: "bearer token, by the document's scheme",
		judge: sent(({ headers }) => (headers.authorization === "Bearer secret" ? "" : "was not sent")),
	},
	problem: {
		title: "problem details of a 404, parsed",
		judge: gives({ status: 404, words: "No such item." }),
	},
	removed: { title: "204 without a body", judge: fulfilled },
	begun: { title: "202 without a body", judge: fulfilled },
	text: { title: "text", judge: gives("a,b\n1,2\n") },
	download: { title: "download of 100,000 bytes", judge: gives(bytes) },
	upload: {
		title: "upload of 100,000 bytes",
		judge: sent(({ body }) => (body.equals(bytes) ? "" : `sent ${body.length} bytes`)),
	},
	form: {
		title: "form",
		judge: sent((request) => {
			const found = [...new URLSearchParams(request.body.toString())];
			const expected = [
				["name", "a b"],
				["tags", "x"],
				["tags", "y"],
			];
			const isForm = typeOf(request).startsWith("application/x-www-form-urlencoded");
			return isForm && isDeepStrictEqual(found, expected)
				? ""
				: `sent ${typeOf(request)}: ${shortly(request.body.toString())}`;
		}),
	},
	parts: {
		title: "multipart with a file",
		judge: sent((request) => {
			const isMultipart = /^multipart\/form-data; *boundary=/.test(typeOf(request));
			const isWhole = request.body.includes(Buffer.from(bytes)) && request.body.includes('name="title"');
			return isMultipart && isWhole ? "" : `sent ${typeOf(request)} of ${request.body.length} bytes`;
		}),
	},
	events: { title: "event stream, one by one", judge: gives([{ n: 1 }, { n: 2 }]) },
	query: {
		title: "explode: false, deepObject",
		judge: sent(({ url }) => {
			const query = decodeURIComponent(url.replace(/^[^?]*\??/, ""));
			return query === "ids=3,4&filter[colour]=red" ? "" : `sent ${query}`;
		}),
	},
	cut: {
		title: "a body that is cut off is an error",
		judge: ({ value, error }) => (error === undefined ? `gave ${shortly(value)}` : ""),
	},
	later: {
		title: "429 with Retry-After of a day is an error at once",
		judge: (outcome) => (outcome.milliseconds > 5000 ? "waits" : gives({ status: 429, words: undefined })(outcome)),
	},
	wide: { title: "int64 9007199254740993", judge: gives("9007199254740993") },
};

function shortly(value: unknown): string {
	const text = ArrayBuffer.isView(value) ? `${value.byteLength} bytes` : (JSON.stringify(value) ?? "nothing");
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** Starts the server that the rows are asked of. */
export async function startServer(port: number) {
	const received: Received[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const { method = "", url = "", headers } = request;
		received.push({ method, url, headers, body: Buffer.concat(chunks) });
		const answer = (status: number, type: string, body: string | Uint8Array, more: object = {}) =>
			response.writeHead(status, { "content-type": type, ...more }).end(body);
		const json = (value: unknown) => answer(200, "application/json", JSON.stringify(value));
		switch (`${method} ${url.replace(/\?.*/, "")}`) {
			case "GET /items/7":
				return json(item);
			case "GET /items/404":
				return answer(404, "application/problem+json", '{"title":"Not found","detail":"No such item."}');
			case "GET /items":
				return json([item]);
			case "POST /jobs":
				return response.writeHead(202, { "content-length": 0 }).end();
			case "GET /table":
				return answer(200, "text/csv", "a,b\n1,2\n");
			case "GET /file":
				return answer(200, "application/pdf", bytes);
			case "GET /events":
				return answer(200, "text/event-stream", 'data: {"n":1}\n\ndata: {"n":2}\n\n');
			case "GET /cut":
				response
					.writeHead(200, { "content-type": "application/json", "content-length": 100 })
					.write('{"id":"7","name":"B');
				return setTimeout(() => response.destroy(), 50);
			case "GET /later":
				return answer(429, "application/json", "", { "retry-after": 86_400 });
			case "GET /wide":
				return answer(200, "application/json", '{"id":9007199254740993}');
			default:
				return response.writeHead(204).end();
		}
	});
	await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** What was received since the last look. */
		taken: () => received.splice(0),
		close: () => server.close().closeAllConnections(),
	};
}
