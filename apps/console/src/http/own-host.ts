import type { RequestHandler } from "express";

/**
 * Refuses requests whose `Host` is not one of the console's names, with status 421. The console asks for no password;
 * without this check a web page could reach it by a host name of its own that it points at this machine.
 *
 * @param names host names and addresses in lower case, without ports
 */
export function onlyForHosts(names: readonly string[]): RequestHandler {
	const known = new Set(names);
	return (request, response, next) => {
		const host = (request.headers.host ?? "").toLowerCase().replace(/:\d+$/, "");
		if (known.has(host)) return next();
		response
			.status(421)
			.type("text/plain")
			.send("This console does not answer to that host name. Start it with --allowed-hosts (CONSOLE_ALLOWED_HOSTS).\n");
	};
}
