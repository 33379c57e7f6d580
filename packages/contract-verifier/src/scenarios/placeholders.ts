import type { RequestParts } from "./types.js";

const PLACEHOLDER = /\{([A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)?)\}/g;

/** The names of the saved values that a part of a request refers to: `{ id: "{group.id}" }` → `["group.id"]`. */
export function placeholdersIn(value: unknown): string[] {
	if (typeof value === "string") return [...value.matchAll(PLACEHOLDER)].map((match) => match[1] ?? "");
	if (typeof value !== "object" || value === null) return [];
	return Object.values(value).flatMap(placeholdersIn);
}

/** The fixtures whose saved values a request names: `{ path: { id: "{order.id}" } }` → `["order"]`. */
export function fixturesIn({ path, query, headers, body }: RequestParts): string[] {
	const names = placeholdersIn([path, query, headers, body]).filter((name) => name.includes("."));
	return [...new Set(names.map((name) => name.slice(0, name.indexOf("."))))];
}

/**
 * A text with its placeholders replaced. A text that is nothing but one placeholder gives the value as it is.
 *
 * @param lookup gives the value of a name.
 */
export function fillText(text: string, lookup: (name: string) => unknown): unknown {
	const whole = new RegExp(`^${PLACEHOLDER.source}$`).exec(text)?.[1];
	if (whole !== undefined) return lookup(whole);
	return text.replace(PLACEHOLDER, (_, name: string) => String(lookup(name)));
}
