import type { OpenApiDocument } from "./openapi.js";

/** Where an API lives. */
export interface Server {
	/** The absolute URL of the first server, without a slash at its end; absent where that is relative or missing. */
	readonly url: string | undefined;
	/** Its path, without a slash at its end; empty for the root. */
	readonly basePath: string;
}

/**
 * The first server of a document, its variables replaced by their defaults.
 *
 * @example serverOf({ servers: [{ url: "https://api.example/v1/" }], … }) // { url: "https://api.example/v1", basePath: "/v1" }
 */
export function serverOf(document: OpenApiDocument): Server {
	const server = document.servers?.[0];
	if (server === undefined) return { url: undefined, basePath: "" };
	const text = server.url.replace(/\{([^}]+)\}/g, (_, name: string) => server.variables?.[name]?.default ?? "");
	const absolute = /^https?:\/\//i.test(text);
	const { href, pathname } = new URL(text, "http://relative.invalid");
	return { url: absolute ? href.replace(/\/+$/, "") : undefined, basePath: pathname.replace(/\/+$/, "") };
}
