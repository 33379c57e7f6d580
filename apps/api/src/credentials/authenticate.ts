import type { IncomingHttpHeaders } from "node:http";
import type { AccessData, Grant } from "../store/store.js";
import { CredentialsError } from "./credentials-error.js";
import { hashSecret, sameHash } from "./secrets.js";
import { normaliseSecureUrl } from "./secure-url.js";

/** The headers that make up the credentials, from the document's security schemes, in the order in which they are missed. */
export const CREDENTIAL_HEADERS = ["SecureURL", "PrivateKey", "Token"] as const;

/**
 * Finds the grant that the credentials of a request stand for.
 *
 * Every live token of the store is compared, so that the time taken says nothing about which part was wrong.
 *
 * @throws {CredentialsError} when a header is missing or empty, or the three do not belong together
 */
export async function authenticate(headers: IncomingHttpHeaders, access: AccessData): Promise<Grant> {
	const [secureUrl, privateKey, token] = CREDENTIAL_HEADERS.map((name) => credential(headers, name)) as [
		string,
		string,
		string,
	];
	const keyHash = hashSecret(privateKey);
	const tokenHash = hashSecret(token);
	let found: Grant | undefined;
	for (const grant of await access.grants(normaliseSecureUrl(secureUrl))) {
		const sameKey = sameHash(grant.keyHash, keyHash);
		const sameToken = sameHash(grant.tokenHash, tokenHash);
		if (sameKey && sameToken) found = grant;
	}
	if (found === undefined) throw new CredentialsError();
	return found;
}

function credential(headers: IncomingHttpHeaders, name: string): string {
	const value = headers[name.toLowerCase()];
	const text = (Array.isArray(value) ? value.join(", ") : (value ?? "")).trim();
	if (text === "") throw new CredentialsError(name);
	return text;
}
