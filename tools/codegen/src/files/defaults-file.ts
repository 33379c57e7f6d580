import { resourcesOf } from "@onespec/openapi-document";
import { type Api, type Files, marker } from "../api.js";
import { literal } from "../literal.js";

/** By the id of the operation that creates; empty where the document states no default. */
function defaultsOf({ model }: Api): Record<string, object> {
	return Object.fromEntries(
		resourcesOf(model).flatMap(({ create }) =>
			create === undefined || Object.keys(create.defaults).length === 0
				? []
				: [[create.operation.id, create.defaults] as const],
		),
	);
}

/** Whether the package has an entry `./defaults`. */
export function hasDefaults(api: Api): boolean {
	return Object.keys(defaultsOf(api)).length > 0;
}

/** `defaults.ts`: what a new item has where the request does not say, for forms and for servers. */
export function defaultsFile(api: Api): Files {
	if (!hasDefaults(api)) return new Map();
	const text = `// ${marker(api)}

/** The members of a new item that a request leaves out, by the operation that creates it. */
export const defaults = ${literal(defaultsOf(api))} as const;
`;
	return new Map([["src/generated/defaults.ts", text]]);
}
