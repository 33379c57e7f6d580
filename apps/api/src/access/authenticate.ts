import type { IncomingHttpHeaders } from "node:http";
import { type Awaitable, after, type Database, type Grant } from "../data/interface.js";
import { digestSecrets, hashSecret, sameHash } from "./secrets.js";

/** A request whose credentials are missing or wrong. Says which header is missing, never what was sent. */
export class CredentialsError extends Error {
	override readonly name = "CredentialsError";
	/** The header that is missing or empty; undefined where the three headers do not belong together. */
	readonly missing: string | undefined;

	constructor(missing?: string) {
		super(
			missing === undefined
				? "The PrivateKey/Token/SecureURL combination is invalid."
				: `The ${missing} header is missing.`,
		);
		this.missing = missing;
	}
}

/**
 * A secure URL as stores are found by it: without the scheme and trailing slashes, in lower case.
 *
 * @example
 * normaliseSecureUrl("HTTPS://Merchant-Store.3dcartstores.com/"); // "merchant-store.3dcartstores.com"
 */
export function normaliseSecureUrl(secureUrl: string): string {
	return secureUrl
		.trim()
		.toLowerCase()
		.replace(/^https?:\/\//, "")
		.replace(/(?<!\/)\/+$/, "");
}

/** Whether a normalised secure URL can name a store: a host, perhaps a port and a path. */
export function isSecureUrl(normalised: string): boolean {
	return (
		normalised.length <= 255 && /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::[0-9]{1,5})?(?:\/[\w.~/-]*)?$/.test(normalised)
	);
}

/** The headers that make up the credentials, from the document's security schemes, in the order in which they are missed. */
export const CREDENTIAL_HEADERS = ["SecureURL", "PrivateKey", "Token"] as const;

/** Compared where no grant is found, so that the same is done for any credentials. */
const NO_HASH = Buffer.alloc(32);

/** With so many credentials in memory, all are forgotten. */
const LIMIT = 10_000;

/** Credentials that were verified: for the grant that the data gave then. */
interface Verified {
	secureUrl: string;
	tokenHash: Buffer;
	grant: Grant;
}

/**
 * Makes what finds the grant that the credentials of a request stand for.
 *
 * The store is asked by the hash of the token, which says nothing about the token; both hashes are compared in a time
 * that does not depend on where they differ. Credentials that were verified are found again by one digest of all three
 * headers, and hold as long as the data gives the very same grant. Nobody can choose headers to have a digest, so looking
 * it up tells nothing either.
 *
 * What it returns throws a {@link CredentialsError} when a header is missing or empty, or the three do not belong together.
 *
 * @example
 * const authenticate = authenticator(data);
 * const { storeId } = await authenticate(request.headers);
 */
export function authenticator(data: Pick<Database, "access">): (headers: IncomingHttpHeaders) => Awaitable<Grant> {
	const known = new Map<string, Verified>();

	async function verify(digest: string, secureUrl: string, privateKey: string, token: string): Promise<Grant> {
		const normalised = normaliseSecureUrl(secureUrl);
		const [keyHash, tokenHash] = [hashSecret(privateKey), hashSecret(token)];
		const grant = await data.access.grant(normalised, tokenHash);
		const sameKey = sameHash(grant?.keyHash ?? NO_HASH, keyHash);
		const sameToken = sameHash(grant?.tokenHash ?? NO_HASH, tokenHash);
		if (grant === undefined || !sameKey || !sameToken) throw new CredentialsError();
		if (known.size >= LIMIT) known.clear();
		known.set(digest, { secureUrl: normalised, tokenHash, grant });
		return grant;
	}

	return (headers) => {
		const secureUrl = credential(headers.secureurl, "SecureURL");
		const privateKey = credential(headers.privatekey, "PrivateKey");
		const token = credential(headers.token, "Token");
		const digest = digestSecrets(secureUrl, privateKey, token);
		const verified = known.get(digest);
		if (verified === undefined) return verify(digest, secureUrl, privateKey, token);
		return after(data.access.grant(verified.secureUrl, verified.tokenHash), (grant) =>
			grant === verified.grant ? grant : verify(digest, secureUrl, privateKey, token),
		);
	};
}

function credential(value: string | string[] | undefined, name: (typeof CREDENTIAL_HEADERS)[number]): string {
	const text = (Array.isArray(value) ? value.join(", ") : (value ?? "")).trim();
	if (text === "") throw new CredentialsError(name);
	return text;
}
