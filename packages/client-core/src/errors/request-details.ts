import type { Operation } from "../operation.js";

/** Which request something is about. Nothing of its headers or body. */
export interface RequestDetails {
	/** The operation's id; absent for a call by path. */
	readonly operation?: string | undefined;
	readonly method: string;
	/** The path below the base URL, as it was sent, with its query: `/things/7?verbose=1`. */
	readonly path: string;
	/** The path as the document writes it: `/things/{id}`. */
	readonly pathTemplate: string;
}

/** The details of an operation, before it is known what its path holds. */
export function detailsOf({ id, method, path: pathTemplate }: Operation, path: string = pathTemplate): RequestDetails {
	return { operation: id, method, path, pathTemplate };
}
