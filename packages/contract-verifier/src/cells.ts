import type { DocumentModel } from "@onespec/openapi-document";

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
	/** `200`, a range such as `4XX`, or `default`. */
	status: string;
	/** `null` where the operation takes no body. */
	requestMediaType: string | null;
	/** `""` where the response has no body. */
	responseMediaType: string;
	/** The names of the response's examples; `default` where it names none. */
	causes: string[];
}

interface Cells {
	readonly all: readonly Cell[];
	readonly byOperation: ReadonlyMap<string, readonly Cell[]>;
}

const known = new WeakMap<DocumentModel, Cells>();

/**
 * The cells of a document, in its order; made once for each document.
 *
 * @param operationId gives those of one operation alone
 * @example
 * cellsOf(model).map((cell) => cell.id); // ["GET /lockers/{number} 200 → application/json", …]
 */
export function cellsOf(model: DocumentModel, operationId?: string): readonly Cell[] {
	let cells = known.get(model);
	if (cells === undefined) {
		const all = enumerate(model);
		const byOperation = new Map<string, Cell[]>();
		for (const cell of all) {
			const own = byOperation.get(cell.operationId) ?? [];
			byOperation.set(cell.operationId, own);
			own.push(cell);
		}
		cells = { all, byOperation };
		known.set(model, cells);
	}
	return operationId === undefined ? cells.all : (cells.byOperation.get(operationId) ?? []);
}

function enumerate(model: DocumentModel): Cell[] {
	return model.operations.flatMap(({ id: operationId, method, path, requestBody, responses }) => {
		const taken = requestBody?.content.map(({ mediaType }) => mediaType) ?? [];
		const requestMediaTypes = taken.length > 0 ? taken : [null];
		return responses.flatMap(({ status, content }) =>
			requestMediaTypes.flatMap((requestMediaType) =>
				(content.length > 0 ? content : [undefined]).map((media): Cell => {
					const responseMediaType = media?.mediaType ?? "";
					const names = media?.examples.flatMap(({ name }) => name ?? []) ?? [];
					const from = requestMediaType === null ? "" : `${requestMediaType} `;
					return {
						id: `${method} ${path} ${status} ${from}→ ${responseMediaType || "no body"}`,
						operationId,
						method,
						path,
						status,
						requestMediaType,
						responseMediaType,
						causes: names.length > 0 ? names : [ONLY_CAUSE],
					};
				}),
			),
		);
	});
}

/** Whether an answer of a status can be one of a cell, whose own status may be a range or `default`. */
export function fitsStatus({ status }: Pick<Cell, "status">, answered: number, documented: readonly string[]): boolean {
	const text = String(answered);
	if (status === text) return true;
	// The more exact one wins: a documented 404 is no answer of 4XX, and one of 4XX none of `default`.
	if (documented.includes(text)) return false;
	if (status === "default") return !documented.includes(`${text.charAt(0)}XX`);
	return status === `${text.charAt(0)}XX`;
}
