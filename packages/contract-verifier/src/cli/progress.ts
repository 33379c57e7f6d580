import type { Rate } from "../requests/pace.js";

interface Stream {
	write(text: string): unknown;
	isTTY?: boolean;
}

/** Shows how far a run is: one line that is written anew on a terminal; elsewhere a line at every tenth, if asked for. */
export class Progress {
	readonly #stream: Stream;
	readonly #name: string;
	readonly #verbose: boolean;
	#pace = "";
	#tenth = 0;

	constructor(stream: Stream, name: string, verbose: boolean) {
		this.#stream = stream;
		this.#name = name;
		this.#verbose = verbose;
	}

	/** States the rate that is kept, in each line from here on. */
	rate(rate: Rate | undefined): void {
		this.#pace = rate === undefined ? "" : `, ${rate.perSecond} requests a second (${rate.source})`;
	}

	show(done: number, total: number): void {
		const text = `${this.#name} ${done}/${total} transactions${this.#pace}`;
		if (this.#stream.isTTY) {
			this.#stream.write(`\r\u001b[K${text}`);
			return;
		}
		const tenth = Math.floor((done * 10) / total);
		if (this.#verbose && tenth > this.#tenth) this.#stream.write(`${text}\n`);
		this.#tenth = tenth;
	}

	/** Takes the line away. */
	clear(): void {
		if (this.#stream.isTTY) this.#stream.write("\r\u001b[K");
	}
}
