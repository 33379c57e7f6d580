import { loadDocument } from "@onespec/openapi-document/load";
import { preflight } from "../preflight.js";
import { readOptions } from "./options.js";
import type { PropertiesReport } from "./render.js";
import { type PropertiesOptions, runProperties } from "./run.js";
import { runSequences, type SequencesOptions } from "./sequences/run.js";

export type ExploreOptions = PropertiesOptions & Pick<SequencesOptions, "sequences">;

/**
 * Tries on a live server what no example of the document shows: requests that are generated from its schemas, then sequences
 * of requests that are held against a model of the store. It makes what it needs, touches nothing else, and removes it.
 *
 * @throws DocumentError, ScenariosError, CredentialsError for what was given; RunError where the server can't be reached; the signal's reason where it was aborted.
 * @example
 * const report = await explore({ spec: "openapi.yaml", endpoint, credentials, seed: 42 });
 * process.stdout.write(renderProperties(report));
 */
export async function explore(options: ExploreOptions): Promise<PropertiesReport> {
	const spec = typeof options.spec === "string" ? (await loadDocument(options.spec)).model : options.spec;
	await preflight({ ...(await readOptions({ ...options, spec })), target: "live" });
	// One after the other: neither finds what the other one is just about to remove.
	const properties = await runProperties({ ...options, spec });
	const sequences = await runSequences({ ...options, spec });
	return { properties, sequences, agreement: undefined };
}
