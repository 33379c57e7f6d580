import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { issueToken } from "../credentials/issue.js";
import type { Permission } from "../credentials/permission.js";
import { newSecret } from "../credentials/secrets.js";
import { normaliseSecureUrl } from "../credentials/secure-url.js";
import type { AccessData } from "../store/store.js";
import type { StoreThrottle } from "../throttle/bucket.js";
import { type Command, flagText } from "./command.js";
import { CommandError } from "./command-error.js";
import { type Credentials, isCredentials, readJsonFile, writeSecretFile } from "./credentials-file.js";
import { DATABASE_FLAG } from "./flags.js";
import { withData } from "./with-data.js";

/** The profiles of verification, and what each is good for. */
type Profiles = Record<
	| "default"
	| "read-only"
	| "write-only"
	| "wrong"
	| "empty-store"
	| "small-bucket"
	/** Stores of their own: what is in them is known. */
	| "sequences"
	| "other-store",
	Credentials
>;

const BOTH: readonly Permission[] = ["read", "write"];

/** Room for one request an hour: the second is refused with the longest `Retry-After` that the document allows. */
const SMALL_BUCKET: StoreThrottle = { capacity: 1, leakPerSecond: 1 / 3600 };

/** The names of stores that this command makes; it removes no others, whatever the file says. */
const THROW_AWAY = /^verification-[0-9a-f]{24}\.example$/;

/** `profiles` */
export const profiles: Command = {
	name: "profiles",
	summary: "Creates throw-away stores for verification and writes the credentials of each profile.",
	flags: [
		{ name: "out", value: "FILE", help: "The credentials file", required: true },
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
			writeSecretFile(file, await create(access));
			print(`Wrote the credentials to ${file}. Remove them with: profiles --remove --out ${file}`);
		});
	},
};

async function create(access: AccessData): Promise<Profiles> {
	const main = await createStore(access, "off");
	const grant = (store: ThrowAwayStore, permissions: readonly Permission[]) => credentials(access, store, permissions);
	const full = await grant(main, BOTH);
	return {
		default: full,
		"read-only": await grant(main, ["read"]),
		"write-only": await grant(main, ["write"]),
		wrong: { ...full, Token: newSecret() },
		"empty-store": await grant(await createStore(access, "off"), BOTH),
		"small-bucket": await grant(await createStore(access, SMALL_BUCKET), BOTH),
		sequences: await grant(await createStore(access, "off"), BOTH),
		"other-store": await grant(await createStore(access, "off"), BOTH),
	};
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
