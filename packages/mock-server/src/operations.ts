import { basePathOf, type DocumentModel, type MediaType, type Schema } from "@onespec/openapi-document";

/** The media types of a body with the schema of each, in the order of the document. */
export type Content = ReadonlyMap<string, Schema>;

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

	constructor(model: DocumentModel) {
		const base = basePathOf(model.servers);
		this.#routes = model.operations.map(({ method, path, requestBody, responses }) => ({
			method,
			segments: `${base}${path}`.split("/").map(segmentPattern),
			operation: {
				request: contentOf(requestBody?.content),
				responses: new Map(responses.map(({ status, content }) => [status, contentOf(content)])),
			},
		}));
	}

	/** The operation that a request is for, undefined where there is none. A fixed segment goes before a parameter. */
	find(method: string, path: string): Operation | undefined {
		const segments = path.split("/").map(decodeSegment);
		const found = this.#routes.filter((route) => route.method === method && matches(route, segments));
		return found.sort((left, right) => fixedSegments(right) - fixedSegments(left))[0]?.operation;
	}
}

/** The documented content of an operation's response with this status: by itself, by its range or by default. */
export function responseContent(operation: Operation, status: number): Content | undefined {
	const { responses } = operation;
	return responses.get(String(status)) ?? responses.get(`${String(status).charAt(0)}XX`) ?? responses.get("default");
}

function contentOf(content: readonly MediaType[] = []): Content {
	return new Map(content.map(({ mediaType, schema = {} }) => [mediaType, schema]));
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
