import { DocumentError } from "./document/document-error.js";
import { mediaTypeOf } from "./document/media-types.js";
import { operationsOf } from "./document/operations.js";
import type { OpenApiDocument } from "./document/types.js";

/** The cause of a response that names no examples. */
export const ONLY_CAUSE = "default";

/** One cell of the matrix: operation × status × request media type × response media type. */
export interface Cell {
	/** Stable and readable: `POST /things 201 application/xml → text/json`. */
	id: string;
	operationId: string;
	/** In upper case. */
	method: string;
	/** As the document writes it: `/things/{id}`. */
	path: string;
	status: string;
	/** `null` where the operation takes no body. */
	requestMediaType: string | null;
	/** `""` where the response has no body. */
	responseMediaType: string;
	/** The names of the response's examples; `default` where it names none. */
	causes: string[];
}

/**
 * The cells of a document, in its order.
 *
 * @throws DocumentError for a status that is no number (`default`, `4XX`): no single answer can be held against it.
 * @example
 * cellsOf(document).map((cell) => cell.id); // ["GET /lockers/{number} 200 → application/json", …]
 */
export function cellsOf(document: OpenApiDocument): Cell[] {
	const cells: Cell[] = [];
	for (const { operationId, method, path, requestBody, responses } of operationsOf(document)) {
		const requestMediaTypes = requestBody ? Object.keys(requestBody.content).map(mediaTypeOf) : [null];
		for (const [status, response] of responses) {
			if (!/^[1-5]\d\d$/.test(status)) {
				throw new DocumentError(
					`${operationId} (${method} ${path}): the response "${status}" cannot be verified: name each status by its number.`,
				);
			}
			const content = Object.entries(response.content ?? {});
			for (const requestMediaType of requestMediaTypes) {
				for (const [key, media] of content.length > 0 ? content : [["", {}] as const]) {
					const responseMediaType = mediaTypeOf(key);
					const names = Object.keys(("examples" in media && media.examples) || {});
					const from = requestMediaType === null ? "" : `${requestMediaType} `;
					cells.push({
						id: `${method} ${path} ${status} ${from}→ ${responseMediaType || "no body"}`,
						operationId,
						method,
						path,
						status,
						requestMediaType,
						responseMediaType,
						causes: names.length > 0 ? names : [ONLY_CAUSE],
					});
				}
			}
		}
	}
	return cells;
}
