import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { CommandError } from "./errors.js";

/** The three headers of a request, as a credentials file keeps them. */
export interface Credentials {
	SecureURL: string;
	PrivateKey: string;
	Token: string;
}

/** Writes a file that only its owner can read; readers see the old content or all of the new. */
export function writeSecretFile(file: string, content: unknown): void {
	mkdirSync(dirname(file), { recursive: true });
	const temporary = `${file}.${process.pid}.tmp`;
	try {
		writeFileSync(temporary, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600, flag: "wx" });
		renameSync(temporary, file);
	} catch (error) {
		rmSync(temporary, { force: true });
		throw new CommandError(`${file} cannot be written: ${error instanceof Error ? error.message : String(error)}`);
	}
}

/**
 * Reads a JSON file.
 *
 * @returns undefined where there is no such file
 * @throws {CommandError} when it cannot be read or is no JSON
 */
export function readJsonFile(file: string): unknown {
	try {
		return JSON.parse(readFileSync(file, "utf8"));
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
		throw new CommandError(`${file} cannot be read as JSON: delete it, or name another file with --out.`);
	}
}

/** Whether a value has the three headers. */
export function isCredentials(value: unknown): value is Credentials {
	if (typeof value !== "object" || value === null) return false;
	const { SecureURL, PrivateKey, Token } = value as Partial<Record<keyof Credentials, unknown>>;
	return [SecureURL, PrivateKey, Token].every((part) => typeof part === "string");
}
