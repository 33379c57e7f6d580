import { basePathOf, type DocumentModel, type Operation } from "@onespec/openapi-document";

/** A path of the document, with its operations. */
export interface Route {
	/** As the document writes it, the base path before it. */
	readonly template: string;
	/** By method, in upper case. */
	readonly operations: Map<string, Operation>;
	readonly segments: readonly (string | RegExp)[];
	/** The names of its parameters, in order. */
	readonly names: readonly string[];
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
			const route = routes.get(template) ?? {
				template,
				operations: new Map(),
				segments: template.split("/").map(segmentPattern),
				names: [...template.matchAll(/\{([^}]+)\}/g)].map(([, name = ""]) => name),
			};
			route.operations.set(operation.method, operation);
			routes.set(template, route);
		}
		this.routes = [...routes.values()];
	}

	/** What a path leads to, undefined where nothing has it. A fixed segment goes before a parameter. */
	find(path: string): Found | undefined {
		const segments = path.split("/").map(decodeSegment);
		const [route] = this.routes
			.filter((one) => matches(one, segments))
			.sort((left, right) => fixedSegments(right) - fixedSegments(left));
		if (route === undefined) return undefined;
		const values = route.segments.flatMap((segment, index) =>
			typeof segment === "string" ? [] : (segment.exec(segments[index] ?? "")?.slice(1) ?? []),
		);
		return { route, path: Object.fromEntries(route.names.map((name, index) => [name, values[index] ?? ""])) };
	}
}

function segmentPattern(segment: string): string | RegExp {
	if (!/\{[^}]+\}/.test(segment)) return decodeSegment(segment);
	const literals = segment.split(/\{[^}]+\}/).map((literal) => literal.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
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
