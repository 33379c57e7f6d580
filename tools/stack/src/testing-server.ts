/**
 * Serves the test handlers of a generated package, so that they can be verified like a server: `testing-server.js
 * --testing <module> --base-path <path> --out <credentials file>` writes credentials for each profile of `--scenarios
 * <file>`, which belongs to the document of `--spec <file>`, listens on a free port, and prints `listening on <base
 * URL>`. Each request goes through MSW's own matching.
 */
import { writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import type { TestGrant, TestOptions, TestService } from "@onespec/client-testing/msw";
import { listen } from "@onespec/client-testing/node";
import { loadScenarios } from "@onespec/contract-verifier";
import { loadDocument } from "@onespec/openapi-document/load";
import { getResponse } from "msw";
import { testingProfiles } from "./testing-profiles.js";

/** What a generated package exports for tests, as far as it is used here. */
interface Testing {
	readonly credentialSchemes: Readonly<Record<string, string>>;
	createTestService(options: TestOptions<object>): TestService;
}

const text = { type: "string" } as const;
const { values } = parseArgs({ options: { testing: text, "base-path": text, out: text, spec: text, scenarios: text } });
const { testing = "", "base-path": basePath = "", out = "", spec = "", scenarios } = values;

const { credentialSchemes, createTestService } = (await import(pathToFileURL(testing).href)) as Testing;
const declared =
	scenarios === undefined ? undefined : (await loadScenarios(scenarios, (await loadDocument(spec)).model)).profiles;
const profiles = testingProfiles(declared ?? { default: {} }, Object.keys(credentialSchemes));
const byScheme = (credentials: object) =>
	Object.fromEntries(Object.entries(credentials).map(([member, value]) => [credentialSchemes[member], value]));
writeFileSync(
	out,
	JSON.stringify(
		Object.fromEntries(Object.entries(profiles).map(([name, { credentials }]) => [name, byScheme(credentials)])),
	),
	{ mode: 0o600 },
);

const { origin } = await listen((own) => {
	const grants: readonly TestGrant<object>[] = Object.values(profiles).flatMap(({ grant }) => grant ?? []);
	const { handlers } = createTestService({ baseUrl: `${own}${basePath}`, grants });
	return (request) => getResponse(handlers, request);
});
console.log(`listening on ${origin}${basePath}`);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit());
