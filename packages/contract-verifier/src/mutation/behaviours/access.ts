import { carriersOf, type Profile } from "../../requests/credentials.js";
import type { ProxiedRequest } from "../proxy.js";
import type { Behaviour, BehaviourInput } from "./behaviour.js";
import { operationFinder } from "./operation-of.js";

const LET_IN = /^status: must be 40[13], but is /;

/**
 * Faults in what is let in: credentials that nobody checks, as a whole and one header at a time, and profiles that are
 * taken for the default one, which stands for a permission, a store or a bucket that is not checked.
 */
export function accessBehaviours(input: BehaviourInput): Behaviour[] {
	const { model, credentials, planned } = input;
	const { default: owner } = credentials;
	if (owner === undefined) return [];
	const find = operationFinder(input);
	const headerCarriers = (request: ProxiedRequest) => {
		const operation = find(request);
		return operation === undefined
			? []
			: carriersOf(model, operation, owner).filter((carrier) => carrier.in === "header");
	};
	/** The request with another value for some of its credentials. */
	const withOwner = (request: ProxiedRequest, which: (scheme: string, given: string | undefined) => boolean) => {
		const headers = { ...request.headers };
		for (const { scheme, name, write } of headerCarriers(request)) {
			const value = owner[scheme];
			if (value !== undefined && which(scheme, headers[name.toLowerCase()])) headers[name.toLowerCase()] = write(value);
		}
		return { ...request, headers };
	};
	const isRefusal = ({ status }: { status: string }) => status === "401" || status === "403";
	const refusing = model.operations.filter(({ responses }) =>
		responses.some(({ status }) => status === "401" || status === "403"),
	);
	const secured = refusing.map(({ id }) => id);
	const schemes = new Set(
		refusing.flatMap((operation) => carriersOf(model, operation, owner).map(({ scheme }) => scheme)),
	);
	if (secured.length === 0) return [];
	return [
		{
			name: "credentials-not-checked",
			operationIds: secured,
			because: LET_IN,
			showsIn: isRefusal,
			fault: () => (request, forward) => forward(withOwner(request, () => true)),
		},
		...[...schemes].map(
			(scheme): Behaviour => ({
				name: `credential-${scheme}-not-checked`,
				operationIds: secured,
				because: LET_IN,
				showsIn: isRefusal,
				fault: () => (request, forward) =>
					forward(withOwner(request, (one, given) => one === scheme && given === undefined)),
			}),
		),
		...profilesOf(input).map(([name, profile]): Behaviour => {
			const usedBy = planned.filter(({ scenario }) => scenario.profile === name).map(({ cell }) => cell);
			return {
				name: `profile-${name}-taken-for-default`,
				operationIds: [...new Set(usedBy.map(({ operationId }) => operationId))],
				because: new RegExp(`must be (${[...new Set(usedBy.map(({ status }) => status))].join("|")})`),
				showsIn: (cell) => usedBy.some(({ id }) => id === cell.id),
				fault: () => (request, forward) => {
					const carriers = headerCarriers(request);
					const isIts = carriers.every(({ scheme, name: header, write }) => {
						const value = profile[scheme];
						return value !== undefined && request.headers[header.toLowerCase()] === write(value);
					});
					return forward(isIts && carriers.length > 0 ? withOwner(request, () => true) : request);
				},
			};
		}),
	];
}

/** The profiles that scenarios name, with their credentials. */
function profilesOf({ planned, credentials }: BehaviourInput): [string, Profile][] {
	const names = new Set(planned.flatMap(({ scenario: { profile } }) => (profile === undefined ? [] : [profile])));
	names.delete("default");
	return [...names].flatMap((name) => {
		const profile = credentials[name];
		return profile === undefined ? [] : [[name, profile] as [string, Profile]];
	});
}
