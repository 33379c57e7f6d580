import { loadDocument } from "../document/load.js";
import { operationsOf } from "../document/operations.js";
import type { OpenApiDocument } from "../document/types.js";
import { planOf, profileOf } from "../plan.js";
import type { Credentials } from "../requests/credentials.js";
import { loadScenarios } from "../scenarios/load.js";
import { behavioursOf } from "./behaviours.js";
import { contextsOf, type PlantContext } from "./kind.js";
import { faultKinds } from "./kinds.js";

/** Names are all the same to what is derived from credentials. */
const STAND_IN = "stand-in";

/**
 * The names of the kinds of faults and behavioural faults that apply to a document and its scenarios, when every
 * profile that they name has credentials. No server is needed.
 *
 * @param spec a path, a URL, or a bundled document
 * @throws DocumentError, ScenariosError for what was given.
 * @example
 * await kindsOf("openapi.yaml", "scenarios.yaml"); // ["status-of-another-answer", …, "delete-not-done"]
 */
export async function kindsOf(spec: string | OpenApiDocument, scenariosFile?: string): Promise<string[]> {
	const document = typeof spec === "string" ? await loadDocument(spec) : spec;
	const scenarios = scenariosFile === undefined ? undefined : await loadScenarios(scenariosFile, document);
	const about = { document, target: "live", scenarios } as const;
	const profiles = planOf({ ...about, credentials: {} }).map(({ scenario }) => profileOf(scenario));
	const schemes = Object.keys(document.components?.securitySchemes ?? {});
	const credentials: Credentials = Object.fromEntries(
		["default", ...profiles].map((name) => [
			name,
			Object.fromEntries(schemes.map((scheme) => [scheme, `${STAND_IN} ${name}`])),
		]),
	);
	const planned = planOf({ ...about, credentials });
	const operations = operationsOf(document);
	const behaviours = behavioursOf({ document, operations, planned, credentials, basePath: "" });
	return [...applying(contextsOf(document, planned)), ...behaviours.map(({ name }) => name)];
}

/** The kinds of faults in an answer that apply to at least one of the transactions. */
export function applying(contexts: ReadonlyMap<string, PlantContext>): string[] {
	const all = [...contexts.values()];
	return faultKinds.filter((kind) => all.some((context) => kind.plan(context) !== undefined)).map(({ name }) => name);
}
