import type { ApiDocument, OperationObject, SecurityScheme } from "./document.js";
import { resolve } from "./document.js";
import { Problem } from "./problem.js";

/** Credentials by the name of their security scheme; `user:password` for HTTP basic. */
export type Credentials = Readonly<Record<string, string>>;

/** A security scheme that an operation asks for. */
export interface NamedScheme {
	readonly name: string;
	readonly scheme: SecurityScheme;
}

/** The schemes that an operation asks for: those of its first requirement. */
export function schemesOf(document: ApiDocument, operation: OperationObject): NamedScheme[] {
	const requirement = (operation.security ?? document.security ?? [])[0] ?? {};
	return Object.keys(requirement).map((name) => {
		const scheme = document.components?.securitySchemes?.[name];
		if (scheme === undefined) throw new Error(`The document has no security scheme "${name}".`);
		return { name, scheme: resolve<SecurityScheme>(document, scheme) };
	});
}

/**
 * Reads the credentials of a request.
 *
 * @throws {Problem} 401 where one is missing or empty
 */
export function readCredentials(schemes: readonly NamedScheme[], request: Request, url: URL): Credentials {
	return Object.fromEntries(
		schemes.map(({ name, scheme }) => {
			const value = read(scheme, request, url);
			if (value === "") throw new Problem(401, { value: carrierOf(scheme) });
			return [name, normalise(scheme, value)];
		}),
	);
}

/** Whether credentials are those that were given out. */
export function sameCredentials(schemes: readonly NamedScheme[], sent: Credentials, given: Credentials): boolean {
	return schemes.every(({ name, scheme }) => sent[name] === normalise(scheme, given[name] ?? ""));
}

/** Where a credential stands: the name of a header, parameter or cookie. */
function carrierOf({ type, name = "" }: SecurityScheme): string {
	return type === "apiKey" ? name : "Authorization";
}

function read({ type, in: place, name = "", scheme }: SecurityScheme, { headers }: Request, url: URL): string {
	if (type === "apiKey") {
		if (place === "query") return url.searchParams.get(name) ?? "";
		if (place !== "cookie") return (headers.get(name) ?? "").trim();
		const cookies = (headers.get("cookie") ?? "").split(";").map((cookie) => cookie.trim());
		return cookies.find((cookie) => cookie.startsWith(`${name}=`))?.slice(name.length + 1) ?? "";
	}
	const [kind = "", value = ""] = (headers.get("authorization") ?? "").trim().split(/ +/);
	const wanted = type === "http" ? scheme?.toLowerCase() : "bearer";
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
function normalise({ "x-credential": form }: SecurityScheme, value: string): string {
	if (form?.format !== "url") return value;
	return value
		.trim()
		.replace(/^[a-z][a-z\d+.-]*:\/\//i, "")
		.replace(/\/+$/, "")
		.toLowerCase();
}
