import { CommandError } from "@onespec/stack/command-error";

/**
 * The flag `--rounds` of a benchmark.
 *
 * @param byItself how many rounds count where nobody says
 */
export function roundsFlag(byItself: number) {
	return {
		option: { type: "string" },
		help: `--rounds N     how many rounds count, after one that warms up: 1 to 100, by itself ${byItself}`,
		/** @throws {CommandError} where the value is no number of rounds */
		read(value = String(byItself)): number {
			const rounds = Number(value);
			if (!/^\d+$/.test(value) || rounds < 1 || rounds > 100) {
				throw new CommandError(`--rounds takes a whole number from 1 to 100, not "${value}".`, 2);
			}
			return rounds;
		},
	} as const;
}
