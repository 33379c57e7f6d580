import type { Server } from "./model.js";

/**
 * The URL of a server, its variables replaced by what is given, else by their defaults; without a slash at its end.
 * It may be relative, as in the document.
 *
 * @example serverUrl({ url: "https://{region}.api.example/v1/", variables: { region: { default: "eu" } } }) // "https://eu.api.example/v1"
 */
export function serverUrl(
	{ url, variables }: Pick<Server, "url" | "variables">,
	values: Readonly<Record<string, string>> = {},
): string {
	return url
		.replace(/\{([^{}]+)\}/g, (_, name: string) => values[name] ?? variables[name]?.default ?? "")
		.replace(/\/+$/, "");
}

/**
 * The path that all paths lie under, from the first server: `""` for the root, else `/shop/v1`.
 *
 * @param servers those of a model, or of one operation
 */
export function basePathOf(servers: readonly Server[]): string {
	const [server] = servers;
	if (server === undefined) return "";
	const url = serverUrl(server);
	const base = "http://relative.invalid";
	return URL.canParse(url, base) ? new URL(url, base).pathname.replace(/\/+$/, "") : "";
}
