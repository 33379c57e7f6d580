import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type ConsoleConfig, readConfig } from "./config.js";
import { ConfigError } from "./config-error.js";
import { helpText, type Setting, settings } from "./settings.js";

const env = {
	API_BASE_URL: "http://127.0.0.1:3001/v1/",
	API_SECURE_URL: "https://store.example",
	API_PRIVATE_KEY: "private-4711",
	API_TOKEN: "token-0815",
};

let folder: string;
beforeAll(() => {
	folder = mkdtempSync(join(tmpdir(), "console-config-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(name: string, content: string): string {
	const path = join(folder, name);
	writeFileSync(path, content);
	return path;
}

function read(args: string[], environment: Record<string, string> = env): ConsoleConfig {
	const config = readConfig(args, environment);
	if (config === "help") throw new Error("asked for help");
	return config;
}

function failure(args: string[], environment: Record<string, string> = env): string {
	try {
		readConfig(args, environment);
	} catch (error) {
		expect(error).toBeInstanceOf(ConfigError);
		const { message } = error as ConfigError;
		for (const secret of ["private-4711", "token-0815"]) expect(message).not.toContain(secret);
		return message;
	}
	throw new Error("was accepted");
}

describe("the settings", () => {
	it("have their defaults", () => {
		expect(read([])).toEqual({
			port: 3002,
			host: "127.0.0.1",
			hostNames: ["localhost", "127.0.0.1", "[::1]"],
			apiBaseUrl: "http://127.0.0.1:3001/v1",
			credentials: { secureURL: "https://store.example", privateKey: "private-4711", token: "token-0815" },
			secret: expect.stringMatching(/^[0-9a-f]{64}$/),
			targetLabel: undefined,
		});
	});

	it("come from the environment, and from flags first", () => {
		const environment = { ...env, CONSOLE_PORT: "4000", CONSOLE_TARGET_LABEL: "mock", CONSOLE_SECRET: "s".repeat(32) };
		expect(read([], environment)).toMatchObject({ port: 4000, targetLabel: "mock", secret: "s".repeat(32) });
		expect(read(["--port", "0", "--label=live"], environment)).toMatchObject({ port: 0, targetLabel: "live" });
	});

	it("take an empty variable for an absent one", () => {
		expect(read([], { ...env, CONSOLE_PORT: "", CONSOLE_SECRET: "" })).toMatchObject({ port: 3002 });
	});

	it("make a new secret at each start", () => {
		expect(read([]).secret).not.toBe(read([]).secret);
	});

	it("are all in the help", () => {
		expect(readConfig(["--help"], {})).toBe("help");
		for (const setting of Object.values<Setting>(settings)) {
			expect(helpText()).toContain(setting.env);
			if (setting.flag !== undefined) expect(helpText()).toContain(`--${setting.flag} `);
		}
		expect(
			Math.max(
				...helpText()
					.split("\n")
					.map((line) => line.length),
			),
		).toBeLessThanOrEqual(110);
	});
});

describe("the host names", () => {
	it("are those of this machine and the allowed ones while only this machine connects", () => {
		const { hostNames } = read(["--allowed-hosts", "Console.example, other"]);
		expect(hostNames).toEqual(["localhost", "127.0.0.1", "[::1]", "console.example", "other"]);
	});

	it("are open on another address, unless some are named", () => {
		expect(read(["--host", "0.0.0.0"]).hostNames).toBeUndefined();
		expect(read(["--host", "0.0.0.0", "--allowed-hosts", "a.example"]).hostNames).toEqual(["a.example"]);
	});
});

describe("the credentials file", () => {
	const flat = { SecureURL: "https://s", PrivateKey: "k", Token: "t" };

	it.each([
		["flat", flat],
		["with a default profile", { default: flat, other: {} }],
	])("is read %s, and then nothing else is", (name, content) => {
		const path = file(`${name}.json`, `\uFEFF${JSON.stringify(content)}`);
		expect(read([], { ...env, API_CREDENTIALS: path }).credentials).toEqual({
			secureURL: "https://s",
			privateKey: "k",
			token: "t",
		});
	});

	it.each([
		["malformed", '{"Token": "token-0815'],
		["incomplete", '{"Token": "token-0815", "PrivateKey": "private-4711"}'],
		["not-an-object", "null"],
	])("is refused when it is %s, without a word of what it holds", (name, content) => {
		const message = failure(["--credentials", file(`${name}.json`, content)]);
		expect(message).toContain(`${name}.json`);
		expect(message).toContain("must be JSON");
	});

	it("is named when it is not there", () => {
		expect(failure(["--credentials", join(folder, "nowhere.json")])).toMatch(
			/nowhere\.json, cannot be read \(ENOENT\)/,
		);
	});
});

describe("a setting that is wrong is named", () => {
	it.each([
		[["--port", "http"], "--port (CONSOLE_PORT)"],
		[["--port", "65536"], "--port (CONSOLE_PORT)"],
		[["--host", "a b"], "--host (CONSOLE_HOST)"],
		[["--api", "127.0.0.1:3001"], "--api (API_BASE_URL)"],
		[["--api", "ftp://x.example"], "--api (API_BASE_URL)"],
		[["--api", "http://me:private-4711@x.example"], "--api (API_BASE_URL)"],
		[["--api", "http://x.example/?a=1"], "--api (API_BASE_URL)"],
		[["--prot", "1"], "--prot"],
		[["--port"], "--port"],
		[["extra"], "extra"],
	])("%j", (args, name) => {
		expect(failure(args)).toContain(name);
	});

	it.each(["API_BASE_URL", "API_SECURE_URL", "API_PRIVATE_KEY", "API_TOKEN"])("%s, when it is missing", (name) => {
		expect(failure([], { ...env, [name]: "" })).toMatch(new RegExp(`${name}\\)? is missing`));
	});

	it("CONSOLE_SECRET, when it is short", () => {
		expect(failure([], { ...env, CONSOLE_SECRET: "private-4711" })).toContain("CONSOLE_SECRET");
	});
});
