import { type DocumentModel, essenceOf, type Operation } from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { mediaFor, responseFor } from "../lookup.js";
import { rootBranches } from "../xml/names.js";
import { shapeOf } from "./shape.js";

/** What was asked for, and whether both were asked for the same branch of a `oneOf`. */
interface Asked {
	operation: Operation;
	responseMediaType: string;
	sameBranch: boolean;
	/** What the two targets are called. */
	names: readonly [string, string];
}

/** What differs between two answers to one request; values do not count. */
export function differences(
	model: DocumentModel,
	{ operation, responseMediaType, sameBranch, names }: Asked,
	answers: readonly [Answer, Answer],
): string[] {
	const reasons: string[] = [];
	const [name, otherName] = names;
	const differ = (what: string, of: (answer: Answer) => string) => {
		const [one, other] = [of(answers[0]), of(answers[1])];
		if (one !== other) reasons.push(`${what}: ${one} on ${name}, ${other} on ${otherName}`);
	};
	differ("status", ({ status }) => String(status));
	if (reasons.length > 0) return reasons;
	differ("Content-Type", ({ headers }) => essenceOf(headers["content-type"] ?? "none"));
	const response = responseFor(operation, answers[1].status);
	for (const { name: header } of response?.headers ?? [])
		differ(header, ({ headers }) => (headers[header.toLowerCase()] === undefined ? "missing" : "present"));
	const schema = mediaFor(response?.content, responseMediaType)?.schema ?? {};
	if (sameBranch || rootBranches(model, schema).length === 1)
		differ("shape", (answer) => shapeOf(model, schema, answer));
	return reasons;
}
