import type { PlannedTransaction } from "../plan.js";
import { profileOf } from "../plan.js";
import type { BuildInput } from "../requests/build.js";
import { isSafe } from "../requests/read-only.js";
import type { Saved, SetUp } from "../requests/set-up.js";
import type { RequestParts } from "../scenarios/types.js";
import { UnsafeError } from "./guard.js";
import type { PathValues } from "./own-items.js";

/** What a planned transaction sends to a live server. */
export interface LiveParts {
	parts: RequestParts;
	/** Values of its fixtures. */
	saved: Saved;
	/** Values of its path that no scenario states. */
	path: PathValues;
	/** Its author leaves it to the document's example what the request names, where nothing can be made for it. */
	trusted: boolean;
	/** Puts the ids of what is ours into the document's own sample of a body. */
	adapt: BuildInput["adapt"];
}

/**
 * Makes what a transaction needs on a live server: its fixtures, and items of ours for all that its path must name.
 *
 * @throws UnsafeError where it could only name what is not ours; SetUpError, NoAnswerError where something can't be made
 */
export async function liveParts(setUp: SetUp, { operation, scenario }: PlannedTransaction): Promise<LiveParts> {
	const fresh = scenario.fresh === true;
	const saved = await setUp.fixtures(scenario.fixtures ?? [], profileOf(scenario), fresh);
	const stated = scenario.path ?? {};
	let trusted = false;
	let whole: PathValues = {};
	try {
		whole = await setUp.items.pathFor(operation, {
			stated,
			fresh,
			absent: scenario.absent === true,
			makes: scenario.makes === true,
		});
	} catch (error) {
		if (!(error instanceof UnsafeError) || (scenario.derived === true && !isSafe(operation.method))) throw error;
		trusted = true;
	}
	const path = Object.fromEntries(Object.entries(whole).filter(([name]) => stated[name] === undefined));
	const sampled = scenario.body === undefined && scenario.bodyText === undefined;
	const adapt = sampled ? await setUp.items.bodyFor(operation, filled(whole, saved)) : undefined;
	return { parts: { ...scenario, path: { ...path, ...stated } }, saved, path, trusted, adapt };
}

function filled(path: PathValues, saved: Saved): PathValues {
	return Object.fromEntries(
		Object.entries(path).map(([name, value]) => [
			name,
			value.replace(/\{([^{}]+)\}/g, (whole, one: string) => (saved[one] === undefined ? whole : String(saved[one]))),
		]),
	);
}
