import { cpuSeconds } from "./cpu.js";
import { runLoad } from "./load.js";
import type { Server } from "./server.js";

/** One kind of request, as one server gets it. */
export interface Subject {
	server: Server;
	/** The bytes of the n-th request of the run. */
	request(index: number): Buffer;
	status: number;
	/** How many requests a round has; slow peers get fewer. */
	count: number;
	connections: number;
}

/** What requests cost in one round. */
export interface Sample {
	/** CPU time of the server for each request, in microseconds. */
	cpu: number;
	/** Requests in a second. */
	rate: number;
}

/** Median, minimum and maximum of what was measured in several rounds. */
export interface Spread {
	median: number;
	min: number;
	max: number;
}

/**
 * Measures subjects in turn, round after round, so that what else the machine does falls on all of them. A first round
 * warms up and does not count.
 *
 * @returns the samples of each subject, in the order of the rounds
 */
export async function interleave(subjects: readonly Subject[], rounds: number): Promise<Sample[][]> {
	const samples: Sample[][] = subjects.map(() => []);
	for (let round = 0; round <= rounds; round++) {
		for (const [index, subject] of subjects.entries()) {
			const sample = await measure(subject, round);
			if (round > 0) samples[index]?.push(sample);
		}
	}
	return samples;
}

async function measure({ server, request, status, count, connections }: Subject, round: number): Promise<Sample> {
	const before = cpuSeconds(server.pid);
	const { host, port } = server;
	const seconds = await runLoad({
		host,
		port,
		request: (index) => request(round * count + index),
		status,
		count,
		connections,
	});
	return { cpu: ((cpuSeconds(server.pid) - before) * 1e6) / count, rate: count / seconds };
}

/** The ratios of two subjects of one run, round by round. */
export function ratios(
	samples: readonly Sample[],
	base: readonly Sample[],
	of: (one: Sample, other: Sample) => number,
) {
	return spread(samples.map((sample, round) => of(sample, base[round] as Sample)));
}

/** @throws {RangeError} where there are no values */
export function spread(values: readonly number[]): Spread {
	const sorted = [...values].sort((left, right) => left - right);
	const middle = sorted[Math.floor((sorted.length - 1) / 2)];
	const [min] = sorted;
	const max = sorted.at(-1);
	if (middle === undefined || min === undefined || max === undefined) throw new RangeError("Nothing was measured.");
	const upper = sorted[Math.ceil((sorted.length - 1) / 2)] ?? middle;
	return { median: (middle + upper) / 2, min, max };
}
