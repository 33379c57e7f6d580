import { readFile } from "node:fs/promises";
import type { DocumentModel, Operation } from "@onespec/openapi-document";
import { nearest } from "../scenarios/nearest.js";
import { CredentialsError } from "./credentials-error.js";

/** The values of one profile by the name of the security scheme; `user:password` for HTTP basic. */
export type Profile = Record<string, string>;

/** A value of the credentials template begins like this until somebody fills it in. */
export const PLACEHOLDER = "<fill in: ";

/** A value that no server knows. */
export const UNKNOWN_VALUE = "nobody-knows-this-credential";

/** Credential profiles by name. */
export type Credentials = Record<string, Profile>;

/**
 * The credentials of a run: an object as it is, or read from a JSON file.
 * @param model where it is given, each value must be one for a security scheme that it has
 * @throws CredentialsError where the file cannot be read, is no map of profiles, or names a scheme that nobody knows.
 */
export async function loadCredentials(
	source: string | Credentials | undefined,
	model?: DocumentModel,
): Promise<Credentials> {
	if (source === undefined) return {};
	const name = typeof source === "string" ? source : "credentials";
	const credentials = checkShape(typeof source === "string" ? await read(source) : source, name);
	if (model !== undefined) checkSchemes(credentials, Object.keys(model.securitySchemes), name);
	return credentials;
}

async function read(source: string): Promise<unknown> {
	let text: string;
	try {
		text = await readFile(source, "utf8");
	} catch (error) {
		throw new CredentialsError(`${source}: cannot be read (${(error as NodeJS.ErrnoException).code}); check the path.`);
	}
	try {
		return JSON.parse(text) as unknown;
	} catch {
		// The parser's message would quote the text.
		throw new CredentialsError(`${source}: is not JSON; write { "<profile>": { "<security scheme>": "<value>" } }.`);
	}
}

/** A value for a scheme that the document does not have would never be sent. */
function checkSchemes(credentials: Credentials, known: readonly string[], name: string): void {
	if (known.length === 0) return;
	for (const [profile, values] of Object.entries(credentials)) {
		const unknown = Object.keys(values).find((scheme) => !known.includes(scheme));
		if (unknown === undefined) continue;
		const hint = known.length === 1 ? `it has ${known[0]}` : `nearest: ${nearest(unknown, known).join(", ")}`;
		throw new CredentialsError(
			`${name}: profile "${profile}": the document has no security scheme "${unknown}"; ${hint}.`,
		);
	}
}

function checkShape(value: unknown, name: string): Credentials {
	const isMap = (one: unknown): one is Record<string, unknown> =>
		typeof one === "object" && one !== null && !Array.isArray(one);
	const profiles = isMap(value) ? Object.values(value) : [undefined];
	const fits = profiles.every(
		(profile) => isMap(profile) && Object.values(profile).every((one) => typeof one === "string"),
	);
	if (!fits) throw new CredentialsError(`${name}: must be { "<profile>": { "<security scheme>": "<value>" } }.`);
	// A profile of the template that nobody has filled in is none.
	const isFilledIn = (profile: Profile) => !Object.values(profile).some((one) => one.startsWith(PLACEHOLDER));
	const { default: owner } = value as Credentials;
	if (owner !== undefined && !isFilledIn(owner))
		throw new CredentialsError(`${name}: the profile "default" is not filled in yet.`);
	return Object.fromEntries(Object.entries(value as Credentials).filter(([, profile]) => isFilledIn(profile)));
}

/** Where a credential goes in a request. */
export interface Carrier {
	scheme: string;
	in: "header" | "query" | "cookie";
	name: string;
	/** Writes the value as the request carries it. */
	write(value: string): string;
}

/** Where an operation's credentials go, and what of them nobody here can send. */
export interface Access {
	carriers: Carrier[];
	/** In words, why requests with these credentials can't be made; `undefined` where they can. */
	unsupported: string | undefined;
}

const NONE: Access = { carriers: [], unsupported: undefined };

/**
 * Where an operation's credentials go: those of the first alternative that a profile has values for, else of the first
 * that can be sent at all.
 */
export function accessOf(model: DocumentModel, { security }: Operation, profile?: Profile): Access {
	const alternatives = security.map((requirement) => ({
		requirement,
		access: requirement.reduce<Access>(
			({ carriers, unsupported }, { scheme }) => {
				const carrier = carrierOf(model, scheme);
				return typeof carrier === "string"
					? { carriers, unsupported: unsupported ?? carrier }
					: { carriers: [...carriers, carrier], unsupported };
			},
			{ carriers: [], unsupported: undefined },
		),
	}));
	const sendable = alternatives.filter(({ access }) => access.unsupported === undefined);
	const filled = sendable.find(
		({ access }) =>
			access.carriers.length > 0 && access.carriers.every(({ scheme }) => profile?.[scheme] !== undefined),
	);
	const free = sendable.find(({ requirement }) => requirement.length === 0);
	const first = profile === undefined ? sendable.find(({ requirement }) => requirement.length > 0) : undefined;
	return (filled ?? first ?? free ?? sendable[0] ?? alternatives[0])?.access ?? NONE;
}

/** The carriers of {@link accessOf}. */
export function carriersOf(model: DocumentModel, operation: Operation, profile?: Profile): Carrier[] {
	return accessOf(model, operation, profile).carriers;
}

/** Whether an operation refuses whoever sends no credentials. */
export function needsCredentials({ security }: Operation): boolean {
	return security.length > 0 && security.every((requirement) => requirement.length > 0);
}

/** A profile that has a well-formed value for every scheme; for servers that look at the form alone. */
export function standInProfile(model: DocumentModel, value: string): Profile {
	return Object.fromEntries(
		Object.entries(model.securitySchemes).map(([name, scheme]) => [
			name,
			scheme.type === "http" && scheme.scheme === "basic" ? `${value}:${value}` : value,
		]),
	);
}

function carrierOf(model: DocumentModel, name: string): Carrier | string {
	const scheme = model.securitySchemes[name];
	if (scheme === undefined) return `there is no security scheme "${name}"`;
	const authorization = (write: (value: string) => string): Carrier => ({
		scheme: name,
		in: "header",
		name: "Authorization",
		write,
	});
	switch (scheme.type) {
		case "apiKey":
			return { scheme: name, in: scheme.in, name: scheme.name, write: (value) => value };
		case "oauth2":
		case "openIdConnect":
			return authorization((value) => `Bearer ${value}`);
		case "mutualTLS":
			return `security scheme "${name}": client certificates can't be sent`;
		case "http":
			if (scheme.scheme === "basic") {
				return authorization((value) => `Basic ${Buffer.from(value).toString("base64")}`);
			}
			if (scheme.scheme === "digest") return `security scheme "${name}": HTTP digest can't be sent`;
			// The names of schemes are written as their registry does.
			return authorization((value) => `${scheme.scheme === "bearer" ? "Bearer" : scheme.scheme} ${value}`);
	}
}
