import type { OpenApiDocument, SchemaObject } from "@onespec/wire-codec/json";

/** A bundled OpenAPI 3.0 document, as far as the mock looks at it. */
export interface MockDocument extends OpenApiDocument {
	readonly openapi: string;
	readonly servers?: readonly ServerObject[];
	readonly paths: Readonly<Record<string, PathItem>>;
}

interface ServerObject {
	readonly url: string;
	readonly variables?: Readonly<Record<string, { readonly default: string }>>;
}

export interface PathItem {
	readonly $ref?: string;
	readonly [method: string]: unknown;
}

export interface OperationObject {
	readonly requestBody?: unknown;
	readonly responses?: Readonly<Record<string, unknown>>;
}

/** What a request body or response object has by media type. */
export interface ContentHolder {
	readonly content?: Readonly<Record<string, { readonly schema?: SchemaObject }>>;
}

/** The methods that a path item may have. */
export const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"] as const;

/**
 * Follows `$ref` inside the bundled document; what is no object becomes an empty one.
 *
 * @example
 * dereference(document, { $ref: "#/components/responses/NotFound" }); // the response object
 */
export function dereference<T extends object>(document: MockDocument, place: unknown): Partial<T> {
	let current = place;
	for (let step = 0; step < 32 && isRecord(current) && typeof current.$ref === "string"; step++) {
		current = current.$ref
			.slice(2)
			.split("/")
			.map((token) => decodeURIComponent(token).replaceAll("~1", "/").replaceAll("~0", "~"))
			.reduce<unknown>((holder, name) => (isRecord(holder) ? holder[name] : undefined), document);
	}
	return isRecord(current) ? (current as Partial<T>) : {};
}

/** The path of the first server's URL without a slash at its end: `https://api.example/shop/v1` → `/shop/v1`. */
export function basePathOf(document: MockDocument): string {
	const server = document.servers?.[0];
	if (!server) return "";
	const url = server.url.replace(/\{([^}]*)\}/g, (_, name) => server.variables?.[name]?.default ?? "");
	return new URL(url, "http://localhost").pathname.replace(/\/+$/, "");
}

export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
