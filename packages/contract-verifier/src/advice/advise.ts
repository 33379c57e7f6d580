import type { CheckContext } from "../checks/check.js";
import type { Advice, CellResult, GeneralResult } from "../results.js";
import { askedRemarks } from "./asked.js";
import { adviceFrom } from "./remark.js";
import { seenRemarks } from "./seen.js";

/**
 * What a good server does beyond the document, and this one doesn't. It is no failure. Further requests only read, but for
 * one with a method that the document doesn't have, which names nothing that is there.
 *
 * @param cells and `general` are what the run has found
 */
export async function advise(
	context: CheckContext,
	cells: readonly CellResult<unknown>[],
	general: readonly GeneralResult<unknown>[],
): Promise<Advice[]> {
	return adviceFrom([...seenRemarks(context.model, cells, general), ...(await askedRemarks(context))]);
}
