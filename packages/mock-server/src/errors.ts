/** The port that the mock was to listen on belongs to another program. */
export class PortTakenError extends Error {
	override readonly name = "PortTakenError";

	constructor(host: string, port: number) {
		super(`Port ${port} on ${host} is taken; choose another one with --port, or 0 for any that is free.`);
	}
}

/** Prism closed the connection or did not answer in time. */
export class PrismSilentError extends Error {
	override readonly name = "PrismSilentError";
}

/** A document without operations. */
export class SpecError extends Error {
	override readonly name = "SpecError";
}

/** A command line that says nothing sensible. */
export class UsageError extends Error {
	override readonly name = "UsageError";
}
