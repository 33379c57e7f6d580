import type { OpenApiDocument, Operation } from "../openapi.js";
import { faultsOfValue } from "./extension-schemas.js";

/** `x-error-shape`. */
export interface ErrorShape {
	readonly list?: boolean;
	readonly key?: string;
	readonly value?: string;
	readonly status?: string;
	readonly message: string;
}

/** `x-client`. */
export interface ClientNames {
	readonly facade: string;
	readonly item: string;
}

/** `x-empty`, `x-not-found`, and `pastTheEnd` of `x-pagination`: one of the documented errors. */
export interface Cause {
	readonly status: number;
	readonly cause: string;
}

/** `x-pagination`. */
export interface Pagination {
	readonly limit: string;
	readonly offset: string;
	readonly first: 0 | 1;
	readonly key: string;
	readonly count?: { readonly parameter: string; readonly value: number | boolean | string; readonly member: string };
	readonly pastTheEnd?: Cause;
}

/** `x-result`. */
export interface Result {
	readonly member: string;
	readonly type: "integer" | "string";
}

/** `x-batch`. */
export interface Batch {
	readonly item: string;
	readonly partial: number;
	readonly failed?: readonly number[];
}

/** What an operation does in its own way, as its extensions declare it. */
export interface Habits {
	readonly method?: string;
	readonly pagination?: Pagination;
	readonly empty?: Cause;
	readonly notFound?: Cause;
	readonly single?: true;
	readonly result?: Result;
	readonly batch?: Batch;
}

const names = {
	method: "x-client-method",
	pagination: "x-pagination",
	empty: "x-empty",
	notFound: "x-not-found",
	single: "x-single",
	result: "x-result",
	batch: "x-batch",
} as const satisfies Record<keyof Habits, string>;

/** The habits of an operation. One whose value does not fit its schema is left out: that is told elsewhere. */
export function habitsOf(operation: Operation): Habits {
	return Object.fromEntries(
		Object.entries(names)
			.filter(([, name]) => faultsOfValue(name, operation[name]).length === 0)
			.map(([habit, name]) => [habit, operation[name]]),
	);
}

/** `x-error-shape` of a document, where it is there and fits its schema. */
export function errorShapeOf(document: OpenApiDocument): ErrorShape | undefined {
	return fitting(document, "x-error-shape");
}

/** `x-client` of a document, where it is there and fits its schema. */
export function clientNamesOf(document: OpenApiDocument): ClientNames | undefined {
	return fitting(document, "x-client");
}

function fitting<T>(document: OpenApiDocument, name: string): T | undefined {
	return faultsOfValue(name, document[name]).length === 0 ? (document[name] as T) : undefined;
}
