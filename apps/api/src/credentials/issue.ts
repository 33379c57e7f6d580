import type { AccessData } from "../store/store.js";
import type { Permission } from "./permission.js";
import { hashSecret, newSecret } from "./secrets.js";

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
