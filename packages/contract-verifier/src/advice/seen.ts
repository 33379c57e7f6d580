import type { DocumentModel } from "@onespec/openapi-document";
import type { CellResult, GeneralResult, ReceivedAnswer } from "../results.js";
import type { About, Exchange, Remark } from "./remark.js";

/** Headers that name software. */
const SOFTWARE = /^(?:server|x-powered-by|x-generator|x-aspnet(?:mvc)?-version)$/;
const VERSION = /\d+\.\d+|\/\d/;
/** Software with its version in the page of an error, as web servers write it: `nginx/1.18.0`. */
const PRODUCT = /(?<![\w/.-])(?!HTTP\/)[A-Z][\w-]*(?: \w+)?\/\d+\.\d+(?:\.\d+)*/i;

/** How traces of the common languages, and messages of databases, look. */
const INSIDE: readonly RegExp[] = [
	/Traceback \(most recent call last\)/,
	/\bFile "[^"\n]+", line \d+/,
	/^[ \t]*at (?:async )?[^\n]{1,200}\((?:[^()\n]*:\d+(?::\d+)?|[\w$]+\.java:\d+|Native Method|Unknown Source)\)/m,
	/^[ \t]*at [\w.$<>`]+\([^)\n]*\) in [^\n]+:line \d+/m,
	/goroutine \d+ \[\w+\]/,
	/\.(?:php|rb|py|go|ts|js|java|cs|rs|exs?):\d+(?::(?:\d+|in\b)|\b)/,
	/\bin [\w./\\:-]+\.php on line \d+/,
	/\b(?:java|javax|org|com)(?:\.\w+){2,}(?:Exception|Error)\b/,
	/\bSystem(?:\.\w+)+Exception\b/,
	/\bSQLSTATE\[|\bORA-\d{5}\b|\bSQLITE_[A-Z]+\b|You have an error in your SQL syntax/,
	/panicked at /,
];

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

/** An answer that came in the run, and which operation's path it is of. */
interface Seen extends Exchange {
	place: string;
	path: string | undefined;
	response: ReceivedAnswer;
}

/**
 * What the answers of a run show without a further request: versions, traces, byte order marks, `Retry-After`, `Allow` and
 * redirects.
 */
export function seenRemarks(
	model: DocumentModel,
	cells: readonly CellResult<unknown>[],
	general: readonly GeneralResult<unknown>[],
): Remark[] {
	return seenIn(cells, general).flatMap((seen) => {
		const remark = (about: About, text: string): Remark => ({
			about,
			place: seen.place,
			text,
			exchange: { request: seen.request, response: seen.response },
		});
		const { response, path } = seen;
		const { status, headers, body } = response;
		const remarks: Remark[] = [];
		for (const [name, value] of Object.entries(headers))
			if (SOFTWARE.test(name) && VERSION.test(value)) remarks.push(remark("version", `${name}: ${value}`));
		if (status >= 400) {
			const text = unescaped(body);
			const product = PRODUCT.exec(text);
			if (product !== null) remarks.push(remark("version", `the body says "${product[0]}"`));
			const inside = INSIDE.map((pattern) => pattern.exec(text)).find((found) => found !== null);
			if (inside) remarks.push(remark("trace", `the body says "${inside[0].trim()}"`));
		}
		if (body.startsWith("\ufeff")) remarks.push(remark("mark", "the body begins with U+FEFF"));
		if (status === 429 || status === 503) {
			const told = headers["retry-after"];
			const wrong = told === undefined ? "it is missing" : isWait(told) ? undefined : `it is "${told}"`;
			if (wrong !== undefined && (told !== undefined || status === 429)) remarks.push(remark("retry", wrong));
		}
		if (status === 405 && path !== undefined) {
			const wrong = wrongAllow(model, path, headers.allow, seen.request?.method);
			if (wrong !== undefined) remarks.push(remark("allow", wrong));
		}
		if (REDIRECTS.has(status)) {
			const wrong = wrongLocation(seen.request?.url, headers.location);
			if (wrong !== undefined) remarks.push(remark("redirect", wrong));
		}
		return remarks;
	});
}

/** A text as it was before JSON or XML wrote it. */
function unescaped(body: string): string {
	return body
		.replace(/\\[nrt]|&#(?:10|13|9|x[aAdD9]);/g, "\n")
		.replace(/\\"|&quot;/g, '"')
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">");
}

function seenIn(cells: readonly CellResult<unknown>[], general: readonly GeneralResult<unknown>[]): Seen[] {
	const own = cells.flatMap(({ cell, transactions }) =>
		transactions.flatMap(({ request, response }) =>
			response === null
				? []
				: [{ request, response, path: cell.path, place: `${cell.method} ${cell.path} ${response.status}` }],
		),
	);
	const others = general.flatMap(({ name, request, response }) =>
		response === null ? [] : [{ request, response, path: undefined, place: `general response ${name}` }],
	);
	return [...own, ...others];
}

/** Whether it is a number of seconds or an HTTP date to come. */
function isWait(text: string): boolean {
	if (/^\d+$/.test(text)) return true;
	return /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)/.test(text) && Date.parse(text) > Date.now() - 60_000;
}

/**
 * What is wrong with the `Allow` of a 405; `undefined` where it is right. Methods that the document doesn't have may stand
 * there: a server may do more.
 */
export function wrongAllow(
	{ operations }: DocumentModel,
	path: string,
	allow: string | undefined,
	refused: string | undefined,
): string | undefined {
	if (allow === undefined) return "it is missing";
	const named = allow.split(",").map((method) => method.trim().toUpperCase());
	const missing = operations.filter(
		(one) => one.path === path && !named.includes(one.method) && one.method !== refused,
	);
	if (missing.length > 0) return `"${allow}" does not name ${missing.map(({ method }) => method).join(", ")}`;
	if (refused !== undefined && named.includes(refused)) return `"${allow}" names ${refused}, which was refused`;
	return undefined;
}

/** What is wrong with the `Location` of a redirect; `undefined` where it is right. */
export function wrongLocation(from: string | undefined, location: string | undefined): string | undefined {
	if (location === undefined) return "there is no Location";
	if (!URL.canParse(location, from)) return `Location: "${location}" is no address`;
	if (from === undefined || !URL.canParse(from)) return undefined;
	const [start, end] = [new URL(from), new URL(location, from)];
	if (end.href === start.href) return `Location: "${location}" is where it was asked already`;
	if (start.protocol === "https:" && end.protocol === "http:") return `Location: "${location}" leaves TLS`;
	return end.hostname === start.hostname ? undefined : `Location: "${location}" is another host`;
}
