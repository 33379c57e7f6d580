import { basePathOf, type DocumentModel, essenceOf, type Operation } from "@onespec/openapi-document";
import { type LoadedDocument, loadDocument } from "@onespec/openapi-document/load";
import { adviceFrom } from "../advice/remark.js";
import { seenRemarks } from "../advice/seen.js";
import { type Cell, cellsOf } from "../cells.js";
import { endpointOf } from "../endpoint.js";
import { findingsOf } from "../findings.js";
import { bodyReasons, contentTypeReasons, judge } from "../judge.js";
import { keptBody } from "../limits.js";
import { mediaFor, responseFor } from "../lookup.js";
import type { Reason } from "../reason.js";
import { carriersOf } from "../requests/credentials.js";
import { maskHeaders, maskTarget } from "../requests/mask.js";
import type { CellResult, Outcome, TransactionResult, Verification } from "../results.js";
import { RunError } from "../run-error.js";
import { withClosedAnswers } from "../schema/closed.js";
import { SourceLines } from "../source-lines.js";
import { inWords } from "../verify.js";
import { allVisible } from "../visible.js";
import { disposeXsds } from "../xml/check.js";
import { XsdError } from "../xml/xsd-error.js";
import { type RecordedExchange, readRecorded } from "./read.js";

export interface RecordedOptions {
	/** A path, a URL, or a document that was read. */
	spec: string | LoadedDocument;
	/** HAR 1.2, or a JSON report of this verifier. */
	file: string;
	/** Only what was said to this base URL; else every host, and the base path of one of the document's servers. */
	endpoint?: string;
	/** Makes a member that the document does not declare a failure. */
	closed?: boolean;
	/** Also says what of the answers is no failure, and would still be better otherwise. */
	advice?: boolean;
}

/** So many exchanges of a cell are kept in the result; all are judged. */
const KEPT = 5;
/** So many exchanges that name no operation are named. */
const NAMED = 20;

/**
 * Holds recorded traffic against a document; nothing is sent. An answer is judged in full, as a live one is; a request that
 * the server took although it does not fit the document counts against its answer, since one of the two is wrong.
 *
 * @returns a result for each cell, open where no exchange of it was recorded; the notes name what fits no operation
 * @throws DocumentError for the document; RunError where the file can't be used, or nothing in it belongs to the document
 * @example
 * const { failed, findings } = await verifyRecorded({ spec: "openapi.yaml", file: "traffic.har" });
 */
export async function verifyRecorded(options: RecordedOptions): Promise<Verification> {
	const { model: loaded, files } = typeof options.spec === "string" ? await loadDocument(options.spec) : options.spec;
	const model = options.closed === true ? withClosedAnswers(loaded) : loaded;
	const exchanges = await readRecorded(options.file);
	const find = finderFor(model, exchanges, options.endpoint);
	const cells = new Map(
		cellsOf(model).map((cell) => [cell.id, { cell, all: [] as TransactionResult<Reason>[], seen: 0 }]),
	);
	const strangers = new Map<string, number>();
	const notes: string[] = [];
	let judged = 0;
	try {
		for (const exchange of exchanges) {
			const operation = find(exchange);
			if (operation === undefined) {
				const name = `${exchange.method} ${exchange.url.host}${exchange.url.pathname}`;
				strangers.set(name, (strangers.get(name) ?? 0) + 1);
				continue;
			}
			judged++;
			const { cell, result } = judgeOne(model, operation, exchange);
			const entry = cells.get(cell?.id ?? "");
			if (entry === undefined) {
				notes.push(
					`${operation.id}: an answer ${exchange.status} was recorded, and the document has none for this operation`,
				);
				continue;
			}
			entry.seen++;
			// One that passed is as good as another; those that failed are shown, as far as they fit.
			const alike = entry.all.filter(({ outcome }) => outcome === result.outcome).length;
			if (alike < (result.outcome === "passed" ? 1 : KEPT)) entry.all.push(result);
		}
	} finally {
		disposeXsds(model);
	}
	if (judged === 0) {
		const [first] = strangers.keys();
		const what = first === undefined ? "it has no answered request" : `the first is ${first}`;
		throw new RunError(
			`${options.file}: nothing in it belongs to the document: ${what}. Name the base URL: --target <url>.`,
		);
	}
	for (const [name, count] of [...strangers].slice(0, NAMED))
		notes.push(`no operation of the document: ${name} (${count})`);
	if (strangers.size > NAMED) notes.push(`and ${strangers.size - NAMED} more that are no operation of the document`);
	notes.push(`${judged} of ${exchanges.length} recorded exchanges belong to the document`);
	const results = [...cells.values()].map(({ cell, all }): CellResult<Reason> => {
		const none = { text: "no exchange of it was recorded", key: "not recorded" };
		const transactions = all.length > 0 ? all : [openResult(none)];
		return { cell, outcome: worst(transactions), transactions };
	});
	const count = (outcome: Outcome) => results.filter((one) => one.outcome === outcome).length;
	return {
		target: "live",
		name: "recorded",
		title: `${model.info.title} ${model.info.version}`,
		endpoint: options.endpoint ?? options.file,
		total: results.length,
		passed: count("passed"),
		failed: count("failed"),
		open: count("open"),
		cells: allVisible(results.map((one) => ({ ...one, transactions: one.transactions.map(inWords) }))),
		general: [],
		...(options.advice === true && { advice: allVisible(adviceFrom(seenRemarks(model, results, []))) }),
		findings: allVisible(new SourceLines(files).located(findingsOf(results))),
		notes: allVisible([...new Set(notes)]),
		ok: count("passed") === results.length,
	};
}

function openResult(reason: Reason): TransactionResult<Reason> {
	return { cause: "recorded", outcome: "open", natural: true, reasons: [reason], request: null, response: null };
}

function worst(transactions: readonly { outcome: Outcome }[]): Outcome {
	const has = (outcome: Outcome) => transactions.some((one) => one.outcome === outcome);
	return has("failed") ? "failed" : has("passed") ? "passed" : "open";
}

/** Finds the operation that a recorded request names; the path with fewest parameters comes first. */
function finderFor(model: DocumentModel, exchanges: readonly RecordedExchange[], endpoint: string | undefined) {
	const asked = endpoint === undefined ? undefined : endpointOf(endpoint);
	const patterns = model.operations
		.map((operation) => ({
			operation,
			pattern: patternOf(operation.path),
			parameters: operation.path.split("{").length,
		}))
		.sort((one, other) => one.parameters - other.parameters);
	const at = ({ method, url }: RecordedExchange, basePath: string): Operation | undefined => {
		if (!`${url.pathname}/`.startsWith(`${basePath}/`)) return undefined;
		const path = url.pathname.slice(basePath.length) || "/";
		return patterns.find((one) => one.operation.method === method && one.pattern.test(path))?.operation;
	};
	if (asked !== undefined) {
		return (one: RecordedExchange) => (one.url.origin === asked.origin ? at(one, asked.basePath) : undefined);
	}
	// Of the base paths that the document's servers have, the one under which most was said.
	const bases = [...new Set([...model.servers.map((server) => basePathOf([server])), ""])];
	const counts = bases.map((base) => exchanges.filter((one) => at(one, base) !== undefined).length);
	const best = bases[counts.indexOf(Math.max(...counts))] ?? "";
	return (one: RecordedExchange) => at(one, best);
}

function patternOf(path: string): RegExp {
	const pieces = path.split(/\{[^{}]+\}/).map((piece) => piece.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&"));
	return new RegExp(`^${pieces.join("[^/]+")}$`);
}

function judgeOne(model: DocumentModel, operation: Operation, exchange: RecordedExchange) {
	const { status, headers } = exchange;
	const cell = cellFor(model, operation, exchange);
	const result: TransactionResult<Reason> = {
		...openResult({ text: "", key: "" }),
		...shownOf(model, operation, exchange),
	};
	if (cell === undefined)
		return { cell: nearestCell(model, operation), result: undocumented(result, operation, status) };
	const hasBody = cell.responseMediaType !== "" && exchange.method !== "HEAD" && ![204, 304].includes(status);
	if (exchange.body === undefined && hasBody) {
		return {
			cell,
			result: { ...result, reasons: [{ text: "the body was not recorded in whole", key: "body not recorded" }] },
		};
	}
	const answer = { status, headers, body: exchange.body ?? Buffer.alloc(0) };
	try {
		const reasons = judge({ model, cell, cause: "", anyCause: true, answer });
		if (status >= 200 && status <= 299) reasons.push(...requestReasons(model, operation, exchange));
		return {
			cell,
			result: { ...result, reasons, outcome: reasons.length > 0 ? ("failed" as const) : ("passed" as const) },
		};
	} catch (error) {
		if (!(error instanceof XsdError)) throw error;
		return {
			cell,
			result: { ...result, reasons: [{ text: `the body can't be judged: ${error.message}`, key: "no XSD" }] },
		};
	}
}

/** The cell that an answer belongs to: by its status, and by the media types of request and answer where they are documented. */
function cellFor(
	model: DocumentModel,
	operation: Operation,
	{ status, headers, requestHeaders }: RecordedExchange,
): Cell | undefined {
	const response = responseFor(operation, status);
	const own = cellsOf(model, operation.id).filter((cell) => cell.status === response?.status);
	const sent = essenceOf(requestHeaders["content-type"] ?? "");
	const taken = own.filter((cell) => cell.requestMediaType === null || essenceOf(cell.requestMediaType) === sent);
	const fitting = taken.length > 0 ? taken : own;
	return (
		fitting.find((cell) => contentTypeReasons([cell.responseMediaType], headers["content-type"]).length === 0) ??
		fitting[0]
	);
}

function nearestCell(model: DocumentModel, { id }: Operation): Cell | undefined {
	return cellsOf(model, id)[0];
}

function undocumented(
	result: TransactionResult<Reason>,
	operation: Operation,
	status: number,
): TransactionResult<Reason> {
	const text = `status: ${status} is not documented for ${operation.id}`;
	const mend = `Document the ${status}, or answer with a status that is documented.`;
	return { ...result, outcome: "failed", reasons: [{ text, key: `undocumented ${operation.id} ${status}`, mend }] };
}

/** Why the body of a request that was taken does not fit the document. */
function requestReasons(
	model: DocumentModel,
	operation: Operation,
	{ requestBody, requestHeaders }: RecordedExchange,
): Reason[] {
	const sent = requestHeaders["content-type"];
	if (requestBody === undefined || requestBody.length === 0 || sent === undefined) return [];
	const media = mediaFor(operation.requestBody?.content, essenceOf(sent));
	const about = (reason: Reason): Reason => ({
		...reason,
		text: `the request was taken, but ${reason.text}`,
		key: `request ${operation.id} ${reason.key}`,
		mend: "Refuse such a request, or document it.",
	});
	if (media === undefined) {
		return operation.requestBody === undefined
			? []
			: [about({ text: `its Content-Type ${essenceOf(sent)} is not documented`, key: "media type" })];
	}
	return bodyReasons(model, media, media.mediaType, { body: requestBody, headers: { "content-type": sent } }).map(
		about,
	);
}

function shownOf(model: DocumentModel, operation: Operation, exchange: RecordedExchange) {
	const carriers = carriersOf(model, operation);
	const same = (text: string) => text;
	const text = (body: Buffer | undefined) => (body === undefined ? "(not recorded)" : keptBody(body.toString()));
	return {
		request: {
			method: exchange.method,
			url: `${exchange.url.origin}${maskTarget(`${exchange.url.pathname}${exchange.url.search}`, carriers, same)}`,
			headers: maskHeaders(exchange.requestHeaders, carriers, same),
			body: text(exchange.requestBody),
		},
		response: {
			status: exchange.status,
			headers: maskHeaders(exchange.headers, [{ scheme: "", in: "header", name: "set-cookie", write: same }], same),
			body: text(exchange.body),
		},
	};
}
