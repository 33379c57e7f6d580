import { documentExtensions, listOf } from "@onespec/openapi-document";
import { errorBody, first } from "../answer.js";
import { bodyFault } from "../check.js";
import type { Item } from "../collection.js";
import { answerOf } from "../plan.js";
import { Problem } from "../problem.js";
import type { Exchange, Operate } from "./exchange.js";

/** Changes several items; each stands alone and has a result of its own, in the order of the request. */
export const updateMany: Operate = (exchange) => {
	const { plan, body, resource } = exchange;
	const results = (body as unknown[]).map((item, index) => changeOne(exchange, item, index));
	const failures = results.filter(({ problem }) => problem !== undefined);
	const bodies = results.map((result) => bodyOf(exchange, result));
	if (failures.length === 0) return { status: plan.success, body: bodies };
	if (failures.length === results.length) return { status: wholeStatus(exchange, failures), body: bodies };
	return { status: resource.updateMany?.partial ?? plan.success, body: bodies };
};

interface Result {
	readonly key: unknown;
	/** Absent where it succeeded. */
	readonly problem?: Problem;
}

function changeOne({ model, plan, items, faults, resource }: Exchange, item: unknown, index: number): Result {
	const member = plan.extensions.batch?.item ?? resource.key;
	const key = (item as Item | null)?.[member];
	const schema = listOf(model, plan.request?.bodies[0]?.schema ?? {})?.item;
	const place = `/${index}`;
	const read = faults.find(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`));
	const fault = read
		? `${read.pointer.split("/").at(-1)} ${read.message}.`
		: schema && bodyFault(model, schema, item)?.words;
	if (fault !== undefined) return { key, problem: new Problem(400, { value: textOf(key), words: fault }) };
	const before = items.get(key);
	if (before === undefined) return { key, problem: new Problem(404, { value: textOf(key) }) };
	items.put({ ...before, ...(item as Item), [resource.key]: before[resource.key] });
	return { key };
}

/** Of several failures the status that they share, else the first that is documented for whole failures. */
function wholeStatus({ resource }: Exchange, failures: readonly Result[]): number {
	const statuses = new Set(failures.map(({ problem }) => problem?.status ?? 400));
	const [only = 400] = statuses;
	const failed = resource.updateMany?.failed ?? [];
	return statuses.size === 1 && failed.includes(only) ? only : (failed[0] ?? only);
}

function bodyOf({ model, plan }: Exchange, { key, problem }: Result): unknown {
	if (problem !== undefined) return first(errorBody(model, answerOf(plan, problem.status), problem));
	const shape = documentExtensions(model).errorShape;
	const example = structuredClone(first([...(answerOf(plan, plan.success)?.examples.values() ?? [])][0]));
	if (example !== undefined && shape?.value !== undefined) example[shape.value] = textOf(key);
	return example;
}

function textOf(key: unknown): string {
	return typeof key === "string" || typeof key === "number" ? String(key) : "";
}
