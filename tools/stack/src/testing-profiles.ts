import { randomBytes } from "node:crypto";
import type { TestGrant } from "@onespec/client-testing/msw";
import type { ProfileDeclaration } from "@onespec/contract-verifier";

type Credentials = Readonly<Record<string, string>>;

/** The credentials of a profile, and what they are granted; the server does not know them where `grant` is absent. */
export interface TestingProfile {
	credentials: Credentials;
	grant?: TestGrant<Credentials>;
}

/**
 * Makes credentials for the profiles of a scenarios file.
 *
 * @param declared what each profile is granted, by its name
 * @param members the members of the credentials
 */
export function testingProfiles(
	declared: Readonly<Record<string, ProfileDeclaration>>,
	members: readonly string[],
): Record<string, TestingProfile> {
	return Object.fromEntries(
		Object.entries(declared).map(([name, { unknown, permissions, ownStore, bucket }]) => {
			const credentials = Object.fromEntries(members.map((member) => [member, randomBytes(12).toString("hex")]));
			if (unknown) return [name, { credentials }];
			const grant = {
				credentials,
				...(permissions && { permissions }),
				...(ownStore && { store: name }),
				...(bucket && { throttle: bucket }),
			};
			return [name, { credentials, grant }];
		}),
	);
}
