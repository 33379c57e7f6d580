import { familyOf, mediaTypeOf } from "../../document/media-types.js";
import type { Operation } from "../../document/operations.js";
import { resolve } from "../../document/pointer.js";
import { rootBranches } from "../../xml/xsd.js";
import type { PlantedAnswer } from "../kind.js";
import type { Behaviour, BehaviourInput } from "./behaviour.js";
import { operationFinder } from "./operation-of.js";

/** Faults in answers that are valid all the same: another language, another order, a wrong number, a false success. */
export function answerBehaviours(input: BehaviourInput): Behaviour[] {
	const { operations } = input;
	const find = operationFinder(input);
	const altered = (
		name: string,
		operation: Operation,
		because: RegExp,
		alter: (answer: PlantedAnswer) => PlantedAnswer,
	): Behaviour => ({
		name,
		operationIds: [operation.operationId],
		because,
		fault: () => async (request, forward) => {
			const answer = await forward(request);
			return find(request)?.operationId === operation.operationId ? alter(answer) : answer;
		},
	});
	const behaviours: Behaviour[] = [];
	for (const [asked, given] of [
		["json", "xml"],
		["xml", "json"],
	] as const) {
		const both = operations.filter((operation) => {
			const families = mediaTypesOf(operation).map(familyOf);
			return families.includes(asked) && families.includes(given);
		});
		if (both.length === 0) continue;
		behaviours.push({
			name: `${given}-answered-to-${asked}`,
			because: new RegExp(`^Content-Type: must be .*${asked}\\b.*, but is .*${given}`),
			operationIds: both.map(({ operationId }) => operationId),
			fault: () => (request, forward) => {
				const operation = find(request);
				const other = operation && mediaTypesOf(operation).find((mediaType) => familyOf(mediaType) === given);
				const asks = request.transaction !== undefined && familyOf(request.headers.accept ?? "") === asked;
				const headers = asks && other !== undefined ? { ...request.headers, accept: other } : request.headers;
				return forward({ ...request, headers });
			},
		});
	}
	for (const operation of operations) {
		if (operation.responses.has("206") && operation.responses.has("200")) {
			behaviours.push(
				altered("partial-reported-as-success", operation, /^status: must be 206, but is 200/, (answer) =>
					answer.status === 206 ? { ...answer, status: 200 } : answer,
				),
			);
		}
		if (operation.method !== "GET") continue;
		const branches = successBranches(input, operation);
		if (branches.some(({ type, maxItems }) => type === "array" && maxItems !== 1)) {
			behaviours.push(
				altered("order-reversed", operation, /^list\b.*: the ids: must be /, (answer) => ofJson(answer, reversed)),
			);
		}
		if (branches.some(({ properties = {} }) => isCount(Object.values(properties)))) {
			behaviours.push(altered("count-wrong", operation, /^count: must be /, (answer) => ofJson(answer, oneMore)));
		}
	}
	return behaviours;

	function isCount(members: { type?: string }[]): boolean {
		return members.length === 1 && members[0]?.type === "integer";
	}
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
	if (answer.status !== 200 || familyOf(answer.headers["content-type"] ?? "") !== "json") return answer;
	const text = Buffer.from(answer.body).toString();
	// Decimals are kept as they stand: behind a colon, as a marked text that is unmarked again.
	const marked = text.replace(/(:\s*)(-?\d+\.\d+)(?=\s*[,}])/g, '$1"decimal $2"');
	const changed = JSON.stringify(change(JSON.parse(marked))).replace(/"decimal (-?\d+\.\d+)"/g, "$1");
	return { ...answer, body: Buffer.from(changed) };
}

function mediaTypesOf({ responses }: Operation): string[] {
	const keys = [...responses.values()].flatMap(({ content }) => Object.keys(content ?? {}));
	return [...new Set(keys.map(mediaTypeOf))];
}

function successBranches({ document }: BehaviourInput, { responses }: Operation) {
	const media = Object.entries(responses.get("200")?.content ?? {}).find(([key]) => familyOf(key) === "json")?.[1];
	if (media?.schema === undefined) return [];
	return rootBranches(document, media.schema).map((branch) => resolve(document, branch));
}
