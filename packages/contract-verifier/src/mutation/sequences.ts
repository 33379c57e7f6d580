import { runSequences } from "../properties/sequences/run.js";
import type { Detector } from "./score.js";

/** Enough for every kind of step to come several times; the seed is fixed, so that a score can be repeated. */
const SEQUENCES = 50;
const SEED = 1;

/** Runs so many stateful sequences through the proxy and says where they disagree with the model of the store. */
export const sequencesOf =
	(count: number): Detector =>
	async ({ model, scenarios, credentials, proxy, signal, limits, onCleanUp }) => {
		const { failure } = await runSequences({
			spec: model,
			endpoint: proxy.url,
			credentials,
			seed: SEED,
			sequences: count,
			shrinks: 0,
			readOnly: limits.readOnly,
			rate: limits.rate,
			onCleanUp: (sent) => onCleanUp?.(sent, []),
			...(scenarios !== undefined && { scenarios }),
			...(signal !== undefined && { signal }),
		});
		return failure?.reason;
	};

/** As many as the mutation score is measured with. */
export const sequences = sequencesOf(SEQUENCES);
