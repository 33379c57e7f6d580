import { escapeToken } from "@onespec/openapi-document";
import type { Answer } from "../judge.js";
import { keptBody } from "../limits.js";
import type { ReceivedAnswer, SentRequest } from "../results.js";
import type { Request } from "./build.js";
import type { Carrier, Credentials } from "./credentials.js";

const MASK = "***";

/** Takes credentials out of a text. */
export type Mask = (text: string) => string;

/**
 * A mask for every value of the credentials: as it is, as HTTP basic encodes it, and as JSON, XML, a URL or a form write
 * it, or one of them within another.
 * Values of fewer than four characters are masked only where headers carry them: they are in every text.
 */
export function maskOf(credentials: Credentials): Mask {
	const values = Object.values(credentials).flatMap((profile) => Object.values(profile));
	// The password of HTTP basic, which a server may say back without the user.
	const passwords = values.flatMap((value) =>
		/^[^:/]+:(?!\/\/)/.test(value) ? [value.slice(value.indexOf(":") + 1)] : [],
	);
	const secrets = [...new Set([...values, ...passwords])].filter((secret) => secret.length >= 4);
	if (secrets.length === 0) return (text) => text;
	const patterns = secrets
		.sort((one, other) => other.length - one.length)
		.flatMap((secret) => [
			[...secret].map(patternOf).join(""),
			...["base64", "base64url"].map((encoding) =>
				quote(
					Buffer.from(secret)
						.toString(encoding as BufferEncoding)
						.replace(/=+$/, ""),
				),
			),
		]);
	const pattern = new RegExp(patterns.join("|"), "gu");
	return (text) => text.replace(pattern, MASK);
}

/** A character in every writing. */
function patternOf(character: string): string {
	if (/[A-Za-z0-9]/.test(character)) return character;
	let writings = new Set([character]);
	for (let depth = 0; depth < 2; depth++) {
		writings = new Set([...writings].flatMap((text) => [text, ...writingsOf(text)]));
	}
	const longestFirst = [...writings].sort((one, other) => other.length - one.length);
	return `(?:${longestFirst.map(quote).join("|")})`;
}

/** How a text is written in JSON, JSON pointers, XML, URLs and forms. */
function writingsOf(text: string): string[] {
	const each = (write: (character: string) => string) => text.replace(/[^A-Za-z0-9;#]/gu, write);
	const json = JSON.stringify(text).slice(1, -1);
	const unicode = (character: string) =>
		[...Array(character.length).keys()]
			.map((index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`)
			.join("");
	const code = (character: string) => character.codePointAt(0) ?? 0;
	const percent = (character: string) =>
		[...Buffer.from(character)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join("");
	const named: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&apos;" };
	const writings = [
		json,
		json.replaceAll("/", "\\/"),
		each(unicode),
		each((character) => named[character] ?? character),
		each((character) => `&#${code(character)};`),
		each((character) => `&#x${code(character).toString(16)};`),
		each(percent),
		text.replaceAll(" ", "+"),
		escapeToken(text),
	];
	const hex = /%[0-9A-F]{2}|\\u[0-9a-f]{4}|&#x[0-9a-f]+;/g;
	const otherCase = (writing: string) =>
		writing.replace(hex, (one) =>
			one.startsWith("%") ? one.toLowerCase() : `${one.slice(0, 2)}${one.slice(2).toUpperCase()}`,
		);
	return [...writings, ...writings.map(otherCase)].map((writing) => writing.replace(/&#X/g, "&#x"));
}

function quote(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}

/** Headers with every credential masked, whatever its length. */
export function maskHeaders(headers: Record<string, string>, carriers: Carrier[], mask: Mask): Record<string, string> {
	const names = new Set(["authorization", "cookie", ...carriers.map((carrier) => carrier.name.toLowerCase())]);
	return Object.fromEntries(
		Object.entries(headers).map(([name, value]) => [name, names.has(name.toLowerCase()) ? MASK : mask(value)]),
	);
}

/** An answer as people may see it. */
export function answerShown({ status, headers, body }: Answer, mask: Mask): ReceivedAnswer {
	return { status, headers: maskHeaders(headers, [], mask), body: keptBody(mask(Buffer.from(body).toString())) };
}

/** A request as people may see it. */
export function requestShown(
	{ method, target, headers, body }: Request,
	{ origin, carriers, mask }: { origin: string; carriers: Carrier[]; mask: Mask },
): SentRequest {
	return {
		method,
		url: `${origin}${maskTarget(target, carriers, mask)}`,
		headers: maskHeaders(headers, carriers, mask),
		body: keptBody(mask(body.toString())),
	};
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
