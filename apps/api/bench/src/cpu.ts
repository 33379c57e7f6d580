import { readdirSync, readFileSync } from "node:fs";
import { CommandError } from "@onespec/stack/command-error";

/**
 * The CPU time that the threads of a process have used so far, with the kernel's share, in seconds. It is the scheduler's
 * account, in nanoseconds: that of `/proc/<pid>/stat` comes in steps of 10 ms, the cost of hundreds of requests.
 *
 * @throws {CommandError} where there is no such account
 */
export function cpuSeconds(pid: number): number {
	const threads = `/proc/${pid}/task`;
	try {
		return readdirSync(threads)
			.map((thread) => Number(readFileSync(`${threads}/${thread}/schedstat`, "utf8").split(" ")[0]) / 1e9)
			.reduce((sum, seconds) => sum + seconds, 0);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		throw new CommandError(`CPU times cannot be read (${reason}): run benchmarks on Linux with schedstat in /proc.`);
	}
}

/** The memory that a process holds, in megabytes. */
export function residentMegabytes(pid: number): number {
	const kilobytes = /VmRSS:\s+([0-9]+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
	return Number(kilobytes) / 1024;
}
