import { type ApiDocument, branchesOf, itemsOf } from "./document.js";
import { negotiate } from "./media-types.js";
import type { AnswerPlan, BodyPlan, OperationPlan } from "./plan.js";
import type { Problem } from "./problem.js";

/** What an operation answers, before it is written. */
export interface Answer {
	readonly status: number;
	/** `undefined` where it has none. */
	readonly body?: unknown;
}

/** A success as the document shows it: its first example, with the id that this time is the right one. */
export function successOf(plan: OperationPlan, key: unknown, item: () => unknown): Answer {
	const { success, object } = plan;
	if (success === undefined) return { status: 200 };
	const { status } = success;
	if (success.bodies.size === 0) return { status };
	const result = object["x-result"];
	if (result === undefined) return { status, body: item() };
	const example = structuredClone([...success.examples.values()][0]);
	const value = (Array.isArray(example) ? example[0] : example) as Record<string, unknown> | undefined;
	if (value === undefined) throw new Error(`${plan.id}: its ${status} needs an example.`);
	value[result.member] = typeof value[result.member] === "number" ? Number(key) : String(key);
	return { status, body: example };
}

/**
 * The body of an error: the example of its cause, or else the one whose value is what is at fault, with what is known
 * of this error in the members that `x-error-shape` names.
 */
export function errorBody(
	document: ApiDocument,
	plan: AnswerPlan | undefined,
	{ status, example: named, value, words }: Pick<Problem, "status" | "example" | "value" | "words">,
): unknown {
	const shape = document["x-error-shape"];
	const examples = [...(plan?.examples.values() ?? [])];
	const valueIn = (example: unknown) => shape?.value && first(example)?.[shape.value];
	const example = structuredClone(
		(named === undefined ? undefined : plan?.examples.get(named)) ??
			examples.find((one) => valueIn(one) === value) ??
			examples.find((one) => valueIn(one) === "") ??
			examples[0],
	);
	const error = first(example);
	if (shape === undefined || error === undefined) return example;
	const schema = plan?.bodies.values().next().value?.schema ?? {};
	const rule = branchesOf(document, itemsOf(document, schema) ?? schema)[0];
	const cut = (member: string, text: string) =>
		[...text].slice(0, branchesOf(document, rule?.properties?.[member] ?? {})[0]?.maxLength).join("");
	if (shape.value !== undefined) error[shape.value] = cut(shape.value, value);
	if (shape.status !== undefined) {
		error[shape.status] = typeof error[shape.status] === "number" ? status : String(status);
	}
	if (words !== undefined) error[shape.message] = cut(shape.message, words);
	return Array.isArray(example) ? [error] : example;
}

/** The first item of an array, or the object itself. */
export function first(value: unknown): Record<string, unknown> | undefined {
	const one: unknown = Array.isArray(value) ? value[0] : value;
	return typeof one === "object" && one !== null ? (one as Record<string, unknown>) : undefined;
}

/** Writes an answer in the media type that the request likes best of those that it is documented in. */
export function respond(
	plan: AnswerPlan,
	{ body }: Answer,
	accept: string | null,
	headers: Readonly<Record<string, string>> = {},
): Response {
	const mediaType = negotiate(accept, [...plan.bodies.keys()]) ?? plan.bodies.keys().next().value;
	const own = new Headers(plan.headers);
	for (const [name, value] of Object.entries(headers)) own.set(name, value);
	if (body === undefined || mediaType === undefined) return new Response(null, { status: plan.status, headers: own });
	const { codec } = plan.bodies.get(mediaType) as BodyPlan;
	own.set("content-type", `${mediaType}; charset=utf-8`);
	return new Response(codec.write(body), { status: plan.status, headers: own });
}

/**
 * Writes a problem: as the operation documents its status, else as an answer that belongs to no operation, else in plain
 * words.
 */
export function respondToProblem(
	document: ApiDocument,
	own: ReadonlyMap<number, AnswerPlan> | undefined,
	general: ReadonlyMap<number, AnswerPlan>,
	problem: Problem,
	accept: string | null,
): Response {
	const { status, headers } = problem;
	const documented = own?.get(status) ?? general.get(status);
	if (documented === undefined) return new Response(problem.message, { status, headers });
	const body = errorBody(document, documented, problem);
	return respond(documented, { status, body }, accept, headers);
}
