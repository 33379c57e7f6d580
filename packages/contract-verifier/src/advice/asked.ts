import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import { setTimeout } from "node:timers/promises";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { type Operation, successOf } from "@onespec/openapi-document";
import type { CheckContext, Shown } from "../checks/check.js";
import { type Probe, plainReaders, probe } from "../checks/probe.js";
import { wrongMethodProbe } from "../general.js";
import { carriersOf, needsCredentials, standInProfile } from "../requests/credentials.js";
import { answerShown, requestShown } from "../requests/mask.js";
import { send } from "../requests/send.js";
import { trusted } from "../requests/trust.js";
import type { About, Remark } from "./remark.js";
import { wrongAllow, wrongLocation } from "./seen.js";

/** So many operations are asked; servers do these things in one place. */
const MOST_OPERATIONS = 2;
/** Below this compression saves no packet. */
const WORTH_COMPRESSING = 2048;
const MOST_HOPS = 3;
const MOST_REQUESTS = 40;
const LONGEST_WAIT_S = 4;
const SLACK_S = 0.2;
/** Headers of GET that HEAD may leave out or have otherwise: they depend on the moment or on the body being made. */
const HEAD_HEADERS = ["content-type", "content-length", "etag", "last-modified", "content-encoding"];

type Say = (about: About, place: string, text: string, shown?: Shown) => void;

/**
 * Asks a live server by requests that only read how it does what the document doesn't speak of: HEAD, caching, compression,
 * connections, redirects, 405 and the truth of `Retry-After`.
 */
export async function askedRemarks(context: CheckContext): Promise<Remark[]> {
	const { model, origin, mask } = context;
	const remarks: Remark[] = [];
	const say: Say = (about, place, text, shown) => {
		const exchange = shown && {
			request: requestShown(shown.request, { origin, carriers: carriersOf(model, shown.operation), mask }),
			response: answerShown(shown.answer, mask),
		};
		remarks.push({ about, place, text: mask(text), exchange });
	};
	for (const operation of plainReaders(context).slice(0, MOST_OPERATIONS)) {
		for (const ask of [head, caching, compression, redirects])
			await quietly(context, () => ask(context, operation, say));
	}
	const [first] = plainReaders(context);
	if (first !== undefined) await quietly(context, () => connections(context, first, say));
	if (!context.readOnly) await quietly(context, () => wrongMethod(context, say));
	await quietly(context, () => throttle(context, say));
	return remarks;
}

/** A question that is not answered, or may not be asked, gives no advice. */
async function quietly({ signal }: CheckContext, ask: () => Promise<void>): Promise<void> {
	try {
		await ask();
	} catch {
		signal.throwIfAborted();
	}
}

async function head(context: CheckContext, operation: Operation, say: Say): Promise<void> {
	const { path } = operation;
	// What the document has is a cell.
	if (context.model.operations.some((one) => one.path === path && one.method === "HEAD")) return;
	const before = await probe(context, operation);
	const asked = await probe(context, operation, { alter: (request) => ({ ...request, method: "HEAD" }) });
	const after = await probe(context, operation);
	if (!before.succeeded || before.status !== after.status) return;
	const tell = (text: string) => say("head", `HEAD ${path}`, text, asked);
	if (asked.status !== before.status)
		return tell(`must be answered ${before.status} as GET is, but is ${asked.status}`);
	for (const name of HEAD_HEADERS) {
		const [had, has, still] = [before, asked, after].map(({ answer }) => answer.headers[name]);
		// A length need not be said, but where it is it must be right.
		if (had !== still || had === has || (name === "content-length" && has === undefined)) continue;
		tell(`${name}: must be ${had ?? "absent"} as in GET, but is ${has ?? "absent"}`);
	}
}

async function caching(context: CheckContext, operation: Operation, say: Say): Promise<void> {
	const first = await probe(context, operation);
	const { etag, "last-modified": modified, "cache-control": control = "", vary = "" } = first.answer.headers;
	if (!first.succeeded || (etag === undefined && modified === undefined)) return;
	const place = `GET ${operation.path}`;
	const tell = (text: string, shown?: Shown) => say("caching", place, text, shown);
	if (etag !== undefined && !/^(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"$/.test(etag))
		return tell(`ETag: ${etag} is not written as an entity tag, such as "1a"`, first);
	if (modified !== undefined && !(Date.parse(modified) <= Date.now() + 60_000))
		return tell(`Last-Modified: ${modified} is no HTTP date in the past`, first);
	const second = await probe(context, operation);
	const isSame = Buffer.compare(first.answer.body, second.answer.body) === 0;
	const tag = second.answer.headers.etag;
	if (isSame && tag !== etag) return tell(`ETag: was ${etag}, and is ${tag} for the same body`, second);
	if (!isSame && tag === etag && etag !== undefined && !etag.startsWith("W/"))
		return tell(`ETag: is ${etag} for two different bodies`, second);
	if (!isSame) return;
	const conditions: [string, string][] = [];
	if (etag !== undefined) conditions.push(["If-None-Match", etag]);
	if (modified !== undefined) conditions.push(["If-Modified-Since", modified]);
	for (const [name, value] of conditions) {
		const repeated = await probe(context, operation, { headers: { [name]: value } });
		if (repeated.status !== 304) tell(`${name}: ${value}: must be answered 304, but is ${repeated.status}`, repeated);
		else if (etag !== undefined && repeated.answer.headers.etag !== etag)
			tell(`ETag: must be ${etag} with 304, but is ${repeated.answer.headers.etag ?? "missing"}`, repeated);
	}
	if (etag !== undefined) {
		const other = await probe(context, operation, { headers: { "If-None-Match": '"another-7f3a"' } });
		if (other.status === 304)
			tell(`If-None-Match: "another-7f3a": must be answered ${first.status}, but is 304`, other);
	}
	const types = successOf(operation)?.content ?? [];
	if (types.length > 1 && !/\baccept\b(?!-)|\*/i.test(vary) && !/no-store/i.test(control))
		tell("Vary: must name Accept, which decides about the media type", first);
}

async function compression(context: CheckContext, operation: Operation, say: Say): Promise<void> {
	const plain = await probe(context, operation);
	if (!plain.succeeded) return;
	const asked = await probe(context, operation, { headers: { "Accept-Encoding": "gzip, br" } });
	const { "content-encoding": encoding, vary = "", etag } = asked.answer.headers;
	const tell = (text: string) => say("compression", `GET ${operation.path}`, text, asked);
	if (encoding === undefined || encoding === "identity") {
		const { length } = plain.answer.body;
		if (length >= WORTH_COMPRESSING) tell(`an answer of ${length} bytes comes as it is, although gzip was asked for`);
		return;
	}
	const decode = { gzip: gunzipSync, "x-gzip": gunzipSync, br: brotliDecompressSync }[encoding.toLowerCase()];
	if (decode === undefined) return tell(`Content-Encoding: ${encoding}: nobody asked for that`);
	try {
		decode(asked.answer.body);
	} catch {
		return tell(`Content-Encoding: ${encoding}: the body is not encoded so`);
	}
	if (!/\baccept-encoding\b|\*/i.test(vary)) tell("Vary: must name Accept-Encoding, which decides about the answer");
	if (etag !== undefined && !etag.startsWith("W/") && etag === plain.answer.headers.etag)
		tell(`ETag: ${etag} is the same with and without compression, and must be weak for that: W/${etag}`);
}

/** A path with a slash at its end is what people redirect most. */
async function redirects(context: CheckContext, operation: Operation, say: Say): Promise<void> {
	if (operation.path.endsWith("/")) return;
	const { origin, timeoutMs, signal, pace } = context;
	const place = `GET ${operation.path}/`;
	let sent = await probe(context, operation, {
		alter: (request) => ({ ...request, target: request.target.replace(/(?=\?|$)/, "/") }),
	});
	for (let hop = 1; sent.status >= 300 && sent.status < 400; hop++) {
		const { location } = sent.answer.headers;
		const from = `${origin}${sent.request.target}`;
		const wrong = wrongLocation(from, location);
		if (wrong !== undefined) return say("redirect", place, wrong, sent);
		if (hop > MOST_HOPS) return say("redirect", place, `${hop} redirects, and no end`, sent);
		const { pathname, search } = new URL(location as string, from);
		const request = { ...sent.request, target: `${pathname}${search}` };
		const answer = await send(request, { origin, timeoutMs, signal, pace });
		sent = { ...sent, request, answer, status: answer.status, succeeded: answer.status < 300 };
		if (answer.status >= 400) return say("redirect", place, `it ends at ${pathname} with ${answer.status}`, sent);
	}
}

/** Two requests on one connection, if the server keeps it. */
async function connections(context: CheckContext, operation: Operation, say: Say): Promise<void> {
	const { model, basePath } = context;
	const path = `GET ${operation.path}`;
	const first = await keeps(context, operation);
	if (first === undefined) return;
	if (!first.kept)
		return say("connection", `${path} ${first.shown.status}`, "it is closed after each answer", first.shown);
	const wrong: Probe[] = [
		{ alter: (request) => ({ ...request, target: `${basePath}/no-such-path-in-this-document` }) },
	];
	if (needsCredentials(operation)) wrong.push({ profile: standInProfile(model, "unknown") });
	for (const how of wrong) {
		const error = await keeps(context, operation, how);
		if (error === undefined || error.kept || error.shown.status < 400) continue;
		say(
			"connection",
			`${path} ${error.shown.status}`,
			"it is kept after a success, and closed after an error",
			error.shown,
		);
	}
}

/** Whether a connection can be used again after a request; `undefined` where it can't be told. */
async function keeps(
	context: CheckContext,
	operation: Operation,
	how: Probe = {},
): Promise<{ kept: boolean; shown: Awaited<ReturnType<typeof probe>> } | undefined> {
	const options = { keepAlive: true, maxSockets: 1, ...trusted() };
	const agent = context.origin.startsWith("https:") ? new HttpsAgent(options) : new HttpAgent(options);
	let made = 0;
	const create = agent.createConnection.bind(agent);
	agent.createConnection = (...args) => {
		made++;
		return create(...args);
	};
	try {
		const shown = await probe(context, operation, { ...how, agent });
		// The end of a connection is seen a little after the answer.
		await setTimeout(20, undefined, { signal: context.signal });
		await probe(context, operation, { agent });
		return { kept: made === 1, shown };
	} catch {
		context.signal.throwIfAborted();
		return undefined;
	} finally {
		agent.destroy();
	}
}

async function wrongMethod(context: CheckContext, say: Say): Promise<void> {
	const { model, origin, timeoutMs, signal, pace, setUp, credentials } = context;
	// Where the document has it, it is judged with the general responses.
	if (model.generalResponses.some(({ status }) => status === 405)) return;
	const accepted = plainReaders(context)[0]?.responses[0]?.content[0]?.mediaType ?? "";
	const found = wrongMethodProbe(context, accepted);
	if (found === undefined) return;
	const { operation, changesNothing, ...request } = found;
	if (!changesNothing) await setUp.guard.admit(operation, request, { profile: credentials.default });
	const answer = await send(request, { origin, timeoutMs, signal, pace });
	await setUp.note(operation, request, answer, "default");
	if (answer.status !== 405) return;
	const wrong = wrongAllow(model, operation.path, answer.headers.allow, request.method);
	if (wrong !== undefined)
		say("allow", `${request.method} ${operation.path} 405`, wrong, { operation, request, answer });
}

/** Where a bucket is declared, whether the next request is let through long before `Retry-After` says so. */
async function throttle(context: CheckContext, say: Say): Promise<void> {
	const operation = plainReaders(context).find(({ responses }) => responses.some(({ status }) => status === "429"));
	if (operation === undefined) return;
	for (const [name, { bucket }] of Object.entries(context.scenarios?.profiles ?? {})) {
		const profile = context.credentials[name];
		if (bucket === undefined || profile === undefined || bucket.capacity > MOST_REQUESTS / 2) continue;
		const ask = () => probe(context, operation, { profile, impatient: true });
		let sent = await ask();
		for (let count = 1; sent.status !== 429 && count < MOST_REQUESTS; count++) sent = await ask();
		const told = Number(sent.answer.headers["retry-after"]);
		const needed = 1 / bucket.leakPerSecond;
		if (sent.status !== 429 || !(told > Math.ceil(needed) + 1) || needed > LONGEST_WAIT_S) continue;
		await setTimeout((needed + SLACK_S) * 1000, undefined, { signal: context.signal });
		if ((await ask()).status === 429) continue;
		const text = `Retry-After: ${told}: a request after ${needed} s is let through already`;
		say("retry", `GET ${operation.path} 429`, text, sent);
	}
}
