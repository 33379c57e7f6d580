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
