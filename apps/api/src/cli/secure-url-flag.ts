import { isSecureUrl, normaliseSecureUrl } from "../credentials/secure-url.js";
import { UsageError } from "./usage-error.js";

/** The normalised secure URL of a `--store` flag. @throws {UsageError} when it is none */
export function secureUrlFlag(value: string): string {
	const secureUrl = normaliseSecureUrl(value);
	if (!isSecureUrl(secureUrl))
		throw new UsageError(`--store must be a store's URL such as https://shop.example, not "${value}"`);
	return secureUrl;
}
