import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { ConfigError } from "./config-error.js";
import { type Setting, settings } from "./settings.js";

/** The three headers that the API asks for, by the names of the client's option. */
export interface Credentials {
	readonly secureURL: string;
	readonly privateKey: string;
	readonly token: string;
}

/** Everything the console needs to run, checked. */
export interface ConsoleConfig {
	readonly port: number;
	readonly host: string;
	/** The names that the `Host` header may carry; undefined where any may. */
	readonly hostNames: readonly string[] | undefined;
	readonly apiBaseUrl: string;
	readonly credentials: Credentials;
	readonly secret: string;
	readonly targetLabel: string | undefined;
}

type Environment = Readonly<Record<string, string | undefined>>;

const loopback = ["localhost", "127.0.0.1", "[::1]"];

/**
 * Reads and checks the settings.
 *
 * @param args the command line after the script's name
 * @param env the environment; a flag comes before its variable, an empty variable counts as absent
 * @returns the configuration, or `"help"` where the user asked for the list of settings
 * @throws ConfigError for an unknown flag and for a setting that is missing or wrong
 * @example readConfig(["--api", "http://127.0.0.1:3001/v1", "--credentials", "demo.json"], process.env)
 */
export function readConfig(args: readonly string[], env: Environment): ConsoleConfig | "help" {
	const flags = readFlags(args);
	if (flags.help === true) return "help";
	const read = (setting: Setting): string | undefined => {
		const flag = setting.flag === undefined ? undefined : flags[setting.flag];
		return typeof flag === "string" ? flag : env[setting.env] || undefined;
	};
	const host = readHost(read(settings.host));
	return {
		port: readPort(read(settings.port)),
		host,
		hostNames: readHostNames(host, read(settings.allowedHosts)),
		apiBaseUrl: readBaseUrl(read(settings.api)),
		credentials: readCredentials(read),
		secret: readSecret(read(settings.secret)),
		targetLabel: read(settings.label)?.trim().slice(0, 40) || undefined,
	};
}

/** How the user may call a setting: `--port (CONSOLE_PORT)`. */
function nameOf(setting: Setting): string {
	return setting.flag === undefined ? setting.env : `--${setting.flag} (${setting.env})`;
}

function readFlags(args: readonly string[]): Record<string, string | boolean | undefined> {
	const flags = Object.values<Setting>(settings).flatMap(({ flag }) => (flag === undefined ? [] : [flag]));
	try {
		return parseArgs({
			args: [...args],
			options: {
				help: { type: "boolean", short: "h" },
				...Object.fromEntries(flags.map((flag) => [flag, { type: "string" as const }])),
			},
		}).values;
	} catch (error) {
		const reason = error instanceof Error ? error.message.split(". ")[0] : "the flags cannot be read";
		throw new ConfigError(`${reason}. See --help for the settings.`);
	}
}

function readPort(text = "3002"): number {
	if (!/^\d{1,5}$/.test(text) || Number(text) > 65535) {
		throw new ConfigError(`${nameOf(settings.port)} must be a whole number from 0 to 65535.`);
	}
	return Number(text);
}

function readHost(text = "127.0.0.1"): string {
	if (!/^[\w.:%-]+$/.test(text)) throw new ConfigError(`${nameOf(settings.host)} must be an address or a host name.`);
	return text;
}

/**
 * While only this machine can connect, only its own names are let in, so that no web page can reach the console by a
 * name of its own that it points at this machine.
 */
function readHostNames(host: string, allowed: string | undefined): readonly string[] | undefined {
	const named = (allowed ?? "").split(",").flatMap((name) => name.trim().toLowerCase() || []);
	const isLocal = host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
	if (isLocal) return [...new Set([...loopback, host, ...named])];
	return named.length > 0 ? named : undefined;
}

function readBaseUrl(text: string | undefined): string {
	if (text === undefined) {
		throw new ConfigError(`${nameOf(settings.api)} is missing. Give the base URL of the Customer Groups API.`);
	}
	let url: URL;
	try {
		url = new URL(text);
	} catch {
		throw new ConfigError(`${nameOf(settings.api)} is no absolute URL. Give one like http://127.0.0.1:3001/v1.`);
	}
	if (url.protocol !== "http:" && url.protocol !== "https:") {
		throw new ConfigError(`${nameOf(settings.api)} must begin with http:// or https://.`);
	}
	// Every page shows this URL.
	if (url.username !== "" || url.password !== "") {
		throw new ConfigError(`${nameOf(settings.api)} must not hold a user or a password.`);
	}
	if (/[?#]/.test(url.href)) {
		throw new ConfigError(`${nameOf(settings.api)} must not hold a query or a fragment.`);
	}
	return url.href.replace(/\/+$/, "");
}

function readCredentials(read: (setting: Setting) => string | undefined): Credentials {
	const file = read(settings.credentials);
	if (file !== undefined) return readCredentialsFile(file);
	const single = [settings.secureURL, settings.privateKey, settings.token];
	const missing = single.filter((setting) => read(setting) === undefined);
	if (missing.length > 0) {
		const names = missing.map(({ env }) => env).join(", ");
		const verb = missing.length === 1 ? "is" : "are";
		throw new ConfigError(
			`${names} ${verb} missing. Set ${missing.length === 1 ? "it" : "them"}, or name a file with ${nameOf(settings.credentials)}.`,
		);
	}
	return {
		secureURL: read(settings.secureURL) ?? "",
		privateKey: read(settings.privateKey) ?? "",
		token: read(settings.token) ?? "",
	};
}

function readCredentialsFile(file: string): Credentials {
	const place = `The file of ${nameOf(settings.credentials)}, ${file},`;
	let text: string;
	try {
		text = readFileSync(file, "utf8");
	} catch (error) {
		const code = error instanceof Error && "code" in error ? String(error.code) : "unknown reason";
		throw new ConfigError(`${place} cannot be read (${code}).`);
	}
	const found = credentialsIn(text);
	if (found === undefined) {
		throw new ConfigError(
			`${place} must be JSON: { "SecureURL": …, "PrivateKey": …, "Token": … }, or that as "default".`,
		);
	}
	return found;
}

function credentialsIn(text: string): Credentials | undefined {
	let json: unknown;
	try {
		json = JSON.parse(text.replace(/^\uFEFF/, ""));
	} catch {
		return undefined; // The parser's message quotes the text, which holds credentials.
	}
	const outer = members(json);
	const inner = outer.default === undefined ? outer : members(outer.default);
	const { SecureURL, PrivateKey, Token } = inner;
	if (!isText(SecureURL) || !isText(PrivateKey) || !isText(Token)) return undefined;
	return { secureURL: SecureURL, privateKey: PrivateKey, token: Token };
}

function members(value: unknown): Record<string, unknown> {
	return typeof value === "object" && value !== null ? { ...value } : {};
}

function isText(value: unknown): value is string {
	return typeof value === "string" && value !== "";
}

function readSecret(text: string | undefined): string {
	if (text === undefined) return randomBytes(32).toString("hex");
	if (text.length < 32) throw new ConfigError(`${settings.secret.env} must have at least 32 characters.`);
	return text;
}
