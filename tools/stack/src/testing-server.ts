/**
 * Serves the test handlers of a generated package, so that they can be verified like a server: `testing-server.js
 * --testing <module> --base-path <path> --out <credentials file>` writes credentials for each profile, listens on a free
 * port, and prints `listening on <base URL>`. Each request goes through MSW's own matching.
 */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { TestGrant, TestOptions, TestService } from "@onespec/client-testing/msw";
import { listen } from "@onespec/client-testing/node";
import { getResponse } from "msw";
import { testingProfiles } from "./testing-profiles.js";

/** What a generated package exports for tests, as far as it is used here. */
interface Testing {
	readonly credentialSchemes: Readonly<Record<string, string>>;
	createTestService(options: TestOptions<object>): TestService;
}

const { values } = parseArgs({
	options: { testing: { type: "string" }, "base-path": { type: "string" }, out: { type: "string" } },
});
const { testing = "", "base-path": basePath = "", out = "" } = values;

const { credentialSchemes, createTestService } = (await import(pathToFileURL(testing).href)) as Testing;
const { grants, wrong } = testingProfiles(Object.keys(credentialSchemes));
const byScheme = (credentials: object) =>
	Object.fromEntries(Object.entries(credentials).map(([member, value]) => [credentialSchemes[member], value]));
const profiles = [...grants, ["wrong", { credentials: wrong }] as const];
writeFileSync(
	out,
	JSON.stringify(Object.fromEntries(profiles.map(([name, { credentials }]) => [name, byScheme(credentials)]))),
	{ mode: 0o600 },
);

const { origin } = await listen((own) => {
	const all: readonly TestGrant<object>[] = grants.map(([, grant]) => grant);
	const { handlers } = createTestService({ baseUrl: `${own}${basePath}`, grants: all });
	return (request) => getResponse(handlers, request);
});
console.log(`listening on ${origin}${basePath}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit());
