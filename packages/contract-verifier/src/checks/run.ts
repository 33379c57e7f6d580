import { type DocumentModel, membersOf, type Resource, resolve } from "@onespec/openapi-document";
import { collectionsOf } from "../live/roles.js";
import { mapReason, type Reason } from "../reason.js";
import { carriersOf } from "../requests/credentials.js";
import { answerShown, type Mask, requestShown } from "../requests/mask.js";
import type { CellResult, TransactionResult } from "../results.js";
import { accessChecks } from "./access.js";
import type { Check, CheckContext, Found, Shown, WorkingResource } from "./check.js";
import { lenientChecks, queryChecks } from "./lenient.js";
import { listChecks } from "./lists.js";
import { negotiationChecks } from "./negotiation.js";
import { pagingChecks } from "./paging.js";
import { storedChecks } from "./stored.js";
import { throttleChecks } from "./throttle.js";
import { Workplace } from "./workplace.js";

/** What checks found: how many things were looked at, and by the cell's id what is not as the document says. */
export interface ChecksResult {
	looked: number;
	failed: Map<string, TransactionResult<Reason>[]>;
}

/** So many deviations of one check are shown. */
const MOST_SHOWN = 5;

/**
 * Asks a live server what the causes of the cells do not ask: whether it keeps what it is sent at the bounds of the
 * document, whether its lists and counts are true, and what it accepts that the document refuses. What is found belongs to
 * cells; a cell that failed, or of which nothing passed, is asked nothing more.
 *
 * @param cells the cells as the causes left them
 */
export async function runChecks(
	context: CheckContext,
	cells: readonly CellResult<Reason>[],
	mask: Mask,
): Promise<ChecksResult> {
	const result: ChecksResult = { looked: 0, failed: new Map() };
	const ask = async (check: Check): Promise<void> => {
		context.signal.throwIfAborted();
		const own = cells.filter(({ cell }) => cell.operationId === check.operation.id && check.belongs(cell));
		// Where one cause of several is open, what passed is enough to ask more.
		const passed = own.find(({ transactions }) => transactions.some(({ outcome }) => outcome === "passed"));
		const target = (passed ?? (check.evenOpen === true ? own[0] : undefined))?.cell;
		if (target === undefined || own.some(({ outcome }) => outcome === "failed")) return;
		const { looked, found } = await confirmed(context, check);
		result.looked += looked;
		if (found.length === 0) return;
		const failed = result.failed.get(target.id) ?? [];
		result.failed.set(target.id, failed);
		for (const one of distinct(found)) failed.push(transactionOf(context, check, one, mask));
	};
	// Those of the throttle mostly wait.
	const waiting = Promise.allSettled(throttleChecks(context).map(ask));
	try {
		for (const check of await checksOf(context)) await ask(check);
	} finally {
		await waiting;
	}
	return result;
}

async function checksOf(context: CheckContext): Promise<Check[]> {
	const checks = [...accessChecks(context), ...negotiationChecks(context), ...queryChecks(context)];
	for (const one of collectionsOf(context.model)) {
		const resource = workingOf(context.model, one);
		try {
			const place = resource && (await Workplace.open(context, resource));
			if (place === undefined) checks.push(...pagingChecks(context, one, undefined));
			else
				checks.push(
					...storedChecks(context, place),
					...lenientChecks(context, place),
					...listChecks(context, place),
					...pagingChecks(context, one, place),
				);
		} catch {
			// Its cells say why nothing can be made there.
			context.signal.throwIfAborted();
		}
	}
	return checks;
}

/** A collection that checks can work on; where nothing else makes its items, PUT under a new id does. */
function workingOf(model: DocumentModel, resource: Resource): WorkingResource | undefined {
	const { create, replace, delete: remove, read, list } = resource;
	if (remove === undefined || (read ?? list) === undefined) return undefined;
	if (create !== undefined) return { ...resource, create, delete: remove };
	if (replace === undefined) return undefined;
	const { operation } = replace;
	const members = [...membersOf(model, operation.requestBody?.content[0]?.schema ?? {})];
	const defaults = Object.fromEntries(
		members.flatMap(([name, member]) => {
			const { default: value } = resolve(model, member.schema);
			return value === undefined || member.required ? [] : [[name, value]];
		}),
	);
	return { ...resource, create: { operation, id: undefined, defaults }, delete: remove, choosesIds: true };
}

/** What a check finds twice: others may use the server at the same time. */
async function confirmed({ signal }: CheckContext, check: Check): Promise<{ looked: number; found: Found[] }> {
	const attempt = async () => {
		try {
			return await check.run();
		} catch {
			// What is not safe, or is not answered, is no finding: the cells say so where it matters.
			signal.throwIfAborted();
			return { looked: 0, found: [] };
		}
	};
	const first = await attempt();
	if (first.found.length === 0) return first;
	const second = await attempt();
	const keys = new Set(second.found.map(({ key }) => key));
	return { looked: first.looked, found: first.found.filter(({ key }) => keys.has(key)) };
}

/** The first of each kind. */
function distinct(found: readonly Found[]): Found[] {
	const byKey = new Map<string, Found>();
	for (const one of found) if (!byKey.has(one.key)) byKey.set(one.key, one);
	return [...byKey.values()].slice(0, MOST_SHOWN);
}

/** A finding as a further transaction of its cell, so that every report shows it with its request and answer. */
function transactionOf(
	{ model, origin }: CheckContext,
	{ name }: Check,
	{ shown, ...reason }: Found,
	mask: Mask,
): TransactionResult<Reason> {
	return {
		cause: name,
		outcome: "failed",
		natural: false,
		reasons: [mapReason(reason, mask)],
		...(shown === undefined ? { request: null, response: null } : exchangeOf(shown)),
	};

	function exchangeOf({ operation, request, answer }: Shown): Pick<TransactionResult, "request" | "response"> {
		const carriers = carriersOf(model, operation);
		return { request: requestShown(request, { origin, carriers, mask }), response: answerShown(answer, mask) };
	}
}
