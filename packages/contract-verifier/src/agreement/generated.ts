import fc from "fast-check";
import type { Answer } from "../judge.js";
import { UnsafeError } from "../live/guard.js";
import { type Draft, exchange } from "../properties/exchange.js";
import type { RunContext } from "../properties/options.js";
import { propertiesOf } from "../properties/plan.js";
import { seedOf } from "../properties/run.js";
import { filledParts, type Subject, subjectsOf } from "../properties/subject.js";
import { type SetUp, saveFrom } from "../requests/set-up.js";

import { differences } from "./differences.js";
import type { AgreementResult, Disagreement } from "./result.js";

const DEFAULT_RUNS = 10;

/**
 * Sends generated valid requests of each operation whose success is natural to both sides, and adds what was found.
 *
 * @throws the signal's reason where it was aborted.
 */
export async function agreeOnGenerated(
	context: RunContext,
	setUp: SetUp,
	mock: Pick<RunContext, "origin" | "basePath">,
	{ seed, runs = DEFAULT_RUNS }: { seed: number; runs?: number },
	result: AgreementResult,
): Promise<void> {
	for (const subject of subjectsOf(context)) {
		const profile = subject.scenario.profile ?? "default";
		// What is open has been said of its cause.
		if (subject.scenario.natural !== true || context.credentials[profile] === undefined) continue;
		const saved = await fixturesOf(setUp, subject, profile);
		for (const { operationId, constraint, place, expected, cases } of propertiesOf(context, subject, saved)) {
			// Whether the others succeed depends on the data, of which the mock has none.
			if (!("success" in expected) || "or" in expected) continue;
			const name = `${operationId} ${constraint} ${place}`;
			const samples = fc.sample(cases, { numRuns: runs, seed: seedOf(seed, name) });
			for (const { draft } of samples.filter(({ unfit }) => unfit === undefined)) {
				context.signal.throwIfAborted();
				let found: Disagreement | undefined;
				try {
					found = await compare(context, setUp, mock, subject, name, draft);
				} catch (error) {
					if (!(error instanceof UnsafeError)) throw error;
					result.notes.push(`not sent: ${name}: ${context.mask(error.message)}`);
					break;
				}
				result.total++;
				if (found === undefined) result.agreed++;
				else result.disagreements.push(found);
			}
		}
	}
}

function fixturesOf(setUp: SetUp, { scenario }: Subject, profile: string) {
	return setUp.fixtures(scenario.fixtures ?? [], profile, scenario.fresh === true);
}

async function compare(
	context: RunContext,
	setUp: SetUp,
	mock: Pick<RunContext, "origin" | "basePath">,
	subject: Subject,
	name: string,
	draft: Draft,
): Promise<Disagreement | undefined> {
	const { model, credentials, signal, mask } = context;
	const { operation, scenario } = subject;
	const profile = scenario.profile ?? "default";
	try {
		// A request that uses its data up gets new data.
		const own = scenario.fresh === true ? filledParts(subject, await fixturesOf(setUp, subject, profile)).path : {};
		const whole = { ...draft, parts: { ...draft.parts, path: { ...draft.parts.path, ...own } } };
		const fromLive = await exchange(context, operation, whole, credentials[profile], profile);
		const onMock = { ...context, ...mock, setUp: undefined };
		const fromMock = await exchange(onMock, operation, whole, credentials[profile]);
		removeLater(context, setUp, subject, fromLive.answer);
		const asked = { operation, responseMediaType: draft.accept, sameBranch: false };
		const reasons = differences(model, asked, { mock: fromMock.answer, live: fromLive.answer });
		return reasons.length === 0
			? undefined
			: { name, reasons: reasons.map(mask), mock: fromMock.shown, live: fromLive.shown };
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof UnsafeError) throw error;
		return { name, reasons: [mask((error as Error).message)], mock: undefined, live: undefined };
	}
}

function removeLater({ model }: RunContext, setUp: SetUp, { scenario, operation }: Subject, answer: Answer): void {
	if (scenario.cleanup === undefined || answer.status < 200 || answer.status > 299) return;
	const saved = saveFrom(model, operation, answer, scenario.save ?? {}, operation.id);
	setUp.later(scenario.cleanup, scenario.profile ?? "default", saved);
}
