// generated from spec/customer-groups/openapi.yaml; do not edit

import { fixtureOf, type PlannedFailure } from "@onespec/client-testing";
import { createTestService as createService, type TestOptions, type TestService } from "@onespec/client-testing/msw";
import type { HttpHandler } from "msw";
import type { CustomerGroupsCredentials } from "./client.js";
import { model } from "./testing-document.js";
import type { components } from "./types.js";

/** The security scheme of each credential, for tools that know them by their schemes. */
export const credentialSchemes = { secureURL: "SecureURL", privateKey: "PrivateKey", token: "Token" } as const;

/** A group, as the API answers it in JSON. */
export type Group = components["schemas"]["CustomerGroup"];

/** What the API in memory is like. */
export interface TestingOptions extends Omit<TestOptions<CustomerGroupsCredentials>, "items"> {
	/** What is there from the start; nothing where it is absent. */
	readonly groups?: readonly Group[] | undefined;
}

/** 3dcart (Shift4Shop) Customer Groups in memory. */
export interface CustomerGroupsTestService extends TestService {
	/** What is there now. */
	groups(store?: string): Group[];
}

/** A failure that a test asks for, such as `{ status: 400 }`. */
export type Failure = PlannedFailure;

/**
 * Makes 3dcart (Shift4Shop) Customer Groups in memory, with handlers for MSW: it keeps what is written, and pages, refuses, throttles and answers in
 * JSON and XML as the document says.
 *
 * @example
 * const service = createTestService({ groups: groupFixtures(3) });
 * const server = setupServer(...service.handlers);
 */
export function createTestService(options: TestingOptions = {}): CustomerGroupsTestService {
	const { groups = [], ...others } = options;
	const service = createService({ model, schemes: credentialSchemes }, { ...others, items: { "/CustomerGroups": groups } });
	return { ...service, groups: (store) => service.items("/CustomerGroups", store) as Group[] };
}

/**
 * The handlers of MSW alone.
 *
 * @example
 * const server = setupServer(...createHandlers({ groups: groupFixtures(3) }));
 */
export function createHandlers(options: TestingOptions = {}): HttpHandler[] {
	return createTestService(options).handlers;
}

/**
 * The n-th group, always the same one.
 *
 * @param n from 1 on
 * @param members what is to be otherwise
 */
export function groupFixture(n = 1, members: Partial<Group> = {}): Group {
	const fixture = fixtureOf(model, { $ref: "#/components/schemas/CustomerGroup" }, n) as Group;
	return { ...fixture, ...members };
}

/** The first so many groups. */
export function groupFixtures(count: number): Group[] {
	return Array.from({ length: count }, (_, index) => groupFixture(index + 1));
}
