import fc from "fast-check";
import type { Answer } from "../judge.js";
import { UnsafeError } from "../live/guard.js";
import { type Draft, exchange } from "../properties/exchange.js";
import { type Property, propertiesOf } from "../properties/plan.js";
import { seedOf } from "../properties/run.js";
import { fixturesOf, type Subject, subjectsOf, withFreshItems, withOwnItems } from "../properties/subject.js";
import { isSafe } from "../requests/read-only.js";
import { type SetUp, saveFrom } from "../requests/set-up.js";
import { differences } from "./differences.js";
import type { AgreementResult, Disagreement } from "./result.js";
import { bothOf, type Side, type Sides } from "./side.js";

const DEFAULT_RUNS = 10;

/** A subject with what one target has for it. */
interface Prepared {
	subject: Subject;
	properties: Property[];
}

/**
 * Sends generated valid requests of each operation to both sides, and adds what was found; to a mock only those of operations
 * whose success is natural. On two live servers the same seed gives both the same requests, up to what they name.
 *
 * @throws the signal's reason where it was aborted.
 */
export async function agreeOnGenerated(
	sides: Sides,
	{ seed, runs = DEFAULT_RUNS }: { seed: number; runs?: number },
	result: AgreementResult,
): Promise<void> {
	const [first, second] = sides;
	for (const subject of subjectsOf(second)) {
		const { scenario, operation } = subject;
		const isNatural = scenario.natural === true || scenario.derived === true;
		// What is open has been said of its cause.
		if (second.credentials[scenario.profile ?? "default"] === undefined) continue;
		if ((first.setUp === undefined && !isNatural) || (second.readOnly && !isSafe(operation.method))) continue;
		let both: readonly [Prepared, Prepared];
		try {
			const other = await prepare(second, second.setUp, subject);
			both = [first.setUp === undefined ? other : await prepare(first, first.setUp, subject), other];
		} catch (error) {
			second.signal.throwIfAborted();
			result.open.push(`${operation.id}: ${second.mask((error as Error).message)}`);
			continue;
		}
		for (const [index, { operationId, constraint, place, expected }] of both[1].properties.entries()) {
			// Whether the others succeed depends on the data, of which the mock has none.
			if (!("success" in expected) || "or" in expected) continue;
			const name = `${operationId} ${constraint} ${place}`;
			const drafts = both.map(({ properties }) => {
				const cases = properties[index]?.cases;
				return cases === undefined ? [] : fc.sample(cases, { numRuns: runs, seed: seedOf(seed, name) });
			});
			for (const [count, { draft, unfit }] of (drafts[1] ?? []).entries()) {
				const own = drafts[0]?.[count]?.draft;
				if (unfit !== undefined || own === undefined) continue;
				second.signal.throwIfAborted();
				let found: Disagreement | undefined;
				try {
					found = await compare(sides, both, [own, draft], name, result.names);
				} catch (error) {
					if (!(error instanceof UnsafeError)) throw error;
					result.notes.push(`not sent: ${name}: ${second.mask(error.message)}`);
					break;
				}
				result.total++;
				if (found === undefined) result.agreed++;
				else result.disagreements.push(found);
			}
		}
	}
}

async function prepare(side: Side, setUp: SetUp, subject: Subject): Promise<Prepared> {
	const saved = await fixturesOf(setUp, subject);
	const own = await withOwnItems(setUp, side.model, subject);
	return { subject: own, properties: propertiesOf(side, own, saved) };
}

async function compare(
	sides: Sides,
	both: readonly [Prepared, Prepared],
	drafts: readonly [Draft, Draft],
	name: string,
	names: readonly [string, string],
): Promise<Disagreement | undefined> {
	const [first, second] = sides;
	const { model, signal, mask } = second;
	const { operation, scenario } = both[1].subject;
	try {
		const other = await fresh(second.setUp, both[1].subject, drafts[1]);
		const one = first.setUp === undefined ? other : await fresh(first.setUp, both[0].subject, drafts[0]);
		const said = (side: Side, draft: Draft) => {
			const profile = scenario.profile ?? "default";
			return exchange(side, operation, draft, side.credentials[profile], profile);
		};
		const answered = await bothOf([said(first, one), said(second, other)]);
		for (const [index, { answer }] of answered.entries()) removeLater(sides[index], both[1].subject, answer);
		const asked = { operation, responseMediaType: other.accept, sameBranch: false, names };
		const reasons = differences(model, asked, [answered[0].answer, answered[1].answer]);
		const exchanges = [answered[0].shown, answered[1].shown] as const;
		return reasons.length === 0 ? undefined : { name, reasons: reasons.map(mask), exchanges };
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof UnsafeError) throw error;
		return { name, reasons: [mask((error as Error).message)], exchanges: [undefined, undefined] };
	}
}

/** A request that uses its data up gets new data. */
async function fresh(setUp: SetUp, subject: Subject, draft: Draft): Promise<Draft> {
	return subject.scenario.fresh === true ? withFreshItems(setUp, subject, draft) : draft;
}

function removeLater(side: Side | undefined, { scenario, operation }: Subject, answer: Answer): void {
	if (side?.setUp === undefined || scenario.cleanup === undefined || answer.status < 200 || answer.status > 299) return;
	const saved = saveFrom(side.model, operation, answer, scenario.save ?? {}, operation.id);
	side.setUp.later(scenario.cleanup, scenario.profile ?? "default", saved);
}
