/** Nothing was verified, because something outside is missing; never to be taken for a pass. */
export class NotRunError extends Error {
	override readonly name = "NotRunError";
}
