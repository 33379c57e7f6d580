import { bodyKindOf, type Operation, resourcesOf } from "@onespec/openapi-document";
import type { PlantedAnswer } from "../kind.js";
import type { Behaviour, BehaviourInput } from "./behaviour.js";
import { operationFinder } from "./operation-of.js";

/** Faults in answers that are valid all the same: another language, another order, a wrong number, a false success. */
export function answerBehaviours(input: BehaviourInput): Behaviour[] {
	const { operations } = input.model;
	const find = operationFinder(input);
	const altered = (
		name: string,
		operation: Operation,
		because: RegExp,
		alter: (answer: PlantedAnswer) => PlantedAnswer,
	): Behaviour => ({
		name,
		operationIds: [operation.id],
		because,
		fault: () => async (request, forward) => {
			const answer = await forward(request);
			return find(request)?.id === operation.id ? alter(answer) : answer;
		},
	});
	const behaviours: Behaviour[] = [];
	for (const [asked, given] of [
		["json", "xml"],
		["xml", "json"],
	] as const) {
		const both = operations.filter((operation) => {
			const families = mediaTypesOf(operation).map(bodyKindOf);
			return families.includes(asked) && families.includes(given);
		});
		if (both.length === 0) continue;
		behaviours.push({
			name: `${given}-answered-to-${asked}`,
			because: new RegExp(`^Content-Type: must be .*${asked}\\b.*, but is .*${given}`),
			operationIds: both.map(({ id }) => id),
			fault: () => (request, forward) => {
				const operation = find(request);
				const other = operation && mediaTypesOf(operation).find((mediaType) => bodyKindOf(mediaType) === given);
				const asks = request.transaction !== undefined && bodyKindOf(request.headers.accept ?? "") === asked;
				const headers = asks && other !== undefined ? { ...request.headers, accept: other } : request.headers;
				return forward({ ...request, headers });
			},
		});
	}
	for (const { list, count, updateMany } of resourcesOf(input.model)) {
		const partial = updateMany?.partial ?? 0;
		if (updateMany?.operation.responses.some(({ status }) => status === String(partial))) {
			const because = new RegExp(`^status: must be ${partial}, but is 200`);
			behaviours.push(
				altered("partial-reported-as-success", updateMany.operation, because, (answer) =>
					answer.status === partial ? { ...answer, status: 200 } : answer,
				),
			);
		}
		// Where the items lie in an envelope, or nothing is counted, there is nothing to turn round.
		if (list?.items === "") {
			behaviours.push(
				altered("order-reversed", list.operation, /^list\b.*: the ids: must be /, (answer) => ofJson(answer, reversed)),
			);
		}
		if (count !== undefined) {
			behaviours.push(altered("count-wrong", count.operation, /^count: must be /, (answer) => ofJson(answer, oneMore)));
		}
	}
	return behaviours;
}

function reversed(value: unknown): unknown {
	return Array.isArray(value) ? value.reverse() : value;
}

function oneMore(value: unknown): unknown {
	if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(Object.entries(value).map(([name, number]) => [name, Number(number) + 1]));
}

/** Changes the value of a JSON success; decimals may lose zeros at their end. */
function ofJson(answer: PlantedAnswer, change: (value: unknown) => unknown): PlantedAnswer {
	if (answer.status !== 200 || bodyKindOf(answer.headers["content-type"] ?? "") !== "json") return answer;
	const text = Buffer.from(answer.body).toString();
	// Decimals are kept as they stand: behind a colon, as a marked text that is unmarked again.
	const marked = text.replace(/(:\s*)(-?\d+\.\d+)(?=\s*[,}])/g, '$1"decimal $2"');
	const changed = JSON.stringify(change(JSON.parse(marked))).replace(/"decimal (-?\d+\.\d+)"/g, "$1");
	return { ...answer, body: Buffer.from(changed) };
}

function mediaTypesOf({ responses }: Operation): string[] {
	return [...new Set(responses.flatMap(({ content }) => content.map(({ mediaType }) => mediaType)))];
}
