import { checkCredential } from "./check-credentials.js";
import { InvalidCredentialError } from "./errors/invalid-credential-error.js";

/** RFC 6750, section 2.1. */
const token68 = /^[A-Za-z0-9\-._~+/]+=*$/;

/**
 * The value of the `Authorization` header for a security scheme of type `http`, scheme `bearer`.
 *
 * @param token the token alone, without "Bearer"
 * @returns the header's value
 * @throws InvalidCredentialError where the token is missing or cannot be sent
 * @example bearer("abc") // "Bearer abc"
 */
export function bearer(token: string): string {
	if (!token68.test(checkCredential("Authorization", token))) {
		throw new InvalidCredentialError("Authorization", "is no bearer token (letters, digits and -._~+/ alone)");
	}
	return `Bearer ${token}`;
}
