/** Longer texts are not worth the memory: what clients send in every request is short. */
const MAX_LENGTH = 256;

/** With so many results, all are forgotten. */
const LIMIT = 1000;

/**
 * Remembers what a pure function of a text gave, in bounded memory. Headers are alike from request to request: taking
 * `Accept` and `SecureURL` apart each time costs 2 of the 26 µs of the cheapest request.
 *
 * @example
 * const normalise = remember(normaliseSecureUrl);
 */
export function remember<Result>(work: (text: string) => Result): (text: string) => Result {
	const known = new Map<string, Result>();
	return (text) => {
		const found = known.get(text);
		if (found !== undefined) return found;
		const result = work(text);
		if (text.length > MAX_LENGTH) return result;
		if (known.size >= LIMIT) known.clear();
		known.set(text, result);
		return result;
	};
}
