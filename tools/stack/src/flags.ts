import { type ParseArgsConfig, parseArgs } from "node:util";
import { CommandError } from "./command-error.js";

type Options = NonNullable<ParseArgsConfig["options"]>;

/** The values of a command's flags; a flag that was not given is absent. */
export type Flags<T extends Options> = { [Name in keyof T]?: T[Name]["type"] extends "boolean" ? boolean : string };

/**
 * Reads a command's flags.
 *
 * @param args what stands behind the command's name
 * @param options as `util.parseArgs` takes them; `help` is added
 * @param help the text that `--help` prints
 * @returns the values, or `undefined` where the help was printed
 * @throws CommandError (exit code 2) for a flag that the command doesn't have
 */
export function readFlags<const T extends Options>(args: string[], options: T, help: string): Flags<T> | undefined {
	try {
		const { values } = parseArgs({
			args,
			options: { ...options, help: { type: "boolean", short: "h" } },
			strict: true,
		});
		if ((values as { help?: boolean }).help) {
			console.log(help.trim());
			return undefined;
		}
		return values as Flags<T>;
	} catch (error) {
		const reason = error instanceof Error ? error.message.split(/\.\s/)[0] : String(error);
		throw new CommandError(`${reason}. --help lists the flags.`, 2);
	}
}
