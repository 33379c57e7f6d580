import { readFile, stat } from "node:fs/promises";
import { RunError } from "../run-error.js";

/** One request and its answer, as somebody has recorded them. */
export interface RecordedExchange {
	method: string;
	url: URL;
	requestHeaders: Record<string, string>;
	/** `undefined` where it was not recorded in whole. */
	requestBody: Buffer | undefined;
	status: number;
	headers: Record<string, string>;
	/** `undefined` where it was not recorded in whole. */
	body: Buffer | undefined;
}

/** More is not read: it would not fit the memory together with what is made of it. */
const LARGEST_FILE = 256 * 1024 * 1024;

/** The end of a body in a report of ours that was cut. */
const CUT = /… \(\d+ characters\)$/;

/**
 * Reads recorded traffic: HAR 1.2, or the JSON report of this verifier. Requests that were never answered are left out.
 * @throws RunError where the file can't be read, is too large, or is neither
 */
export async function readRecorded(file: string): Promise<RecordedExchange[]> {
	let value: unknown;
	try {
		const { size } = await stat(file);
		if (size > LARGEST_FILE) {
			const most = LARGEST_FILE / 1024 / 1024;
			throw new RunError(
				`${file}: has ${Math.ceil(size / 1024 / 1024)} MiB, and ${most} can be read: record less at a time.`,
			);
		}
		// Some browsers write a byte order mark.
		value = JSON.parse((await readFile(file, "utf8")).replace(/^\ufeff/, ""));
	} catch (error) {
		if (error instanceof RunError) throw error;
		const { code, message } = error as NodeJS.ErrnoException;
		throw new RunError(
			`${file}: ${code === undefined ? `is no JSON: ${message.slice(0, 200)}` : `cannot be read (${code})`}.`,
		);
	}
	const { log, cells } = (value ?? {}) as { log?: { entries?: unknown }; cells?: unknown };
	if (Array.isArray(log?.entries)) return log.entries.flatMap(fromHar);
	if (Array.isArray(cells)) return cells.flatMap(fromReport);
	throw new RunError(`${file}: is neither HAR (log.entries) nor a JSON report of this verifier (cells).`);
}

interface HarBody {
	text?: string;
	encoding?: string;
	size?: number;
}
interface HarEntry {
	request?: { method?: string; url?: string; headers?: unknown; postData?: HarBody; bodySize?: number };
	response?: { status?: number; headers?: unknown; content?: HarBody };
}

function fromHar(entry: unknown): RecordedExchange[] {
	const { request = {}, response = {} } = (entry ?? {}) as HarEntry;
	const { method, url = "" } = request;
	const { status = 0, content } = response;
	if (method === undefined || status < 100 || !URL.canParse(url)) return [];
	// A recorder keeps what the transfer made of a body for itself.
	const {
		"content-encoding": _,
		"content-length": __,
		"transfer-encoding": ___,
		...headers
	} = headersOf(response.headers);
	return [
		{
			method: method.toUpperCase(),
			url: new URL(url),
			requestHeaders: headersOf(request.headers),
			requestBody: harBody(request.postData, request.bodySize),
			status,
			headers,
			body: harBody(content, content?.size),
		},
	];
}

function harBody(content: HarBody | undefined, size: number | undefined): Buffer | undefined {
	const { text, encoding } = content ?? {};
	if (text === undefined) return (size ?? 0) > 0 ? undefined : Buffer.alloc(0);
	return Buffer.from(text, encoding === "base64" ? "base64" : "utf8");
}

/** HAR lists headers, which may come more than once; HTTP/2 has its own that begin with a colon. */
function headersOf(list: unknown): Record<string, string> {
	const headers: Record<string, string> = {};
	for (const one of Array.isArray(list) ? (list as { name?: unknown; value?: unknown }[]) : []) {
		const name = String(one?.name ?? "").toLowerCase();
		if (name === "" || name.startsWith(":")) continue;
		const value = String(one?.value ?? "");
		headers[name] = headers[name] === undefined ? value : `${headers[name]}, ${value}`;
	}
	return headers;
}

interface ReportedTransaction {
	request?: { method: string; url: string; headers: Record<string, string>; body: string } | null;
	response?: { status: number; headers: Record<string, string>; body: string } | null;
}

function fromReport(cell: unknown): RecordedExchange[] {
	const { transactions } = (cell ?? {}) as { transactions?: ReportedTransaction[] };
	return (Array.isArray(transactions) ? transactions : []).flatMap(({ request, response }) => {
		if (!request || !response || !URL.canParse(request.url)) return [];
		const lower = (headers: Record<string, string> = {}) =>
			Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
		// Masks change the length.
		const { "content-length": _, ...headers } = lower(response.headers);
		const whole = (body: string) => (CUT.test(body) ? undefined : Buffer.from(body));
		return [
			{
				method: request.method,
				url: new URL(request.url),
				requestHeaders: lower(request.headers),
				requestBody: whole(request.body),
				status: response.status,
				headers,
				body: whole(response.body),
			},
		];
	});
}
