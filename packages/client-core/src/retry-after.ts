/**
 * How long a `Retry-After` asks to wait, in milliseconds: seconds, or a date.
 *
 * @returns undefined where the header is absent or neither
 * @example retryAfter("2", Date.now()) // 2000
 */
export function retryAfter(header: string | null, now: number): number | undefined {
	if (header === null) return undefined;
	if (/^\s*\d+(\.\d+)?\s*$/.test(header)) return Number(header) * 1000;
	const date = Date.parse(header);
	return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
