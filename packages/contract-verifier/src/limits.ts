/** Reading an answer stops here: 16 MiB. More is no body that a document describes, and would fill the memory. */
export const LARGEST_ANSWER = 16 * 1024 * 1024;

/** So much of each body is kept in the result, in characters; the whole of it is judged. */
export const KEPT_BODY = 64 * 1024;

/** Why an answer that is too large fails. */
export const TOO_LARGE = `the answer is larger than ${LARGEST_ANSWER / 1024 / 1024} MiB: reading stopped there`;

/** The beginning of a body, and how long it was where it does not fit. */
export function keptBody(body: string): string {
	return body.length <= KEPT_BODY ? body : `${body.slice(0, KEPT_BODY)}… (${body.length} characters)`;
}
