import type { SchemaObject } from "@onespec/wire-codec/json";
import {
	basePathOf,
	type ContentHolder,
	dereference,
	isRecord,
	METHODS,
	type MockDocument,
	type OperationObject,
	type PathItem,
} from "./document.js";

/** The media types of a body with the schema of each, in the order of the document. */
export type Content = ReadonlyMap<string, SchemaObject>;

/** What the front needs to know of an operation: which bodies it takes and gives. */
export interface Operation {
	readonly request: Content;
	/** By status, as documented: `200`, `4XX`, `default`. */
	readonly responses: ReadonlyMap<string, Content>;
}

interface Route {
	readonly method: string;
	/** The segments of the path; undefined where any will do. */
	readonly segments: readonly (string | RegExp)[];
	readonly operation: Operation;
}

/** The operations of a document, to be found by request. */
export class Operations {
	readonly #routes: readonly Route[];

	constructor(document: MockDocument) {
		const base = basePathOf(document);
		this.#routes = Object.entries(document.paths).flatMap(([path, item]) => routesOf(document, `${base}${path}`, item));
	}

	/** The operation that a request is for, undefined where there is none. A fixed segment goes before a parameter. */
	find(method: string, path: string): Operation | undefined {
		const segments = path.split("/").map(decodeSegment);
		const found = this.#routes.filter((route) => route.method === method.toLowerCase() && matches(route, segments));
		return found.sort((left, right) => fixedSegments(right) - fixedSegments(left))[0]?.operation;
	}
}

/** The documented content of an operation's response with this status: by itself, by its range or by default. */
export function responseContent(operation: Operation, status: number): Content | undefined {
	const { responses } = operation;
	return responses.get(String(status)) ?? responses.get(`${String(status).charAt(0)}XX`) ?? responses.get("default");
}

function routesOf(document: MockDocument, path: string, item: PathItem): Route[] {
	const resolved = dereference<PathItem>(document, item);
	const segments = path.split("/").map(segmentPattern);
	return METHODS.flatMap((method) => {
		const operation = resolved[method];
		return isRecord(operation) ? { method, segments, operation: operationOf(document, operation) } : [];
	});
}

function operationOf(document: MockDocument, { requestBody, responses }: OperationObject): Operation {
	const documented = Object.entries(responses ?? {}).filter(([status]) => !status.startsWith("x-"));
	return {
		request: contentOf(document, requestBody),
		responses: new Map(documented.map(([status, response]) => [status, contentOf(document, response)])),
	};
}

function contentOf(document: MockDocument, holder: unknown): Content {
	const { content = {} } = dereference<ContentHolder>(document, holder);
	return new Map(Object.entries(content).map(([mediaType, { schema = {} }]) => [mediaType.toLowerCase(), schema]));
}

function segmentPattern(segment: string): string | RegExp {
	if (!/\{[^}]+\}/.test(segment)) return decodeSegment(segment);
	const literals = segment.split(/\{[^}]+\}/).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
	return new RegExp(`^${literals.join("(.*)")}$`, "s");
}

function matches({ segments }: Route, path: readonly string[]): boolean {
	if (segments.length !== path.length) return false;
	return segments.every((segment, index) => {
		const actual = path[index] ?? "";
		return typeof segment === "string" ? segment === actual : segment.test(actual);
	});
}

function fixedSegments(route: Route): number {
	return route.segments.filter((segment) => typeof segment === "string").length;
}

function decodeSegment(segment: string): string {
	try {
		return decodeURIComponent(segment);
	} catch {
		return segment;
	}
}
