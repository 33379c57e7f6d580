import { createServer, type ServerResponse } from "node:http";
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
	/** Whose call it looks at; its own unless told. */
	readonly call?: string;
	/** Why it is not what the document says; `""` where it is. */
	judge(outcome: Outcome): string;
}

/** Bytes that are no UTF-8. */
export const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => (index * 7) % 256);

/** It fulfils, with whatever. */
export const fulfilled = ({ error }: Outcome) => (error === undefined ? "" : `rejected: ${error.message}`);
/** It gives this value. */
export const gives = (expected: unknown) => (outcome: Outcome) =>
	fulfilled(outcome) || (isDeepStrictEqual(outcome.value, expected) ? "" : `gave ${shortly(outcome.value)}`);
/** It fulfils, and the last request passes a test; the test says what is wrong. */
export const sent = (test: (request: Received) => string) => (outcome: Outcome) => {
	const request = outcome.received.at(-1);
	return fulfilled(outcome) || (request === undefined ? "sent nothing" : test(request));
};
const typeOf = ({ headers }: Received) => String(headers["content-type"] ?? "none");

/** It sends this header. */
export const sentHeader = (name: string, value: string) =>
	sent(({ headers }) => (headers[name] === value ? "" : "was not sent"));

/** It sends these parameters, in this order. */
export const sentQuery = (expected: string) =>
	sent(({ url }) => {
		const query = decodeURIComponent(url.replace(/^[^?]*\??/, "").replaceAll("+", " "));
		return query === expected ? "" : `sent ${query}`;
	});

/** It sends a form of these pairs. */
export const sentForm = (...expected: readonly (readonly [string, string])[]) =>
	sent((request) => {
		const isForm = typeOf(request).startsWith("application/x-www-form-urlencoded");
		const isSame = isDeepStrictEqual([...new URLSearchParams(request.body.toString())], expected);
		return isForm && isSame ? "" : `sent ${typeOf(request)}: ${shortly(request.body.toString())}`;
	});

/** It sends the bytes and a part of this name. */
export const sentParts = (name: string) =>
	sent((request) => {
		const isMultipart = /^multipart\/form-data; *boundary=/.test(typeOf(request));
		const isWhole = request.body.includes(Buffer.from(bytes)) && request.body.includes(`name="${name}"`);
		return isMultipart && isWhole ? "" : `sent ${typeOf(request)} of ${request.body.length} bytes`;
	});

/** It is rejected, and not with what had come. */
export const rejected = ({ value, error }: Outcome) => (error === undefined ? `gave ${shortly(value)}` : "");

/** It says at once that it was asked to wait. */
export const saysLater = (outcome: Outcome) =>
	outcome.milliseconds > 5000 ? "waits" : gives({ status: 429, words: undefined })(outcome);

function shortly(value: unknown): string {
	const text = ArrayBuffer.isView(value) ? `${value.byteLength} bytes` : (JSON.stringify(value) ?? "nothing");
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

/** What the server of a subject answers, by method and path. */
export type Answers = Readonly<Record<string, (response: ServerResponse) => void>>;

/** An answer of JSON, or of the media type that is told. */
export const answer =
	(status: number, body: unknown, type = "application/json", headers: Readonly<Record<string, string | number>> = {}) =>
	(response: ServerResponse): void => {
		const raw = typeof body === "string" || body instanceof Uint8Array;
		response.writeHead(status, { "content-type": type, ...headers }).end(raw ? body : JSON.stringify(body));
	};

/** An answer without a body. */
export const nothing =
	(status: number) =>
	(response: ServerResponse): void => {
		response.writeHead(status, status === 204 ? {} : { "content-length": 0 }).end();
	};

/** An answer that says how long it is, and ends before. */
export const cutOff = (response: ServerResponse): void => {
	response.writeHead(200, { "content-type": "application/json", "content-length": 100 }).write('{"id":"7","name":"B');
	setTimeout(() => response.destroy(), 50);
};

/** Starts the server that the rows are asked of. */
export async function startServer(port: number, answers: Answers) {
	const received: Received[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk);
		const { method = "", url = "", headers } = request;
		received.push({ method, url, headers, body: Buffer.concat(chunks) });
		(answers[`${method} ${url.replace(/\?.*/, "")}`] ?? nothing(204))(response);
	});
	await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
	return {
		url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
		/** What was received since the last look. */
		taken: () => received.splice(0),
		close: () => server.close().closeAllConnections(),
	};
}
