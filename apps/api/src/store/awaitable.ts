/** A value or its promise: an embedded database answers at once, one behind a socket later. */
export type Awaitable<T> = T | Promise<T>;
