import type { DocumentModel, Operation, SecurityScheme } from "@onespec/openapi-document";
import { Problem } from "./problem.js";

/** Credentials by the name of their security scheme; `user:password` for HTTP basic. */
export type Credentials = Readonly<Record<string, string>>;

/** A security scheme that an operation asks for. */
interface NamedScheme {
	readonly name: string;
	readonly scheme: SecurityScheme;
}

/** Schemes that are needed together. */
export type Requirement = readonly NamedScheme[];

/** The alternatives that an operation lets in by; none where it asks for nothing. */
export function requirementsOf(model: DocumentModel, { security }: Operation): Requirement[] {
	return security.map((together) =>
		together.flatMap(({ scheme: name }) => {
			const scheme = model.securitySchemes[name];
			return scheme === undefined ? [] : [{ name, scheme }];
		}),
	);
}

/**
 * Reads the credentials of a request, by the first alternative for which it has all.
 *
 * @throws {Problem} 401 where it has all for none, about what the first alternative misses
 */
export function readCredentials(
	requirements: readonly Requirement[],
	request: Request,
	url: URL,
): { readonly requirement: Requirement; readonly credentials: Credentials } {
	let missing: SecurityScheme | undefined;
	for (const requirement of requirements) {
		const values = requirement.map(({ scheme }) => read(scheme, request, url));
		const gap = requirement.find((_, index) => values[index] === "");
		missing ??= gap?.scheme;
		if (gap !== undefined) continue;
		const credentials = requirement.map(({ name, scheme }, index) => [name, normalise(scheme, values[index] ?? "")]);
		return { requirement, credentials: Object.fromEntries(credentials) };
	}
	if (missing === undefined) return { requirement: [], credentials: {} };
	throw new Problem(401, { value: missing.type === "apiKey" ? missing.name : "Authorization" });
}

/** Whether credentials are those that were given out. */
export function sameCredentials(requirement: Requirement, sent: Credentials, given: Credentials): boolean {
	return requirement.every(({ name, scheme }) => sent[name] === normalise(scheme, given[name] ?? ""));
}

function read(scheme: SecurityScheme, { headers }: Request, url: URL): string {
	if (scheme.type === "mutualTLS") return "a certificate";
	if (scheme.type === "apiKey") {
		const { name } = scheme;
		if (scheme.in === "query") return url.searchParams.get(name) ?? "";
		if (scheme.in === "header") return (headers.get(name) ?? "").trim();
		const cookies = (headers.get("cookie") ?? "").split(";").map((cookie) => cookie.trim());
		return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
	}
	const [kind = "", value = ""] = (headers.get("authorization") ?? "").trim().split(/ +/);
	const wanted = scheme.type === "http" ? scheme.scheme : "bearer";
	if (kind.toLowerCase() !== wanted) return "";
	return wanted === "basic" ? new TextDecoder().decode(bytesOf(value)) : value;
}

function bytesOf(base64: string): Uint8Array {
	try {
		return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
	} catch {
		return new Uint8Array();
	}
}

/** As `x-credential` says: a URL may come with or without its scheme, in any case. */
function normalise({ extensions }: SecurityScheme, value: string): string {
	const form = extensions["x-credential"] as { format?: unknown } | undefined;
	if (form?.format !== "url") return value;
	return value
		.trim()
		.replace(/^[a-z][a-z\d+.-]*:\/\//i, "")
		.replace(/\/+$/, "")
		.toLowerCase();
}
