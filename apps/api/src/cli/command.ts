import { type ParseArgsConfig, parseArgs } from "node:util";
import { isSecureUrl, normaliseSecureUrl } from "../access/authenticate.js";
import type { Database } from "../data/interface.js";
import { openData } from "../data/open-data.js";
import { UsageError } from "./errors.js";
import { databaseSetting, type Environment, type Flags } from "./settings.js";

export const DATABASE_FLAG: Flag = {
	name: "database",
	value: "FILE|URL",
	help: "SQLite file, or postgres:// URL (DATABASE_URL for a URL, API_DATABASE for a file; default .data/customer-groups.db)",
};

export const JSON_FLAG: Flag = { name: "json", help: "Print JSON" };

/** The normalised secure URL of a `--store` flag. @throws {UsageError} when it is none */
export function secureUrlFlag(value: string): string {
	const secureUrl = normaliseSecureUrl(value);
	if (!isSecureUrl(secureUrl))
		throw new UsageError(`--store must be a store's URL such as https://shop.example, not "${value}"`);
	return secureUrl;
}

/** Opens the data that a command names, and closes it when the work is done or has failed. */
export async function withData<T>(flags: Flags, env: Environment, work: (data: Database) => Promise<T>): Promise<T> {
	const data = await openData(databaseSetting(flags, env));
	try {
		return await work(data);
	} finally {
		await data.close();
	}
}

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
