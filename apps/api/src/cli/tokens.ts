import { hashSecret, issueToken, newSecret } from "../access/secrets.js";
import { PERMISSIONS, type Permission } from "../data/interface.js";
import { type Command, DATABASE_FLAG, flagText, JSON_FLAG, secureUrlFlag, table, withData } from "./command.js";
import { CommandError, UsageError } from "./errors.js";
import type { Flags } from "./settings.js";

const ID_FLAG = { name: "id", value: "N", help: "The token's number in `tokens list`", required: true } as const;

/** `tokens create` */
export const tokensCreate: Command = {
	name: "tokens create",
	summary: "Issues a token; the token, and the private key of a new application, are shown this once.",
	flags: [
		{ name: "store", value: "URL", help: "The store's secure URL", required: true },
		{ name: "application", value: "NAME", help: "The application; made if it is new", required: true },
		{ name: "permission", value: "LIST", help: "read, write or read,write (default)" },
		{ name: "new-private-key", help: "Give the application a new private key; the old one ends" },
		DATABASE_FLAG,
		JSON_FLAG,
	],
	async run(flags, { env, print }) {
		const secureUrl = secureUrlFlag(flagText(flags, "store") ?? "");
		const application = applicationFlag(flags);
		const permissions = permissionFlag(flagText(flags, "permission"));
		const { id, token, privateKey } = await withData(flags, env, ({ access }) =>
			issueToken(access, { secureUrl, application, permissions, replaceKey: flags["new-private-key"] === true }),
		);
		if (flags.json) {
			print(JSON.stringify({ id, SecureURL: secureUrl, PrivateKey: privateKey ?? null, Token: token }));
			return;
		}
		const key = privateKey ?? `(as before; --new-private-key gives ${application} a new one)`;
		print(
			[
				`Issued token ${id} to ${application}. These are shown this once:`,
				...table([
					["SecureURL", secureUrl],
					["PrivateKey", key],
					["Token", token],
				]),
			].join("\n"),
		);
	},
};

/** `tokens list` */
export const tokensList: Command = {
	name: "tokens list",
	summary: "Lists tokens, without their secrets.",
	flags: [{ name: "store", value: "URL", help: "Those of this store alone" }, DATABASE_FLAG, JSON_FLAG],
	async run(flags, { env, print }) {
		const store = flagText(flags, "store");
		const secureUrl = store === undefined ? undefined : secureUrlFlag(store);
		const tokens = await withData(flags, env, async ({ access }) => access.listTokens(secureUrl));
		if (flags.json) {
			print(JSON.stringify(tokens.map((token) => ({ ...token, permissions: [...token.permissions] }))));
		} else if (tokens.length === 0) print("There are no tokens.");
		else {
			const rows = tokens.map(({ id, secureUrl, application, permissions, createdAt, revokedAt }) => [
				String(id),
				secureUrl,
				application,
				[...permissions].join(","),
				createdAt,
				revokedAt ?? "",
			]);
			print(table([["ID", "STORE", "APPLICATION", "PERMISSION", "CREATED", "REVOKED"], ...rows]).join("\n"));
		}
	},
};

/** `tokens revoke` */
export const tokensRevoke: Command = {
	name: "tokens revoke",
	summary: "Revokes a token; it holds from the next request on.",
	flags: [ID_FLAG, DATABASE_FLAG, JSON_FLAG],
	async run(flags, { env, print }) {
		const id = idFlag(flags);
		const revoked = await withData(flags, env, async ({ access }) => access.revokeToken(id));
		if (!revoked) throw noToken(id);
		print(flags.json ? JSON.stringify({ id }) : `Revoked token ${id}.`);
	},
};

/** `tokens rotate` */
export const tokensRotate: Command = {
	name: "tokens rotate",
	summary: "Replaces a token by a new one with the same permissions, which is shown this once.",
	flags: [ID_FLAG, DATABASE_FLAG, JSON_FLAG],
	async run(flags, { env, print }) {
		const id = idFlag(flags);
		const token = newSecret();
		const newId = await withData(flags, env, async ({ access }) => access.rotateToken(id, hashSecret(token)));
		if (newId === undefined) throw noToken(id);
		print(
			flags.json
				? JSON.stringify({ id: newId, Token: token })
				: [`Replaced token ${id} by token ${newId}. It is shown this once:`, ...table([["Token", token]])].join("\n"),
		);
	},
};

function noToken(id: number): CommandError {
	return new CommandError(`There is no token ${id} that is not revoked. See: tokens list`);
}

function idFlag(flags: Flags): number {
	const text = flagText(flags, "id") ?? "";
	if (!/^[0-9]{1,15}$/.test(text)) throw new UsageError(`--id must be a token's number, not "${text}"`);
	return Number(text);
}

function applicationFlag(flags: Flags): string {
	const name = (flagText(flags, "application") ?? "").trim();
	if (name === "" || name.length > 100) throw new UsageError("--application must be a name of 1 to 100 characters");
	return name;
}

function permissionFlag(text: string | undefined): ReadonlySet<Permission> {
	const names = (text ?? "read,write").split(",").map((name) => name.trim());
	const permissions = new Set<Permission>();
	for (const name of names) {
		const permission = PERMISSIONS.find((candidate) => candidate === name);
		if (permission === undefined) throw new UsageError(`--permission must be read, write or read,write, not "${text}"`);
		permissions.add(permission);
	}
	return permissions;
}
