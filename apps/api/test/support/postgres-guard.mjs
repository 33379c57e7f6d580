// Waits for the end of the process that started it, however that comes; then ends the PostgreSQL servers in a folder (one,
// or one and its standby), and removes the folder.
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const folder = process.argv[2] ?? "";

// Ctrl-C reaches the whole group of processes; this one is to outlive the others.
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => undefined);

process.stdin.resume().on("close", () => {
	const pids = ["data", "data-standby"].map(serverPid).filter((pid) => pid !== undefined);
	for (const pid of pids) signal(pid, "SIGQUIT");
	removeOnceEnded(pids, 100);
});

/** @param {string} data */
function serverPid(data) {
	try {
		return Number(readFileSync(join(folder, data, "postmaster.pid"), "utf8").split("\n")[0]) || undefined;
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

/** @param {number[]} pids @param {number} tries */
function removeOnceEnded(pids, tries) {
	if (tries > 0 && pids.some((pid) => signal(pid, 0))) setTimeout(removeOnceEnded, 50, pids, tries - 1);
	else rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
