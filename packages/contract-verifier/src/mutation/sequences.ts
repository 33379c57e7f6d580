import { runSequences } from "../properties/sequences/run.js";
import type { Detector } from "./score.js";

/** Enough for every kind of step to come several times; the seed is fixed, so that a score can be repeated. */
const SEQUENCES = 50;
const SEED = 1;

/** Runs stateful sequences through the proxy and says where they disagree with the model of the store. */
export const sequences: Detector = async ({ model, scenarios, credentials, proxy, signal }) => {
	const { failure } = await runSequences({
		spec: model,
		endpoint: proxy.url,
		credentials,
		seed: SEED,
		sequences: SEQUENCES,
		shrinks: 0,
		...(scenarios !== undefined && { scenarios }),
		...(signal !== undefined && { signal }),
	});
	return failure?.reason;
};
