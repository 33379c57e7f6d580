import { readFileSync } from "node:fs";

/** Ticks of a second in /proc, on every Linux that Node supports. */
const TICKS = 100;

/**
 * The CPU time that a process has used so far, all threads and the kernel's share, in seconds. It comes in steps of
 * 10 ms.
 *
 * @throws {Error} where there is no /proc
 */
export function cpuSeconds(pid: number): number {
	let stat: string;
	try {
		stat = readFileSync(`/proc/${pid}/stat`, "utf8");
	} catch (error) {
		throw new Error(`The CPU time of process ${pid} cannot be read: benchmarks need Linux.`, { cause: error });
	}
	// The name of the program, in parentheses, may hold anything; the fields after it do not.
	const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
	return (Number(fields[11]) + Number(fields[12])) / TICKS;
}

/** The memory that a process holds, in megabytes. */
export function residentMegabytes(pid: number): number {
	const kilobytes = /VmRSS:\s+([0-9]+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
	return Number(kilobytes) / 1024;
}
