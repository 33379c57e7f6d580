import type { DocumentModel, SecurityScheme } from "@onespec/openapi-document";
import { PLACEHOLDER, UNKNOWN_VALUE } from "../requests/credentials.js";
import type { OpenCause } from "./starting.js";

/** A profile of the credentials template, and what it is there for. */
export interface StartingProfile {
	readonly name: string;
	readonly what: string;
	/** The answers that only it can bring about, as `operation status cause`; all that need credentials for `default`. */
	readonly opens: readonly string[];
}

/** A credentials file to start from. */
export interface StartingCredentials {
	/** The file's text: JSON with a value to fill in for each security scheme; `undefined` where the document asks for none. */
	readonly text: string | undefined;
	readonly profiles: readonly StartingProfile[];
}

const PROFILES: readonly { name: string; status: string; what: string }[] = [
	{ name: "wrong", status: "401", what: "of the right form, but the server does not know it" },
	{ name: "read-only", status: "403", what: "known, without the permission to write" },
	{ name: "small-bucket", status: "429", what: "soon throttled" },
];

/**
 * Writes a credentials file to start from: the profile `default`, and those that the open causes usually need.
 *
 * @param open what {@link startingScenarios} has found open
 * @example startingCredentials(model, startingScenarios(model).open).text // '{ "default": { "bearer": "<fill in: …>" } }'
 */
export function startingCredentials(model: DocumentModel, open: readonly OpenCause[]): StartingCredentials {
	const used = new Set(model.operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)));
	const schemes = Object.entries(model.securitySchemes).filter(([name]) => used.has(name));
	if (schemes.length === 0) return { text: undefined, profiles: [] };
	const more = PROFILES.flatMap(({ name, status, what }) => {
		const opens = open.filter((one) => one.status === status).map((one) => `${one.operation} ${status} ${one.cause}`);
		return opens.length === 0 ? [] : [{ name, what, opens }];
	});
	const profiles = [{ name: "default", what: "may do everything", opens: [] }, ...more];
	const values = (profile: string) =>
		Object.fromEntries(
			schemes.map(([name, scheme]) => [
				name,
				// What nobody knows need not be asked for.
				profile === "wrong" ? unknown(scheme) : `${PLACEHOLDER}${formOf(scheme)}>`,
			]),
		);
	const file = Object.fromEntries(profiles.map(({ name }) => [name, values(name)]));
	return { text: `${JSON.stringify(file, undefined, 2)}\n`, profiles };
}

function unknown(scheme: SecurityScheme): string {
	return isBasic(scheme) ? `${UNKNOWN_VALUE}:${UNKNOWN_VALUE}` : UNKNOWN_VALUE;
}

function isBasic(scheme: SecurityScheme): boolean {
	return scheme.type === "http" && scheme.scheme === "basic";
}

function formOf(scheme: SecurityScheme): string {
	if (isBasic(scheme)) return "user:password";
	if (scheme.type === "apiKey") return `the value of ${scheme.name}`;
	return scheme.type === "http" && scheme.scheme !== "bearer" ? `what stands behind ${scheme.scheme}` : "a token";
}
