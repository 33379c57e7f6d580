import {
	DatabaseError,
	isDataUnavailable,
	MigrationError,
	StoreExistsError,
	UnknownStoreError,
} from "../data/errors.js";
import { DocumentError } from "../document.js";
import { backup } from "./backup.js";
import { type Command, commandHelp, readFlags, type Terminal, table } from "./command.js";
import { copy } from "./copy.js";
import { demo } from "./demo.js";
import { CommandError, UsageError } from "./errors.js";
import { profiles } from "./profiles.js";
import { serve } from "./serve.js";
import { storesCreate, storesDelete, storesList } from "./stores.js";
import { tokensCreate, tokensList, tokensRevoke, tokensRotate } from "./tokens.js";

/** All commands, in the order of the help. */
export const commands: readonly Command[] = [
	serve,
	storesCreate,
	storesList,
	storesDelete,
	tokensCreate,
	tokensList,
	tokensRevoke,
	tokensRotate,
	backup,
	copy,
	profiles,
	demo,
];

/** Errors whose message tells the operator all; others come with their stack. */
const PLAIN_ERRORS = [CommandError, DatabaseError, DocumentError, MigrationError, StoreExistsError, UnknownStoreError];

/**
 * Runs the command that the arguments name.
 *
 * @returns the exit code: 0, 1 when the command failed, 2 when it was not understood
 */
export async function run(
	program: string,
	commands: readonly Command[],
	args: readonly string[],
	terminal: Terminal,
): Promise<number> {
	try {
		await dispatch(program, commands, args, terminal);
		return 0;
	} catch (error) {
		if (error instanceof UsageError) {
			terminal.printError(`${error.message.replace(/\.$/, "")}. See: ${program} --help`);
			return 2;
		}
		if (PLAIN_ERRORS.some((type) => error instanceof type)) terminal.printError((error as Error).message);
		else if (isDataUnavailable(error)) terminal.printError(`The database cannot be used: ${(error as Error).message}.`);
		else terminal.printError(error instanceof Error ? (error.stack ?? error.message) : String(error));
		return 1;
	}
}

async function dispatch(
	program: string,
	commands: readonly Command[],
	args: readonly string[],
	terminal: Terminal,
): Promise<void> {
	const firstFlag = args.findIndex((arg) => arg.startsWith("-"));
	const words = firstFlag === -1 ? args : args.slice(0, firstFlag);
	if (words.length === 0) {
		if (args.length === 0) throw new UsageError("A command is missing");
		if (args[0] !== "--help" && args[0] !== "-h") throw new UsageError(`Unknown flag ${args[0]}`);
		terminal.print(programHelp(program, commands));
		return;
	}
	const name = words.join(" ");
	const command = commands.find((candidate) => candidate.name === name);
	if (command === undefined) {
		const family = commands.filter((candidate) => candidate.name.startsWith(`${name} `));
		if (family.length > 0 && args.includes("--help")) {
			terminal.print(programHelp(program, family));
			return;
		}
		throw new UsageError(`There is no command "${name}"`);
	}
	const flags = readFlags(command, args.slice(words.length));
	if (flags.help) terminal.print(commandHelp(program, command));
	else await command.run(flags, terminal);
}

function programHelp(program: string, commands: readonly Command[]): string {
	return [
		`${program} COMMAND [flags]`,
		"",
		...table(commands.map(({ name, summary }) => [name, summary])),
		"",
		`${program} COMMAND --help lists the flags of a command.`,
	].join("\n");
}
