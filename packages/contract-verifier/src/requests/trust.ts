import { createSecureContext, rootCertificates, type SecureContext } from "node:tls";

const authorities = new Set<string>();
let context: SecureContext | undefined;

/**
 * Trusts a private certificate authority too, in this process from now on.
 * @param pem may hold several certificates
 * @throws Error where there is none in it that can be read
 */
export function trust(pem: string): void {
	if (authorities.has(pem)) return;
	const all = [...rootCertificates, ...authorities, pem];
	// Reading the usual authorities takes long: once for all connections.
	context = createSecureContext({ ca: all });
	authorities.add(pem);
}

/** What a TLS connection takes so that the authorities of {@link trust} are known beside the usual ones. */
export function trusted(): { secureContext?: SecureContext } {
	return context === undefined ? {} : { secureContext: context };
}
