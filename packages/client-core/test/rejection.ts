import { expect } from "vitest";

/** What a promise rejects with, checked to be of a class. */
export async function rejection<E extends Error>(
	promise: Promise<unknown>,
	expected: abstract new (...args: never[]) => E,
): Promise<E> {
	const error = await promise.then(
		(value) => new Error(`fulfilled with ${JSON.stringify(value)}`),
		(reason: unknown) => reason,
	);
	expect(error).toBeInstanceOf(expected);
	return error as E;
}
