import { readFile } from "node:fs/promises";
import type { Operation } from "../document/operations.js";
import { resolve } from "../document/pointer.js";
import type { OpenApiDocument } from "../document/types.js";
import { CredentialsError } from "./credentials-error.js";

/** The values of one profile by the name of the security scheme; `user:password` for HTTP basic. */
export type Profile = Record<string, string>;

/** Credential profiles by name. */
export type Credentials = Record<string, Profile>;

/**
 * The credentials of a run: an object as it is, or read from a JSON file.
 * @throws CredentialsError where the file cannot be read or is no map of profiles.
 */
export async function loadCredentials(source: string | Credentials | undefined): Promise<Credentials> {
	if (source === undefined) return {};
	if (typeof source !== "string") return checkShape(source, "credentials");
	let text: string;
	try {
		text = await readFile(source, "utf8");
	} catch (error) {
		throw new CredentialsError(`${source}: cannot be read (${(error as NodeJS.ErrnoException).code}); check the path.`);
	}
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		// The parser's message would quote the text.
		throw new CredentialsError(`${source}: is not JSON; write { "<profile>": { "<security scheme>": "<value>" } }.`);
	}
	return checkShape(value, source);
}

function checkShape(value: unknown, name: string): Credentials {
	const isMap = (one: unknown): one is Record<string, unknown> =>
		typeof one === "object" && one !== null && !Array.isArray(one);
	const profiles = isMap(value) ? Object.values(value) : [undefined];
	const fits = profiles.every(
		(profile) => isMap(profile) && Object.values(profile).every((one) => typeof one === "string"),
	);
	if (!fits) throw new CredentialsError(`${name}: must be { "<profile>": { "<security scheme>": "<value>" } }.`);
	return value as Credentials;
}

/** Where a credential goes in a request. */
export interface Carrier {
	scheme: string;
	in: "header" | "query";
	name: string;
	/** Writes the value as the request carries it. */
	write(value: string): string;
}

/**
 * Where an operation's credentials go: those of its first security requirement.
 * @throws CredentialsError for a scheme that is neither an API key nor HTTP bearer or basic.
 */
export function carriersOf(document: OpenApiDocument, operation: Operation): Carrier[] {
	const requirement = (operation.object.security ?? document.security ?? [])[0] ?? {};
	return Object.keys(requirement).map((scheme): Carrier => {
		const reference = document.components?.securitySchemes?.[scheme];
		if (reference === undefined)
			throw new CredentialsError(`${operation.operationId}: there is no security scheme "${scheme}".`);
		const { type, in: place, name = "", scheme: http } = resolve(document, reference);
		const same = (value: string) => value;
		if (type === "apiKey" && (place === "header" || place === "query")) return { scheme, in: place, name, write: same };
		if (type === "apiKey" && place === "cookie") {
			return { scheme, in: "header", name: "Cookie", write: (value) => `${name}=${value}` };
		}
		const kind = type === "http" ? http?.toLowerCase() : type;
		if (kind === "basic") {
			const write = (value: string) => `Basic ${Buffer.from(value).toString("base64")}`;
			return { scheme, in: "header", name: "Authorization", write };
		}
		if (kind === "bearer" || kind === "oauth2" || kind === "openIdConnect") {
			return { scheme, in: "header", name: "Authorization", write: (value) => `Bearer ${value}` };
		}
		throw new CredentialsError(`Security scheme "${scheme}": ${type} ${http ?? place ?? ""} is not supported.`);
	});
}
