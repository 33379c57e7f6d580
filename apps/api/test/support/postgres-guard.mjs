// Waits for the end of the process that started it, however that comes; then ends the PostgreSQL server in a folder, and
// removes the folder.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2] ?? "";

// Ctrl-C reaches the whole group of processes; this one is to outlive the others.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);

process.stdin.resume().on("close", () => {
	const pid = serverPid();
	if (pid !== undefined) signal(pid, "SIGQUIT");
	removeOnceEnded(pid, 100);
});

function serverPid() {
	try {
		return Number(readFileSync(join(folder, "data", "postmaster.pid"), "utf8").split("\n")[0]) || undefined;
	} catch {
		return undefined;
	}
}

/** @param {number} pid @param {NodeJS.Signals | 0} name */
function signal(pid, name) {
	try {
		return process.kill(pid, name);
	} catch {
		return false;
	}
}

/** @param {number | undefined} pid @param {number} tries */
function removeOnceEnded(pid, tries) {
	if (pid !== undefined && tries > 0 && signal(pid, 0)) setTimeout(removeOnceEnded, 50, pid, tries - 1);
	else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
