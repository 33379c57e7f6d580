import { errorBody, first } from "../answer.js";
import { faultOf } from "../check.js";
import type { Item } from "../collection.js";
import { itemsOf } from "../document.js";
import { Problem } from "../problem.js";
import type { Exchange, Operate } from "./exchange.js";

/** Changes several items; each stands alone and has a result of its own, in the order of the request. */
export const updateMany: Operate = (exchange) => {
	const { plan, body } = exchange;
	const batch = plan.object["x-batch"];
	const results = (body as unknown[]).map((item, index) => changeOne(exchange, item, index));
	const failures = results.filter(({ problem }) => problem !== undefined);
	const bodies = results.map((result) => bodyOf(exchange, result));
	if (failures.length === 0) return { status: plan.success?.status ?? 200, body: bodies };
	const partial = failures.length < results.length ? batch?.partial : undefined;
	if (partial !== undefined) return { status: partial, body: bodies };
	if (failures.length < results.length) return { status: plan.success?.status ?? 200, body: bodies };
	return { status: wholeStatus(exchange, failures), body: bodies };
};

interface Result {
	readonly key: unknown;
	/** Absent where it succeeded. */
	readonly problem?: Problem;
}

function changeOne({ document, plan, items, faults }: Exchange, item: unknown, index: number): Result {
	const member = plan.object["x-batch"]?.item ?? plan.key;
	const key = (item as Item | null)?.[member];
	const schema = itemsOf(document, plan.request?.bodies.values().next().value?.schema);
	const place = `/${index}`;
	const read = faults.find(({ pointer }) => pointer === place || pointer.startsWith(`${place}/`));
	const fault = read
		? `${read.pointer.split("/").at(-1)} ${read.message}.`
		: schema && faultOf(document, schema, item)?.words;
	if (fault !== undefined) return { key, problem: new Problem(400, { value: textOf(key), words: fault }) };
	const before = items.get(key);
	if (before === undefined) return { key, problem: new Problem(404, { value: textOf(key) }) };
	items.put({ ...before, ...(item as Item), [plan.key]: before[plan.key] });
	return { key };
}

/** Of several failures the status that they share, else the first that is documented for whole failures. */
function wholeStatus({ plan }: Exchange, failures: readonly Result[]): number {
	const statuses = new Set(failures.map(({ problem }) => problem?.status ?? 400));
	const [only = 400] = statuses;
	const failed = plan.object["x-batch"]?.failed ?? [];
	return statuses.size === 1 && failed.includes(only) ? only : (failed[0] ?? only);
}

function bodyOf({ document, plan }: Exchange, { key, problem }: Result): unknown {
	const shape = document["x-error-shape"];
	if (problem === undefined) {
		const example = structuredClone(first([...(plan.success?.examples.values() ?? [])][0]));
		if (example !== undefined && shape?.value !== undefined) example[shape.value] = textOf(key);
		return example;
	}
	return first(errorBody(document, plan.answers.get(problem.status), problem));
}

function textOf(key: unknown): string {
	return typeof key === "string" || typeof key === "number" ? String(key) : "";
}
