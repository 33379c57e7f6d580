import type { ApiDocument } from "./document.js";
import type { AnswerPlan, Codecs } from "./plan.js";

/** The answers that belong to no operation, by their status, each in every media type of the document. */
export function generalAnswers(
	document: ApiDocument,
	mediaTypes: readonly string[],
	codecs: Codecs,
): Map<number, AnswerPlan> {
	const answers = Object.values(document["x-general-responses"] ?? {}).map(
		({ status, schema, example }): AnswerPlan => {
			const bodies =
				schema === undefined ? [] : mediaTypes.map((one) => [one, { schema, codec: codecs(one, schema) }] as const);
			const examples = new Map(example === undefined ? [] : [["default", example]]);
			return { status, bodies: new Map(bodies), examples, headers: {} };
		},
	);
	return new Map(answers.map((answer) => [answer.status, answer]));
}
