import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { NotRunError } from "./not-run-error.js";
import { splitWords } from "./split-words.js";

const GRACE_MS = 2000;
const WINDOWS = process.platform === "win32";

/** The server that `--start` names, in a process group of its own, so that Ctrl-C reaches it only through here. */
export class StartedServer {
	readonly #child: ChildProcess;
	/** Settles when the process has ended, with what is to be said of it. */
	readonly ended: Promise<string>;
	#isOver = false;
	readonly #lastResort = () => this.#kill("SIGKILL");

	/**
	 * @param command words and quotes, no shell.
	 * @param verbose lets its output through, on stderr.
	 */
	constructor(command: string, verbose: boolean) {
		const [file, ...args] = splitWords(command);
		this.#child = spawn(file, args, {
			detached: !WINDOWS,
			windowsHide: true,
			stdio: ["ignore", ...(verbose ? ([2, 2] as const) : (["ignore", "ignore"] as const))],
		});
		this.ended = new Promise((resolve) => {
			const over = (text: string) => {
				this.#isOver = true;
				resolve(text);
			};
			this.#child.once("error", (error: NodeJS.ErrnoException) => over(`${file} cannot be started (${error.code})`));
			this.#child.once("exit", (code, signal) => over(`${file} ended with ${signal ?? `code ${code}`}`));
		});
		process.once("exit", this.#lastResort);
	}

	/** Waits for something; throws NotRunError where the server ends before. */
	async during<T>(wait: Promise<T>): Promise<T> {
		const early = this.ended.then((text) => {
			throw new NotRunError(`--start: ${text} before it answered; run the command by itself, or add --verbose`);
		});
		return await Promise.race([wait, early]);
	}

	/** Ends the process and its children: kindly first, then for good. */
	async stop(): Promise<void> {
		this.#kill("SIGTERM");
		const timer = setTimeout(() => this.#kill("SIGKILL"), GRACE_MS);
		if (this.#child.pid !== undefined && !this.#isOver) await this.ended;
		clearTimeout(timer);
		// Children that outlive their parent.
		this.#kill("SIGKILL");
		process.removeListener("exit", this.#lastResort);
	}

	#kill(signal: NodeJS.Signals): void {
		const { pid } = this.#child;
		if (pid === undefined) return;
		try {
			if (!WINDOWS) process.kill(-pid, signal);
			else if (!this.#isOver) spawnSync("taskkill", ["/pid", String(pid), "/t", "/f"], { windowsHide: true });
		} catch {
			// The group is gone.
		}
	}
}
