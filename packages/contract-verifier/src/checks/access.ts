import { documentExtensions, type Operation } from "@onespec/openapi-document";
import type { Cell } from "../cells.js";
import type { Request } from "../requests/build.js";
import { type Carrier, carriersOf, needsCredentials, type Profile } from "../requests/credentials.js";
import { type Check, type CheckContext, type Found, finding } from "./check.js";
import { plainReaders, probe } from "./probe.js";
import { PROFILE } from "./workplace.js";

/** Checks that credentials count in their own places alone, each of them, and as a whole. */
export function accessChecks(context: CheckContext): Check[] {
	const readers = plainReaders(context).filter(needsCredentials);
	const refusing = (refuses: typeof isRefusal) => readers.find(({ responses }) => responses.some(refuses));
	const operation = refusing(isStatedRefusal) ?? refusing(isRefusal);
	const profile = context.credentials[PROFILE];
	if (operation === undefined || profile === undefined) return [];
	return [{ name: "credentials", operation, belongs: isRefusal, run: () => credentials(context, operation, profile) }];
}

function isStatedRefusal({ status }: Pick<Cell, "status">): boolean {
	return status === "401" || status === "403";
}

/** Where no refusal is stated by itself, a response for all errors has it. */
function isRefusal({ status }: Pick<Cell, "status">): boolean {
	return isStatedRefusal({ status }) || status === "4XX" || status === "default";
}

async function credentials(context: CheckContext, operation: Operation, profile: Profile) {
	const found: Found[] = [];
	const carriers = carriersOf(context.model, operation, profile).filter(({ scheme }) => profile[scheme] !== undefined);
	const right = await probe(context, operation);
	// An empty list may be an error.
	if (!right.succeeded && right.status !== 404) return { looked: 0, found };
	let looked = 0;
	/** Schemes that nobody checks at all: any other way to send them would only say the same. */
	const unchecked = new Set<string>();
	for (const { what, scheme, profile: own = profile, alter } of wrongs(context, carriers, profile)) {
		if (unchecked.has(scheme)) continue;
		const sent = await probe(context, operation, { profile: own, ...(alter && { alter }) });
		looked++;
		if (sent.status === right.status && own[scheme] === undefined && alter === undefined) unchecked.add(scheme);
		if (sent.status === right.status)
			found.push(
				finding(
					operation,
					`credentials: ${what} is accepted`,
					`credentials: ${what} must be refused, but is answered ${sent.status}`,
					sent,
				),
			);
	}
	return { looked, found };
}

interface Wrong {
	/** The scheme whose value is sent wrongly. */
	scheme: string;
	what: string;
	profile?: Profile;
	alter?: (request: Request) => Request;
}

function wrongs({ model }: CheckContext, carriers: readonly Carrier[], profile: Profile): Wrong[] {
	const exact = documentExtensions(model).guarantees?.credentials === "exact";
	const all: Wrong[] = [];
	for (const { scheme, in: place, name } of carriers) {
		const value = profile[scheme] ?? "";
		const without = { ...profile };
		delete without[scheme];
		all.push({ scheme, what: `a request without ${scheme}`, profile: without });
		const declared = model.securitySchemes[scheme];
		if (place === "header") {
			const inQuery = `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
			all.push({
				scheme,
				what: `${name} in the query instead of the header`,
				profile: without,
				alter: (request) => ({
					...request,
					target: `${request.target}${request.target.includes("?") ? "&" : "?"}${inQuery}`,
				}),
			});
			all.push({
				scheme,
				what: `${name} in a cookie instead of the header`,
				profile: without,
				alter: withHeader("Cookie", `${name}=${encodeURIComponent(value)}`),
			});
			if (name.toLowerCase() !== "authorization")
				all.push({
					scheme,
					what: `${name} in the header Authorization`,
					profile: without,
					alter: withHeader("Authorization", `Bearer ${value}`),
				});
		}
		if (place === "query")
			all.push({
				scheme,
				what: `${name} in a header instead of the query`,
				profile: without,
				alter: withHeader(name, value),
			});
		// Some schemes take a value in several forms.
		if (declared?.extensions["x-credential"] !== undefined || value.length < 4) continue;
		const changed = (what: string, other: string) =>
			all.push({ scheme, what: `${what} ${scheme}`, profile: { ...profile, [scheme]: other } });
		changed("the beginning of", value.slice(0, -1));
		changed("more than", `${value}x`);
		changed(
			"another value for",
			[...value].reverse().join("") === value ? `x${value.slice(1)}` : [...value].reverse().join(""),
		);
		const other = [...value].map((one) => (one === one.toLowerCase() ? one.toUpperCase() : one.toLowerCase())).join("");
		if (exact && other !== value) changed("the other case of", other);
	}
	for (const [index, one] of carriers.entries()) {
		for (const other of carriers.slice(index + 1)) {
			const [mine = "", theirs = ""] = [profile[one.scheme], profile[other.scheme]];
			if (mine !== theirs)
				all.push({
					scheme: one.scheme,
					what: `${one.scheme} and ${other.scheme} swapped`,
					profile: { ...profile, [one.scheme]: theirs, [other.scheme]: mine },
				});
		}
	}
	return all;
}

function withHeader(name: string, value: string): (request: Request) => Request {
	return (request) => ({ ...request, headers: { ...request.headers, [name]: value } });
}
