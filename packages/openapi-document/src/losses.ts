import type { DocumentModel, DocumentProblem, Operation } from "./model.js";
import { tokensOf } from "./pointer.js";
import { refName, type Schema, subschemas } from "./schema.js";

const known = new WeakMap<DocumentModel, ReadonlyMap<string, DocumentProblem>>();

/**
 * The operations of which a constraint could not be read, by their ids, each with the first place where that is so. Nobody
 * can say that an answer of theirs is right. Computed once for each model.
 *
 * @example lossesOf(model).get("readBroken")?.message // "the reference #/components/schemas/Nowhere leads to nothing; …"
 */
export function lossesOf(model: DocumentModel): ReadonlyMap<string, DocumentProblem> {
	let losses = known.get(model);
	if (losses === undefined) {
		losses = derive(model);
		known.set(model, losses);
	}
	return losses;
}

function derive(model: DocumentModel): Map<string, DocumentProblem> {
	const lost = model.problems.filter(({ loses }) => loses);
	const losses = new Map<string, DocumentProblem>();
	if (lost.length === 0) return losses;
	const byOperation = new Map(lost.map((problem) => [problem.operation, problem]));
	const bySchema = new Map(
		lost.flatMap((problem) => {
			const [section, kind, name] = tokensOf(problem.pointer);
			return section === "components" && kind === "schemas" && name !== undefined ? [[name, problem] as const] : [];
		}),
	);
	for (const operation of model.operations) {
		const shared = bySchema.size === 0 ? [] : namesOf(model, operation);
		const problem = byOperation.get(operation.id) ?? [...shared].map((name) => bySchema.get(name)).find(Boolean);
		if (problem !== undefined) losses.set(operation.id, problem);
	}
	return losses;
}

/** The names of all schemas that an operation's requests and answers are made of. */
function namesOf(model: DocumentModel, { parameters, requestBody, responses }: Operation): Set<string> {
	const names = new Set<string>();
	const walk = (schema: Schema | undefined): void => {
		if (schema === undefined) return;
		const name = refName(schema);
		if (name !== undefined && !names.has(name)) {
			names.add(name);
			walk(model.schemas[name]);
		}
		for (const [, below] of subschemas(schema)) walk(below);
	};
	for (const { schema } of [...parameters, ...responses.flatMap(({ headers }) => headers)]) walk(schema);
	for (const { content } of [...(requestBody ? [requestBody] : []), ...responses]) {
		for (const { schema, itemSchema } of content) for (const one of [schema, itemSchema]) walk(one);
	}
	return names;
}
