import { type ChildProcess, fork } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { root } from "./workshop.js";

/** What a judge is asked; `judge.mjs` says what the answers are. */
export interface Questions {
	describe: { cells: string[]; kinds: string[] };
	matrix: { red: [cell: string, reasons: string[]][] };
	sequences: { reason: string | undefined };
}

/** What every question is about. */
const about = {
	spec: join(root, "packages/customer-groups/openapi.json"),
	scenarios: join(root, "spec/customer-groups/scenarios.yaml"),
};

type Reply = { result: unknown } | { error: string };

/** Judges, each a process, that take questions one after the other. */
export class Judges {
	readonly #all: ChildProcess[];
	readonly #free: ChildProcess[];
	readonly #waiting: ((judge: ChildProcess) => void)[] = [];

	constructor(count: number) {
		const program = fileURLToPath(new URL("judge.mjs", import.meta.url));
		const verifier = join(root, "packages/contract-verifier");
		this.#all = Array.from({ length: count }, () => fork(program, [verifier], { stdio: "inherit" }));
		this.#free = [...this.#all];
	}

	/** Lends a judge, for as long as the work takes. */
	async with<T>(
		work: (ask: <Mode extends keyof Questions>(mode: Mode, more?: object) => Promise<Questions[Mode]>) => Promise<T>,
	): Promise<T> {
		const judge = this.#free.pop() ?? (await new Promise<ChildProcess>((resolve) => this.#waiting.push(resolve)));
		try {
			return await work((mode, more = {}) => ask(judge, { mode, options: { ...about, ...more } }));
		} finally {
			const next = this.#waiting.shift();
			if (next) next(judge);
			else this.#free.push(judge);
		}
	}

	close(): void {
		for (const judge of this.#all) judge.disconnect();
	}
}

function ask<T>(judge: ChildProcess, question: object): Promise<T> {
	return new Promise((resolve, reject) => {
		const ended = () => reject(new Error("A judge ended early."));
		judge.once("exit", ended);
		judge.once("message", (reply: Reply) => {
			judge.off("exit", ended);
			if ("error" in reply) reject(new Error(reply.error));
			else resolve(reply.result as T);
		});
		judge.send(question);
	});
}
