import { type HttpHandler, http } from "msw";
import type { Service } from "./service.js";

/**
 * Makes the handlers that answer everything below the base URL of a service, also paths that no operation has. A base
 * that is a path alone is that path on every host.
 *
 * @example
 * const server = setupServer(...handlersOf(createService({ model })));
 */
export function handlersOf(service: Service): HttpHandler[] {
	const base = service.baseUrl.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
	const host = /^[a-z]+:/i.test(service.baseUrl) ? "" : "[a-z]+:\\/\\/[^/?#]+";
	return [http.all(new RegExp(`^${host}${base}(?=[/?#]|$)`), ({ request }) => service.fetch(request))];
}
