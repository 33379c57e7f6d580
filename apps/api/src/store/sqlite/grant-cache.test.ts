import { mkdtempSync, rmSync } from "node:fs";
import type { IncomingHttpHeaders } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, it } from "vitest";
import { authenticate } from "../../credentials/authenticate.js";
import { CredentialsError } from "../../credentials/credentials-error.js";
import { issueToken } from "../../credentials/issue.js";
import { hashSecret, newSecret } from "../../credentials/secrets.js";
import type { DataStore, Grant } from "../store.js";
import { openSqliteStore } from "./sqlite-store.js";

let folder: string;

beforeEach(() => {
	folder = mkdtempSync(join(tmpdir(), "customer-groups-api-"));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const STORES = ["one.example", "two.example"];

const step = fc.record({
	/** Whether another connection does it. */
	elsewhere: fc.boolean(),
	act: fc.constantFrom("issue", "replace key", "revoke", "rotate", "delete store", "create group"),
	store: fc.constantFrom(...STORES),
	token: fc.nat(5),
});

it("knows whom a connection without memory knows, whoever changed it", async () => {
	let file = 0;
	await fc.assert(
		fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
			const path = join(folder, `${file++}.db`);
			const own = openSqliteStore(path);
			const other = openSqliteStore(path);
			const tokens: string[] = [];
			const keys: string[] = [];

			async function act(data: DataStore, { act, store, token }: (typeof steps)[number]): Promise<void> {
				const { access, groups } = data;
				const storeId = await access.storeId(store);
				if (act === "revoke") await access.revokeToken(token);
				else if (act === "delete store") await access.deleteStore(store);
				else if (act === "rotate") {
					const secret = newSecret();
					tokens.push(secret);
					await access.rotateToken(token, hashSecret(secret));
				} else if (act === "create group") {
					if (storeId !== undefined) await groups.delete(storeId, 1);
				} else {
					if (storeId === undefined) await access.createStore(store, "off");
					const replaceKey = act === "replace key";
					const permissions = new Set(["read"] as const);
					const issued = await issueToken(access, { secureUrl: store, application: "a", permissions, replaceKey });
					tokens.push(issued.token);
					if (issued.privateKey !== undefined) keys.push(issued.privateKey);
				}
			}

			for (const one of steps) {
				await act(one.elsewhere ? other : own, one);
				const fresh = openSqliteStore(path);
				own.check({}); // as for each request
				for (const store of STORES) {
					for (const token of tokens) {
						for (const key of keys) {
							const headers = { secureurl: `https://${store}`, privatekey: key, token };
							expect(await grantOf(headers, own)).toEqual(await grantOf(headers, fresh));
						}
					}
				}
				await fresh.close();
			}
			await own.close();
			await other.close();
		}),
		{ numRuns: 30 },
	);
});

/** The grant of credentials; undefined where they are refused. */
async function grantOf(headers: IncomingHttpHeaders, { access }: DataStore): Promise<Grant | undefined> {
	try {
		return await authenticate(headers, access);
	} catch (error) {
		if (error instanceof CredentialsError) return undefined;
		throw error;
	}
}
