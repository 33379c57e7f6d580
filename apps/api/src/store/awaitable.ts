/** A value or its promise: an embedded database answers at once, one behind a socket later. */
export type Awaitable<T> = T | Promise<T>;

/**
 * What `next` makes of a value, at once where the value is there.
 *
 * @example
 * after(groups.get(storeId, 7), (group) => group !== undefined); // true, or its promise
 */
export function after<T, Result>(value: Awaitable<T>, next: (value: T) => Awaitable<Result>): Awaitable<Result> {
	return value instanceof Promise ? value.then(next) : next(value);
}
