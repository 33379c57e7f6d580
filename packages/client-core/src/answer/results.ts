import type { ErrorShape } from "../api-description.js";

/** One item of an error body, or of the body of a write. */
export interface ResultItem {
	readonly key: string | undefined;
	readonly value: string | undefined;
	/** A number, also where the API writes it as a string. */
	readonly status: number | undefined;
	readonly message: string;
}

/**
 * Reads a body by the declared shape, an array of items or one item.
 *
 * @returns the items; none where the body is another
 */
export function resultItems(body: unknown, shape: ErrorShape | undefined): ResultItem[] {
	if (shape === undefined) return [];
	const items: unknown[] = Array.isArray(body) ? body : [body];
	const read = items.map((item) => resultItem(item, shape));
	return read.some((item) => item === undefined) ? [] : (read as ResultItem[]);
}

function resultItem(item: unknown, shape: ErrorShape): ResultItem | undefined {
	if (typeof item !== "object" || item === null) return undefined;
	const text = (member: string | undefined): string | undefined => {
		const value = member === undefined ? undefined : (item as Record<string, unknown>)[member];
		return typeof value === "string" || typeof value === "number" ? String(value) : undefined;
	};
	const message = text(shape.message);
	if (message === undefined) return undefined;
	const status = Number(text(shape.status) || Number.NaN);
	return {
		key: text(shape.key),
		value: text(shape.value),
		status: Number.isInteger(status) ? status : undefined,
		message,
	};
}
