import { randomBytes } from "node:crypto";
import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { normaliseSecureUrl } from "../access/authenticate.js";
import { issueToken, newSecret } from "../access/secrets.js";
import { type AccessData, PERMISSIONS, type Permission, type StoreThrottle } from "../data/interface.js";
import { type Command, DATABASE_FLAG, flagText, withData } from "./command.js";
import { type Credentials, isCredentials, readJsonFile, writeSecretFile } from "./credentials-file.js";
import { CommandError } from "./errors.js";

/** What a profile of the scenarios is granted; the schema of scenarios files documents the members. */
interface Declared {
	permissions?: readonly Permission[];
	ownStore?: boolean;
	bucket?: { capacity: number; leakPerSecond: number };
	unknown?: boolean;
}

/** Where the workspace keeps the scenarios, seen from this file once it is built. */
const SCENARIOS = fileURLToPath(new URL("../../../../spec/customer-groups/scenarios.yaml", import.meta.url));

/** The names of stores that this command makes; it removes no others, whatever the file says. */
const THROW_AWAY = /^verification-[0-9a-f]{24}\.example$/;

/** `profiles` */
export const profiles: Command = {
	name: "profiles",
	summary: "Creates throw-away stores for verification and writes the credentials of each profile.",
	flags: [
		{ name: "out", value: "FILE", help: "The credentials file", required: true },
		{ name: "scenarios", value: "FILE", help: "The file that declares the profiles (default: the workspace's own)" },
		{ name: "remove", help: "Delete the stores that FILE names, and FILE" },
		DATABASE_FLAG,
	],
	async run(flags, { env, print }) {
		const file = flagText(flags, "out") ?? "";
		await withData(flags, env, async ({ access }) => {
			const previous = readJsonFile(file);
			if (previous === undefined && flags.remove) throw new CommandError(`There is no ${file}.`);
			// What an interrupted run left behind goes as well.
			if (previous !== undefined) await remove(access, previous);
			if (flags.remove) {
				rmSync(file);
				print(`Removed the stores of ${file}.`);
				return;
			}
			const declared = readDeclared(flagText(flags, "scenarios") ?? SCENARIOS);
			writeSecretFile(file, await create(access, declared));
			print(`Wrote the credentials to ${file}. Remove them with: profiles --remove --out ${file}`);
		});
	},
};

/** @throws {CommandError} when the file cannot be read or declares no profiles */
function readDeclared(file: string): Record<string, Declared> {
	let profiles: unknown;
	try {
		profiles = parse(readFileSync(file, "utf8"))?.profiles;
	} catch (error) {
		const reason = error instanceof Error ? error.message.split("\n")[0] : String(error);
		throw new CommandError(`${file} cannot be read (${reason}): name the scenarios file with --scenarios.`);
	}
	if (typeof profiles !== "object" || profiles === null) throw new CommandError(`${file} declares no profiles.`);
	return profiles as Record<string, Declared>;
}

async function create(access: AccessData, declared: Record<string, Declared>): Promise<Record<string, Credentials>> {
	const common = await createStore(access, "off");
	const profiles: Record<string, Credentials> = {};
	for (const [name, { unknown, permissions = PERMISSIONS, ownStore, bucket }] of Object.entries(declared)) {
		const store = ownStore ? await createStore(access, bucket ?? "off") : common;
		const granted = await credentials(access, store, permissions);
		profiles[name] = unknown ? { ...granted, Token: newSecret() } : granted;
	}
	return profiles;
}

interface ThrowAwayStore {
	secureUrl: string;
	/** The application of the store, and its private key once a token was issued. */
	application: string;
	privateKey?: string;
}

async function createStore(access: AccessData, throttle: StoreThrottle): Promise<ThrowAwayStore> {
	const secureUrl = `verification-${randomBytes(12).toString("hex")}.example`;
	await access.createStore(secureUrl, throttle);
	return { secureUrl, application: secureUrl };
}

async function credentials(
	access: AccessData,
	store: ThrowAwayStore,
	permissions: readonly Permission[],
): Promise<Credentials> {
	const issued = await issueToken(access, { ...store, permissions: new Set(permissions) });
	store.privateKey ??= issued.privateKey ?? "";
	return { SecureURL: `https://${store.secureUrl}`, PrivateKey: store.privateKey, Token: issued.token };
}

async function remove(access: AccessData, previous: unknown): Promise<void> {
	const named = typeof previous === "object" && previous !== null ? Object.values(previous) : [];
	const stores = new Set(named.filter(isCredentials).map(({ SecureURL }) => normaliseSecureUrl(SecureURL)));
	for (const secureUrl of stores) if (THROW_AWAY.test(secureUrl)) await access.deleteStore(secureUrl);
}
