import type { Carrier, Credentials } from "./credentials.js";

const MASK = "***";

/** Takes credentials out of a text. */
export type Mask = (text: string) => string;

/**
 * A mask for every value of the credentials, as it is, as a URL writes it, and as HTTP basic encodes it.
 * Values of fewer than four characters are masked only where headers carry them: they are in every text.
 */
export function maskOf(credentials: Credentials): Mask {
	const values = Object.values(credentials).flatMap((profile) => Object.values(profile));
	const forms = values.flatMap((value) => [
		value,
		encodeURIComponent(value),
		JSON.stringify(value).slice(1, -1),
		Buffer.from(value).toString("base64"),
	]);
	const secrets = [...new Set(forms)]
		.filter((form) => form.length >= 4)
		.sort((one, other) => other.length - one.length);
	return (text) => secrets.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
}

/** Headers with every credential masked, whatever its length. */
export function maskHeaders(headers: Record<string, string>, carriers: Carrier[], mask: Mask): Record<string, string> {
	const names = new Set(["authorization", "cookie", ...carriers.map((carrier) => carrier.name.toLowerCase())]);
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, names.has(name.toLowerCase()) ? MASK : mask(value)]),
	);
}

/** A request target with the credentials in its query masked. */
export function maskTarget(target: string, carriers: Carrier[], mask: Mask): string {
	const names = carriers.filter((carrier) => carrier.in === "query").map((carrier) => encodeURIComponent(carrier.name));
	return mask(
		target.replace(/([?&])([^=&]+)=([^&]*)/g, (whole, separator: string, name: string) =>
			names.includes(name) ? `${separator}${name}=${MASK}` : whole,
		),
	);
}
