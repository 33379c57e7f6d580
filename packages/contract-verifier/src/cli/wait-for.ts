import { request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { setTimeout as pause } from "node:timers/promises";
import { trusted } from "../requests/trust.js";
import { NotRunError } from "./not-run-error.js";

const BETWEEN_MS = 100;
const ONE_TRY_MS = 2000;

/**
 * Asks a URL until it answers, whatever the status.
 * @throws NotRunError where it does not in time; the signal's reason where it was aborted.
 */
export async function waitFor(url: string, timeoutMs: number, signal: AbortSignal): Promise<void> {
	const end = performance.now() + timeoutMs;
	let reason = "no answer";
	while (performance.now() < end) {
		signal.throwIfAborted();
		try {
			return await ask(url, Math.min(ONE_TRY_MS, Math.max(1, end - performance.now())));
		} catch (error) {
			reason = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
		}
		await pause(BETWEEN_MS);
	}
	throw new NotRunError(`--wait-for: ${url} did not answer within ${timeoutMs / 1000} s (${reason})`);
}

/** Whether something answers at a URL now. */
export function answers(url: string): Promise<boolean> {
	return ask(url, ONE_TRY_MS).then(
		() => true,
		() => false,
	);
}

function ask(url: string, timeoutMs: number): Promise<void> {
	return new Promise((resolve, reject) => {
		const send = url.startsWith("https:") ? requestHttps : requestHttp;
		const request = send(url, { agent: false, timeout: timeoutMs, ...trusted() }, (answer) => {
			answer.on("error", () => {});
			answer.destroy();
			resolve();
		});
		request.on("timeout", () => request.destroy(new Error("no answer in time")));
		request.on("error", reject);
		request.end();
	});
}
