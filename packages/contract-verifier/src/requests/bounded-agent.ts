import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { Socket } from "node:net";
import { LARGEST_ANSWER } from "../limits.js";
import { trusted } from "./trust.js";

/** What Dredd's HTTP library takes for an agent. */
export type DreddAgent = HttpAgent | HttpsAgent;

/**
 * Watches the connections of Dredd's transactions, each of which has one of its own: one that brings more than
 * {@link LARGEST_ANSWER} bytes is cut, and all can be cut from outside. Dredd reads without a bound.
 */
export class BoundedConnections {
	readonly agent: DreddAgent;
	readonly #open = new Set<Socket>();
	#tooLarge = false;

	/** @param origin decides between HTTP and HTTPS. */
	constructor(origin: string) {
		const options = { keepAlive: false, ...trusted() };
		this.agent = origin.startsWith("https:") ? new HttpsAgent(options) : new HttpAgent(options);
		const create = this.agent.createConnection.bind(this.agent);
		this.agent.createConnection = (...args) => {
			const socket = create(...args) as Socket;
			this.#open.add(socket);
			socket.once("close", () => this.#open.delete(socket));
			socket.on("data", () => {
				if (socket.bytesRead <= LARGEST_ANSWER) return;
				this.#tooLarge = true;
				socket.destroy();
			});
			return socket;
		};
	}

	/** Whether a connection was cut because of its size since this was asked last. */
	takeTooLarge(): boolean {
		const was = this.#tooLarge;
		this.#tooLarge = false;
		return was;
	}

	/** Cuts what is open. */
	cut(): void {
		for (const socket of this.#open) socket.destroy();
	}
}
