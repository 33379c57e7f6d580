import { setTimeout } from "node:timers/promises";
import type { Operation } from "@onespec/openapi-document";
import type { Cell } from "../cells.js";
import type { ProfileDeclaration } from "../scenarios/types.js";
import { type Check, type CheckContext, type Found, finding } from "./check.js";
import { plainReaders, probe } from "./probe.js";

/** So long a check waits for a bucket to drain. */
const LONGEST_WAIT_S = 4;
const MOST_REQUESTS = 40;
/** The server's clock and ours are not one. */
const SLACK_S = 0.1;

/**
 * Checks of the throttle, with a profile whose bucket the scenarios declare and that drains soon: it lets as many requests
 * through as it holds, and after `Retry-After` the next one.
 */
export function throttleChecks(context: CheckContext): Check[] {
	const operation = plainReaders(context).find((one) => one.responses.some(isThrottled));
	if (operation === undefined) return [];
	return Object.entries(context.scenarios?.profiles ?? {}).flatMap(([profile, { bucket }]) => {
		const slow =
			bucket === undefined ||
			bucket.capacity / bucket.leakPerSecond > LONGEST_WAIT_S ||
			bucket.capacity > MOST_REQUESTS / 2;
		if (slow || context.credentials[profile] === undefined) return [];
		return [
			{
				name: `the throttle of ${profile}`,
				operation,
				belongs: isThrottled,
				run: () => throttle(context, operation, profile, bucket),
			},
		];
	});
}

function isThrottled({ status }: Pick<Cell, "status">): boolean {
	return status === "429";
}

async function throttle(
	context: CheckContext,
	operation: Operation,
	name: string,
	bucket: NonNullable<ProfileDeclaration["bucket"]>,
) {
	const { capacity, leakPerSecond } = bucket;
	const found: Found[] = [];
	const ask = () => probe({ ...context }, operation, { profile: context.credentials[name], impatient: true });
	/** How many requests are let through until one is refused, and how long that took. */
	const exhaust = async () => {
		const start = performance.now();
		for (let passed = 0; passed < MOST_REQUESTS; passed++) {
			const sent = await ask();
			if (sent.status === 429) return { passed, sent, took: (performance.now() - start) / 1000 };
		}
		return undefined;
	};
	const seconds = (count: number) => setTimeout(count * 1000, undefined, { signal: context.signal });
	// The cells have filled it just before: only an empty one shows how much it holds.
	await seconds(capacity / leakPerSecond + SLACK_S);
	const full = await exhaust();
	if (full === undefined) return { looked: 1, found };
	const { passed, sent, took } = full;
	const most = capacity + Math.floor(took * leakPerSecond) + 1;
	if (passed < capacity || passed > most) {
		const text = `throttle of ${name}: must let ${capacity} requests through at once, but is exhausted after ${passed}`;
		found.push(finding(operation, "the throttle", text, sent));
	}
	const wait = Number(sent.answer.headers["retry-after"]);
	if (!(wait >= 0) || wait > LONGEST_WAIT_S) return { looked: 1, found };
	await seconds(wait + SLACK_S);
	const after = await ask();
	if (after.status === 429) {
		const text = `Retry-After: ${wait}: a request after ${wait} s must be let through, but is answered 429`;
		found.push(finding(operation, "Retry-After is not true", text, after));
	}
	return { looked: 2, found };
}
