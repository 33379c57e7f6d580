import { type ParseArgsConfig, parseArgs } from "node:util";
import type { Environment, Flags } from "../config.js";
import { UsageError } from "./usage-error.js";

/** What a command runs in. */
export interface Terminal {
	env: Environment;
	/** Writes a line to the standard output. */
	print(line: string): void;
	/** Writes a line to the standard error. */
	printError(line: string): void;
}

/** A command of the command line. */
export interface Command {
	/** Its words, such as `stores create`. */
	name: string;
	/** What it does, in one line of the list of commands. */
	summary: string;
	/** The flags, for its `--help`: how each is written, and what it does. */
	flags: readonly Flag[];
	/** Variables that no flag stands for, and what each does. */
	environment?: readonly (readonly [name: string, help: string])[];
	run(flags: Flags, terminal: Terminal): Promise<void>;
}

export interface Flag {
	name: string;
	/** The placeholder of its value; absent where it takes none. */
	value?: string;
	help: string;
	required?: true;
}

/**
 * Reads the flags of a command.
 *
 * @throws {UsageError} when a flag is unknown, without its value, given twice, or missing
 */
export function readFlags(command: Command, args: readonly string[]): Flags {
	const options: NonNullable<ParseArgsConfig["options"]> = { help: { type: "boolean" } };
	for (const { name, value } of command.flags) {
		options[name] = value === undefined ? { type: "boolean" } : { type: "string", multiple: true };
	}
	let values: Record<string, string | boolean | (string | boolean)[] | undefined>;
	try {
		({ values } = parseArgs({ args: [...args], options, allowPositionals: false }));
	} catch (error) {
		throw new UsageError(error instanceof Error ? (error.message.split(/\.\s/)[0] ?? error.message) : String(error));
	}
	const flags: Record<string, string | boolean | undefined> = {};
	for (const [name, value] of Object.entries(values)) {
		if (Array.isArray(value) && value.length > 1) throw new UsageError(`--${name} is given more than once`);
		flags[name] = Array.isArray(value) ? value[0] : value;
	}
	const missing = command.flags.find(({ name, required }) => required && flags[name] === undefined);
	if (missing && flags.help !== true) throw new UsageError(`--${missing.name} is missing`);
	return flags;
}

/** The value of a flag that has one. */
export function flagText(flags: Flags, name: string): string | undefined {
	const value = flags[name];
	return typeof value === "string" ? value : undefined;
}

/** The text of a command's `--help`. */
export function commandHelp(program: string, command: Command): string {
	const rows = command.flags.map(({ name, value, help, required }) => [
		`--${name}${value === undefined ? "" : ` ${value}`}`,
		required ? `${help} (required)` : help,
	]);
	return [
		`${program} ${command.name} [flags]`,
		"",
		command.summary,
		"",
		...table([...rows, ["--help", "Print this help"]]),
		...(command.environment ? ["", "Further variables:", "", ...table(command.environment)] : []),
	].join("\n");
}

/** Rows in columns of equal width, indented. */
export function table(rows: readonly (readonly string[])[]): string[] {
	const widths: number[] = [];
	for (const row of rows) {
		for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, cell.length);
	}
	return rows.map((row) => `  ${row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ")}`.trimEnd());
}
