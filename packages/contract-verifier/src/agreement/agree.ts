import type { Answer } from "../judge.js";
import { UnsafeError } from "../live/guard.js";
import { liveParts } from "../live/parts.js";
import { type PlannedTransaction, planOf, profileOf } from "../plan.js";
import { shownOf } from "../properties/exchange.js";
import { addressOf, type RunContext, type RunOptions, readOptions } from "../properties/options.js";
import { buildRequest, type Request } from "../requests/build.js";
import { send } from "../requests/send.js";
import { type SetUp, saveFrom } from "../requests/set-up.js";
import { differences } from "./differences.js";
import { agreeOnGenerated } from "./generated.js";
import type { AgreementResult, Disagreement } from "./result.js";

export interface AgreementOptions extends Omit<RunOptions, "seed"> {
	/** The base URL of the mock; `endpoint` is that of the live server. */
	mock: string;
	/** Compares generated valid requests too: so many for each constraint at each place, 10 by default. */
	generated?: { seed: number; runs?: number };
}

/**
 * Sends the request of every natural cause to both the mock and the live server, in every combination of media types,
 * and compares the answers: status, media type, documented headers, and the body's shape. With `generated` it goes on
 * with generated requests that must succeed.
 *
 * @throws DocumentError, ScenariosError, CredentialsError for what was given; the signal's reason where it was aborted.
 */
export async function agree(options: AgreementOptions): Promise<AgreementResult> {
	const context = await readOptions(options);
	const mock = addressOf(options.mock);
	const { setUp } = context;
	const { model, scenarios, credentials } = context;
	const result: AgreementResult = { total: 0, agreed: 0, disagreements: [], open: [], notes: [] };
	try {
		const planned = planOf({ model, target: "live", scenarios, credentials }).filter(
			(one) => one.scenario.natural === true,
		);
		for (const one of planned) {
			context.signal.throwIfAborted();
			if (one.open !== undefined) {
				result.open.push(`${one.name}: ${one.open}`);
				continue;
			}
			result.total++;
			let found: Disagreement | undefined;
			try {
				found = await compare(context, setUp, mock, one);
			} catch (error) {
				if (!(error instanceof UnsafeError)) throw error;
				result.total--;
				result.open.push(`${one.name}: ${context.mask(error.message)}`);
				continue;
			}
			if (found === undefined) result.agreed++;
			else result.disagreements.push(found);
			options.onProgress?.(result.total, planned.length);
		}
		if (options.generated !== undefined) await agreeOnGenerated(context, setUp, mock, options.generated, result);
	} finally {
		result.notes.push(...(await setUp.cleanUp()).map(context.mask));
	}
	return result;
}

async function compare(
	context: RunContext,
	setUp: SetUp,
	mock: { origin: string; basePath: string },
	planned: PlannedTransaction,
): Promise<Disagreement | undefined> {
	const { model, credentials, timeoutMs, signal, mask } = context;
	const { cell, operation, scenario } = planned;
	const profile = profileOf(scenario);
	let answers: { mock: Answer; live: Answer };
	let request: Request;
	try {
		const { saved, parts, adapt, trusted } = await liveParts(setUp, planned);
		const build = (basePath: string): Request =>
			buildRequest({
				model,
				operation,
				requestMediaType: cell.requestMediaType,
				responseMediaType: cell.responseMediaType,
				parts,
				profile: credentials[profile],
				lookup: (name) => saved[name],
				basePath,
				adapt,
			});
		request = build(context.basePath);
		if (!trusted)
			await setUp.guard.admit(operation, request, { profile: credentials[profile], stated: scenario.stated === true });
		const [fromMock, fromLive] = await Promise.all([
			send(build(mock.basePath), { origin: mock.origin, timeoutMs, signal }),
			send(request, { origin: context.origin, timeoutMs, signal }),
		]);
		answers = { mock: fromMock, live: fromLive };
		await setUp.note(operation, request, fromLive, profile);
		if (scenario.cleanup && fromLive.status >= 200 && fromLive.status <= 299) {
			const own = saveFrom(model, operation, fromLive, scenario.save ?? {}, planned.name);
			setUp.later(scenario.cleanup, profile, { ...saved, ...own });
		}
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof UnsafeError) throw error;
		return { name: planned.name, reasons: [mask((error as Error).message)], mock: undefined, live: undefined };
	}
	const { responseMediaType } = cell;
	const reasons = differences(model, { operation, responseMediaType, sameBranch: true }, answers);
	if (reasons.length === 0) return undefined;
	const shown = (answer: Answer) => shownOf(model, operation, request, answer, mask);
	return { name: planned.name, reasons: reasons.map(mask), mock: shown(answers.mock), live: shown(answers.live) };
}
