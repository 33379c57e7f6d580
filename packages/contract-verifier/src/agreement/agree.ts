import { loadDocument } from "@onespec/openapi-document/load";
import type { Answer } from "../judge.js";
import { UnsafeError } from "../live/guard.js";
import { liveParts } from "../live/parts.js";
import { type PlannedTransaction, planOf, profileOf } from "../plan.js";
import { preflight } from "../preflight.js";
import { type Exchange, shownOf } from "../properties/exchange.js";
import { cleanUp, type RunOptions, readOptions } from "../properties/options.js";
import { buildRequest, type Request } from "../requests/build.js";
import type { Credentials } from "../requests/credentials.js";
import { send } from "../requests/send.js";
import { type Saved, type SetUp, saveFrom } from "../requests/set-up.js";
import { differences } from "./differences.js";
import { agreeOnGenerated } from "./generated.js";
import type { AgreementResult, Disagreement } from "./result.js";
import { bothOf, type Side, type Sides } from "./side.js";

/** The first target: a mock, or another live server with credentials of its own. */
type First = { mock: string } | { other: string; otherCredentials?: string | Credentials };

export type AgreementOptions = Omit<RunOptions, "seed"> &
	First & {
		/** What the two targets are called; `mock` and `live`, or `A` and `B`, by default. */
		names?: readonly [string, string];
		/** Compares generated valid requests too: so many for each constraint at each place, 10 by default. */
		generated?: { seed: number; runs?: number };
	};

/**
 * Sends the same requests to two targets, in every combination of media types, and compares the answers: status, media type,
 * documented headers, and the body's shape. A mock is sent the requests of natural causes, as the live server gets them; on
 * two live servers each request names what was made on its own server. With `generated` it goes on with generated requests
 * that must succeed.
 *
 * @throws DocumentError, ScenariosError, CredentialsError for what was given; the signal's reason where it was aborted.
 * @example
 * const { agreed, total } = await agree({ spec, credentials, mock: "http://127.0.0.1:4010", endpoint });
 */
export async function agree(options: AgreementOptions): Promise<AgreementResult> {
	const model = typeof options.spec === "string" ? (await loadDocument(options.spec)).model : options.spec;
	const second = await readOptions({ ...options, spec: model });
	const isMock = "mock" in options;
	const first: Side = isMock
		? { ...(await readOptions({ ...options, spec: model, endpoint: options.mock })), setUp: undefined }
		: await readOptions({
				...options,
				spec: model,
				endpoint: options.other,
				...(options.otherCredentials !== undefined && { credentials: options.otherCredentials }),
			});
	const sides: Sides = [first, second];
	for (const side of sides) await preflight({ ...side, target: hasSetUp(side) ? "live" : "mock" });
	const names = options.names ?? (isMock ? ["mock", "live"] : ["A", "B"]);
	const result: AgreementResult = { names, total: 0, agreed: 0, disagreements: [], open: [], notes: [] };
	const { scenarios, credentials, readOnly, mask, signal } = second;
	try {
		const all = planOf({ model, target: "live", scenarios, credentials, readOnly });
		const planned = isMock ? all.filter(isNatural) : all;
		for (const [index, one] of planned.entries()) {
			signal.throwIfAborted();
			options.onProgress?.(index + 1, planned.length);
			const open =
				one.open ?? (one.scenario.repeat && !isMock ? "what exhausts a throttle is not compared" : undefined);
			if (open !== undefined) {
				result.open.push(`${one.name}: ${open}`);
				continue;
			}
			try {
				const found = await compare(sides, names, one);
				result.total++;
				if (found === undefined) result.agreed++;
				else result.disagreements.push(found);
			} catch (error) {
				if (!(error instanceof UnsafeError)) throw error;
				result.open.push(`${one.name}: ${mask(error.message)}`);
			}
		}
		if (options.generated !== undefined) await agreeOnGenerated(sides, options.generated, result);
	} finally {
		for (const side of sides) if (hasSetUp(side)) result.notes.push(...(await cleanUp(side, options)));
	}
	return result;
}

function hasSetUp(side: Side): side is Side & { setUp: SetUp } {
	return side.setUp !== undefined;
}

/** Whether a request alone brings its cause about, on a mock too. */
function isNatural({ scenario, cell }: PlannedTransaction): boolean {
	return scenario.natural === true || (scenario.derived === true && cell.status.startsWith("2"));
}

/** What one target is sent: what its request names is there. */
interface Prepared {
	request: Request;
	saved: Saved;
}

async function compare(
	sides: Sides,
	names: readonly [string, string],
	planned: PlannedTransaction,
): Promise<Disagreement | undefined> {
	const [first, second] = sides;
	const { model, mask, signal } = second;
	const { cell, operation } = planned;
	const failed = (error: unknown): Disagreement => {
		signal.throwIfAborted();
		if (error instanceof UnsafeError) throw error;
		return { name: planned.name, reasons: [mask((error as Error).message)], exchanges: [undefined, undefined] };
	};
	let requests: [Request, Request];
	let answers: [Answer, Answer];
	try {
		const other = await prepare(second, second.setUp, planned);
		const one = await prepare(first, first.setUp ?? second.setUp, planned);
		requests = [one.request, other.request];
		answers = await bothOf([ask(first, one, planned), ask(second, other, planned)]);
	} catch (error) {
		return failed(error);
	}
	const { responseMediaType } = cell;
	const reasons = differences(model, { operation, responseMediaType, sameBranch: true, names }, answers);
	if (reasons.length === 0) return undefined;
	const shown = (side: 0 | 1): Exchange => shownOf(model, operation, requests[side], answers[side], sides[side].mask);
	return { name: planned.name, reasons: reasons.map(mask), exchanges: [shown(0), shown(1)] };
}

/** Makes what a request has to name, on the server that is asked or, for a mock, on the other one. */
async function prepare(side: Side, setUp: SetUp, planned: PlannedTransaction): Promise<Prepared> {
	const { model, credentials, basePath } = side;
	const { cell, operation, scenario } = planned;
	const { saved, parts, adapt, trusted } = await liveParts(setUp, planned);
	const profile = scenario.anonymous === true ? undefined : credentials[profileOf(scenario)];
	const request = buildRequest({
		model,
		operation,
		requestMediaType: cell.requestMediaType,
		responseMediaType: cell.responseMediaType,
		parts,
		profile,
		lookup: (name) => saved[name],
		basePath,
		adapt,
	});
	if (!trusted && side.setUp !== undefined)
		await setUp.guard.admit(operation, request, { profile, stated: scenario.stated === true });
	return { request, saved };
}

/** Sends a request, and notes what it made. */
async function ask(side: Side, { request, saved }: Prepared, planned: PlannedTransaction): Promise<Answer> {
	const { setUp, model } = side;
	const { operation, scenario } = planned;
	const answer = await send(request, side);
	if (setUp === undefined) return answer;
	const profile = profileOf(scenario);
	await setUp.note(operation, request, answer, profile);
	if (scenario.cleanup && answer.status >= 200 && answer.status <= 299) {
		const own = saveFrom(model, operation, answer, scenario.save ?? {}, planned.name);
		setUp.later(scenario.cleanup, profile, { ...saved, ...own });
	}
	return answer;
}
