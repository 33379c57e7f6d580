import { mediaTypeOf } from "../document/media-types.js";
import type { Operation } from "../document/operations.js";
import type { OpenApiDocument, SchemaObject } from "../document/types.js";
import type { Answer } from "../judge.js";
import { rootBranches } from "../xml/xsd.js";
import { shapeOf } from "./shape.js";

/** What was asked for, and whether the mock was asked for the branch of a `oneOf` that live is in. */
interface Asked {
	operation: Operation;
	responseMediaType: string;
	sameBranch: boolean;
}

/** What differs between two answers to one request; values do not count. */
export function differences(
	document: OpenApiDocument,
	{ operation, responseMediaType, sameBranch }: Asked,
	{ mock, live }: { mock: Answer; live: Answer },
): string[] {
	const reasons: string[] = [];
	const differ = (what: string, one: string, other: string) => {
		if (one !== other) reasons.push(`${what}: ${one} on the mock, ${other} on live`);
	};
	differ("status", String(mock.status), String(live.status));
	if (reasons.length > 0) return reasons;
	const contentType = ({ headers }: Answer) => mediaTypeOf(headers["content-type"] ?? "none");
	differ("Content-Type", contentType(mock), contentType(live));
	const response = operation.responses.get(String(live.status));
	for (const name of Object.keys(response?.headers ?? {})) {
		const presence = ({ headers }: Answer) => (headers[name.toLowerCase()] === undefined ? "missing" : "present");
		differ(name, presence(mock), presence(live));
	}
	const schema: SchemaObject =
		Object.entries(response?.content ?? {}).find(([key]) => mediaTypeOf(key) === responseMediaType)?.[1].schema ?? {};
	if (sameBranch || rootBranches(document, schema).length === 1)
		differ("shape", shapeOf(document, schema, mock), shapeOf(document, schema, live));
	return reasons;
}
