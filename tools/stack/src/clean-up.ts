import type { ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A folder for the time of one work. */
export interface TemporaryFolder {
	path: string;
	remove(): void;
}

const folders = new Set<string>();
const children = new Set<ChildProcess>();
let watching = false;

/**
 * Makes a folder that is gone when its work is done, or when this process ends, whatever ends it: credentials of
 * throw-away data lie in it.
 */
export function temporaryFolder(name: string): TemporaryFolder {
	watch();
	const path = mkdtempSync(join(tmpdir(), `onespec-${name}-`));
	folders.add(path);
	return {
		path,
		remove() {
			rmSync(path, { recursive: true, force: true });
			folders.delete(path);
		},
	};
}

/** Makes sure that a child process does not outlive this one. */
export function endWithUs(child: ChildProcess): void {
	watch();
	children.add(child);
	child.once("exit", () => children.delete(child));
}

/** A command that handles signals itself goes on doing so; any other ends here, and cleans up on its way out. */
function watch(): void {
	if (watching) return;
	watching = true;
	const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
	for (const signal of Object.keys(codes) as (keyof typeof codes)[]) {
		process.on(signal, () => {
			if (process.listenerCount(signal) === 1) process.exit(codes[signal]);
		});
	}
	process.on("exit", () => {
		for (const child of children) child.kill("SIGTERM");
		for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
	});
}
