import { type DocumentModel, documentExtensions } from "@onespec/openapi-document";
import type { Rate } from "./pace.js";

/** For a server of which nothing is known. */
const POLITE = 10;

/**
 * The rate at which requests are sent.
 *
 * @param wanted a number of requests a second; `auto` for the document's `x-throttle`, or 10 a second where it has none;
 *   `undefined` for no bound on this machine, and `auto` elsewhere.
 * @returns `undefined` where there is no bound.
 */
export function rateOf(wanted: number | "auto" | undefined, model: DocumentModel, origin: string): Rate | undefined {
	if (wanted === Number.POSITIVE_INFINITY) return undefined;
	if (typeof wanted === "number") return { perSecond: wanted, burst: 1, source: "--rate", strict: true };
	if (wanted === undefined && isLoopback(origin)) return undefined;
	const { capacity, leakPerSecond } = throttleOf(model);
	if (typeof leakPerSecond !== "number" || !(leakPerSecond > 0)) {
		return { perSecond: POLITE, burst: 1, source: "the document has no x-throttle", strict: false };
	}
	// One less: the server's clock and ours are not one.
	const burst = typeof capacity === "number" ? Math.max(1, Math.floor(capacity) - 1) : 1;
	return { perSecond: leakPerSecond, burst, source: "x-throttle", strict: false };
}

/** Why a scenario that repeats until it is throttled stays open; `undefined` where the rate lets it. */
export function whyTooSlow(wanted: number | "auto" | undefined, model: DocumentModel): string | undefined {
	const { leakPerSecond } = throttleOf(model);
	const slow = typeof wanted === "number" && typeof leakPerSecond === "number" && wanted <= leakPerSecond;
	return slow ? `--rate ${wanted} cannot exhaust a throttle that lets ${leakPerSecond} a second through` : undefined;
}

function throttleOf(model: DocumentModel): { capacity?: number; leakPerSecond?: number } {
	return documentExtensions(model).throttle ?? {};
}

function isLoopback(origin: string): boolean {
	const { hostname } = new URL(origin);
	return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d+){3}$/.test(hostname);
}
