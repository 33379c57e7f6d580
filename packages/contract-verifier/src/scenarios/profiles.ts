import type { DocumentModel, SecurityScheme } from "@onespec/openapi-document";
import { type PlannedTransaction, planOf, profileOf } from "../plan.js";
import {
	type Credentials,
	needsCredentials,
	PLACEHOLDER,
	type Profile,
	UNKNOWN_VALUE,
} from "../requests/credentials.js";
import type { OpenCause } from "./starting.js";
import type { ProfileDeclaration, Scenarios } from "./types.js";

/** A profile of the credentials file, and what it is there for. */
export interface ProfileUse {
	readonly name: string;
	/** What the server grants it, in words. */
	readonly what: string;
	/** The server must not know its credentials. */
	readonly isUnknown: boolean;
	/** The answers that are brought about with it, as `operation status cause`. */
	readonly opens: readonly string[];
}

/** Profiles that answers usually need of which no scenario says how they are brought about. */
const USUAL: readonly (Omit<ProfileUse, "opens"> & { status: string })[] = [
	{ name: "wrong", status: "401", what: "of the right form, but the server does not know it", isUnknown: true },
	{ name: "read-only", status: "403", what: "known, without the permission to write", isUnknown: false },
	{ name: "small-bucket", status: "429", what: "soon throttled", isUnknown: false },
];

/**
 * Which profile opens which answers: those that the scenarios declare or name; without scenarios `default`, and those that
 * the open answers usually need.
 *
 * @param open what `startingScenarios` has found open; not looked at where there are scenarios
 * @example profileUses(model, undefined, open)[0] // { name: "default", what: "may do everything", opens: ["addBook 201 default", …] }
 */
export function profileUses(
	model: DocumentModel,
	scenarios: Scenarios | undefined,
	open: readonly OpenCause[] = [],
): ProfileUse[] {
	const declared = scenarios?.profiles ?? {};
	const stated = Object.values(scenarios?.operations ?? {}).flatMap((statuses) =>
		Object.values(statuses).flatMap((causes) => Object.values(causes)),
	);
	const named = [...stated, ...Object.values(scenarios?.causes ?? {})].flatMap(({ profile }) => profile ?? []);
	const names = new Set(["default", ...Object.keys(declared), ...named]);
	const every: Profile = Object.fromEntries(Object.keys(model.securitySchemes).map((scheme) => [scheme, "given"]));
	const credentials: Credentials = Object.fromEntries([...names].map((name) => [name, every]));
	const planned = planOf({ model, target: "live", scenarios, credentials });
	const opens = new Map<string, Set<string>>();
	for (const one of planned.filter(isOpenedByCredentials)) {
		const own = opens.get(profileOf(one.scenario)) ?? new Set();
		opens.set(profileOf(one.scenario), own.add(`${one.operation.id} ${one.cell.status} ${one.cause}`));
	}
	const uses = [...names].map((name): ProfileUse => {
		const declaration = declared[name] ?? {};
		const isUnknown = declaration.unknown === true;
		return { name, what: wordsOf(declaration), isUnknown, opens: [...(opens.get(name) ?? [])] };
	});
	if (scenarios !== undefined) return uses;
	const usual = USUAL.flatMap(({ status, ...use }) => {
		const own = open.filter((one) => one.status === status).map((one) => `${one.operation} ${status} ${one.cause}`);
		return own.length === 0 ? [] : [{ ...use, opens: own }];
	});
	return [...uses, ...usual];
}

function isOpenedByCredentials({ open, scenario, operation }: PlannedTransaction): boolean {
	return open === undefined && scenario.anonymous !== true && needsCredentials(operation);
}

function wordsOf({ permissions, ownStore, bucket, unknown }: ProfileDeclaration): string {
	if (unknown === true) return "of the right form, but the server does not know it";
	const words = [
		permissions === undefined ? "may do everything" : `may only ${permissions.join(" and ")}`,
		ownStore === true ? "in a store of its own" : "",
		bucket === undefined ? "" : `throttled: ${bucket.capacity} at once, ${bucket.leakPerSecond} a second`,
	];
	return words.filter((word) => word !== "").join(", ");
}

/**
 * The table of profiles for a terminal.
 * @param credentials where they are known: a column says which profiles are there
 */
export function profilesTable(uses: readonly ProfileUse[], credentials?: Credentials): string[] {
	const rows = uses.map(({ name, what, opens }) => [
		name,
		...(credentials === undefined ? [] : [credentials[name] === undefined ? "missing" : "there"]),
		`${opens.length}`,
		what,
		opens.length === 0 ? "" : `${opens.slice(0, 2).join("; ")}${opens.length > 2 ? "; …" : ""}`,
	]);
	const head = [
		"profile",
		...(credentials === undefined ? [] : ["credentials"]),
		"answers",
		"who it is",
		"for example",
	];
	const all = [head, ...rows];
	const widths = head.map((_, column) => Math.max(...all.map((row) => row[column]?.length ?? 0)));
	return all.map((row) =>
		row
			.map((text, column) => text.padEnd(widths[column] ?? 0))
			.join("  ")
			.trimEnd(),
	);
}

/** A credentials file to start from: JSON with a value to fill in for each scheme of each profile; `undefined` where the document asks for none. */
export function startingCredentials(model: DocumentModel, uses: readonly ProfileUse[]): string | undefined {
	const used = new Set(model.operations.flatMap(({ security }) => security.flat().map(({ scheme }) => scheme)));
	const schemes = Object.entries(model.securitySchemes).filter(([name]) => used.has(name));
	if (schemes.length === 0) return undefined;
	const file = Object.fromEntries(
		uses.map(({ name, isUnknown }) => [
			name,
			// What nobody knows need not be asked for.
			Object.fromEntries(
				schemes.map(([id, scheme]) => [id, isUnknown ? unknown(scheme) : `${PLACEHOLDER}${formOf(scheme)}>`]),
			),
		]),
	);
	return `${JSON.stringify(file, undefined, 2)}\n`;
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
