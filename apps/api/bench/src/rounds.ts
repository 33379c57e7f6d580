import { CommandError } from "@onespec/stack/command-error";

/** The flag `--rounds` of both benchmarks, and its line of help. */
export const ROUNDS = {
	option: { type: "string" },
	help: "--rounds N     how many rounds count, after one that warms up: 1 to 100, by itself 7",
} as const;

/** @throws {CommandError} where the value is no number of rounds */
export function readRounds(value = "7"): number {
	const rounds = Number(value);
	if (!/^\d+$/.test(value) || rounds < 1 || rounds > 100) {
		throw new CommandError(`--rounds takes a whole number from 1 to 100, not "${value}".`, 2);
	}
	return rounds;
}
