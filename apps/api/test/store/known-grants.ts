import type { IncomingHttpHeaders } from "node:http";
import fc from "fast-check";
import { type authenticator, CredentialsError } from "../../src/access/authenticate.js";
import { hashSecret, issueToken, newSecret } from "../../src/access/secrets.js";
import type { Database, Grant } from "../../src/data/interface.js";

const ACTS = ["issue", "replace key", "revoke", "rotate", "delete store", "create group"] as const;

/** A change of access, by the one whose memory is judged or by another process. */
export const accessStep = fc.record({
	elsewhere: fc.boolean(),
	act: fc.constantFrom(...ACTS),
	store: fc.nat(1),
	token: fc.nat(5),
});

/** Two stores, and all credentials that were ever issued for them. */
export class AccessModel {
	readonly #urls: readonly [string, string];
	readonly #application: string;
	readonly #ids: number[] = [];
	readonly #tokens: string[] = [];
	readonly #keys: string[] = [];

	constructor(name: string) {
		this.#urls = [`${name}-one.example`, `${name}-two.example`];
		this.#application = name;
	}

	/** The headers of each combination of what was issued. */
	get headers(): IncomingHttpHeaders[] {
		return this.#urls.flatMap((url) =>
			this.#tokens.flatMap((token) =>
				this.#keys.map((privatekey) => ({ secureurl: `https://${url}`, privatekey, token })),
			),
		);
	}

	async act({ access, groups }: Database, { act, store, token }: { act: string; store: number; token: number }) {
		const secureUrl = this.#urls[store] as string;
		const storeId = await access.storeId(secureUrl);
		const id = this.#ids[token] ?? 0;
		if (act === "revoke") await access.revokeToken(id);
		else if (act === "delete store") await access.deleteStore(secureUrl);
		else if (act === "rotate") {
			const secret = newSecret();
			const rotated = await access.rotateToken(id, hashSecret(secret));
			if (rotated === undefined) return;
			this.#ids.push(rotated);
			this.#tokens.push(secret);
		} else if (act === "create group") {
			if (storeId !== undefined) await groups.delete(storeId, 1);
		} else {
			if (storeId === undefined) await access.createStore(secureUrl, "off");
			const issued = await issueToken(access, {
				secureUrl,
				application: this.#application,
				permissions: new Set(["read"]),
				replaceKey: act === "replace key",
			});
			this.#ids.push(issued.id);
			this.#tokens.push(issued.token);
			if (issued.privateKey !== undefined) this.#keys.push(issued.privateKey);
		}
	}
}

/** What credentials are granted; undefined where they are refused. */
export async function grantOf(
	headers: IncomingHttpHeaders,
	authenticate: ReturnType<typeof authenticator>,
): Promise<Grant | undefined> {
	try {
		return await authenticate(headers);
	} catch (error) {
		if (error instanceof CredentialsError) return undefined;
		throw error;
	}
}
