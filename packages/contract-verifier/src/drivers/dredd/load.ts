import { EventEmitter } from "node:events";
import { createRequire } from "node:module";
import type { DreddClass } from "./types.js";

/** Dredd's own reporters print; they are not let in. */
export class QuietEmitter extends EventEmitter {
	#open = true;

	close(): void {
		this.#open = false;
	}

	override on(event: string | symbol, listener: Parameters<EventEmitter["on"]>[1]): this {
		return this.#open ? super.on(event, listener) : this;
	}
}

/** Dredd's logger has a circular dependency, of which Node would warn on the terminal. */
export function loadDredd(): DreddClass {
	const require = createRequire(import.meta.url);
	const { emitWarning } = process;
	process.emitWarning = () => {};
	try {
		return require("dredd") as DreddClass;
	} finally {
		process.emitWarning = emitWarning;
	}
}
