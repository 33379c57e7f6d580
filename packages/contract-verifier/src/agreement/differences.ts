import { type DocumentModel, essenceOf, type Operation } from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { mediaFor, responseFor } from "../lookup.js";
import { rootBranches } from "../xml/names.js";
import { shapeOf } from "./shape.js";

/** What was asked for, and whether the mock was asked for the branch of a `oneOf` that live is in. */
interface Asked {
	operation: Operation;
	responseMediaType: string;
	sameBranch: boolean;
}

/** What differs between two answers to one request; values do not count. */
export function differences(
	model: DocumentModel,
	{ operation, responseMediaType, sameBranch }: Asked,
	{ mock, live }: { mock: Answer; live: Answer },
): string[] {
	const reasons: string[] = [];
	const differ = (what: string, one: string, other: string) => {
		if (one !== other) reasons.push(`${what}: ${one} on the mock, ${other} on live`);
	};
	differ("status", String(mock.status), String(live.status));
	if (reasons.length > 0) return reasons;
	const contentType = ({ headers }: Answer) => essenceOf(headers["content-type"] ?? "none");
	differ("Content-Type", contentType(mock), contentType(live));
	const response = responseFor(operation, live.status);
	for (const { name } of response?.headers ?? []) {
		const presence = ({ headers }: Answer) => (headers[name.toLowerCase()] === undefined ? "missing" : "present");
		differ(name, presence(mock), presence(live));
	}
	const schema = mediaFor(response?.content, responseMediaType)?.schema ?? {};
	if (sameBranch || rootBranches(model, schema).length === 1)
		differ("shape", shapeOf(model, schema, mock), shapeOf(model, schema, live));
	return reasons;
}
