import { connect as connectTls } from "node:tls";
import {
	type DocumentModel,
	type MediaType,
	matches,
	type Operation,
	parseMediaType,
	successOf,
} from "@onespec/openapi-document";
import type { Answer } from "./judge.js";
import { responseFor } from "./lookup.js";
import { buildRequest, type Request } from "./requests/build.js";
import { accessOf, type Credentials, type Profile } from "./requests/credentials.js";
import type { Mask } from "./requests/mask.js";
import type { Pace } from "./requests/pace.js";
import { NoAnswerError, send } from "./requests/send.js";
import { RunError } from "./run-error.js";

export interface PreflightInput {
	model: DocumentModel;
	target: "mock" | "live";
	/** Scheme, host and port. */
	origin: string;
	basePath: string;
	credentials: Credentials;
	timeoutMs: number;
	signal: AbortSignal;
	mask: Mask;
	pace: Pace;
}

/** An operation that only reads, and what it answered. */
interface Probe {
	operation: Operation;
	/** As it was asked for, with the base path. */
	path: string;
	answer: Answer;
}

/** So many operations are asked before a run. */
const MOST_PROBES = 3;

/**
 * Looks before a run whether it can say anything: whether the server is there, speaks HTTP, has a certificate that is
 * trusted, is no redirect, has the API under this base path, and takes the credentials. It only reads.
 *
 * What it can't be sure about it leaves to the run: a right server, however odd, is never refused.
 *
 * @throws RunError with what is in the way and what to do about it
 */
export async function preflight(input: PreflightInput): Promise<void> {
	const { model, target, credentials, basePath } = input;
	const readers = target === "mock" ? [] : readersOf(model);
	const probes: Probe[] = [];
	for (const operation of readers) {
		const request = probeOf(input, operation);
		if (request === undefined) continue;
		const answer = await ask(input, request);
		// A server that leaves one without an answer may leave all.
		if (answer === undefined) return;
		probes.push({ operation, path: request.target.split("?")[0] ?? "", answer });
	}
	if (readers.length === 0) {
		const answer = await ask(input, { ...EMPTY, target: `${basePath}/` });
		if (answer !== undefined && target === "live") mustBePlain(input, answer);
		return;
	}
	for (const { answer } of probes) mustBePlain(input, answer);
	const [first] = probes;
	if (first === undefined) return;
	mustNotRedirect(input, probes);
	await mustBeHere(input, probes);
	mustBeLetIn(input, probes, credentials.default);
}

const EMPTY: Request = { method: "GET", target: "/", headers: {}, body: Buffer.alloc(0) };

/** Operations to ask: those that need no id first. */
function readersOf({ operations }: DocumentModel): Operation[] {
	const readers = operations.filter(({ method }) => method === "GET");
	const isPlain = ({ path }: Operation) => !path.includes("{");
	return [...readers.filter(isPlain), ...readers.filter((one) => !isPlain(one))].slice(0, MOST_PROBES);
}

function probeOf({ model, basePath, credentials }: PreflightInput, operation: Operation): Request | undefined {
	try {
		return buildRequest({
			model,
			operation,
			requestMediaType: null,
			responseMediaType: successOf(operation)?.content[0]?.mediaType ?? "",
			parts: {},
			profile: credentials.default,
			lookup: undefined,
			basePath,
		});
	} catch {
		return undefined;
	}
}

/**
 * The answer to a request; `undefined` where the run will tell why there is none.
 * @throws RunError where nobody can be reached
 */
async function ask(input: PreflightInput, request: Request): Promise<Answer | undefined> {
	const { origin, timeoutMs, signal, pace } = input;
	try {
		return await send(request, { origin, timeoutMs, signal, pace });
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof NoAnswerError)) throw error;
		const why = await whyUnreachable(input, error.code);
		if (why === undefined) return undefined;
		throw new RunError(`${why}${proxyHint(origin)}`);
	}
}

async function whyUnreachable({ origin }: PreflightInput, code: string): Promise<string | undefined> {
	const { protocol, hostname, host } = new URL(origin);
	const isTls = protocol === "https:";
	if (code === "ENOTFOUND" || code === "EAI_AGAIN")
		return `No host of the name ${hostname} is known (${code}): mend the endpoint, or the DNS of this machine.`;
	if (/^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|ECONNECT)/.test(code))
		return `Nothing answers at ${origin} (${code}): start the server, or mend the endpoint.`;
	if (code === "CERT_HAS_EXPIRED" || code === "CERT_NOT_YET_VALID")
		return `The certificate of ${host} is not valid at this time (${code}): renew it, or set the clock of this machine.`;
	if (code === "ERR_TLS_CERT_ALTNAME_INVALID")
		return `The certificate of ${host} is for another name (${code}): write the endpoint with the name that it has.`;
	if (/SELF_SIGNED|UNABLE_TO|CERT_|ERR_TLS_CERT/.test(code))
		return `The certificate of ${host} is not trusted (${code}): give the authority that has signed it, as --ca <file>.`;
	if (isTls && (code === "EPROTO" || /^ERR_SSL/.test(code)))
		return `${origin} speaks no TLS (${code}): write the endpoint with http://.`;
	if (code === "HPE_HEADER_OVERFLOW")
		return `What answers at ${origin} sends headers without an end, or more than this tool reads (${code}): mend the server.`;
	if (/^HPE_/.test(code)) return `What answers at ${origin} is no HTTP (${code}): mend the port of the endpoint.`;
	if (!isTls && /^(ECONNRESET|EPIPE)$/.test(code) && (await speaksTls(origin)))
		return `${origin} speaks TLS only: write the endpoint with https://.`;
	return undefined;
}

/** Whether there is TLS behind a port. */
function speaksTls(origin: string): Promise<boolean> {
	const { hostname, port } = new URL(origin);
	const host = hostname.replace(/^\[|\]$/g, "");
	return new Promise((resolve) => {
		// Only the handshake counts here; nothing is sent that could be read by a stranger.
		const socket = connectTls({ host, port: Number(port || 80), rejectUnauthorized: false, timeout: 2000 });
		const done = (answer: boolean) => {
			socket.destroy();
			resolve(answer);
		};
		socket.once("secureConnect", () => done(true));
		socket.once("timeout", () => done(false));
		socket.once("error", () => done(false));
	});
}

function proxyHint(origin: string): string {
	const name = ["HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"].find(
		(one) => process.env[one],
	);
	if (name === undefined || /^https?:\/\/(localhost|127\.|\[::1\])/.test(origin)) return "";
	return ` ${name} is set, but no proxy is used: run this where the server can be reached directly.`;
}

function mustBePlain({ origin }: PreflightInput, { headers }: Answer): void {
	const encoding = headers["content-encoding"];
	if (encoding === undefined || encoding === "identity") return;
	throw new RunError(
		`${origin} answers in Content-Encoding ${encoding}, though no request asks for it: have the server compress only where Accept-Encoding allows it, or give an endpoint behind what compresses.`,
	);
}

/** A redirect of everything to the same paths elsewhere is no answer of the API; any other is judged as one. */
function mustNotRedirect({ origin, basePath, mask }: PreflightInput, probes: readonly Probe[]): void {
	const targets = probes.map(({ operation, path, answer: { status, headers } }) => {
		const { location = "" } = headers;
		const documented = responseFor(operation, status)?.status ?? "";
		if (status < 300 || status > 399 || documented.startsWith("3") || !URL.canParse(location, origin)) return undefined;
		const to = new URL(location, `${origin}${path}`);
		const own = path.slice(basePath.length);
		const there = to.pathname.replace(/\/+$/, "");
		return there.endsWith(own) ? { base: `${to.origin}${there.slice(0, -own.length)}` } : undefined;
	});
	const [to] = targets;
	if (to === undefined || targets.includes(undefined)) return;
	const [{ path, answer }] = probes as [Probe];
	const what = `GET ${path} is answered ${answer.status}, a redirect to ${mask(answer.headers.location ?? "")}, and redirects are not followed`;
	throw new RunError(
		to.base === `${origin}${basePath}`
			? `${what}: write this path in the document as the server has it.`
			: `${what}: give --target ${mask(to.base)}.`,
	);
}

/** An operation of the document has to be there, or nothing is. */
async function mustBeHere(input: PreflightInput, probes: readonly Probe[]): Promise<void> {
	const { origin, basePath, model, mask } = input;
	const lost = probes.filter(({ operation, answer }) => !isOwnAnswer(operation, answer));
	const plain = probes.filter(({ operation }) => !operation.path.includes("{"));
	const maybeLost = plain.filter(({ answer }) => answer.status === 404);
	if (lost.length < probes.length && (plain.length === 0 || maybeLost.length < plain.length)) return;
	const [{ operation, answer }] = (lost.length === probes.length ? lost : maybeLost) as [Probe];
	const type = answer.headers["content-type"] ?? "no Content-Type";
	const asked = `GET ${basePath}${operation.path} is answered ${answer.status} (${mask(type)})`;
	if (/plain HTTP request/i.test(Buffer.from(answer.body).toString())) {
		throw new RunError(`${origin} speaks TLS only: write the endpoint with https://.`);
	}
	for (const other of otherBasePaths(model, basePath)) {
		const request = probeOf({ ...input, basePath: other }, operation);
		const found = request && (await ask(input, request));
		if (found !== undefined && found.status !== 404 && isOwnAnswer(operation, found)) {
			throw new RunError(`${asked}, but below ${other || "/"} it is there: give --target ${origin}${other}.`);
		}
	}
	// A list that documents 404 may have nothing to list.
	if (lost.length < probes.length) return;
	throw new RunError(`${asked}, which the document does not describe: check the base path of the endpoint.`);
}

/** Whether an answer can be one of this API: what it may be otherwise is a page of HTML, or a 404 that is nobody's. */
function isOwnAnswer({ path, responses }: Operation, { status, headers, body }: Answer): boolean {
	const { essence } = parseMediaType(headers["content-type"] ?? "");
	const isDocumented = (content: readonly MediaType[]) =>
		content.some(({ mediaType }) => matches(parseMediaType(mediaType), parseMediaType(essence)));
	const isPage = essence === "text/html" && /^\s*</.test(Buffer.from(body.subarray(0, 100)).toString());
	if (isPage) return isDocumented(responses.flatMap(({ content }) => content));
	// An id of the document's example may well name nothing.
	if (status !== 404 || path.includes("{")) return true;
	const response = responses.find((one) => one.status === "404" || one.status === "4XX");
	return response !== undefined && (response.content.length === 0 || isDocumented(response.content));
}

/** Base paths that the document names, and none; longest first. */
function otherBasePaths({ servers }: DocumentModel, basePath: string): string[] {
	const paths = servers.map(({ url, variables }) => {
		const filled = url.replace(/\{([^{}]+)\}/g, (whole, name: string) => variables[name]?.default ?? whole);
		return URL.canParse(filled, "http://any") ? new URL(filled, "http://any").pathname.replace(/\/+$/, "") : "";
	});
	const all = new Set([...paths, ...paths.map((path) => `${basePath}${path}`), ""]);
	all.delete(basePath);
	return [...all].sort((one, other) => other.length - one.length).slice(0, 4);
}

function mustBeLetIn({ model }: PreflightInput, probes: readonly Probe[], profile: Profile | undefined): void {
	const guarded = probes.filter(({ operation }) =>
		accessOf(model, operation, profile).carriers.some(({ scheme }) => profile?.[scheme] !== undefined),
	);
	const [first] = guarded;
	if (first === undefined || !guarded.every(({ answer }) => answer.status === 401)) return;
	throw new RunError(
		`GET ${first.operation.path} is answered 401 with the credentials of the profile "default": check them, and that this server knows them.`,
	);
}
