import { cpuSeconds } from "./cpu.js";
import { type Load, runLoad } from "./load.js";

/** What requests cost in one round. */
interface Sample {
	/** CPU time of the server for each request, in microseconds. */
	cpu: number;
	/** Requests in a second. */
	rate: number;
}

/** What was measured, by round. */
export type Rounds = readonly number[];

/** Median, minimum and maximum of what was measured in several rounds. */
export interface Spread {
	median: number;
	min: number;
	max: number;
}

/**
 * Does works in turn, round after round, so that what else the machine does falls on all of them. A first round warms up
 * and does not count.
 *
 * @param works each gets the number of the round, and gives what it measured
 * @returns what each measured, by round
 */
export async function interleave<Name extends string, Value>(
	works: Readonly<Record<Name, (round: number) => Value | Promise<Value>>>,
	rounds: number,
): Promise<Record<Name, Value[]>> {
	const names = Object.keys(works) as Name[];
	const values = Object.fromEntries(names.map((name) => [name, []])) as unknown as Record<Name, Value[]>;
	for (let round = 0; round <= rounds; round++) {
		for (const name of names) {
			const value = await works[name](round);
			if (round > 0) values[name].push(value);
		}
	}
	return values;
}

/** Runs loads interleaved, and gives the CPU time of a request and the requests in a second of each, by round. */
export async function measure<Name extends string>(loads: Readonly<Record<Name, Load>>, rounds: number) {
	const works = Object.entries<Load>(loads).map(([name, load]) => [name, (round: number) => sample(load, round)]);
	const samples: Record<string, Sample[]> = await interleave(Object.fromEntries(works), rounds);
	const byRound = Object.entries(samples).map(([name, all]) => [
		name,
		{ cpu: all.map(({ cpu }) => cpu), rate: all.map(({ rate }) => rate) },
	]);
	return Object.fromEntries(byRound) as Record<Name, { cpu: Rounds; rate: Rounds }>;
}

/** How many times longer the first round is. The engine optimises by and by, and these services run all day. */
const WARM_UP = 4;

async function sample(loaded: Load, round: number): Promise<Sample> {
	const load = round === 0 ? { ...loaded, count: WARM_UP * loaded.count } : loaded;
	const { pid } = load.server;
	const before = cpuSeconds(pid);
	const seconds = await runLoad(load, round);
	return { cpu: ((cpuSeconds(pid) - before) * 1e6) / load.count, rate: load.count / seconds };
}

/** The wall-clock time that a function takes, the mean of so many times, in microseconds. */
export function microseconds(work: () => unknown, times: number): number {
	const started = performance.now();
	for (let time = 0; time < times; time++) work();
	return ((performance.now() - started) * 1000) / times;
}

/** How many times one was as much as the other, round by round. */
export function ratio(one: Rounds, other: Rounds): Spread {
	return spread(one.map((value, round) => value / (other[round] ?? Number.NaN)));
}

/** As {@link ratio}, where a round had several turns: each round counts by the median of its turns. */
export function ratioOfTurns(one: Rounds, other: Rounds, turns: number): Spread {
	const ratios = one.map((value, turn) => value / (other[turn] ?? Number.NaN));
	const rounds = Array.from({ length: ratios.length / turns }, (_, round) =>
		spread(ratios.slice(round * turns, (round + 1) * turns)),
	);
	return spread(rounds.map(({ median }) => median));
}

/** A ratio in per cent. */
export function percentage(one: Rounds, other: Rounds): Spread {
	return ratio(
		one.map((value) => 100 * value),
		other,
	);
}

/** @throws {RangeError} where there are no values */
export function spread(values: Rounds): Spread {
	const sorted = [...values].sort((left, right) => left - right);
	const [min] = sorted;
	const max = sorted.at(-1);
	const lower = sorted[Math.floor((sorted.length - 1) / 2)];
	const upper = sorted[Math.ceil((sorted.length - 1) / 2)];
	if (min === undefined || max === undefined || lower === undefined || upper === undefined) {
		throw new RangeError("Nothing was measured.");
	}
	return { median: (lower + upper) / 2, min, max };
}
