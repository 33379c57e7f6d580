import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A new token or private key: 32 random bytes in base64url. It is shown once and stored as its hash alone. */
export function newSecret(): string {
	return randomBytes(32).toString("base64url");
}

/** The SHA-256 of a secret. No salt or slow hash: 256 random bits cannot be guessed. */
export function hashSecret(secret: string): Buffer {
	return createHash("sha256").update(secret, "utf8").digest();
}

/** Compares two hashes in a time that does not depend on where they differ. */
export function sameHash(one: Buffer, other: Buffer): boolean {
	return one.length === other.length && timingSafeEqual(one, other);
}
