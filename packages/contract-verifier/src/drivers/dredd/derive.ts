import type { DocumentModel, MediaType, Operation } from "@onespec/openapi-document";
import { cellsOf } from "../../cells.js";

/** The document that Dredd gets, and which cell each of its transactions stands for. */
export interface Derived {
	/** JSON text. */
	content: string;
	/** The id of a cell by {@link transactionKey}. */
	cells: ReadonlyMap<string, string>;
	/** The ids of the cells whose status is a range or `default`, for which Dredd gets a stand-in. */
	ranges: ReadonlySet<string>;
}

/**
 * Derives the document that Dredd enumerates: each operation, status and media type under names that every version of
 * every tool reads, and nothing else. No schemas, no references, no security, one example for each body. The true
 * method, address, status and media types are set before each request.
 *
 * @param operations those that the document has; all by default
 */
export function deriveDocument(model: DocumentModel, operations: readonly Operation[] = model.operations): Derived {
	const paths: Record<string, unknown> = {};
	const cells = new Map<string, string>();
	const own = operations.flatMap(({ id }) => cellsOf(model, id));
	const known = new Map(own.map((cell) => [keyOfCell(cell), cell.id]));
	for (const [index, { id, requestBody, responses }] of operations.entries()) {
		// Where no answer is documented, as OpenAPI 3.1 allows, there is no cell; Dredd would make up a 200.
		if (responses.length === 0) continue;
		const path = `/operation-${index}`;
		const method = requestBody === undefined ? "get" : "post";
		const requests = requestBody?.content ?? [];
		const statuses = standIns(responses.map(({ status }) => status));
		paths[path] = {
			[method]: {
				...(requests.length > 0 && { requestBody: { content: content(requests) } }),
				responses: Object.fromEntries(
					responses.map(({ content: media }, place) => [
						statuses[place],
						{ description: "-", ...(media.length > 0 && { content: content(media) }) },
					]),
				),
			},
		};
		for (const [place, response] of responses.entries()) {
			for (const [from, request] of (requests.length > 0 ? requests : [undefined]).entries()) {
				for (const [to, media] of (response.content.length > 0 ? response.content : [undefined]).entries()) {
					const key = transactionKey(path, statuses[place] ?? "", request && standIn(from), media && standIn(to));
					const cell = known.get(
						keyOfCell({
							operationId: id,
							status: response.status,
							requestMediaType: request?.mediaType ?? null,
							responseMediaType: media?.mediaType ?? "",
						}),
					);
					if (cell !== undefined) cells.set(key, cell);
				}
			}
		}
	}
	const derived = { openapi: "3.0.3", info: { title: "derived", version: "1" }, paths };
	const ranges = new Set(own.flatMap(({ id, status }) => (isExact(status) ? [] : [id])));
	return { content: JSON.stringify(derived), cells, ranges };
}

/** Names a transaction of Dredd's by what it was derived from. */
export function transactionKey(
	path: string,
	status: string,
	request: string | undefined,
	response: string | undefined,
) {
	return [path, status, request ?? "-", response ?? "-"].join(" ");
}

function keyOfCell(cell: {
	operationId: string;
	status: string;
	requestMediaType: string | null;
	responseMediaType: string;
}) {
	return JSON.stringify([cell.operationId, cell.status, cell.requestMediaType, cell.responseMediaType]);
}

/** A number for each status: its own, or one that no other has where it is a range or `default`. */
function standIns(statuses: readonly string[]): string[] {
	let free = 599;
	return statuses.map((status) => {
		if (isExact(status)) return status;
		while (statuses.includes(String(free))) free--;
		return String(free--);
	});
}

function isExact(status: string): boolean {
	return /^[2-5]\d\d$/.test(status);
}

function standIn(place: number): string {
	return `application/x-${place}`;
}

function content(media: readonly MediaType[]): Record<string, { example: string }> {
	return Object.fromEntries(media.map((_, place) => [standIn(place), { example: "-" }]));
}
