import type { FastifyReply, FastifyRequest } from "fastify";
import type { OperationPlan } from "./operation-plan.js";
import type { Cors } from "./response/cors.js";
import { methodNotAllowed, pathUnknown } from "./response/problems.js";
import { send } from "./response/send.js";

/**
 * Answers requests that no operation takes: `OPTIONS` of a known path with the methods it has (and, for a browser's
 * preflight, with what its page may send), other methods of a known path with 405, all else with 404.
 *
 * @throws {Problem} 404 or 405
 */
export function unmatchedServer(basePath: string, plans: readonly OperationPlan[], cors: Cors | undefined) {
	const paths = [...groupByPath(plans)].map(([path, methods]) => ({
		pattern: pathPattern(basePath + path),
		allow: allowHeader(methods),
	}));
	return async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
		const [path = ""] = request.url.split("?");
		const known = paths.find(({ pattern }) => pattern.test(path));
		if (known === undefined) throw pathUnknown();
		if (request.method !== "OPTIONS") throw methodNotAllowed(request.method, known.allow);
		const { allow } = known;
		send(reply, 204, { allow, "cache-control": "no-cache", ...cors?.preflight(request, allow) });
	};
}

function groupByPath(plans: readonly OperationPlan[]): Map<string, string[]> {
	const methods = new Map<string, string[]>();
	for (const { path, method } of plans) methods.set(path, [...(methods.get(path) ?? []), method.toUpperCase()]);
	return methods;
}

function allowHeader(methods: readonly string[]): string {
	const implied = methods.includes("GET") ? ["HEAD", "OPTIONS"] : ["OPTIONS"];
	return [...methods, ...implied].sort().join(", ");
}

function pathPattern(path: string): RegExp {
	const source = path.split(/\{[^}]+\}/).map((literal) => literal.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&"));
	return new RegExp(`^${source.join("[^/]+")}/?$`, "i");
}
