import { hash, randomBytes, timingSafeEqual } from "node:crypto";
import type { AccessData, Permission } from "../data/interface.js";

/** A new token or private key: 32 random bytes in base64url. It is shown once and stored as its hash alone. */
export function newSecret(): string {
	return randomBytes(32).toString("base64url");
}

/** The SHA-256 of a secret. No salt or slow hash: 256 random bits cannot be guessed. */
export function hashSecret(secret: string): Buffer {
	return hash("sha256", secret, "buffer");
}

/** One SHA-256 of several values of headers, which cannot contain the line break that stands between them. */
export function digestSecrets(...values: readonly string[]): string {
	return hash("sha256", values.join("\n"), "hex");
}

/** Compares two hashes in a time that does not depend on where they differ. */
export function sameHash(one: Buffer, other: Buffer): boolean {
	return one.length === other.length && timingSafeEqual(one, other);
}

/** A token to issue: for which store, to which application, with which permissions. */
export interface TokenRequest {
	secureUrl: string;
	application: string;
	permissions: ReadonlySet<Permission>;
	/** Gives the application a new private key, which ends its old one. */
	replaceKey?: boolean;
}

/** The one time that secrets are seen. */
export interface IssuedSecrets {
	id: number;
	token: string;
	/** Undefined where the application keeps the private key that it has. */
	privateKey: string | undefined;
}

/**
 * Issues a token, and a private key where the application has none yet.
 *
 * @throws {UnknownStoreError} when there is no such store
 */
export async function issueToken(access: AccessData, request: TokenRequest): Promise<IssuedSecrets> {
	const token = newSecret();
	const privateKey = newSecret();
	const { id, keyTaken } = await access.issueToken({
		secureUrl: request.secureUrl,
		application: request.application,
		permissions: request.permissions,
		tokenHash: hashSecret(token),
		keyHash: hashSecret(privateKey),
		replaceKey: request.replaceKey ?? false,
	});
	return { id, token, privateKey: keyTaken ? privateKey : undefined };
}
