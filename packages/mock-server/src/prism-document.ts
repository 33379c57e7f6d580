import type { DocumentModel, Operation, Response, SecurityScheme } from "@onespec/openapi-document";
import { type Answers, prismMediaType } from "./answers.js";
import type { Operations, Route } from "./operations.js";

/** The header that tells Prism whether the parameters of a request are as documented. */
export const VERDICT = "x-mock-request";

/** Under this path the operations lie in Prism's document. */
const ROOT = "/-mock-";

const PRISM_METHODS: ReadonlySet<string> = new Set([
	"GET",
	"PUT",
	"POST",
	"DELETE",
	"OPTIONS",
	"HEAD",
	"PATCH",
	"TRACE",
]);

/** Where a request goes at Prism: the path stands for the route, so that no template has to be matched twice. */
export function prismTarget(operations: Operations, route: Route, method: string): { path: string; method: string } {
	const path = `${ROOT}/${operations.routes.indexOf(route)}`;
	if (PRISM_METHODS.has(method) || !route.operations.has(method)) return { path, method };
	return { path: `${path}/${method}`, method: "POST" };
}

/**
 * The document as Prism gets it: everything that it chooses by (methods, credentials, statuses, media types, names of
 * examples), and no schema. A request's body and parameters are checked before; Prism hears the verdict and decides what
 * becomes of it. In the place of bodies stand marks. So nothing that a schema can hold keeps Prism busy or makes it fail.
 */
export function prismDocument(model: DocumentModel, operations: Operations, answers: Answers): object {
	const paths: Record<string, Record<string, object>> = {};
	for (const route of operations.routes) {
		for (const [method, operation] of route.operations) {
			const target = prismTarget(operations, route, method);
			paths[target.path] = {
				...paths[target.path],
				[target.method.toLowerCase()]: prismOperation(model, operation, answers),
			};
		}
	}
	const schemes = Object.entries(model.securitySchemes).flatMap(([name, scheme]) => {
		const known = prismScheme(scheme);
		return known === undefined ? [] : [[name, known]];
	});
	return {
		openapi: "3.0.3",
		info: { title: model.info.title, version: model.info.version },
		paths,
		components: { securitySchemes: Object.fromEntries(schemes) },
	};
}

function prismOperation(model: DocumentModel, operation: Operation, answers: Answers): object {
	const { id, requestBody, responses, security, deprecated } = operation;
	const verdict = { name: VERDICT, in: "header", required: true, schema: { type: "string", enum: ["valid"] } };
	const body = { required: requestBody?.required, content: { "application/json": { schema: { enum: [true] } } } };
	const known = (name: string) => {
		const scheme = model.securitySchemes[name];
		return scheme !== undefined && prismScheme(scheme) !== undefined;
	};
	const alternatives = security.map((together) =>
		Object.fromEntries(together.filter(({ scheme }) => known(scheme)).map(({ scheme }) => [scheme, []])),
	);
	return {
		operationId: id,
		deprecated,
		parameters: [verdict],
		...(requestBody && { requestBody: body }),
		responses: Object.fromEntries(
			responses.length === 0
				? [["200", { description: "Nothing is documented, as OpenAPI 3.1 allows: an answer without a body." }]]
				: responses.map((response) => [response.status, prismResponse(operation, response, answers)]),
		),
		// Where one alternative asks for nothing, nothing is checked: Prism would refuse credentials that nobody needs.
		security: alternatives.some((one) => Object.keys(one).length === 0) ? [] : alternatives,
	};
}

function prismResponse(operation: Operation, response: Response, answers: Answers): object {
	const content = response.content.map((media, index) => [
		prismMediaType(media, index),
		{ examples: answers.mark(operation, response, media) },
	]);
	return { description: "", ...(content.length > 0 && { content: Object.fromEntries(content) }) };
}

/** A scheme as Prism knows it; `undefined` for one that HTTP does not show. */
function prismScheme(scheme: SecurityScheme): object | undefined {
	switch (scheme.type) {
		case "apiKey":
			return { type: "apiKey", in: scheme.in, name: scheme.name };
		case "http":
			// Digest answers a challenge that no mock makes.
			if (scheme.scheme === "digest") return undefined;
			return ["basic", "bearer"].includes(scheme.scheme)
				? { type: "http", scheme: scheme.scheme }
				: { type: "apiKey", in: "header", name: "Authorization" };
		case "oauth2":
		case "openIdConnect":
			return { type: "http", scheme: "bearer" };
		default:
			return undefined;
	}
}
