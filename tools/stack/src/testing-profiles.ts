import { randomBytes } from "node:crypto";
import type { TestGrant } from "@onespec/client-testing/msw";

/** Room for one request an hour: the second is refused. */
const SMALL_BUCKET = { capacity: 1, leakPerSecond: 1 / 3600 };

type Credentials = Readonly<Record<string, string>>;

/**
 * Credentials for the profiles that scenarios name: those of the default store by their permission, and stores of their
 * own for those that must find nothing there, or know what is.
 *
 * @param members the members of the credentials
 * @returns what each profile is granted, by its name, and credentials that are granted nothing
 */
export function testingProfiles(members: readonly string[]): {
	grants: (readonly [string, TestGrant<Credentials>])[];
	wrong: Credentials;
} {
	const secret = () => Object.fromEntries(members.map((member) => [member, randomBytes(12).toString("hex")]));
	const ownStore = (name: string) => [name, { credentials: secret(), store: name }] as const;
	return {
		grants: [
			["default", { credentials: secret() }],
			["read-only", { credentials: secret(), permissions: ["read"] }],
			["write-only", { credentials: secret(), permissions: ["write"] }],
			["small-bucket", { credentials: secret(), throttle: SMALL_BUCKET }],
			ownStore("empty-store"),
			ownStore("sequences"),
			ownStore("other-store"),
		],
		wrong: secret(),
	};
}
