import type { IncomingHttpHeaders } from "node:http";
import { basePathOf, type DocumentModel, documentExtensions, type Operation } from "@onespec/openapi-document";

/** A path of the document, with its operations. */
export interface Route {
	/** As the document writes it, the base path before it. */
	readonly template: string;
	/** By method, in upper case. */
	readonly operations: Map<string, Operation>;
	readonly segments: readonly (string | RegExp)[];
	/** The query that the path has in itself, such as `?beta=true`, which no path has by OpenAPI and some have. */
	readonly query: readonly (readonly [name: string, value: string | RegExp])[];
}

/** What a path leads to. */
export interface Found {
	readonly route: Route;
	/** The values of the path's parameters, percent-decoded. */
	readonly path: Readonly<Record<string, string>>;
}

/** What a path is looked for by. */
interface Asked {
	/** The segments of the path. */
	readonly path: readonly string[];
	readonly query: URLSearchParams;
	readonly method: string;
	readonly headers: IncomingHttpHeaders;
}

/** The operations of a document, to be found by request. */
export class Operations {
	readonly routes: readonly Route[];
	/** Whether the document promises that the case of paths, and a slash at their end, make no difference. */
	readonly #anyCase: boolean;

	constructor(model: DocumentModel) {
		this.#anyCase = documentExtensions(model).guarantees?.paths === "any-case";
		const base = basePathOf(model.servers);
		const routes = new Map<string, Route>();
		for (const operation of model.operations) {
			const template = `${base}${operation.path}`;
			// Templates that differ in the names of their parameters alone are one path.
			const shape = template.replaceAll(PARAMETER, "{}");
			const [path = "", query = ""] = template.replace(/#.*/s, "").split("?");
			const route = routes.get(shape) ?? {
				template,
				operations: new Map(),
				segments: path.split("/").map(segmentPattern),
				query: [...new URLSearchParams(query)].map(([name, value]) => [name, segmentPattern(value)] as const),
			};
			route.operations.set(operation.method, operation);
			routes.set(shape, route);
		}
		this.routes = [...routes.values()];
	}

	#route({ path, query, method, headers }: Asked, anyCase: boolean): Route | undefined {
		const [route] = this.routes
			.filter((one) => matches(one, path, anyCase) && hasQuery(one, query))
			.flatMap((one) => {
				const apart = apartBy(one, method, query, headers);
				return apart === undefined ? [] : [{ one, apart }];
			})
			.sort(
				(left, right) =>
					fixedSegments(right.one) - fixedSegments(left.one) ||
					right.apart - left.apart ||
					fixedText(right.one) - fixedText(left.one),
			);
		return route?.one;
	}

	/**
	 * What a request leads to, undefined where nothing has its path. A fixed segment goes before a parameter, and what fixes more
	 * before what fixes less: `{id}.{format}` before `{id}`.
	 */
	find(path: string, method: string, query: URLSearchParams, headers: IncomingHttpHeaders): Found | undefined {
		const segments = path.split("/").map(decodeSegment);
		const asked = { path: segments, query, method, headers };
		const exactly = this.#route(asked, false);
		const route =
			exactly ?? (this.#anyCase ? this.#route({ ...asked, path: withoutSlash(segments) }, true) : undefined);
		if (route === undefined) return undefined;
		const written = [
			...route.segments.map((segment, index) => [segment, segments[index]] as const),
			...route.query.map(([name, value]) => [value, query.get(name)] as const),
		];
		const values = written.flatMap(([pattern, text]) =>
			typeof pattern === "string" ? [] : (pattern.exec(text ?? "")?.slice(1) ?? []),
		);
		const operation = route.operations.get(method);
		const names = [...(operation?.path ?? route.template).matchAll(PARAMETER)].map(([, name = ""]) => name);
		return { route, path: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])) };
	}
}

const PARAMETER = /\{([^}]+)\}/g;

/** The segments of a path without the slash at its end. */
function withoutSlash(segments: readonly string[]): readonly string[] {
	return segments.length > 2 && segments.at(-1) === "" ? segments.slice(0, -1) : segments;
}

function segmentPattern(segment: string): string | RegExp {
	const pieces = segment.split(/\{[^}]+\}/);
	if (pieces.length === 1) return decodeSegment(segment);
	const literals = pieces.map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
	return new RegExp(`^${literals.join("(.+?)")}$`, "s");
}

function matches({ segments: written }: Route, path: readonly string[], anyCase: boolean): boolean {
	const segments = anyCase ? written.slice(0, written.length > 2 && written.at(-1) === "" ? -1 : undefined) : written;
	if (segments.length !== path.length) return false;
	return segments.every((segment, index) => {
		const actual = path[index] ?? "";
		if (typeof segment !== "string") return segment.test(actual);
		return anyCase ? segment.toLowerCase() === actual.toLowerCase() : segment === actual;
	});
}

function hasQuery({ query }: Route, sent: URLSearchParams): boolean {
	return query.every(([name, value]) =>
		sent.getAll(name).some((one) => (typeof value === "string" ? one === value : value.test(one))),
	);
}

/**
 * How many parameters tell a path such as `/items#tags` from the others that a request of this path may mean: those that it
 * requires in query and header.
 *
 * @returns `undefined` where the request lacks one of them or the method is another; 0 for a path without a `#`, -1 for
 *   one that nothing tells apart, and -2 where the path without a `#` has another method
 */
function apartBy(
	{ template, operations }: Route,
	method: string,
	query: URLSearchParams,
	headers: IncomingHttpHeaders,
): number | undefined {
	if (!template.includes("#")) return operations.has(method) ? 0 : -2;
	const needed = operations.get(method)?.parameters.filter((one) => one.required && /^(query|header)$/.test(one.in));
	const isThere = needed?.every(({ in: place, name, schema }) => {
		const value = place === "query" ? query.get(name) : headers[name.toLowerCase()]?.toString();
		return value != null && (schema.enum === undefined || schema.enum.map(String).includes(value));
	});
	return isThere ? needed?.length || -1 : undefined;
}

function fixedSegments(route: Route): number {
	return route.segments.filter((segment) => typeof segment === "string").length;
}

/** How much text of a path stands between its parameters. */
function fixedText({ template }: Route): number {
	return template.replaceAll(PARAMETER, "").length;
}

function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}
