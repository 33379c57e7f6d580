import { basePathOf, type DocumentModel, type Operation } from "@onespec/openapi-document";

/** A path of the document, with its operations. */
export interface Route {
	/** As the document writes it, the base path before it. */
	readonly template: string;
	/** By method, in upper case. */
	readonly operations: Map<string, Operation>;
	readonly segments: readonly (string | RegExp)[];
}

/** What a path leads to. */
export interface Found {
	readonly route: Route;
	/** The values of the path's parameters, percent-decoded. */
	readonly path: Readonly<Record<string, string>>;
}

/** The operations of a document, to be found by request. */
export class Operations {
	readonly routes: readonly Route[];

	constructor(model: DocumentModel) {
		const base = basePathOf(model.servers);
		const routes = new Map<string, Route>();
		for (const operation of model.operations) {
			const template = `${base}${operation.path}`;
			// Templates that differ in the names of their parameters alone are one path.
			const shape = template.replaceAll(PARAMETER, "{}");
			const route = routes.get(shape) ?? {
				template,
				operations: new Map(),
				segments: template.split("/").map(segmentPattern),
			};
			route.operations.set(operation.method, operation);
			routes.set(shape, route);
		}
		this.routes = [...routes.values()];
	}

	/** What a request leads to, undefined where nothing has its path. A fixed segment goes before a parameter. */
	find(path: string, method: string): Found | undefined {
		const segments = path.split("/").map(decodeSegment);
		const [route] = this.routes
			.filter((one) => matches(one, segments))
			.sort((left, right) => fixedSegments(right) - fixedSegments(left));
		if (route === undefined) return undefined;
		const values = route.segments.flatMap((segment, index) =>
			typeof segment === "string" ? [] : (segment.exec(segments[index] ?? "")?.slice(1) ?? []),
		);
		const operation = route.operations.get(method);
		const names = [...(operation?.path ?? route.template).matchAll(PARAMETER)].map(([, name = ""]) => name);
		return { route, path: Object.fromEntries(names.map((name, index) => [name, values[index] ?? ""])) };
	}
}

const PARAMETER = /\{([^}]+)\}/g;

function segmentPattern(segment: string): string | RegExp {
	const pieces = segment.split(/\{[^}]+\}/);
	if (pieces.length === 1) return decodeSegment(segment);
	const literals = pieces.map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
	return new RegExp(`^${literals.join("(.*?)")}$`, "s");
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
