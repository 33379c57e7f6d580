import { createHash } from "node:crypto";
import { bodyKindOf } from "@onespec/openapi-document";
import type { Cell } from "./cells.js";
import type { Reason } from "./reason.js";
import type { Affected, CellResult, Finding, GeneralResult, TransactionResult } from "./results.js";

/** One reason at one place. */
interface Occurrence extends Affected {
	reason: Reason;
	/** `undefined` for a general response. */
	cell: Cell | undefined;
	/** What was sent and came, and how many reasons there are in all. */
	result: Pick<TransactionResult<Reason>, "request" | "response" | "reasons">;
}

/**
 * Puts failures that have one reason together, first those whose mending alone turns most cells green.
 *
 * @example
 * findingsOf(cells, general)[0]; // { title: "Retry-After: the header is missing", cells: 28, wouldPass: 28, … }
 */
export function findingsOf(
	cells: readonly CellResult<Reason>[],
	general: readonly GeneralResult<Reason>[] = [],
): Finding[] {
	const failed = cells.filter(({ outcome }) => outcome === "failed");
	const occurrences: Occurrence[] = failed.flatMap(({ cell, transactions }) =>
		transactions
			.filter(({ outcome }) => outcome === "failed")
			.flatMap((result) =>
				result.reasons.map((reason) => ({ place: cell.id, cause: result.cause, cell, reason, result })),
			),
	);
	blameMediaTypes(occurrences, cells);
	blameOrigins(occurrences);
	for (const result of general.filter(({ outcome }) => outcome === "failed")) {
		const place = generalPlace(result);
		occurrences.push(...result.reasons.map((reason) => ({ place, cause: null, cell: undefined, reason, result })));
	}
	blameBodies(occurrences);
	const byKey = grouped(occurrences, ({ reason }) => reason.key);
	const byCell = grouped(occurrences, ({ cell }) => cell?.id);
	const alone = new Set(
		failed
			.filter(({ transactions }) => transactions.every(({ outcome }) => outcome !== "open"))
			.filter(({ cell }) => new Set(byCell.get(cell.id)?.map(({ reason }) => reason.key)).size === 1)
			.map(({ cell }) => cell.id),
	);
	return [...byKey]
		.map(([key = "", all]) => {
			const ids = [...new Set(all.flatMap(({ cell }) => cell?.id ?? []))];
			const affected = new Map(all.map(({ place, cause }) => [`${place} ${cause}`, { place, cause }]));
			const [{ place, cause, reason, result }] = all.sort(bySize) as [Occurrence];
			const { pointer } = reason;
			return {
				id: `${hashOf(key, 6)}-${hashOf(place, 4)}`,
				title: reason.title ?? reason.text,
				mend: reason.mend ?? "",
				cells: ids.length,
				wouldPass: ids.filter((id) => alone.has(id)).length,
				general: [...affected.values()].filter((one) => one.cause === null).length,
				affected: [...affected.values()],
				source: pointer === undefined ? null : { pointer, file: null, line: null },
				example: { place, cause, reason: reason.text, request: result.request, response: result.response },
			};
		})
		.sort((one, other) => other.wouldPass - one.wouldPass || other.cells - one.cells || other.general - one.general);
}

/** Whether a finding's id, or its first part, is that of a cell's place. */
export function isOfCell(id: string, place: string): boolean {
	return id.split("-")[1] === hashOf(place, 4);
}

/** The part of a finding's id that tells the reason: the same, whatever cells have it. */
export function reasonPart(id: string): string {
	return id.split("-")[0] as string;
}

/** How a general response is named among cells: `404 path-unknown application/json`. */
export function generalPlace({
	status,
	name,
	mediaType,
}: Pick<GeneralResult, "status" | "name" | "mediaType">): string {
	return `${status} ${name} ${mediaType ?? ""}`.trim();
}

/** Where an operation refuses bodies of one kind alone, the media type is the reason, for all operations alike. */
function blameMediaTypes(occurrences: Occurrence[], cells: readonly CellResult<Reason>[]): void {
	const refused = /^(\S+) success>(4\d\d)$/;
	const suspects = occurrences.filter(({ reason, cell }) => refused.test(reason.key) && cell?.requestMediaType);
	const kindOf = (cell: Cell | undefined) => bodyKindOf(cell?.requestMediaType ?? "");
	for (const [key, all] of grouped(suspects, ({ reason }) => reason.key)) {
		const kinds = new Set(all.map(({ cell }) => kindOf(cell)));
		const others = cells.filter(
			({ cell, outcome }) =>
				cell.operationId === all[0]?.cell?.operationId &&
				outcome === "passed" &&
				cell.status.startsWith("2") &&
				!kinds.has(kindOf(cell)),
		);
		if (others.length === 0) continue;
		const [, , status = ""] = refused.exec(key) ?? [];
		for (const one of all) {
			const mediaType = one.cell?.requestMediaType ?? "";
			one.reason = {
				...one.reason,
				key: `media type ${status} ${kindOf(one.cell)}`,
				title: `${mediaType} is documented, but bodies in it are refused with ${status}`,
				mend: `Read ${mediaType}, or take it out of the document.`,
			};
		}
	}
}

/** Where so many members are missing at once, they are one finding. */
const MANY_MISSING = 3;

/** Members that are missing in the very same answers are missing for one reason, such as an empty body. */
function blameBodies(occurrences: Occurrence[]): void {
	const missing = occurrences.filter(({ reason }) => /^member .* missing$/.test(reason.key));
	const placesOf = new Map(
		[...grouped(missing, ({ reason }) => reason.key)].map(([key, all]) => [
			key,
			JSON.stringify([...new Set(all.map(({ place, cause }) => `${place} ${cause}`))]),
		]),
	);
	for (const [, all] of grouped(missing, ({ reason }) => placesOf.get(reason.key))) {
		const keys = [...new Set(all.map(({ reason }) => reason.key))];
		if (keys.length < MANY_MISSING) continue;
		const names = keys.map((key) => key.slice("member ".length, -" missing".length));
		const title = `${names.slice(0, 2).join(", ")} and ${names.length - 2} more members are missing`;
		const mend = 'Send them each time, or take them out of "required" in the document.';
		for (const one of all) one.reason = { ...one.reason, key: keys[0] as string, title, mend };
	}
}

/** What only follows from another operation's wrong answer belongs to what is wrong there most often. */
function blameOrigins(occurrences: Occurrence[]): void {
	const origins = grouped(
		occurrences.filter(({ reason, cell }) => reason.after === undefined && cell?.status.startsWith("2")),
		({ cell }) => cell?.operationId,
	);
	for (const one of occurrences) {
		if (one.reason.after === undefined) continue;
		const [most] = [...grouped(origins.get(one.reason.after) ?? [], ({ reason }) => reason.key).values()].sort(
			(all, others) => others.length - all.length,
		);
		if (most?.[0] !== undefined) one.reason = { ...most[0].reason, text: one.reason.text, after: one.reason.after };
	}
}

/** The plainest first: what follows from nothing, the fewest reasons, the shortest request, the document's order. */
function bySize(one: Occurrence, other: Occurrence): number {
	const follows = ({ reason }: Occurrence) => (reason.after === undefined ? 0 : 1);
	if (follows(one) !== follows(other)) return follows(one) - follows(other);
	const size = ({ result }: Occurrence) => (result.request?.url.length ?? 0) + (result.request?.body.length ?? 0);
	return one.result.reasons.length - other.result.reasons.length || size(one) - size(other);
}

function grouped<T, K>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
	const groups = new Map<K, T[]>();
	for (const item of items) {
		const key = keyOf(item);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [item]);
		else group.push(item);
	}
	return groups;
}

function hashOf(text: string, length: number): string {
	return createHash("sha256").update(text).digest("hex").slice(0, length);
}
