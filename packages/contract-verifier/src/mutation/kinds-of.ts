import type { DocumentModel } from "@onespec/openapi-document";
import { loadDocument } from "@onespec/openapi-document/load";
import { planOf, profileOf } from "../plan.js";
import type { Credentials } from "../requests/credentials.js";
import { scenariosOf } from "../scenarios/load.js";
import { behavioursOf } from "./behaviours.js";
import { contextsOf, type PlantContext } from "./kind.js";
import { faultKinds } from "./kinds.js";

/** Names are all the same to what is derived from credentials. */
const STAND_IN = "stand-in";

/**
 * The names of the kinds of faults and behavioural faults that apply to a document and its scenarios, when every
 * profile that they name has credentials. No server is needed.
 *
 * @param spec a path, a URL, or a model that was read
 * @throws DocumentError, ScenariosError for what was given.
 * @example
 * await kindsOf("openapi.yaml", "scenarios.yaml"); // ["status-of-another-answer", …, "delete-not-done"]
 */
export async function kindsOf(spec: string | DocumentModel, scenariosFile?: string): Promise<string[]> {
	const model = typeof spec === "string" ? (await loadDocument(spec)).model : spec;
	const scenarios = await scenariosOf(scenariosFile, model);
	const about = { model, target: "live", scenarios } as const;
	const profiles = planOf({ ...about, credentials: {} }).map(({ scenario }) => profileOf(scenario));
	const schemes = Object.keys(model.securitySchemes);
	const credentials: Credentials = Object.fromEntries(
		["default", ...profiles].map((name) => [
			name,
			Object.fromEntries(schemes.map((scheme) => [scheme, `${STAND_IN} ${name}`])),
		]),
	);
	const planned = planOf({ ...about, credentials });
	const behaviours = behavioursOf({ model, planned, credentials, basePath: "" });
	return [...applying(contextsOf(model, planned)), ...behaviours.map(({ name }) => name)];
}

/** The kinds of faults in an answer that apply to at least one of the transactions. */
export function applying(contexts: ReadonlyMap<string, PlantContext>): string[] {
	const all = [...contexts.values()];
	return faultKinds.filter((kind) => all.some((context) => kind.plan(context) !== undefined)).map(({ name }) => name);
}
