import {
	type DocumentModel,
	documentExtensions,
	listOf,
	membersOf,
	negotiate,
	resolve,
	tokensOf,
} from "@onespec/openapi-document";
import { faultOf } from "@onespec/openapi-document/check";
import { type AnswerPlan, answerOf, type BodyPlan, type OperationPlan } from "./plan.js";
import type { Problem } from "./problem.js";

/** What an operation answers, before it is written. */
export interface Answer {
	readonly status: number;
	/** `undefined` where it has none. */
	readonly body?: unknown;
}

/** A success about one item, as the document shows it: the item, or its first example with the id that is the right one. */
export function itemAnswer(model: DocumentModel, plan: OperationPlan, key: unknown, item: unknown): Answer {
	const { success: status, extensions, resource } = plan;
	const documented = answerOf(plan, status);
	if (documented === undefined || documented.bodies.length === 0) return { status };
	if (extensions.result === undefined) {
		return { status, body: shaped(model, documented, [resource?.read?.item ?? "", "", "/0"], item) };
	}
	const { member } = extensions.result;
	const example = structuredClone([...documented.examples.values()][0]);
	const value = first(example);
	if (value !== undefined) value[member] = typeof value[member] === "number" ? Number(key) : String(key);
	return { status, body: example };
}

/**
 * A body with a value at the first of the places where it is as documented; else the example with the value at the first place.
 *
 * @param pointers JSON pointers into the body: `/data`
 */
export function shaped(
	model: DocumentModel,
	{ bodies, examples }: AnswerPlan,
	pointers: readonly string[],
	value: unknown,
): unknown {
	const schema = bodies[0]?.schema ?? {};
	const bare = pointers.map((pointer) => placed(undefined, tokensOf(pointer), value));
	const right = bare.find(
		(body) => faultOf(model, schema, body, { decimals: "string", direction: "response" }) === undefined,
	);
	if (right !== undefined) return right;
	const [example] = examples.values();
	return placed(structuredClone(example), tokensOf(pointers[0] ?? ""), value);
}

/** Puts a value at a place into another: `placed({ total: 2 }, ["data"], [])` is `{ total: 2, data: [] }`. */
function placed(whole: unknown, tokens: readonly string[], value: unknown): unknown {
	const [token, ...rest] = tokens;
	if (token === undefined) return value;
	if (token === "0") return [placed(Array.isArray(whole) ? whole[0] : undefined, rest, value)];
	const around = (typeof whole === "object" && whole !== null ? whole : {}) as Record<string, unknown>;
	return { ...around, [token]: placed(around[token], rest, value) };
}

/**
 * The body of an error: the example of its cause, or else the one whose value is what is at fault, with what is known
 * of this error in the members that `x-error-shape` names.
 */
export function errorBody(
	model: DocumentModel,
	plan: AnswerPlan | undefined,
	{ status, example: named, value, words }: Pick<Problem, "status" | "example" | "value" | "words">,
): unknown {
	const shape = documentExtensions(model).errorShape;
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
	const schema = plan?.bodies[0]?.schema ?? {};
	const members = membersOf(model, listOf(model, schema)?.item ?? schema);
	const cut = (member: string, text: string) => {
		const rule = members.get(member)?.schema;
		return [...text].slice(0, rule && resolve(model, rule).maxLength).join("");
	};
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
	{ bodies, headers: documented }: AnswerPlan,
	{ status, body }: Answer,
	accept: string | null,
	headers: Readonly<Record<string, string>> = {},
): Response {
	const chosen = negotiate(
		accept ?? undefined,
		bodies.map(({ mediaType }) => mediaType),
	);
	const plan = bodies.find(({ mediaType }) => mediaType === chosen) ?? bodies[0];
	const own = new Headers(documented);
	for (const [name, value] of Object.entries(headers)) own.set(name, value);
	if (body === undefined || plan === undefined) return new Response(null, { status, headers: own });
	own.set("content-type", plan.codec ? `${plan.mediaType}; charset=utf-8` : plan.mediaType);
	const written = plan.codec?.write(body) ?? bodyOf(plan.kind, body);
	// With a boundary of its own.
	if (written instanceof FormData) own.delete("content-type");
	return new Response(written, { status, headers: own });
}

/** A value in what is neither JSON nor XML. */
function bodyOf(kind: BodyPlan["kind"], value: unknown): string | FormData {
	const text = (one: unknown): string => (typeof one === "object" && one !== null ? JSON.stringify(one) : String(one));
	const items = Array.isArray(value) ? value : [value];
	const pairs = Object.entries(Object(value)).flatMap(([name, held]) =>
		(Array.isArray(held) ? held : [held]).map((one) => [name, text(one)] as [string, string]),
	);
	switch (kind) {
		case "json-lines":
			return items.map((item) => `${JSON.stringify(item)}\n`).join("");
		case "event-stream":
			return items.map((item) => `${text(item).replace(/^/gm, "data: ")}\n\n`).join("");
		case "form":
			return new URLSearchParams(pairs).toString();
		case "multipart": {
			const form = new FormData();
			for (const [name, one] of pairs) form.append(name, one);
			return form;
		}
		default:
			return text(value);
	}
}

/**
 * Writes a problem: as the operation documents its status, else as an answer that belongs to no operation, else in plain
 * words.
 */
export function respondToProblem(
	model: DocumentModel,
	plan: OperationPlan | undefined,
	general: ReadonlyMap<number, AnswerPlan>,
	problem: Problem,
	accept: string | null,
): Response {
	const { status, headers } = problem;
	const documented = (plan && answerOf(plan, status)) ?? general.get(status);
	if (documented === undefined) return new Response(problem.message, { status, headers });
	const body = errorBody(model, documented, problem);
	return respond(documented, { status, body }, accept, headers);
}
