/** The port that the mock was to listen on belongs to another program. */
export class PortTakenError extends Error {
	override readonly name = "PortTakenError";

	constructor(host: string, port: number) {
		super(`Port ${port} on ${host} is taken; choose another one with --port, or 0 for any that is free.`);
	}
}
